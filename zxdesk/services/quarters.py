"""Closing a quarter: its figures are frozen with their records; reopening says why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import RefusedError, UserError
from zxdesk.records import ClosedFigure, Closing
from zxdesk.rules.periods import Period
from zxdesk.statistics import closings
from zxdesk.statistics.catalogue import CATALOGUE_VERSION
from zxdesk.statistics.figures import read_expression, records_in
from zxdesk.statistics.reporting import (
    COLUMNS,
    MAIN,
    QuarterTable,
    ReportedRow,
    columns_of,
    filled,
    is_quarter,
)
from zxdesk.store import Ledger
from zxdesk.store.ledger import WriteSession
from zxdesk.store.schema import STEP_STATE
from zxdesk.store.steps import FIXED

_NAMED = 3


@dataclass(frozen=True)
class CheckList:
    """What stands open before a quarter can be closed, one sentence each.

    Attributes:
        items: What is to be filled in (待补): as many as every page says.
        running: That the quarter is not over yet; empty once it is.
    """

    items: tuple[str, ...]
    running: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything stands open."""
        return bool(self.items or self.running)

    @property
    def sentences(self) -> tuple[str, ...]:
        """All that speaks against closing."""
        return tuple(filter(None, (self.running, *self.items)))


def check_list(table: QuarterTable, ledger: Ledger) -> CheckList:
    """Give what should be settled before closing: the end of the quarter, records, sums."""
    over = table.period.last < ledger.today
    running = "" if over else f"本季到 {table.period.last.isoformat()} 才结束"
    return CheckList((*(item.text for item in table.open_items), *table.gaps), running)


def close_quarter(
    ledger: Ledger, period: Period, *, force: bool = False, number: str = MAIN
) -> QuarterTable:
    """Freeze the figures of a quarter with their records.

    Args:
        force: Close although something on the check list stands open.

    Raises:
        UserError: not a quarter, or closed already.
        RefusedError: something stands open; nothing was closed.
    """
    _refuse_other_periods(period)
    with ledger.write(f"结账 {period.name}", kind=FIXED) as session:
        if closings.standing(session, period, owner_id=ledger.own_id):
            raise RefusedError(f"{period.name} 已经结账，没有再结", "要改动请先重开，并说明原因")
        table = filled(session, ledger, period, number=number)
        _refuse_open(check_list(table, ledger), period, force=force)
        _freeze(session, ledger, table)
    return table


def _refuse_other_periods(period: Period) -> None:
    if not is_quarter(period):
        raise UserError(f"“{period.name}”不是季度，没有结账", "请写作 2026Q3", code="bad_period")


def _refuse_open(found: CheckList, period: Period, *, force: bool) -> None:
    if not found or force:
        return
    named = "；".join(found.items[:_NAMED])
    more = f"等 {len(found.items)} 项" if len(found.items) > _NAMED else ""
    missing = f"还有 {len(found.items)} 项待补：{named}{more}" if found.items else ""
    why = "；".join(filter(None, (found.running, missing)))
    raise RefusedError(
        f"{period.name} 没有结账，{why}",
        "请补齐后再结，或确认后强制结账（--force）",
        code="open_items",
    )


def _freeze(session: WriteSession, ledger: Ledger, table: QuarterTable) -> None:
    assert table.period.first is not None
    closing = Closing(
        owner_id=ledger.own_id,
        table_number=table.number,
        period=table.period.name,
        first=table.period.first,
        last=table.period.last,
        step_no=session.connection().scalar(sa.select(STEP_STATE.c.step_no)) or 0,
        catalogue=CATALOGUE_VERSION,
        closed_at=ledger.clock(),
        closed_by=ledger.author,
    )
    session.add(closing)
    session.flush()
    assert closing.id is not None
    for row in table.rows:
        session.add_all(_frozen_row(session, ledger, closing.id, row, table.period))


def _frozen_row(
    session: Session, ledger: Ledger, closing_id: int, row: ReportedRow, period: Period
) -> list[ClosedFigure]:
    figures = []
    expression = read_expression(row.expression)
    for position, (column, each) in enumerate(zip(COLUMNS, columns_of(period), strict=True)):
        kind, ids = "", list[int]()
        if position < 2:  # The records of last year's columns are those of earlier closings.
            kind, ids = records_in(session, ledger, expression, period=each)
        figures.append(
            ClosedFigure(
                closing_id=closing_id,
                row_number=row.id,
                label=row.label,
                expression=row.expression,
                column=column,
                value=row.values[position],
                record_kind=kind,
                record_ids=closings.to_ranges(ids),
            )
        )
    return figures


def reopen_quarter(ledger: Ledger, period: Period, *, reason: str) -> None:
    """Open a closed quarter again; the reason goes with the next package.

    Raises:
        UserError: no reason, or the quarter is not closed.
    """
    words = reason.strip()
    if not words:
        raise UserError(f"重开 {period.name} 没有说明原因，没有重开", "请写明原因（--reason）")
    with ledger.write(f"重开 {period.name}：{words}", kind=FIXED) as session:
        closing = closings.standing(session, period, owner_id=ledger.own_id)
        if closing is None:
            raise RefusedError(f"{period.name} 没有结账，没有重开", "可以直接修改记录")
        closing.reopened_at = ledger.clock()
        closing.reopened_by = ledger.author
        closing.reason = words
        session.add(closing)


def closed_on(ledger: Ledger, period: Period) -> Closing | None:
    """Give the closing of a period that stands, detached; None where it is open."""
    with ledger.read() as session:
        found = closings.standing(session, period, owner_id=ledger.own_id)
        if found is not None:
            session.refresh(found)
            session.expunge(found)
        return found


def closed_warning(ledger: Ledger, records: Mapping[str, Collection[int]]) -> str:
    """Say which closed quarters count some of these records; empty where none does.

    Args:
        records: Ids by kind, as `Changes.ids` has them.
    """
    with ledger.read() as session:
        periods = closings.closed_periods_of(session, records, owner_id=ledger.own_id)
    if not periods:
        return ""
    return f"已结账的 {'、'.join(periods)} 计入了它，数字若变会列为更正，需说明原因重新报送"


__all__ = [
    "CheckList",
    "check_list",
    "close_quarter",
    "closed_on",
    "closed_warning",
    "reopen_quarter",
]
