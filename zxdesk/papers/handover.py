"""交办清单: per unit the proposals it has to handle."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import Column, Document, Ends, Group, Row, Section, Table, Title
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.papers.cases import TAKES, Case, cases_of, proposals_asked_for, session_words
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.words import words
from zxdesk.records.proposal import FILED, ROLES
from zxdesk.store import Ledger

_COLUMNS = (
    Column(title="序号", width=34.0),
    Column(title="案号", width=46.0),
    Column(title="案由", width=WIDTH - 314.0, centred=False),
    Column(title="提案者", width=80.0),
    Column(title="办理角色", width=60.0),
    Column(title="答复期限", width=94.0),
)


@dataclass(frozen=True, kw_only=True)
class HandoverItem:
    """One proposal handed to a unit."""

    number: str
    subject: str
    proposer: str
    role: str = "主办"
    others: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class HandoverContent:
    """The hand-over list (交办清单): per unit the proposals it has to handle.

    Attributes:
        units: Unit and what it takes over, in the order of the list.
    """

    committee: str
    session: str
    handed_on: date
    units: tuple[tuple[str, tuple[HandoverItem, ...]], ...]


def handover_content(ledger: Ledger, ids: Sequence[int]) -> HandoverContent:
    """Collect what each unit takes over of the proposals that were filed."""
    with ledger.read() as session:
        cases = [case for case in cases_of(session, ids) if case.text("conclusion") == FILED]
    by_unit: dict[str, list[tuple[tuple[int, int, str], HandoverItem]]] = {}
    for case in cases:
        for unit in case.units:
            place = (ROLES.index(unit.role), *case.order)
            by_unit.setdefault(unit.name, []).append((place, item_of(case, unit.name)))
    days = [case.assigned_on for case in cases if case.assigned_on]
    return HandoverContent(
        committee=ledger.own.name,
        session=session_words(cases),
        handed_on=max(days, default=ledger.today),
        units=tuple(
            (name, tuple(item for _, item in sorted(items, key=lambda pair: pair[0])))
            for name, items in sorted(by_unit.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        ),
    )


def item_of(case: Case, unit_name: str) -> HandoverItem:
    """Give a proposal as a unit that handles it sees it."""
    mine = next(unit for unit in case.units if unit.name == unit_name)
    others = [f"{unit.role}：{unit.name}" for unit in case.units if unit.id != mine.id]
    return HandoverItem(
        number=case.number,
        subject=case.text("subject"),
        proposer=case.first_proposer,
        role=mine.role,
        others="；".join(others),
        due_on=mine.due_on or case.due_on,
    )


def compose_handover(content: HandoverContent) -> Document:
    """Say what a hand-over list is made of."""
    title = f"{content.committee}{content.session}会议{words('proposal', 'handover')}"
    total = sum(len(items) for _, items in content.units)
    right = f"{len(content.units)}个单位，{total}件"
    head = (
        Title(text=title),
        Ends(left=f"交办日期：{chinese_date(content.handed_on)}", right=right, size=12.0, indent=2),
    )
    table = Table(columns=_COLUMNS, rows=_rows(content), total=total)
    sections = (Section(head=head, flow=(table,)),)
    return Document(title=title, author=content.committee, sections=sections)


def _rows(content: HandoverContent) -> Iterator[Row | Group]:
    place = 0
    for unit, items in content.units:
        yield Group(f"{one_printable_line(unit)}（{len(items)}件）")
        for item in items:
            place += 1
            yield Row((str(place), *_cells(item)))


def _cells(item: HandoverItem) -> tuple[str, ...]:
    role = f"{item.role}\n{item.others}" if item.others else item.role
    due = chinese_date(item.due_on) if item.due_on else ""
    return (item.number, item.subject, item.proposer, role, due)


HANDOVER = PaperKind(
    name="交办清单",
    about="按承办单位列出交办的提案",
    takes=TAKES,
    records=("proposal",),
    one=False,
    by_period=True,
    by_session=True,
    collect=lambda ledger, request: handover_content(ledger, proposals_asked_for(ledger, request)),
    compose=compose_handover,
)
