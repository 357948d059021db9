"""The body of minutes: opening, agenda, the office's own text, and who was there."""

from collections.abc import Sequence

from zxdesk.documents.blocks import Blank, FlowBlock, Paragraph
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import chinese_date, one_printable_line, paragraphs
from zxdesk.documents.texts import FIRST_LEVEL, own_paragraph, plain
from zxdesk.numerals import to_chinese
from zxdesk.queries.paper_content import AgendaItem, MinutesContent, PersonOnPaper
from zxdesk.queries.paper_words import words

_STOP = frozenset("。；：！？.;:!?")


def body_blocks(content: MinutesContent) -> list[FlowBlock]:
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


def people_list(label: str, people: Sequence[PersonOnPaper]) -> Paragraph:
    """Set 「出席：…」, further lines aligned after the colon (10.3)."""
    span = Span(f"{label}：", Role.HEADING, rigid=True)
    return Paragraph(spans=(span, *_names(people)), hang=3.0 + len(label))


def _names(people: Sequence[PersonOnPaper]) -> list[Span]:
    """Give 「县农业农村局 王某某（因公）、…」; a name is not parted at a line's end."""
    between = "；" if any("、" in person.post for person in people) else "、"
    spans = []
    for place, person in enumerate(people):
        if place:
            spans.append(Span(between))
        post = one_printable_line(person.post)
        if post:
            spans.append(Span(post + " "))
        spans.append(Span(one_printable_line(person.name), keep=True))
        note = one_printable_line(person.note)
        if note:
            spans.append(Span(note if note[0] in "（(" else f"（{note}）"))
    return spans
