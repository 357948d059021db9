"""Random values for every kind of record, and a few records for them to refer to."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from tests.ledgers import Office, clock, lent
from zxdesk.queries.values import Values
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import (
    Amount,
    Choice,
    Day,
    FieldType,
    Flag,
    Moment,
    Month,
    Ordinal,
    PartialDay,
    Stars,
    Whole,
    Year,
)
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList, Through
from zxdesk.rules.checks import complaints
from zxdesk.store import history, open_ledger

Ids = dict[str, list[int]]
# What people type, what programs stumble over, and a name of rare characters.
_CHARACTERS = st.sampled_from(
    "云溪政协委员会张李𫖮𬱖㛃ＡaZ09·—（）%_'\"\\/;:=+@\n\t　🀄é"
) | st.characters(exclude_categories=["Cs", "Cn"])
_DAYS = st.dates(date(1949, 10, 1), date(2099, 12, 31))
_MONTHS = _DAYS.map(lambda day: day.isoformat()[:7])
_MOMENTS = st.datetimes(datetime(1949, 10, 1), datetime(2099, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


def values_of_type(type_: FieldType) -> st.SearchStrategy[Any]:
    """Give values that a field of this type may hold."""
    by_type: dict[type, st.SearchStrategy[Any]] = {
        Whole: st.integers(getattr(type_, "minimum", 0), 10_000_000_000),
        Amount: st.integers(0, 10**15).map(lambda cents: cents / 100),
        Year: st.integers(1900, 2200),
        Ordinal: st.integers(1, 200),
        Stars: st.integers(1, 5),
        Day: _DAYS,
        PartialDay: _MONTHS | _DAYS.map(date.isoformat),
        Month: _MONTHS,
        Moment: _MOMENTS,
        Flag: st.booleans(),
        Choice: st.sampled_from(getattr(type_, "values", ("",))),
    }
    if type(type_) in by_type:
        return by_type[type(type_)]
    return (
        st.text(_CHARACTERS, max_size=20).map(type_.parse).filter(lambda value: value is not None)
    )


def values_of_field(spec: Field, ids: Ids) -> st.SearchStrategy[Any]:
    """Give values that a field may hold, with references to `ids`."""
    if isinstance(spec, OneOf):
        some = st.sampled_from([(kind, i) for kind, _ in spec.options for i in ids[kind]])
        return some if spec.required else st.none() | some
    if isinstance(spec, RefList):
        return st.lists(st.sampled_from(ids[spec.target]), unique=True, max_size=3).map(tuple)
    if isinstance(spec, Lines):
        first, *rest = (values_of_type(type_) for _, _, type_ in spec.parts)
        line = st.tuples(first, *[st.none() | part for part in rest])
        return st.lists(line, max_size=3).map(tuple)
    known = (
        st.sampled_from(ids[spec.target])
        if isinstance(spec, Reference)
        else values_of_type(spec.type)
    )
    return known if spec.required else st.none() | known


def values_of_kind(kind: RecordKind, ids: Ids) -> st.SearchStrategy[Values]:
    """Give whole records that may be saved as far as one record can tell."""
    fields = {spec.name: values_of_field(spec, ids) for spec in kind.visible_fields()}
    return (
        st.fixed_dictionaries(fields)
        .map(lambda values: _one_part_each(kind, values))
        .filter(lambda values: not complaints(kind.name, values))
    )


def _one_part_each(kind: RecordKind, values: Values) -> Values:
    """Let a record stand in one field only of those whose rows are the same kind's records."""
    seen: set[int] = set()
    for name, spec in kind.fields.items():
        if isinstance(spec, Through):
            values = values | {name: tuple(i for i in values[name] if i not in seen)}
            seen.update(values[name])
    return values


def populate(office: Office) -> Ids:
    """Make two records of every kind and give their ids."""
    ids: Ids = {}
    ids["unit"] = [office.add("unit", name=name) for name in ("经济界", "工会界")]
    ids["plenary_session"] = [office.add("plenary_session", number=number) for number in (1, 2)]
    ids["programme"] = [office.add("programme", name=name) for name in ("云溪有约", "请你来协商")]
    ids["member"] = [office.add("member", name=name) for name in ("张三", "李四")]
    ids["service"] = [
        office.add("service", member_id=member_id, term=5, sector_id=ids["unit"][0])
        for member_id in ids["member"]
    ]
    ids["venue"] = [office.add("venue", name=name) for name in ("溪口客厅", "桥头客厅")]
    ids["consultation"] = [
        office.add("consultation", topic=topic) for topic in ("老旧小区改造", "农村电商")
    ]
    ids["event"] = [office.add("event", name=name) for name in ("专题协商会", "视察")]
    ids["attendance"] = [
        office.add("attendance", event_id=ids["event"][0], member_id=member_id)
        for member_id in ids["member"]
    ]
    source = ("event", ids["event"][0])
    ids["suggestion"] = [
        office.add("suggestion", content=content, source=source)
        for content in ("增设车位", "改造管网")
    ]
    ids["problem"] = [
        office.add("problem", content=content, source=source)
        for content in ("路灯不亮", "下水不畅")
    ]
    ids |= _populate_proposals(office, ids) | _populate_opinions(office) | _populate_outputs(office)
    ids |= _populate_targets(office, ids)
    ids["listed_value"] = [
        office.add("listed_value", list_name="试验", value=value) for value in ("甲", "乙")
    ]
    assert set(ids) == set(KINDS)
    return ids


def _populate_proposals(office: Office, ids: Ids) -> Ids:
    proposals = [office.add("proposal", serial=n, subject=f"关于{n}的提案") for n in ("1", "2")]
    first, other = proposals
    return {
        "proposal": proposals,
        "handling": [
            office.add("handling", proposal_id=first, unit_id=unit_id) for unit_id in ids["unit"]
        ],
        "feedback": [
            office.add("feedback", proposal_id=other, member_id=member_id)
            for member_id in ids["member"]
        ],
    }


def _populate_opinions(office: Office) -> Ids:
    issues = [office.add("issue", number=number) for number in ("1", "2")]
    return {
        "issue": issues,
        "opinion": [office.add("opinion", title=title) for title in ("增设公交", "修缮古桥")],
        "adoption": [office.add("adoption", issue_id=issue_id) for issue_id in issues],
    }


def _populate_outputs(office: Office) -> Ids:
    products = [office.add("product", title=title) for title in ("甲报告", "乙报告")]
    titled = ("speech", "media", "document", "award")
    made = {kind: [office.add(kind, title=title) for title in ("甲", "乙")] for kind in titled}
    return made | {
        "product": products,
        "instruction": [office.add("instruction", target=("product", i)) for i in products],
        "project": [office.add("project", name=name) for name in ("共富工坊", "共富集市")],
    }


def _populate_targets(office: Office, ids: Ids) -> Ids:
    named = ("quota", "saved_figure", "rating_scheme")
    made = {kind: [office.add(kind, name=name) for name in ("甲", "乙")] for kind in named}
    tables = [office.add("reporting_table", number=n, title=f"{n}表") for n in ("甲", "乙")]
    return made | {
        "rating": [office.add("rating", venue_id=i) for i in ids["venue"]],
        "reporting_table": tables,
        "reporting_row": [
            office.add("reporting_row", table_id=tables[0], number=n, label=n) for n in ("1", "2")
        ],
    }


def present(office: Office) -> Ids:
    """Give the ids of all records."""
    with office.ledger.read() as session:
        connection = session.connection()
        return {
            name: list(connection.scalars(sa.select(kind.table.c.id)))
            for name, kind in KINDS.items()
        }


@contextmanager
def taken_back(office: Office) -> Iterator[None]:
    """Undo what is done inside, whatever comes of it: the next example finds what this one did."""
    before = history.undo_state(office.ledger).undo
    try:
        yield
    finally:
        while history.undo_state(office.ledger).undo != before:
            history.undo(office.ledger)


@pytest.fixture(scope="session")
def filled(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two records of every kind; copied, never opened."""
    file = Path(shutil.copy(founded, tmp_path_factory.mktemp("filled")))
    with open_ledger(file, clock=clock) as ledger:
        populate(Office(ledger))
    return file


@pytest.fixture
def filled_file(filled: Path, tmp_path: Path) -> Path:
    """A closed ledger with two records of every kind."""
    return Path(shutil.copy(filled, tmp_path))


@pytest.fixture
def stocked(filled_file: Path) -> Iterator[Office]:
    """A clerk at an open ledger with two records of every kind."""
    with lent(filled_file) as ledger:
        yield Office(ledger)
