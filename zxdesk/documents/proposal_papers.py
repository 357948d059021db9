"""Papers about proposals: the sheet, the volume of all, the hand-over list."""

from collections.abc import Iterator

from zxdesk.documents.blocks import (
    MM,
    Blank,
    Cell,
    Column,
    Document,
    Ends,
    FlowBlock,
    Form,
    Group,
    Mark,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
    Words,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.documents.texts import own_text, plain, signature, tied
from zxdesk.queries.paper_kinds import (
    HandoverContent,
    HandoverItem,
    ProposalContent,
    Proposer,
    Reply,
    VolumeContent,
)
from zxdesk.queries.paper_words import words

_LABEL, _PAIR = 0.2, 0.3
_HANDOVER = (
    Column(title="序号", width=34.0),
    Column(title="案号", width=46.0),
    Column(title="案由", width=WIDTH - 314.0, centred=False),
    Column(title="提案者", width=80.0),
    Column(title="办理角色", width=60.0),
    Column(title="答复期限", width=94.0),
)


def compose_proposal(content: ProposalContent) -> Document:
    """Say what a proposal's sheet is made of: the form, then its text."""
    head = (
        Title(text=f"{content.committee}{content.session}会议{words('proposal', 'sheet')}"),
        Ends(left=_numbered(content), right=_submitted(content), size=12.0, indent=2.0),
    )
    flow: list[FlowBlock] = [Form(rows=tuple(_form_rows(content)))]
    if content.text.strip():
        flow += [_centred_title(content.subject), Blank(), *own_text(content.text)]
    section = Section(head=head, flow=tuple(flow))
    return Document(title=content.subject, author=content.committee, sections=(section,))


def compose_volume(content: VolumeContent) -> Document:
    """Say what a volume is made of: cover, contents, proposals with their replies."""
    cover = Section(
        head=(
            Mark(lines=(content.title,)),
            Words(text=content.committee, centred=True, size=18.0, top=225 * MM),
            Words(text=chinese_date(content.day), centred=True, size=18.0, top=238 * MM),
        ),
        numbered=False,
    )
    return Document(
        title=content.title,
        author=content.committee,
        front=(cover,),
        sections=_volume_sections(content),
        contents=words("proposal", "contents"),
        total=content.total,
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
    table = Table(columns=_HANDOVER, rows=_handover_rows(content), total=total)
    sections = (Section(head=head, flow=(table,)),)
    return Document(title=title, author=content.committee, sections=sections)


def _numbered(content: ProposalContent) -> str:
    parts = (("案号", content.number), ("流水号", content.serial))
    return "  ".join(f"{label}：{value}" for label, value in parts if value)


def _submitted(content: ProposalContent) -> str:
    day = content.submitted_on
    return f"提交日期：{chinese_date(day)}" if day else ""


def _form_rows(content: ProposalContent) -> Iterator[tuple[Cell, ...]]:
    yield _line("案由", content.subject)
    yield _pair("类别", content.topic, "提案者性质", content.nature)
    for place, proposer in enumerate(content.proposers):
        yield _line("联名人" if place else "提案者", _proposer(proposer))
    examined = chinese_date(content.examined_on) if content.examined_on else ""
    yield _pair("审查结论", content.conclusion, "审查日期", examined)
    units = "\n".join(f"{role}：{unit}" for role, unit in content.units)
    yield _line("承办单位", units)
    due = chinese_date(content.due_on) if content.due_on else ""
    yield _pair("答复期限", due, "督办领导", content.supervisor)
    for reply in content.replies:
        yield _line(f"{reply.unit}答复", _reply_words(reply))
    if content.satisfaction:
        yield _line("提案者评价", content.satisfaction)


def _line(label: str, text: str) -> tuple[Cell, ...]:
    return (Cell(text=label, width=_LABEL, label=True), Cell(text=text, width=1 - _LABEL))


def _pair(first: str, one: str, second: str, other: str) -> tuple[Cell, ...]:
    return (
        Cell(text=first, width=_LABEL, label=True),
        Cell(text=one, width=_PAIR, centred=True),
        Cell(text=second, width=_LABEL, label=True),
        Cell(text=other, width=_PAIR, centred=True),
    )


def _proposer(proposer: Proposer) -> str:
    parts = (proposer.name, proposer.sector, proposer.post, proposer.phone)
    return "　".join(one_printable_line(part) for part in parts if part)


def _reply_words(reply: Reply) -> str:
    day = chinese_date(reply.day) if reply.day else ""
    grade = f"办理结果{reply.grade}类" if reply.grade else ""
    return "，".join(part for part in (reply.role, reply.number, day, grade) if part)


def _centred_title(text: str) -> Paragraph:
    span = Span(one_printable_line(text), Role.TITLE, 18.0)
    return Paragraph(spans=(span,), first=0, align="centre", keep=True)


def _volume_sections(content: VolumeContent) -> Iterator[Section]:
    """Give the proposals; where the topic changes, the first bears its bookmark above its own."""
    topic = None
    for proposal in content.proposals:
        if proposal.topic and proposal.topic != topic:
            topic = proposal.topic
            yield _divider(topic)
        yield _volume_section(proposal, level=1 if topic else 0)


def _divider(topic: str) -> Section:
    """Give the page that names a topic."""
    head = (Words(text=topic, title=True, centred=True, size=26.0, top=120 * MM),)
    return Section(head=head, bookmark=one_printable_line(topic))


def _volume_section(proposal: ProposalContent, level: int) -> Section:
    number = f"第{one_printable_line(proposal.number)}号　" if proposal.number else ""
    names = "、".join(one_printable_line(proposer.name) for proposer in proposal.proposers)
    head = (
        Title(text=proposal.subject),
        Ends(left=f"{number}{proposal.topic}", right=f"提案者：{names}", size=14.0, indent=14.0),
    )
    return Section(
        head=head,
        flow=tuple(_volume_flow(proposal)),
        bookmark=f"{number}{one_printable_line(proposal.subject)}",
        level=level,
    )


def _volume_flow(proposal: ProposalContent) -> Iterator[FlowBlock]:
    yield from own_text(proposal.text)
    if proposal.units:
        units = "，".join(f"{role}：{unit}" for role, unit in proposal.units)
        yield Blank()
        yield Paragraph(spans=(Span("承办单位：", Role.HEADING), Span(units)))
    for reply in proposal.replies:
        yield Blank()
        spans = (Span(f"{reply.unit}的答复", Role.HEADING), Span(f"（{_reply_words(reply)}）"))
        yield Paragraph(spans=spans, keep=bool(reply.text.strip()))
        if reply.text.strip():
            yield from tied(own_text(reply.text))
            yield from signature(reply.unit, reply.day)
    if proposal.satisfaction:
        yield plain(f"提案者评价：{proposal.satisfaction}。")


def _handover_rows(content: HandoverContent) -> Iterator[Row | Group]:
    place = 0
    for unit, items in content.units:
        yield Group(f"{one_printable_line(unit)}（{len(items)}件）")
        for item in items:
            place += 1
            yield Row((str(place), *handover_cells(item)))


def handover_cells(item: HandoverItem) -> tuple[str, ...]:
    """Give number, subject, proposer, role and day of one proposal."""
    role = f"{item.role}\n{item.others}" if item.others else item.role
    due = chinese_date(item.due_on) if item.due_on else ""
    return (item.number, item.subject, item.proposer, role, due)
