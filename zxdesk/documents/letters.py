"""Papers that go out about replies and opinions: reminder letters, issues of 社情民意信息."""

from zxdesk.documents.blocks import (
    MM,
    Blank,
    Colophon,
    Column,
    Document,
    Ends,
    FlowBlock,
    LetterRules,
    Mark,
    Number,
    Paragraph,
    RedRule,
    Row,
    Section,
    Table,
    Title,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import WIDTH
from zxdesk.documents.plain import chinese_date, one_printable_line
from zxdesk.documents.texts import own_text, plain, signature, tied
from zxdesk.queries.paper_kinds import (
    HandoverItem,
    OpinionIssueContent,
    OpinionReport,
    ReminderContent,
)
from zxdesk.queries.paper_words import words

_LETTER_MARK_TOP = 30 * MM
_ITEMS = (
    Column(title="序号", width=32.0),
    Column(title="案号", width=40.0),
    Column(title="案由", width=WIDTH - 304.0, centred=False),
    Column(title="提案者", width=62.0),
    Column(title="角色", width=40.0),
    Column(title="答复期限", width=94.0),
    Column(title="逾期", width=36.0),
)


def compose_reminder(content: ReminderContent) -> Document:
    """Say what a reminder is made of: a letter (信函格式, 10.1) with a table."""
    title = words("reminder", "title")
    section = Section(
        head=(
            Mark(lines=(content.committee,), top=_LETTER_MARK_TOP),
            LetterRules(),
            Number(text=content.number, right=True),
            Title(text=title, above=2),
        ),
        flow=_reminder_flow(content),
        first_page_bare=True,
    )
    return Document(title=title, author=content.committee, sections=(section,))


def compose_opinion_issue(content: OpinionIssueContent) -> Document:
    """Say what an issue of 社情民意信息 is made of."""
    mark = content.mark or (words("opinion", "mark"),)
    number = words("opinion", "number").format(number=content.number, year=content.year)
    title = f"{''.join(mark)}（{content.year}年{number}）"
    issued = chinese_date(content.issued_on)
    single = content.reports[0].title if len(content.reports) == 1 else ""
    head = (
        Mark(lines=mark),
        Number(text=number),
        Ends(left=content.issuer, right=issued),
        RedRule(),
        *((Title(text=single, above=2),) if single else ()),
    )
    section = Section(
        head=head,
        flow=_issue_flow(content),
        colophon=Colophon(
            lists=(("报送", content.sent_to), (words("colophon", "copies"), content.copies_to)),
            issuer=_desk(content),
            issued=f"{issued}{words('colophon', 'issued')}",
        ),
    )
    return Document(title=title, author=content.committee, sections=(section,))


def _reminder_flow(content: ReminderContent) -> tuple[FlowBlock, ...]:
    deadline = chinese_date(content.deadline)
    rows = [Row(_cells(place, item, content)) for place, item in enumerate(content.items, start=1)]
    contact = [value for value in (content.contact, content.phone) if value]
    note = words("reminder", "contact").format(person=content.contact, phone=content.phone)
    return (
        Paragraph(spans=(Span(f"{one_printable_line(content.unit)}："),), first=0),
        plain(words("reminder", "opening").format(deadline=deadline)),
        Table(columns=_ITEMS, rows=rows),
        *tied([plain(words("reminder", "closing"))]),
        *signature(content.signed_by or content.committee, content.today),
        *((plain(f"（{note}）"),) if contact else ()),
    )


def _cells(place: int, item: HandoverItem, content: ReminderContent) -> tuple[str, ...]:
    due = chinese_date(item.due_on) if item.due_on else ""
    late = (content.today - item.due_on).days if item.due_on else 0
    overdue = f"{late}天" if late > 0 else ""
    return (str(place), item.number, item.subject, item.proposer, item.role, due, overdue)


def _issue_flow(content: OpinionIssueContent) -> tuple[FlowBlock, ...]:
    found: list[FlowBlock] = []
    many = len(content.reports) > 1
    for report in content.reports:
        if many:
            title = Span(one_printable_line(report.title), Role.TITLE, 22.0)
            found += [
                *([Blank()] if found else []),
                Paragraph(spans=(title,), first=0, align="centre", keep=True, level=0),
                Blank(),
            ]
        found += [*own_text(report.text), *_reporters(report)]
    return tuple(found)


def _reporters(report: OpinionReport) -> list[FlowBlock]:
    names = "、".join(map(one_printable_line, report.reporters))
    return [plain(f"（{names}反映）")] if names else []


def _desk(content: OpinionIssueContent) -> str:
    """Give who edited and who signed, or the issuer where neither is known."""
    parts = (("编辑", content.editor), ("签发", content.signer))
    named = "　".join(f"{label}：{one_printable_line(name)}" for label, name in parts if name)
    return named or content.issuer
