"""Reporting tables with one row for each of some objects: a unit, a member, a venue, a session."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.labels import path_of
from zxdesk.queries.services import holds_on, in_office_ids
from zxdesk.queries.shown import shown
from zxdesk.queries.values import keys, titles
from zxdesk.records import KINDS
from zxdesk.records.reporting import FIGURES, PROPOSALS, SESSIONS
from zxdesk.records.unit import ACTIVITY_GROUP, SECTOR, SPECIAL_COMMITTEE
from zxdesk.rules.periods import Period
from zxdesk.statistics.consistency import against_total
from zxdesk.statistics.figures import (
    Expression,
    Number,
    figure_in,
    indicator,
    read_expression,
    records_in,
    values_by_target,
)
from zxdesk.statistics.quota_objects import with_children
from zxdesk.statistics.reporting import ReportingTable, TableRow, table_named
from zxdesk.store import Ledger

TOTAL = "合计"
_CLASSES = ("类别", "提案者性质")
_SHARE = "÷"
# Their rows are some of all records, not the parts of them.
_NO_PARTS = (SESSIONS, "阵地")
# Columns of the proposals' table that are read as the parts of another, and why they may not be.
_WHOLES = (
    (
        "proposal.received",
        ("proposal.filed", "proposal.not_filed", "proposal.to_opinion"),
        "其余的待审查、退回或撤案",
    ),
    (
        "proposal.replied",
        tuple(f"proposal.received 办理结果={grade}" for grade in "ABC"),
        "其余的没有填办理结果，或提交和答复不在同一期间",
    ),
    (
        "proposal.replied",
        tuple(f"proposal.received 办理结果评价={o}" for o in ("满意", "基本满意", "不满意")),
        "其余的没有反馈，或提交和答复不在同一期间",
    ),
)
_GROUPS = (SECTOR, SPECIAL_COMMITTEE, ACTIVITY_GROUP)


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: a figure with the expression behind it, or the text of a field."""

    value: Number | str | None
    expression: Expression | None = None


@dataclass(frozen=True, kw_only=True)
class ObjectRow:
    """One object and its cells.

    Attributes:
        kind: The kind of the object; empty for a total or a class.
    """

    group: str
    title: str
    kind: str
    record_id: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class ObjectTable:
    """A filled table of objects; its columns are the rows of the reporting table.

    Attributes:
        remarks: Where the rows do not make up the total of a column, one sentence each.
    """

    table: ReportingTable
    period: Period
    rows: tuple[ObjectRow, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Objects:
    """Objects of one kind under one heading; a `*` in a binding stands for `heading`."""

    kind: str
    ids: tuple[int, ...]
    heading: str = ""
    only_counted: bool = False


def object_table(ledger: Ledger, period: Period, number: str) -> ObjectTable:
    """Fill a table of objects for any period.

    Raises:
        UserError: there is no such table, or it is one of figures.
    """
    with ledger.read() as session:
        table = table_named(session, number, owner_id=ledger.own_id)
        if table.objects == FIGURES:
            raise UserError(f"报表“{table.title}”按季度填报，没有生成", "请用 zxdesk quarter show")
        if table.objects == PROPOSALS:
            rows = _classes(session, ledger, table, period)
        else:
            rows = [
                row
                for objects in _objects(session, ledger, table, period)
                for row in _rows(session, ledger, table, period, objects)
            ]
        remarks = list(_remarks(session, ledger, table, period, rows))
    return ObjectTable(table=table, period=period, rows=tuple(rows), remarks=tuple(remarks))


def _remarks(
    session: Session,
    ledger: Ledger,
    table: ReportingTable,
    period: Period,
    rows: Sequence[ObjectRow],
) -> Iterator[str]:
    """Hold the rows of each heading against the total of each column that can be added up."""
    if table.objects in _NO_PARTS:
        return
    if table.objects == PROPOSALS and rows:
        yield from _unequal_columns(table, rows[0])
    headings = dict.fromkeys(row.group for row in rows if row.title != TOTAL or row.kind)
    for place, column in enumerate(table.rows):
        if not _adds_up(column):
            continue
        whole = figure_in(session, ledger, read_expression(column.expression), period=period).value
        caption = f"{column.group}：{column.label}" if column.group else column.label
        for heading in headings:
            cells = [row.cells[place].value for row in rows if row.group == heading]
            parts = [value for value in cells if isinstance(value, int | float)]
            by = f"“{caption}”按{heading}分，" if heading else f"“{caption}”"
            yield from filter(None, [against_total(by, parts, whole or 0)])


def _unequal_columns(table: ReportingTable, total: ObjectRow) -> Iterator[str]:
    """Hold columns that are parts of another against it, on all proposals together."""
    found: dict[str, tuple[str, Number]] = {
        column.expression: (column.label, cell.value)
        for column, cell in zip(table.rows, total.cells, strict=True)
        if isinstance(cell.value, int | float)
    }
    for whole, parts, why in _WHOLES:
        if whole not in found or not all(part in found for part in parts):
            continue
        caption, count = found[whole]
        labels = "、".join(found[part][0] for part in parts)
        together = sum(found[part][1] for part in parts)
        if together != count:
            yield f"“{caption}”是 {count:g}，{labels}加起来是 {together:g}，{why}"


def _adds_up(column: TableRow) -> bool:
    """Tell whether a column counts things: shares never add up, nor do persons counted once."""
    if not column.expression or _SHARE in column.expression:
        return False
    return indicator(read_expression(column.expression).code).unit not in ("%", "人")


def _objects(
    session: Session, ledger: Ledger, table: ReportingTable, period: Period
) -> list[_Objects]:
    day = period.as_of(ledger.today)
    if table.objects == SESSIONS:
        sessions = Expression(code="consultation.sessions")
        _, ids = records_in(session, ledger, sessions, period=period)
        return [_Objects("event", tuple(_by_start(session, ids)))]
    if table.objects == "委员":
        return [_Objects("member", tuple(in_office_ids(session, day, owner_id=ledger.own_id)))]
    if table.objects == "阵地":
        return [_Objects("venue", tuple(_in_being(session, ledger, "venue", day.isoformat())))]
    if table.objects in ("承办单位", "反映单位"):
        ids = _in_being(session, ledger, "unit", day.isoformat())
        return [_Objects("unit", tuple(ids), only_counted=True)]
    return [
        _Objects("unit", tuple(_in_being(session, ledger, "unit", day.isoformat(), group)), group)
        for group in _GROUPS
    ]


def _by_start(session: Session, ids: Sequence[int]) -> list[int]:
    event = KINDS["event"].table
    found = session.connection().execute(sa.select(event.c.id, event.c.start)).all()
    starts = {row.id: row.start for row in found}
    return sorted(ids, key=lambda i: (starts[i], i))


def _in_being(
    session: Session, ledger: Ledger, kind_name: str, day: str, category: str = ""
) -> list[int]:
    kind = KINDS[kind_name]
    query = sa.select(kind.table.c.id).where(
        kind.table.c.owner_id == ledger.own_id,
        holds_on(kind.table.c.start, kind.table.c.end, sa.literal(day, sa.Text)),
    )
    if category:
        query = query.where(kind.table.c.category == category)
    return list(session.connection().scalars(query.order_by(kind.table.c.id)))


def _rows(
    session: Session, ledger: Ledger, table: ReportingTable, period: Period, objects: _Objects
) -> list[ObjectRow]:
    key = keys(session, objects.kind, objects.ids)
    columns = [_column(session, ledger, column, period, objects, key) for column in table.rows]
    title = titles(session, objects.kind, objects.ids)
    rows = [
        ObjectRow(
            group=objects.heading,
            title=title[i],
            kind=objects.kind,
            record_id=i,
            cells=tuple(column[i] for column in columns),
        )
        for i in objects.ids
    ]
    return [row for row in rows if not objects.only_counted or _counts(row)]


def _counts(row: ObjectRow) -> bool:
    return any(cell.expression is not None and cell.value for cell in row.cells)


def _column(
    session: Session,
    ledger: Ledger,
    column: TableRow,
    period: Period,
    objects: _Objects,
    key: dict[int, str],
) -> dict[int, Cell]:
    binding = column.binding.replace("*", objects.heading)
    if not column.expression:
        day = period.as_of(ledger.today)
        path = path_of(binding)
        texts = shown(session, KINDS[objects.kind], objects.ids, path, day=day)
        return {i: Cell(value=texts.get(i, "")) for i in objects.ids}
    above, share, below = (part.strip() for part in column.expression.partition(_SHARE))
    bound, _, bound_below = (part.strip() for part in binding.partition(_SHARE))
    expressions = {i: _narrowed(above, bound, key[i]) for i in objects.ids}
    if share:
        whole = {i: _narrowed(below, bound_below or bound, key[i]) for i in objects.ids}
        values: dict[int, Number | None] = {
            i: _share(session, ledger, expressions[i], whole[i], period) for i in objects.ids
        }
    else:
        # One statement for all; those with others below them count what stands there, too.
        values = _values(session, ledger, above, bound, period, objects)
        for i in with_children(session, objects.kind, objects.ids):
            values[i] = figure_in(session, ledger, expressions[i], period=period).value
    return {i: Cell(value=values[i], expression=expressions[i]) for i in objects.ids}


def _values(
    session: Session,
    ledger: Ledger,
    expression: str,
    binding: str,
    period: Period,
    objects: _Objects,
) -> dict[int, Number | None]:
    found = values_by_target(
        session,
        ledger,
        read_expression(expression),
        by=binding,
        target=objects.kind,
        period=period,
    )
    return {i: found.get(i, 0) for i in objects.ids}


def _share(
    session: Session, ledger: Ledger, part: Expression, whole: Expression, period: Period
) -> Number | None:
    """Give how many in a hundred of what `whole` counts `part` counts too.

    Whoever took part and has left since is none of the members in office.
    """
    _, counted = records_in(session, ledger, part, period=period)
    _, base = records_in(session, ledger, whole, period=period)
    return round(100 * len({*counted} & {*base}) / len(base), 1) if base else None


def _narrowed(expression: str, binding: str, key: str) -> Expression:
    found = read_expression(expression)
    return Expression(code=found.code, where=(*found.where, (binding, (key,))), scope=found.scope)


def _classes(
    session: Session, ledger: Ledger, table: ReportingTable, period: Period
) -> list[ObjectRow]:
    """Give the total, and a row for each value of the classifications."""
    rows: list[ObjectRow] = []
    for label in ("", *_CLASSES):
        columns = [_class_column(session, ledger, c, period, label) for c in table.rows]
        names = dict.fromkeys(name for column in columns for name in column)
        for name in names:
            # A class of which one column has none is no group of that figure.
            cells = tuple(column.get(name, Cell(value=0)) for column in columns)
            rows.append(ObjectRow(group=label, title=name, kind="", record_id=0, cells=cells))
    return rows


def _class_column(
    session: Session, ledger: Ledger, column: TableRow, period: Period, label: str
) -> dict[str, Cell]:
    expression = read_expression(column.expression)
    found = figure_in(session, ledger, expression, period=period, by=label)
    if not label:
        return {TOTAL: Cell(value=found.value, expression=expression)}
    return {
        name: Cell(value=value, expression=_narrowed(column.expression, label, name))
        for name, value in found.groups
    }
