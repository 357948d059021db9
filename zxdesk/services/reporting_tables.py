"""Reporting tables and their rows as records: read for editing, put in order, tried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.values import Values, load_many
from zxdesk.records import KINDS
from zxdesk.records.reporting import FIGURES, PROPOSALS
from zxdesk.records.unit import SECTOR
from zxdesk.rules.periods import quarter_of
from zxdesk.services import records
from zxdesk.statistics.figures import figure_in, indicator, read_expression
from zxdesk.statistics.wording import number_text
from zxdesk.store import Changes, Ledger

TABLE, ROW = KINDS["reporting_table"], KINDS["reporting_row"]
_SHARE = "÷"


@dataclass(frozen=True)
class StoredRow:
    """A table or a row with its values."""

    record_id: int
    values: Values


def found_tables(ledger: Ledger) -> list[StoredRow]:
    """Give the office's tables in their order."""
    table = TABLE.table
    query = sa.select(table.c.id).where(table.c.owner_id == ledger.own_id)
    with ledger.read() as session:
        return _found(session, TABLE.name, query.order_by(table.c.position, table.c.id))


def found_rows(ledger: Ledger, table_id: int) -> list[StoredRow]:
    """Give the rows of a table in their order."""
    row = ROW.table
    query = sa.select(row.c.id).where(row.c.table_id == table_id)
    with ledger.read() as session:
        return _found(session, ROW.name, query.order_by(row.c.position, row.c.id))


def _found(session: Session, kind: str, query: sa.Select[Any]) -> list[StoredRow]:
    ids: list[int] = list(session.connection().scalars(query))
    values = load_many(session, KINDS[kind], ids)
    return [StoredRow(record_id, values[record_id]) for record_id in ids]


def save(ledger: Ledger, kind: str, record_id: int | None, values: Values) -> Changes:
    """Make or change a table or a row; one step."""
    chosen = KINDS[kind]
    verb = "修改" if record_id else "添加"
    with ledger.write(f"{verb}{chosen.sheet} {values.get('label') or values['title']}") as session:
        if record_id:
            records.update(session, chosen, record_id, values)
        else:
            records.create(session, chosen, values, owner_id=ledger.own_id, today=ledger.today)
    return session.changes


def put_in_order(ledger: Ledger, kind: str, ids: Sequence[int]) -> Changes:
    """Give records their places; one step."""
    with ledger.write(f"调整{KINDS[kind].sheet}的次序") as session:
        for place, record_id in enumerate(ids, start=1):
            records.update(session, KINDS[kind], record_id, {"position": place})
    return session.changes


def remove(ledger: Ledger, kind: str, record_id: int, name: str) -> Changes:
    """Delete a table with its rows, or a row; one step."""
    with ledger.write(f"删除{KINDS[kind].sheet} {name}") as session:
        records.delete(session, KINDS[kind], record_id)
    return session.changes


def next_number(taken: Sequence[str], prefix: str, *, digits: int = 1) -> str:
    """Give a number that no other bears: T9 after T8, T1-47 after T1-46."""
    ends = [number.removeprefix(prefix) for number in taken if number.startswith(prefix)]
    last = max((int(end) for end in ends if end.isdigit()), default=0)
    return f"{prefix}{last + 1:0{digits}}"


def tried_out(ledger: Ledger, objects: str, expression: str, binding: str) -> str:
    """Give what an expression counts in this quarter, in words.

    Raises:
        UserError: it is not a figure, or the binding is none of its labels.
    """
    if not expression.strip():
        return _without_figure(objects, binding)
    parts = [part.strip() for part in expression.split(_SHARE)]
    if len(parts) > (1 if objects == FIGURES else 2):
        raise UserError(f"“{expression}”里的“{_SHARE}”不能用在这里", "比例请用有比例的指标")
    by = [part.strip().replace("*", SECTOR) for part in binding.split(_SHARE)]
    period = quarter_of(ledger.today)
    with ledger.read() as session:
        words = []
        for place, part in enumerate(parts):
            read = read_expression(part)
            bound = by[min(place, len(by) - 1)] if objects not in (FIGURES, PROPOSALS) else ""
            if objects not in (FIGURES, PROPOSALS) and not bound:
                raise UserError("没有填归属，不知道数字归到哪一行", "请填一个筛选项，如 主办单位")
            found = figure_in(session, ledger, read, period=period, by=bound)
            unit = indicator(read.code).unit
            words.append(
                "；".join((f"{found.label} {number_text(found.value)} {unit}", *found.notes))
            )
    return f"本季合计：{f' {_SHARE} '.join(words)}"


def _without_figure(objects: str, binding: str) -> str:
    if objects in (FIGURES, PROPOSALS):
        raise UserError("没有填指标", "请填指标代码，可加筛选，如 event.held 类型=读书")
    if not binding.strip():
        raise UserError("指标和归属都没有填", "请填指标，或在归属里填要显示的栏目，如 主办单位")
    return f"显示“{binding.strip()}”这一栏。"
