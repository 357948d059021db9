"""Papers about what was done: member's sheets, statistics tables, plan against done."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from zxdesk.documents.blocks import (
    Cell,
    Column,
    Document,
    Ends,
    FlowBlock,
    Form,
    Group,
    HeadBlock,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.column_widths import fitted_columns, least_widths
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import LANDSCAPE, PORTRAIT, WIDTH
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.queries.paper_kinds import MemberSheetContent, PlanContent, PlanRow, StatisticsContent

_LABEL = 0.15
_TO_BE_SIGNED = "_" * 6
_SIZE, _SMALL_SIZE = 12.0, 10.5
# Up to so many columns, this size of type.
_SIZES = ((8, _SIZE), (12, _SMALL_SIZE), (1_000, 9.0))
_PLAN = (
    Column(title="序号", width=34.0),
    Column(title="议题", width=WIDTH - 322.0, centred=False),
    Column(title="形式", width=72.0),
    Column(title="牵头单位", width=72.0),
    Column(title="计划", width=42.0),
    Column(title="进展", width=50.0),
    Column(title="完成", width=52.0),
)


def compose_member_sheet(content: MemberSheetContent) -> Document:
    """Say what a member's sheet is made of: facts as a form, then a table for each kind."""
    printed = chinese_date(content.printed_on) if content.printed_on else ""
    head = (
        Title(text=content.title),
        Ends(left=content.committee, right=content.period or printed, size=_SIZE, indent=2.0),
    )
    flow: list[FlowBlock] = [Form(rows=tuple(_facts(content)), size=_SIZE)]
    for table in content.tables:
        if table.rows:
            title = Span(f"{one_printable_line(table.title)}（{len(table.rows)}）", Role.HEADING)
            columns = fitted_columns(table.columns, table.rows, size=_SMALL_SIZE, total=WIDTH)
            rows = [Row(cells) for cells in table.rows]
            flow += [
                Paragraph(spans=(title,), first=0, keep=True),
                Table(columns=columns, rows=rows, size=_SMALL_SIZE),
            ]
    section = Section(head=head, flow=tuple(flow))
    return Document(title=content.title, author=content.committee, sections=(section,))


def compose_statistics(content: StatisticsContent) -> Document:
    """Say what a statistics table is made of: heading in two lines, rows, signers, notes."""
    size = next(size for most, size in _SIZES if len(content.columns) <= most)
    titles = [title for _, title in content.columns]
    needed = sum(least_widths(titles, content.rows, size=size))
    landscape = content.landscape or needed > PORTRAIT.width
    frame = LANDSCAPE if landscape else PORTRAIT
    fitted = fitted_columns(titles, content.rows, size=size, total=frame.width)
    columns = tuple(
        replace(column, group=group, merge=place < content.merged)
        for place, (column, (group, _)) in enumerate(zip(fitted, content.columns, strict=True))
    )
    rows = [Row(cells) for cells in content.rows]
    section = Section(
        head=tuple(_statistics_head(content)),
        flow=(Table(columns=columns, rows=rows, size=size, total=len(rows)), *_below(content)),
        landscape=landscape,
    )
    return Document(title=content.title, author=content.unit, sections=(section,))


def compose_plan(content: PlanContent) -> Document:
    """Say what plan against done is made of."""
    counts = "，".join(f"{label}{number}项" for label, number in content.counts)
    right = f"截至{chinese_date(content.as_of)}"
    head = (
        Title(text=content.title),
        Ends(left=counts or content.committee, right=right, size=_SIZE, indent=2.0),
    )
    total = sum(len(rows) for _, rows in content.groups)
    table = Table(columns=_PLAN, rows=_plan_rows(content), size=_SIZE, total=total)
    section = Section(head=head, flow=(table,))
    return Document(title=content.title, author=content.committee, sections=(section,))


def _facts(content: MemberSheetContent) -> Iterator[tuple[Cell, ...]]:
    facts: Sequence[tuple[str, str]] = content.facts
    for place in range(0, len(facts), 2):
        pairs = [*facts[place : place + 2], ("", "")][:2]
        cells: list[Cell] = []
        for label, value in pairs:
            cells.append(Cell(text=label, width=_LABEL, label=True))
            cells.append(Cell(text=value, width=0.5 - _LABEL))
        yield tuple(cells)
    for label, value in content.long_facts:
        yield (
            Cell(text=label, width=_LABEL, label=True),
            Cell(text=value, width=1 - _LABEL),
        )


def _statistics_head(content: StatisticsContent) -> Iterator[HeadBlock]:
    yield Title(text=content.title)
    unit = f"填报单位（盖章）：{one_printable_line(content.unit)}"
    number = f"表号：{content.number}" if content.number else ""
    day = f"报出日期：{chinese_date(content.reported_on)}" if content.reported_on else ""
    yield Ends(left=unit, right=number, size=_SIZE, indent=2.0)
    yield Ends(left=f"统计期间：{content.period}", right=day, size=_SIZE, indent=2.0)


def _below(content: StatisticsContent) -> Iterator[FlowBlock]:
    signers = [
        f"{label}：{one_printable_line(name) or _TO_BE_SIGNED}" for label, name in content.signers
    ]
    if signers:
        yield Note(text="　　".join(signers))
    if content.notes:
        yield Note(text="口径说明：")
        for place, note in enumerate(content.notes, start=1):
            yield Note(text=f"{place}. {one_printable_line(note)}", size=_SMALL_SIZE)


def _plan_rows(content: PlanContent) -> Iterator[Row | Group]:
    place = 0
    for title, rows in content.groups:
        yield Group(f"{one_printable_line(title)}（{len(rows)}项）")
        for row in rows:
            place += 1
            yield Row((str(place), *_plan_cells(row)))


def _plan_cells(row: PlanRow) -> tuple[str, ...]:
    done = f"{row.done}\n{row.remark}" if row.remark else row.done
    return (row.topic, row.form, row.lead, row.planned, row.stage, done)
