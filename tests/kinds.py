"""Random values for every kind of record, and a few records for them to refer to."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import strategies as st

from tests.ledgers import DEFAULTS, TODAY, Office, clock, lent
from zxdesk.queries.values import Values
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.daytypes import Day, Moment, Month, PartialDay
from zxdesk.records.fieldtypes import (
    Amount,
    Choice,
    FieldType,
    Flag,
    Ordinal,
    Stars,
    Value,
    Whole,
    Year,
)
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList, Through
from zxdesk.rules.findings import findings
from zxdesk.rules.rule import Facts
from zxdesk.store import history, open_ledger

Ids = dict[str, list[int]]
_ALONE = Facts(today=TODAY)
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
        .filter(lambda values: not any(one.hard for one in findings(kind.name, values, _ALONE)))
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
    for kind in KINDS.values():
        ids[kind.name] = [office.add(kind.name, **sample(kind, n, ids)) for n in (0, 1)]
    return ids


def sample(kind: RecordKind, number: int, ids: Ids) -> Values:
    """Give the least that makes a record of a kind, its key another for every number."""
    assigned = {"number"} if kind.number_prefix else set()
    preset = {n for n, column in kind.model.model_fields.items() if column.default is not None}
    known = assigned | preset | set(DEFAULTS.get(kind.name, {}))
    # One part of a key that differs is enough; the others may be what tests are used to.
    identifying = {kind.naming, *kind.key} - assigned - (known - {kind.key[-1]})
    return {
        spec.name: value_of_field(kind, spec, number, ids)
        for spec in kind.visible_fields()
        if spec.name in identifying or (spec.required and spec.name not in known)
    }


def value_of_field(kind: RecordKind, spec: Field, number: int, ids: Ids) -> Value:
    """Give a value that a field may hold, another for every number as far as there are others.

    What belongs to a record all belongs to the first, the second is free to be changed; but each
    has a period.
    """
    periods = {other.periods.kind for other in KINDS.values() if other.periods}
    belongs = {
        (name, column)
        for other in KINDS.values()
        for name, column in other.children
        if name not in periods
    }
    if isinstance(spec, OneOf):
        target, _ = spec.options[0]
        return target, ids[target][number % len(ids[target])]
    if isinstance(spec, Reference):
        known = ids[spec.target]
        return known[0] if (kind.name, spec.name) in belongs else known[number % len(known)]
    by_type: dict[type, Value] = {
        Whole: getattr(spec.type, "minimum", 0) + number,
        Amount: float(number),
        Year: 2026 - number,
        Ordinal: number + 1,
        Stars: number + 1,
        Day: TODAY - timedelta(days=number + 30),
        PartialDay: f"2026-0{number + 1}",
        Month: f"2026-0{number + 1}",
        Moment: datetime(2026, 3, number + 1, 9),
        Flag: bool(number % 2),
        Choice: getattr(spec.type, "values", ("",))[0],
    }
    if type(spec.type) in by_type:
        return by_type[type(spec.type)]
    return spec.type.parse(f"{spec.title}{'甲乙丙丁'[number]}")


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
