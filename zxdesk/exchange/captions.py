"""What a heading cell says: the field it stands for, however the office wrote it."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from zxdesk import text
from zxdesk.exchange import import_words
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.daytypes import Moment
from zxdesk.records.kind import Field, OneOf, Reference, RefList

OWNER = Field(title="所属政协", name="@owner")
ATTENDEES = Field(title="参加委员", name="@attendees", help="委员编号或姓名，用、分开")
# When somebody passed a gate or signed in: it tells of which event he came to, and is not kept.
STAMP = Field(title="签到时间", name="@stamp", type=Moment())
PROBLEMS = "问题"  # the last column of a rejects workbook
_REMARK = re.compile(r"[（(\[【〔][^（()）\]】〕]*[）)\]】〕]")
# A number before a heading, its English behind it: 3.界别/Sector.
_BESIDE = re.compile(r"^(?:\d{1,2}[.．、])?([^A-Za-z]*[\u4e00-\u9fff])[/／A-Za-z.\s]*$")
_SHORT = 40
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
        second: The field that the end of its cells fills (工作单位及职务).
        context: Where its cells come from the sheet's title: all that stands there.
    """

    index: int
    heading: str
    kind: RecordKind
    field: Field
    ten_thousands: bool = False
    exact: bool = True
    second: Field | None = None
    context: str = ""


@dataclass(frozen=True)
class Meaning:
    """What a heading stands for on the sheet of one kind (see `Column`)."""

    kind: RecordKind
    field: Field
    exact: bool = True
    second: Field | None = None


def plain(heading: object) -> str:
    """Give a heading without spaces, line breaks, asterisks and remarks in brackets."""
    if not isinstance(heading, str):
        return ""
    return _plain(heading) if len(heading) <= _SHORT else _plained(heading)


def _plained(heading: str) -> str:
    words = "".join(text.clean(heading).split())
    bare = _REMARK.sub("", words) or words.strip("【】〔〕[]")
    return _BESIDE.sub(r"\1", bare).translate(_MARKS)


_plain = lru_cache(maxsize=32_768)(_plained)


def counts_in_ten_thousands(heading: object) -> bool:
    """Tell whether a heading says （万元） or （万人次）."""
    return isinstance(heading, str) and bool(_BY_TEN_THOUSAND.search(heading))


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
def vocabulary(sheet: str) -> dict[str, Meaning]:
    """Give every heading that is known on a kind's sheet."""
    kind = next(k for k in KINDS.values() if k.sheet == sheet)
    stamped = [(kind, STAMP)] if kind.name == "attendance" else []
    fields = [*sheet_fields(kind), *stamped, (kind, OWNER)]
    titles = {spec.title: Meaning(owner, spec) for owner, spec in reversed(fields)}
    synonyms = _joined(fields)
    more = import_words.lists("headings", sheet)
    for owner, spec in fields:
        for word in (spec.label, *spec.headings, *more.get(spec.title, ())):
            if word and word not in titles:
                synonyms.setdefault(word, Meaning(owner, spec, exact=False))
    beginnings = (kind.sheet, *import_words.lists("prefixes").get(sheet, ()))
    for word, found in [*titles.items(), *synonyms.items()]:
        for beginning in beginnings:
            if not word.startswith(beginning) and beginning + word not in titles:
                meaning = Meaning(found.kind, found.field, exact=False, second=found.second)
                synonyms.setdefault(beginning + word, meaning)
    for word, owner, spec in _named_after_target(fields):
        if word not in titles:
            synonyms.setdefault(word, Meaning(owner, spec, exact=False))
    return synonyms | titles


def _joined(fields: list[tuple[RecordKind, Field]]) -> dict[str, Meaning]:
    """Give the headings of columns that fill two fields."""
    by_title = {spec.title: (owner, spec) for owner, spec in reversed(fields)}
    return {
        word: Meaning(*by_title[first], exact=False, second=by_title[second][1])
        for word, (first, second) in import_words.lists("joined").items()
        if first in by_title and second in by_title
    }


def _named_after_target(
    fields: list[tuple[RecordKind, Field]],
) -> Iterator[tuple[str, RecordKind, Field]]:
    """Give 活动名称 and 委员姓名 as headings of the fields that point to 活动 and 委员."""
    links = [pair for pair in fields if isinstance(pair[1], Reference)]
    targets = Counter(spec.target for _, spec in links if isinstance(spec, Reference))
    for owner, spec in links:
        assert isinstance(spec, Reference)
        target = KINDS[spec.target]
        if target is owner or targets[spec.target] != 1:
            continue
        beginnings = (target.sheet, *import_words.lists("prefixes").get(target.sheet, ()))
        for name in {target.naming, *(target.key if len(target.key) == 1 else ())}:
            for beginning in beginnings:
                word = target.fields[name].title.removeprefix(target.sheet)
                yield beginning + word, owner, spec


def must_be_filled(kind: RecordKind, spec: Field) -> bool:
    """Tell whether a column is marked with *: nothing else gives the value."""
    if not spec.required or (kind.name, spec.name) in (("member", "number"), ("event", "state")):
        return False
    known = kind.model.model_fields.get(spec.name)
    return known is None or known.default is None


@cache
def _all_headings() -> frozenset[str]:
    sheets = [kind.sheet for kind in KINDS.values() if kind.in_workbook]
    return frozenset(word for sheet in sheets for word in vocabulary(sheet))


def is_heading(word: str) -> bool:
    """Tell whether a word is a heading on the sheet of any kind."""
    return word in _all_headings()


def is_neutral(heading: str) -> bool:
    """Tell whether a heading stands above line numbers."""
    return heading in import_words.words("neutral")


def settle_doubles(columns: Sequence[Column]) -> tuple[list[Column], list[Column]]:
    """Part columns into those that are taken and those whose field another one fills already.

    A field that points to one record may be filled twice, by number and by name.
    """
    taken: list[Column] = []
    doubled: list[Column] = []
    for column in sorted(columns, key=lambda c: (not c.exact, bool(c.second), c.index)):
        same = [c for c in taken if c.kind is column.kind and c.field.name == column.field.name]
        if not same or (points_to_one(column.field) and same[0].heading != column.heading):
            taken.append(column)
        elif column.second and all(c.field.name != column.second.name for c in taken):
            taken.append(replace(column, field=column.second, second=None))
        else:
            doubled.append(column)
    return sorted(taken, key=lambda c: c.index), doubled


def points_to_one(spec: Field) -> bool:
    """Tell whether a field points to one record, which a number and a name may name together."""
    return isinstance(spec, Reference) and not isinstance(spec, (RefList, OneOf))
