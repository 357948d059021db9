"""Paragraphs of an office's own text: headings in the hand of their level, signatures, lists."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from zxdesk.dates import chinese_date
from zxdesk.documents.blocks import Blank, FlowBlock, Paragraph
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import one_printable_line, paragraphs

_NUMERAL = "[一二三四五六七八九十百]+"
FIRST_LEVEL = re.compile(f"^{_NUMERAL}、")
_SECOND_LEVEL = re.compile(f"[（(]{_NUMERAL}[）)]")
_LONGEST_HEADING = 60
_SEALED = 4.0


def plain(text: str, role: Role = Role.BODY) -> Paragraph:
    """Give a paragraph of one hand."""
    return Paragraph(spans=(Span(text, role),))


def own_paragraph(text: str) -> Paragraph:
    """Set a paragraph of the office's text; its heading in the hand of its level (7.3.3)."""
    if FIRST_LEVEL.match(text):
        role, level = Role.HEADING, 1
    elif _SECOND_LEVEL.match(text):
        role, level = Role.KAI, 2
    else:
        return plain(text)
    heading, rest = _split_heading(text)
    alone = bool(heading) and not rest
    spans = (Span(heading, role), Span(rest))
    return Paragraph(spans=spans, keep=alone, level=level if alone else 0)


def own_text(text: str) -> list[FlowBlock]:
    """Set all paragraphs of the office's text."""
    return [own_paragraph(part) for part in paragraphs(text)]


def _split_heading(text: str) -> tuple[str, str]:
    """Part the heading, up to its first stop, from the sentences that run on after it."""
    stop = text.find("。", 0, _LONGEST_HEADING)
    if stop >= 0:
        return text[: stop + 1], text[stop + 1 :]
    if len(text) <= _LONGEST_HEADING:
        return text, ""
    return "", text


def signature(name: str, day: date | None) -> list[FlowBlock]:
    """Set who signs above the date, the name centred over it (7.3.5, sealed).

    The date ends four characters before the edge; a name longer than that allows moves it in.
    """
    name = one_printable_line(name)
    shown = chinese_date(day) if day else ""
    over = (cells(name) - cells(shown)) / 2
    right = max(_SEALED, over) if shown else 2.0
    found: list[FlowBlock] = []
    if name:
        spans = (Span(name),)
        found.append(
            Paragraph(
                spans=spans, align="right", right=max(0.0, right - over), first=0, keep=bool(shown)
            )
        )
    if shown:
        found.append(Paragraph(spans=(Span(shown),), align="right", right=right, first=0))
    return [Blank(), *found] if found else []


def tied(blocks: Sequence[FlowBlock]) -> list[FlowBlock]:
    """Give the blocks, the end of the last held on one page with the signature after it."""
    last = blocks[-1] if blocks else None
    if isinstance(last, Paragraph):
        return [*blocks[:-1], replace(last, tied=True)]
    return list(blocks)


def cells(text: str) -> float:
    """Give the length of a line in cells; letters and digits take half of one."""
    return sum(0.5 if " " <= character <= "~" else 1.0 for character in text)


def attachment_list(titles: Sequence[str]) -> list[FlowBlock]:
    """Set 「附件：1. …」, one below the other, without stops at the end (7.3.4)."""
    shown = [one_printable_line(title).rstrip("。；，") for title in titles]
    if not shown:
        return []
    found: list[FlowBlock] = [Blank()]
    for place, title in enumerate(shown, start=1):
        label = "附件：" if place == 1 else ""
        number = f"{place}. " if len(shown) > 1 else ""
        spans = (Span(label, rigid=True), Span(number, rigid=True), Span(title))
        indent = 2.0 if label else 5.0
        found.append(Paragraph(spans=spans, first=indent, hang=5.0 + cells(number)))
    return found
