"""Numbers that the program gives: the next after the ledger's own, whatever their shape."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.office import series_of
from zxdesk.queries.values import Values, load
from zxdesk.records import KINDS, RecordKind
from zxdesk.rules.numbers import following, shape_of
from zxdesk.rules.series import SESSION, TERM, YEAR
from zxdesk.store.history import deleted

_PROPOSAL = KINDS["proposal"]
# So many of the newest numbers show the shape in which a ledger goes on.
_NEWEST = 200


def next_number(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    today: date,
    beside: Iterable[str] = (),
) -> str:
    """Give the next number of a kind.

    The number of a deleted record is not given again: it may stand on paper.

    Args:
        beside: Numbers that are about to be taken.
    """
    dated = values.get(kind.dated) if kind.dated else None
    year = int(values.get("year") or (dated or today).year) if kind.numbered_yearly else None
    prefix = f"{kind.number_prefix}{year}-" if year else kind.number_prefix
    column, mine = kind.table.c.number, kind.table.c.owner_id == owner_id
    gone = [str(r["number"]) for r in deleted(session, kind.name) if r["owner_id"] == owner_id]
    if decided := series_of(session, kind.name):
        row = decided.at({YEAR: int(values.get("year") or (dated or today).year)})
        begun = column.startswith(row.front, autoescape=True)
        taken = session.connection().scalars(sa.select(column).where(mine, begun))
        return row.following([*taken, *gone, *beside])
    query = sa.select(column).where(mine).order_by(kind.table.c.id.desc()).limit(_NEWEST)
    known = [*session.connection().scalars(query), *beside]
    shape = shape_of(following(known, prefix=prefix, year=year))
    alike = sa.select(column).where(mine, column.startswith(shape, autoescape=True))
    given = [*known, *session.connection().scalars(alike), *gone]
    return following([*dict.fromkeys(given)], prefix=prefix, year=year)


def offered(session: Session, kind: RecordKind, values: Values, *, owner_id: int) -> dict[str, str]:
    """Give the next numbers that somebody may want to take over, by field."""
    if kind.name != "event" or values.get("minutes_number"):
        return {}
    number = next_minutes_number(session, values, owner_id=owner_id)
    return {"minutes_number": number} if number else {}


def next_minutes_number(session: Session, values: Values, *, owner_id: int) -> str:
    """Give the next 纪要号 of a meeting's type in its year; empty where no meeting has one yet."""
    table, start = KINDS["event"].table, values.get("start")
    if start is None or not values.get("type"):
        return ""
    query = sa.select(table.c.minutes_number, table.c.start).where(
        table.c.owner_id == owner_id,
        table.c.type == values["type"],
        table.c.minutes_number.is_not(None),
    )
    rows = session.connection().execute(query).all()
    numbers = [row.minutes_number for row in rows if row.start.year == start.year]
    if decided := series_of(session, "event", "minutes_number"):
        return decided.at({YEAR: start.year}).following(numbers)
    elsewhere = [row.minutes_number for row in rows]
    if not elsewhere:
        return ""
    return following(numbers, prefix="", year=start.year, elsewhere=elsewhere)


def next_case_number(session: Session, proposal_id: int) -> str:
    """Give the next 案号 of a proposal's session, spelled as the ones before it."""
    table = _PROPOSAL.table
    query = sa.select(table.c.owner_id).where(table.c.id == proposal_id)
    owner_id = session.connection().scalar(query)
    values = load(session, _PROPOSAL, proposal_id)
    assert owner_id is not None
    assert values is not None
    numbers = _given(session, "case_number", values["term"], values["session"], owner_id=owner_id)
    year = values["submitted_on"].year
    if decided := series_of(session, "proposal", "case_number"):
        places = {YEAR: year, TERM: values["term"], SESSION: values["session"]}
        return decided.at(places).following(numbers)
    others = _elsewhere(session, "case_number", owner_id=owner_id)
    return following(numbers, prefix=f"{year}-", year=year, elsewhere=others)


def next_serial(session: Session, term: int, number: int, *, owner_id: int) -> str:
    """Give the next 流水号 of a session."""
    numbers = _given(session, "serial", term, number, owner_id=owner_id)
    if decided := series_of(session, "proposal", "serial"):
        return decided.at({TERM: term, SESSION: number}).following(numbers)
    others = _elsewhere(session, "serial", owner_id=owner_id)
    return following(numbers, prefix="", year=None, elsewhere=others)


def _given(session: Session, name: str, term: int, number: int, *, owner_id: int) -> list[str]:
    """Give the numbers of a session, those of deleted proposals too: they may stand on paper."""
    table = _PROPOSAL.table
    mine = {"owner_id": owner_id, "term": term, "session": number}
    conditions = [table.c[column] == value for column, value in mine.items()]
    taken = session.connection().scalars(sa.select(table.c[name]).where(*conditions))
    gone = (row for row in deleted(session, _PROPOSAL.name) if mine.items() <= row.items())
    return [str(found) for found in (*taken, *(row[name] for row in gone)) if found]


def _elsewhere(session: Session, name: str, *, owner_id: int) -> list[str]:
    """Give the newest numbers of any session."""
    table = _PROPOSAL.table
    query = sa.select(table.c[name]).where(table.c.owner_id == owner_id, table.c[name].is_not(None))
    newest = query.order_by(table.c.id.desc()).limit(_NEWEST)
    return list(session.connection().scalars(newest))
