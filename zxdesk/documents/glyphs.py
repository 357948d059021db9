"""From words to measured glyphs: spans of text, and the pieces no line break may cut."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.marks import CLOSING, JOINED, NEVER_LAST, may_part

# A number with its unit, a Latin word, white space, or one character.
_UNITS = (
    "平方米|平方公里|立方米|百分点|公里|公顷|人次|万|亿|百|千|元|人|件|条|场|次|个|家|项|页|吨|"
    "年|月|日|时|分|号|届|期|岁|名|户|亩|米|度|倍|篇|份|位|所|村|期|处|天|周|季|批|套|台|辆|%|‰|℃|°"
)
_NUMBER = rf"[0-9０-９][0-9０-９.,]*(?:[万亿百千]{{0,2}}(?:{_UNITS}))"
_LATIN = r"[!-~\u00a1-\u024f\u2010\u2013]+[%‰℃°]?"
_PIECE = re.compile(rf"{_NUMBER}|{_LATIN}|\s+|.", re.DOTALL)
_LEAST_WHITE = 0.08
_MOST_SQUEEZE = 0.5


@dataclass(frozen=True, slots=True)
class Span:
    """Text in one hand and size.

    Attributes:
        keep: It should stay on one line (a name).
        rigid: It is neither spread nor squeezed (a label that other lines align with).
    """

    text: str
    role: Role = Role.BODY
    size: float = 16.0
    keep: bool = False
    rigid: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character, ready to be placed; lengths in points.

    Attributes:
        width: The font's own advance.
        advance: The advance on this paper's grid.
        lead, trail: White on the left and right that squeezing may take away.
        rigid: No white may be added after it (inside a number, a word, a dash).
    """

    char: str
    font: str
    size: float
    width: float
    advance: float
    lead: float = 0.0
    trail: float = 0.0
    rigid: bool = False


Cluster = tuple[Glyph, ...]


def measure(text: str, role: Role, size: float, book: FontBook, tracking: float) -> list[Glyph]:
    """Give the glyphs of `text`; `tracking` is added to a full cell, to others their share."""
    known: dict[str, Glyph] = book.measured.setdefault((role, size, tracking), {})
    glyphs = []
    for character in text:
        glyph = known.get(character)
        if glyph is None:
            glyph = known[character] = _measured(character, role, size, book, tracking)
        glyphs.append(glyph)
    return glyphs


def _measured(character: str, role: Role, size: float, book: FontBook, tracking: float) -> Glyph:
    face, drawn = book.find(role, character)
    ems = face.width(drawn)
    lead, trail = _whites(face.ink(drawn), ems, drawn)
    width = ems * size
    # Two digits fill a cell, as a character does.
    advance = width + tracking * min(1.0, ems)
    return Glyph(drawn, face.name, size, width, advance, lead * size, trail * size)


def _whites(
    ink: tuple[float, float, float, float] | None, width: float, mark: str
) -> tuple[float, float]:
    if ink is None or width < 0.9:
        return 0.0, 0.0
    if mark in NEVER_LAST:
        return max(0.0, min(_MOST_SQUEEZE, ink[0] - _LEAST_WHITE)), 0.0
    if mark in CLOSING:
        return 0.0, max(0.0, min(_MOST_SQUEEZE, width - ink[2] - _LEAST_WHITE))
    return 0.0, 0.0


def clusters(spans: Sequence[Span], book: FontBook, tracking: float) -> list[Cluster]:
    """Give the pieces between which a line may break; white space ends a piece."""
    parts: list[list[Glyph]] = []
    last = " "
    for piece in _pieces(spans, book, tracking):
        if piece[0].char.isspace():
            if parts:
                parts[-1] += piece
            continue
        if parts and not may_part(last, piece[0].char):
            parts[-1] += piece
        else:
            parts.append(piece)
        last = piece[-1].char
    return [tuple(part) if len(part) == 1 else _stiffen(part) for part in parts]


def _pieces(spans: Sequence[Span], book: FontBook, tracking: float) -> Iterator[list[Glyph]]:
    for span in spans:
        texts = [span.text] if span.keep and span.text else _PIECE.findall(span.text)
        for text in texts:
            glyphs = measure(text, span.role, span.size, book, tracking)
            if span.rigid:
                glyphs = [replace(g, lead=0.0, trail=0.0, rigid=True) for g in glyphs]
            yield glyphs


def _stiffen(part: list[Glyph]) -> Cluster:
    pairs = pairwise(part)
    stiff = [_rigid_between(first.char, second.char) for first, second in pairs]
    return tuple(
        replace(glyph, rigid=True) if is_stiff else glyph
        for glyph, is_stiff in zip(part, [*stiff, False], strict=True)
    )


def _rigid_between(first: str, second: str) -> bool:
    if first in JOINED and first == second:
        return True
    return _narrow(first) and (_narrow(second) or second in "%‰℃°％")


def _narrow(character: str) -> bool:
    return "!" <= character <= "~" or "\u00a1" <= character <= "\u024f"
