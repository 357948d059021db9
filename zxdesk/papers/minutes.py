"""会议纪要: minutes of a meeting (纪要格式, GB/T 9704-2012 clause 10.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import (
    Blank,
    Colophon,
    Document,
    Ends,
    FlowBlock,
    Mark,
    Number,
    Paragraph,
    RedRule,
    Section,
    Title,
)
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import one_printable_line, paragraphs
from zxdesk.documents.texts import FIRST_LEVEL, own_paragraph, plain
from zxdesk.numerals import to_chinese
from zxdesk.papers.common import needed
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.meeting import (
    EVENT,
    doubts_about,
    issued_on,
    missing_parts,
    number_of,
    opening,
    titled,
)
from zxdesk.papers.roll import PersonOnPaper, people, people_list, roll, sitting_in
from zxdesk.papers.words import meeting_mark, words
from zxdesk.queries.values import Names
from zxdesk.records.event import ABSENT, ON_LEAVE, PRESENT
from zxdesk.store import Ledger

_STOP = frozenset("。；：！？.;:!?")


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """One item of a meeting: what was heard and what was decided."""

    title: str
    reporter: str = ""
    decision: str = ""
    responsible: str = ""
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class MinutesContent:
    """Minutes of one meeting (纪要格式, GB/T 9704-2012 clause 10.3).

    Attributes:
        mark: The lines of the red mark, e.g. ("政协云溪县委员会", "主席会议纪要").
        number: 「〔2026〕第3号」; empty where the office has not given one.
        text: The office's own text; paragraphs part at newlines, headings of the
            three levels (一、 （一） 1.) are recognised by how they begin.
        missing: What a reader would expect and the ledger does not hold.
        doubts: Where the records of the meeting contradict one another, in sentences.
    """

    committee: str
    mark: tuple[str, ...]
    number: str
    issuer: str
    issued_on: date
    title: str
    opening: str
    agenda: tuple[AgendaItem, ...] = ()
    text: str = ""
    present: tuple[PersonOnPaper, ...] = ()
    on_leave: tuple[PersonOnPaper, ...] = ()
    absent: tuple[PersonOnPaper, ...] = ()
    sitting_in: tuple[PersonOnPaper, ...] = ()
    copies_to: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def minutes_content(ledger: Ledger, event_id: int) -> MinutesContent:
    """Collect the minutes of a meeting: heading, agenda, text and the lists of names."""
    with ledger.read() as session:
        event = needed(session, EVENT, event_id)
        rows = roll(session, event_id, event["start"].date())
        shown = Names(session).show(EVENT, {event_id: event})[event_id]
        doubts = doubts_about(session, ledger, event_id)
    committee = ledger.own.name
    return MinutesContent(
        committee=committee,
        mark=meeting_mark(committee, event["type"]),
        number=number_of(event),
        issuer=f"{committee}办公室",
        issued_on=issued_on(event),
        title=titled(event, event["name"]),
        opening=opening(event),
        agenda=tuple(_item_of(item) for item in event["agenda"]),
        text=event["minutes"] or "",
        present=people(rows, PRESENT),
        on_leave=people(rows, ON_LEAVE),
        absent=people(rows, ABSENT),
        sitting_in=sitting_in(rows, event),
        missing=missing_parts(shown, rows),
        doubts=doubts,
    )


def _item_of(parts: tuple[Any, ...]) -> AgendaItem:
    title, reporter, decision, responsible, due = parts
    return AgendaItem(
        title=title,
        reporter=reporter or "",
        decision=decision or "",
        responsible=responsible or "",
        due=due,
    )


def compose_minutes(content: MinutesContent) -> Document:
    """Say what minutes are made of."""
    issued = chinese_date(content.issued_on)
    section = Section(
        head=(
            Mark(lines=content.mark),
            Number(text=content.number),
            Ends(left=one_printable_line(content.issuer), right=issued),
            RedRule(),
            Title(text=content.title, above=2),
        ),
        flow=_body(content),
        colophon=Colophon(
            lists=((words("colophon", "copies"), content.copies_to),),
            issuer=content.issuer,
            issued=f"{issued}{words('colophon', 'issued')}",
        ),
    )
    return Document(title=content.title, author=content.committee, sections=(section,))


def _body(content: MinutesContent) -> list[FlowBlock]:
    """Give the whole body, to be poured into the grid."""
    blocks: list[FlowBlock] = [plain(text) for text in paragraphs(content.opening)]
    blocks += _matters(content)
    people = _people(content)
    return [*blocks, Blank(), *people] if blocks and people else [*blocks, *people]


def _matters(content: MinutesContent) -> list[Paragraph]:
    """Set agenda and text; an item the text has under a heading of its own is left to the text."""
    texts = paragraphs(content.text)
    headings = [_bare(text) for text in texts if FIRST_LEVEL.match(text)]
    items = [item for item in content.agenda if _bare(item.title) not in headings]
    own = [own_paragraph(text) for text in texts]
    if headings:
        # One paper has one row of numbers: what the text does not treat goes on after it.
        return own + _agenda(items, first=len(headings) + 1)
    return _agenda(items, first=1 if len(items) > 1 else None) + own


def _bare(heading: str) -> str:
    """Give a heading without its number and full stop, for comparing."""
    text = one_printable_line(heading)
    return FIRST_LEVEL.sub("", text, count=1).split("。")[0].strip()


def _agenda(items: Sequence[AgendaItem], *, first: int | None) -> list[Paragraph]:
    """Set the items, numbered from `first` on; without numbers if it is None."""
    found: list[Paragraph] = []
    for place, item in enumerate(items):
        number = "" if first is None else _numeral(first + place) + "、"
        found += _agenda_item(item, number)
    return found


def _numeral(place: int) -> str:
    return to_chinese(place) if place <= 999 else str(place)


def _agenda_item(item: AgendaItem, number: str) -> list[Paragraph]:
    title = one_printable_line(item.title).rstrip("。")
    # An item that was entered with its number keeps that one.
    heading = title if FIRST_LEVEL.match(title) else number + title
    follows = bool(item.reporter.strip() or item.decision.strip() or item.responsible or item.due)
    found = [Paragraph(spans=(Span(heading, Role.HEADING),), keep=follows, level=1)]
    reporter = one_printable_line(item.reporter).rstrip("。")
    if reporter:
        found.append(plain(words("minutes", "heard").format(reporter=reporter)))
    return found + _decision(item)


def _decision(item: AgendaItem) -> list[Paragraph]:
    """Set 「会议议定：…。（责任单位：…；完成时限：…）」."""
    texts = paragraphs(item.decision)
    charge = _charge(item)
    if texts:
        # Short of a stop, the sentence gets one, so that the bracket does not run on.
        texts[-1] = texts[-1] if texts[-1][-1] in _STOP else texts[-1] + "。"
    if not texts:
        return [plain(charge)] if charge else []
    texts[-1] += charge
    decided = Span(words("minutes", "decided"), Role.KAI)
    # 会议议定 stands once: an office's own sentence may begin so.
    label = () if texts[0].startswith("会议") else (decided,)
    return [Paragraph(spans=(*label, Span(texts[0]))), *map(plain, texts[1:])]


def _charge(item: AgendaItem) -> str:
    parts = []
    responsible = one_printable_line(item.responsible).rstrip("。；")
    if responsible:
        parts.append(f"{words('minutes', 'responsible')}：{responsible}")
    if item.due:
        parts.append(f"{words('minutes', 'due')}：{chinese_date(item.due)}")
    return f"（{'；'.join(parts)}）" if parts else ""


def _people(content: MinutesContent) -> list[Paragraph]:
    lists = (
        ("present", content.present),
        ("on_leave", content.on_leave),
        ("absent", content.absent),
        ("sitting_in", content.sitting_in),
    )
    return [people_list(words("minutes", label), people) for label, people in lists if people]


MINUTES = PaperKind(
    name="会议纪要",
    about="一次会议的纪要，按会议类型用各自的标志和编号",
    takes="一个活动编号",
    records=("event",),
    collect=lambda ledger, request: minutes_content(ledger, request.one),
    compose=compose_minutes,
)
