"""The body of minutes: opening, agenda, the office's own text, and who was there."""

import re
from collections.abc import Sequence

from zxdesk.documents.flow import BLANK, body, plain_body
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.line import Line
from zxdesk.documents.plain import (
    chinese_date,
    one_printable_line,
    paragraphs,
)
from zxdesk.numerals import to_chinese
from zxdesk.queries.paper_content import AgendaItem, MinutesContent, PersonOnPaper

_NUMERAL = "[一二三四五六七八九十百]+"
_FIRST_LEVEL = re.compile(f"^{_NUMERAL}、")
_SECOND_LEVEL = re.compile(f"[（(]{_NUMERAL}[）)]")
_LONGEST_HEADING = 60
_STOP = frozenset("。；：！？.;:!?")


def body_lines(content: MinutesContent, book: FontBook) -> list[Line]:
    """Give all lines of the body, to be poured into the grid."""
    lines: list[Line] = []
    for text in paragraphs(content.opening):
        lines += plain_body(text, book)
    lines += _matters(content, book)
    people = _people(content, book)
    return [*lines, BLANK, *people] if lines and people else [*lines, *people]


def _matters(content: MinutesContent, book: FontBook) -> list[Line]:
    """Set agenda and text; an item the text has under a heading of its own is left to the text."""
    texts = paragraphs(content.text)
    headings = [_bare(text) for text in texts if _FIRST_LEVEL.match(text)]
    items = [item for item in content.agenda if _bare(item.title) not in headings]
    own = [line for text in texts for line in _own_paragraph(text, book)]
    if headings:
        # One paper has one row of numbers: what the text does not treat goes on after it.
        return own + _agenda(items, book, first=len(headings) + 1)
    return _agenda(items, book, first=1 if len(items) > 1 else None) + own


def _bare(heading: str) -> str:
    """Give a heading without its number and full stop, for comparing."""
    text = one_printable_line(heading)
    return _FIRST_LEVEL.sub("", text, count=1).split("。")[0].strip()


def _agenda(items: Sequence[AgendaItem], book: FontBook, *, first: int | None) -> list[Line]:
    """Set the items, numbered from `first` on; without numbers if it is None."""
    lines: list[Line] = []
    for place, item in enumerate(items):
        number = "" if first is None else _numeral(first + place) + "、"
        lines += _agenda_item(item, number, book)
    return lines


def _numeral(place: int) -> str:
    return to_chinese(place) if place <= 999 else str(place)


def _agenda_item(item: AgendaItem, number: str, book: FontBook) -> list[Line]:
    title = one_printable_line(item.title).rstrip("。")
    heading = title if _FIRST_LEVEL.match(title) else number + title
    follows = bool(item.reporter.strip() or item.decision.strip() or item.responsible or item.due)
    lines = body([Span(heading, Role.HEADING)], book, keep=follows)
    reporter = one_printable_line(item.reporter).rstrip("。")
    if reporter:
        lines += plain_body(f"会议听取了{reporter}的汇报。", book)
    return lines + _decision(item, book)


def _decision(item: AgendaItem, book: FontBook) -> list[Line]:
    """Set 「会议议定：…。（责任单位：…；完成时限：…）」."""
    texts = paragraphs(item.decision)
    charge = _charge(item)
    if texts:
        # Short of a stop, the sentence gets one, so that the bracket does not run on.
        texts[-1] = texts[-1] if texts[-1][-1] in _STOP else texts[-1] + "。"
    if not texts:
        return plain_body(charge, book) if charge else []
    texts[-1] += charge
    label = [] if texts[0].startswith("会议") else [Span("会议议定：", Role.KAI)]
    lines = body([*label, Span(texts[0])], book)
    for text in texts[1:]:
        lines += plain_body(text, book)
    return lines


def _charge(item: AgendaItem) -> str:
    parts = []
    responsible = one_printable_line(item.responsible).rstrip("。；")
    if responsible:
        parts.append(f"责任单位：{responsible}")
    if item.due:
        parts.append(f"完成时限：{chinese_date(item.due)}")
    return f"（{'；'.join(parts)}）" if parts else ""


def _own_paragraph(text: str, book: FontBook) -> list[Line]:
    """Set a paragraph of the office's text; its heading in the hand of its level (7.3.3)."""
    if _FIRST_LEVEL.match(text):
        role = Role.HEADING
    elif _SECOND_LEVEL.match(text):
        role = Role.KAI
    else:
        return plain_body(text, book)
    heading, rest = _split_heading(text)
    return body([Span(heading, role), Span(rest)], book, keep=not rest)


def _split_heading(text: str) -> tuple[str, str]:
    """Part the heading, up to its first stop, from the sentences that run on after it."""
    stop = text.find("。", 0, _LONGEST_HEADING)
    if stop >= 0:
        return text[: stop + 1], text[stop + 1 :]
    if len(text) <= _LONGEST_HEADING:
        return text, ""
    return "", text


def _people(content: MinutesContent, book: FontBook) -> list[Line]:
    lists = (
        ("出席：", content.present),
        ("请假：", content.on_leave),
        ("缺席：", content.absent),
        ("列席：", content.sitting_in),
    )
    lines: list[Line] = []
    for label, people in lists:
        if people:
            lines += body([Span(label, Role.HEADING, rigid=True), *_names(people)], book, hang=5)
    return lines


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
