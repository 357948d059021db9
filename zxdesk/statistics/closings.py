"""Closed periods: the figures as they were frozen, and what was restated since."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import Session, col, select

from zxdesk.queries.values import keys, titles, titles_of_rows
from zxdesk.records import KINDS, ClosedFigure, Closing
from zxdesk.rules.periods import Period
from zxdesk.statistics.catalogue import CATALOGUE_VERSION
from zxdesk.statistics.figures import Number, figure_in, read_expression, records_in
from zxdesk.statistics.reporting import COLUMNS, columns_of
from zxdesk.store import Ledger
from zxdesk.store.history import last_changes, last_images

ADDED, GONE, CHANGED = "新增", "不再计", "改动"
_WITH_RECORDS = COLUMNS[:2]


@dataclass(frozen=True, kw_only=True)
class RestatedRecord:
    """A record that counts differently than when the period was closed.

    Attributes:
        act: 新增, 不再计 or 改动.
        key: Its key; empty where it is gone.
        at: When it was last changed; None where a record it is linked with was.
    """

    kind: str
    record_id: int
    key: str
    title: str
    act: str
    at: datetime | None = None
    by: str = ""
    step: str = ""


@dataclass(frozen=True, kw_only=True)
class Restatement:
    """A frozen number that is another one now.

    Attributes:
        recounted: It was frozen by another version of the catalogue: the 口径 changed.
    """

    row: str
    label: str
    column: str
    old: Number | None
    new: Number | None
    records: tuple[RestatedRecord, ...]
    recounted: bool = False


def standing(session: Session, period: Period, *, owner_id: int) -> Closing | None:
    """Give the closing of a period that stands; None where it is open."""
    query = select(Closing).where(
        Closing.owner_id == owner_id,
        Closing.period == period.name,
        col(Closing.reopened_at).is_(None),
    )
    return session.exec(query.order_by(col(Closing.id).desc())).first()


def frozen(session: Session, closing: Closing) -> list[ClosedFigure]:
    """Give the frozen numbers in the order of the table."""
    query = select(ClosedFigure).where(ClosedFigure.closing_id == closing.id)
    return list(session.exec(query.order_by(col(ClosedFigure.id))))


def restatements(session: Session, ledger: Ledger, closing: Closing) -> list[Restatement]:
    """Give the frozen numbers that the records no longer give, and the records that did it."""
    period = Period(closing.period, closing.first, closing.last)
    by_column = dict(zip(COLUMNS, columns_of(period), strict=True))
    recounted = closing.catalogue != CATALOGUE_VERSION
    found = []
    for figure in frozen(session, closing):
        expression = read_expression(figure.expression)
        now = figure_in(
            session, ledger, expression, period=by_column[figure.column], owner_id=closing.owner_id
        ).value
        if now != number_of(figure.value):
            records = _records(session, ledger, closing, figure, by_column[figure.column])
            found.append(
                Restatement(
                    row=figure.row_number,
                    label=figure.label,
                    column=figure.column,
                    old=number_of(figure.value),
                    new=now,
                    # Where the 口径 changed, a record nobody touched is not what did it.
                    records=tuple(r for r in records if r.at or not recounted),
                    recounted=recounted,
                )
            )
    return found


def of_catalogue_alone(changed: Collection[Restatement]) -> bool:
    """Tell whether numbers are others only because the 口径 changed: nobody has to say why."""
    return bool(changed) and all(one.recounted and not one.records for one in changed)


def number_of(value: float | None) -> Number | None:
    """Give a stored number as figures give it."""
    return int(value) if value is not None and float(value).is_integer() else value


def _records(
    session: Session, ledger: Ledger, closing: Closing, figure: ClosedFigure, period: Period
) -> Iterator[RestatedRecord]:
    if figure.column not in _WITH_RECORDS:
        return
    before = set(from_ranges(figure.record_ids))
    expression = read_expression(figure.expression)
    kind, ids = records_in(session, ledger, expression, period=period, owner_id=closing.owner_id)
    now = set(ids)
    touched = last_changes(session, kind, since=closing.step_no)
    acts = dict.fromkeys(sorted(now - before), ADDED) | dict.fromkeys(sorted(before - now), GONE)
    acts |= {i: CHANGED for i in sorted(before & now) if i in touched and i not in acts}
    named, keyed = titles(session, kind, acts), keys(session, kind, acts)
    lost = _lost_titles(session, kind, [i for i in acts if i not in named])
    for record_id, act in acts.items():
        step = touched.get(record_id)
        yield RestatedRecord(
            kind=KINDS[kind].sheet,
            record_id=record_id,
            key=keyed.get(record_id, ""),
            title=named.get(record_id) or f"{lost.get(record_id, '')}（已删除）",
            act=act,
            at=step.at if step else None,
            by=step.by if step else "",
            step=step.label if step else "",
        )


def _lost_titles(session: Session, kind: str, ids: Iterable[int]) -> dict[int, str]:
    """Give what deleted records were called, from the log's last images of them."""
    return titles_of_rows(session, kind, last_images(session, kind, ids))


def closed_periods_of(
    session: Session, records: Mapping[str, Collection[int]], *, owner_id: int
) -> list[str]:
    """Give the closed periods whose frozen figures count some of these records, by kind."""
    query = (
        sa.select(col(Closing.period), col(ClosedFigure.record_kind), col(ClosedFigure.record_ids))
        .join(ClosedFigure, col(ClosedFigure.closing_id) == col(Closing.id))
        .where(
            col(Closing.owner_id) == owner_id,
            col(Closing.reopened_at).is_(None),
            col(ClosedFigure.column) == COLUMNS[0],
            col(ClosedFigure.record_kind).in_(list(records)),
        )
        .order_by(col(Closing.first))
    )
    found: dict[str, None] = {}
    for period, kind, ranges in session.connection().execute(query):
        if period not in found and not {*records[kind]}.isdisjoint(from_ranges(ranges)):
            found[period] = None
    return list(found)


def reasons_for(session: Session, period: Period, *, owner_id: int) -> list[str]:
    """Give why a period was reopened, the first reason first."""
    query = sa.select(col(Closing.reason)).where(
        col(Closing.owner_id) == owner_id,
        col(Closing.period) == period.name,
        col(Closing.reason).is_not(None),
    )
    return [str(reason) for reason in session.connection().scalars(query.order_by(col(Closing.id)))]


def to_ranges(ids: Iterable[int]) -> str:
    """Give ids as ranges: 1-5,9."""
    parts = []
    # As long as ids follow one another, each less its place is the same.
    for _, run in groupby(enumerate(sorted(ids)), key=lambda pair: pair[1] - pair[0]):
        found = [record_id for _, record_id in run]
        parts.append(str(found[0]) if len(found) == 1 else f"{found[0]}-{found[-1]}")
    return ",".join(parts)


def from_ranges(ranges: str) -> list[int]:
    """Read ids written as ranges."""
    ids: list[int] = []
    for part in filter(None, ranges.split(",")):
        first, _, last = part.partition("-")
        ids += range(int(first), int(last or first) + 1)
    return ids
