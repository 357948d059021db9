"""委员名册: the members in office on a day, sector by sector or by strokes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import Document, Ends, Group, Row, Section, Table, Title
from zxdesk.documents.column_widths import fitted_columns
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.papers.common import workplace
from zxdesk.papers.kind import PaperKind, PaperRequest
from zxdesk.queries.services import current_texts, in_office_ids
from zxdesk.queries.values import Values, load_many
from zxdesk.records import KINDS
from zxdesk.rules.sorting import sort_key
from zxdesk.store import Ledger

MEMBER = KINDS["member"]
ROSTER_COLUMNS = ("姓名", "性别", "民族", "党派", "工作单位及职务", "政协职务", "专委会")
BY_SECTOR, BY_STROKES = "界别", "笔画"
_NO_SECTOR = "未填界别"
_SIZE, _SMALL_SIZE = 12.0, 10.5
_MANY_COLUMNS = 6


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One member of a roster; columns in the order of `RosterContent.columns`."""

    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RosterGroup:
    """The members of one sector."""

    title: str
    rows: tuple[RosterRow, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class RosterContent:
    """The members in office on a day, sector by sector."""

    committee: str
    title: str
    as_of: date
    columns: tuple[str, ...]
    groups: tuple[RosterGroup, ...]


def roster_content(
    ledger: Ledger, day: date, *, by: str = BY_SECTOR, among: Sequence[int] | None = None
) -> RosterContent:
    """Collect the members in office on a day, sector by sector, or by the strokes of the names.

    Args:
        among: Only these.
    """
    with ledger.read() as session:
        ids = in_office_ids(session, day, owner_id=ledger.own_id)
        ids = ids if among is None else [i for i in ids if i in set(among)]
        people = load_many(session, MEMBER, ids)
        services = current_texts(session, ids, day)
    groups: dict[str, list[int]] = {}
    if by == BY_STROKES:
        groups["按姓氏笔画为序"] = sorted(ids, key=lambda i: sort_key(people[i]["name"], name=True))
    else:
        for i in ids:
            groups.setdefault(services[i]["sector_id"] or _NO_SECTOR, []).append(i)
    return RosterContent(
        committee=ledger.own.name,
        title=f"{ledger.own.name}委员名册",
        as_of=day,
        columns=ROSTER_COLUMNS,
        groups=tuple(
            RosterGroup(
                title=f"{title}（{len(members)}人）",
                rows=tuple(_row(people[i], services[i]) for i in members),
            )
            for title, members in groups.items()
        ),
    )


def _row(person: Values, service: dict[str, str]) -> RosterRow:
    return RosterRow(
        cells=(
            person["name"],
            person["gender"] or "",
            person["ethnicity"] or "",
            person["party"] or person["political_status"] or "",
            workplace(service),
            service["post"],
            service["committees"],
        )
    )


def compose_roster(content: RosterContent) -> Document:
    """Say what a roster is made of."""
    titles = content.columns or ("姓名",)
    size = _SIZE if len(titles) <= _MANY_COLUMNS else _SMALL_SIZE
    rows = [_cells(row, len(titles)) for group in content.groups for row in group.rows]
    right = f"截至{chinese_date(content.as_of)}，共{len(rows)}人"
    table = Table(
        columns=fitted_columns(titles, rows, size=size, total=WIDTH),
        rows=_rows(content, len(titles)),
        size=size,
        total=len(rows),
    )
    head = (
        Title(text=content.title),
        Ends(left=content.committee, right=right, size=_SIZE, indent=2.0),
    )
    section = Section(head=head, flow=(table,))
    return Document(title=content.title, author=content.committee, sections=(section,))


def _rows(content: RosterContent, count: int) -> Iterator[Row | Group]:
    for group in content.groups:
        yield Group(_group_title(group))
        for row in group.rows:
            yield Row(_cells(row, count))


def _group_title(group: RosterGroup) -> str:
    title = one_printable_line(group.title)
    return title if title.endswith("人）") else f"{title}（{len(group.rows)}人）"


def _cells(row: RosterRow, count: int) -> tuple[str, ...]:
    """Give as many cells as there are columns."""
    return (*row.cells, *[""] * count)[:count]


def _collect(ledger: Ledger, request: PaperRequest) -> RosterContent:
    by = request.variant or BY_SECTOR
    return roster_content(ledger, request.day(ledger.today), by=by, among=request.ids)


ROSTER = PaperKind(
    name="委员名册",
    about="在任的委员，按界别或姓氏笔画",
    takes="界别或笔画，说明怎样排列；不写按界别",
    records=("member",),
    one=False,
    by_period=True,
    variants=(BY_SECTOR, BY_STROKES),
    collect=_collect,
    compose=compose_roster,
)
