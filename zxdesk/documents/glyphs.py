"""From words to measured glyphs: spans of text, and how wide each character is."""

from dataclasses import dataclass

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.marks import CLOSING, NEVER_LAST

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

    def stiff(self) -> "Glyph":
        """Give the same, with no white added after it."""
        return Glyph(
            self.char, self.font, self.size, self.width, self.advance, self.lead, self.trail, True
        )


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
