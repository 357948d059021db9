"""What a heading cell says: the field it stands for, however the office wrote it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from zxdesk import text
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Field, OneOf, Reference, RefList

OWNER = Field(title="所属政协", name="@owner")
ATTENDEES = Field(title="参加委员", name="@attendees", help="委员编号或姓名，用、分开")
PROBLEMS = "问题"  # the last column of a rejects workbook
_REMARK = re.compile(r"[（(\[【〔][^（()）\]】〕]*[）)\]】〕]")
_MARKS = str.maketrans(dict.fromkeys("*＊※★:：", ""))
_BY_TEN_THOUSAND = re.compile(r"[（(\[【]\s*(?:单位[:：])?\s*万")


@dataclass(frozen=True)
class Column:
    """One column that was recognised.

    Attributes:
        index: Its place in the row, from 0.
        heading: As it stands in the file, on one line and without remarks.
        kind: The kind its field belongs to; of the sheet 委员 it may be `service`.
        ten_thousands: The heading says that its numbers count in 万.
        exact: It bears the field's own title and no synonym.
    """

    index: int
    heading: str
    kind: RecordKind
    field: Field
    ten_thousands: bool = False
    exact: bool = True


def plain(heading: object) -> str:
    """Give a heading without spaces, line breaks, asterisks and remarks in brackets."""
    if not isinstance(heading, str):
        return ""
    words = "".join(text.clean(heading).split())
    bare = _REMARK.sub("", words)
    return (bare or words).translate(_MARKS)


def counts_in_ten_thousands(heading: object) -> bool:
    """Tell whether a heading says （万元） or （万人次）."""
    return isinstance(heading, str) and bool(_BY_TEN_THOUSAND.search(heading))


def kinds_of_sheet(kind: RecordKind) -> tuple[RecordKind, ...]:
    """Give the kinds whose fields stand on a kind's sheet: of 委员 also its services."""
    return (kind, KINDS[kind.periods.kind]) if kind.periods else (kind,)


def sheet_fields(kind: RecordKind) -> list[tuple[RecordKind, Field]]:
    """Give the fields of a kind's sheet in the order of its columns."""
    own = [(kind, kind.fields[name]) for name in kind.columns]
    if kind.periods:
        services = KINDS[kind.periods.kind]
        tail = [pair for pair in own if pair[1].name in ("note", "programmes")]
        head = [pair for pair in own if pair not in tail]
        return [*head, *((services, services.fields[name]) for name in services.columns), *tail]
    if kind.name == "event":
        place = next(i for i, (_, spec) in enumerate(own) if spec.name == "leaders")
        own.insert(place, (kind, ATTENDEES))
    return own


@cache
def _vocabulary(sheet: str) -> tuple[dict[str, tuple[RecordKind, Field]], ...]:
    """Give the titles, and the synonyms, of a sheet."""
    kind = next(k for k in KINDS.values() if k.sheet == sheet)
    fields = [*sheet_fields(kind), (kind, OWNER)]
    titles = {spec.title: (owner, spec) for owner, spec in reversed(fields)}
    synonyms: dict[str, tuple[RecordKind, Field]] = {}
    for owner, spec in fields:
        for word in (spec.label, *spec.headings):
            if word and word not in titles:
                synonyms.setdefault(word, (owner, spec))
    for word, found in [*titles.items(), *synonyms.items()]:
        prefixed = kind.sheet + word
        if not word.startswith(kind.sheet) and prefixed not in titles:
            synonyms.setdefault(prefixed, found)
    for word, found in _named_after_target(fields):
        if word not in titles:
            synonyms.setdefault(word, found)
    return titles, synonyms


def _named_after_target(
    fields: list[tuple[RecordKind, Field]],
) -> Iterator[tuple[str, tuple[RecordKind, Field]]]:
    """Give 活动名称 and 委员姓名 as headings of the fields that point to 活动 and 委员."""
    links = [pair for pair in fields if isinstance(pair[1], Reference)]
    targets = Counter(spec.target for _, spec in links if isinstance(spec, Reference))
    for owner, spec in links:
        assert isinstance(spec, Reference)
        target = KINDS[spec.target]
        if target is not owner and targets[spec.target] == 1:
            for name in {target.naming, *(target.key if len(target.key) == 1 else ())}:
                yield (
                    target.sheet + target.fields[name].title.removeprefix(target.sheet),
                    (
                        owner,
                        spec,
                    ),
                )


def must_be_filled(kind: RecordKind, spec: Field) -> bool:
    """Tell whether a column is marked with *: nothing else gives the value."""
    if not spec.required or (kind.name, spec.name) in (("member", "number"), ("event", "state")):
        return False
    known = kind.model.model_fields.get(spec.name)
    return known is None or known.default is None


def read_headings(kind: RecordKind, cells: Iterable[object]) -> list[Column]:
    """Recognise what can be recognised in a row that may be the heading row."""
    titles, synonyms = _vocabulary(kind.sheet)
    columns = []
    for index, cell in enumerate(cells):
        heading = plain(cell)
        found = titles.get(heading) or synonyms.get(heading)
        if found:
            columns.append(
                Column(index, heading, *found, counts_in_ten_thousands(cell), heading in titles)
            )
    return columns


def settle_doubles(columns: list[Column]) -> tuple[list[Column], list[Column]]:
    """Part columns into those that are taken and those whose field another one fills already.

    A field that points to one record may be filled twice, by number and by name.
    """
    taken: list[Column] = []
    doubled: list[Column] = []
    for column in sorted(columns, key=lambda c: (not c.exact, c.index)):
        same = [c for c in taken if c.kind is column.kind and c.field.name == column.field.name]
        if not same or (_points_to_one(column.field) and same[0].heading != column.heading):
            taken.append(column)
        else:
            doubled.append(column)
    return sorted(taken, key=lambda c: c.index), doubled


def _points_to_one(spec: Field) -> bool:
    return isinstance(spec, Reference) and not isinstance(spec, (RefList, OneOf))
