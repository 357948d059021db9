"""Writes words and bars into a page, in the operators reportlab's own text objects would write.

A text object is made, filled and thrown away for every line; most of what it writes – numbers,
the codes of characters, whole words of a table – was written before and is remembered here.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.pdfmetrics import getFont

from zxdesk.documents.line import Run

_REMEMBERED = 5000
_LEADING = 1.2
_BAR = "re f*"

Colour = tuple[float, float, float]

_number = lru_cache(maxsize=20_000)(fp_str)


@lru_cache(maxsize=16)
def _fill(colour: Colour) -> str:
    return f"{fp_str(colour)} rg"


class Pen:
    """Writes on the current page of a canvas; places are counted from its bottom left corner."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas
        self._codes: dict[str, dict[str, tuple[str, str]]] = {}
        self._shown: dict[tuple[str, float, str], str] = {}

    def write(self, runs: Sequence[Run], *, x: float, y: float, colour: Colour) -> None:
        """Write the runs, whose places count from `x`, standing on `y`."""
        height = _number(y)
        said = [f"BT 1 0 0 1 0 0 Tm {_fill(colour)}"]
        for run in runs:
            words = self._words(run.font, run.size, run.text)
            said.append(
                f"1 0 0 1 {_number(x + run.x)} {height} Tm {_number(run.spacing)} Tc {words}"
            )
        said.append("ET")
        self._canvas.addLiteral(" ".join(said))

    def bar(self, x: float, y: float, width: float, height: float, colour: Colour) -> None:
        """Fill a rectangle from its lower left corner on."""
        self._canvas.addLiteral(_fill(colour))
        sides = f"{_number(x)} {_number(y)} {_number(width)} {_number(height)}"
        self._canvas.addLiteral(f"n {sides} {_BAR}")

    def _words(self, font: str, size: float, text: str) -> str:
        """Give the operators that show a text; the same words come again and again."""
        key = (font, size, text)
        words = self._shown.get(key)
        if words is None:
            if len(self._shown) >= _REMEMBERED:
                self._shown.clear()
            words = self._shown[key] = self._show(font, size, text)
        return words

    def _show(self, font: str, size: float, text: str) -> str:
        """Give a stretch of codes for each part of the font, which has 256 characters at most."""
        codes = self._codes.setdefault(font, {})
        hand = f"{_number(size)} Tf {_number(size * _LEADING)} TL"
        said: list[str] = []
        part = ""
        for character in text:
            code = codes.get(character)
            if code is None:
                code = codes[character] = self._code(font, character)
            if code[0] != part:
                said.append(f"{') Tj ' if part else ''}{code[0]} {hand} (")
                part = code[0]
            said.append(code[1])
        said.append(") Tj")
        return "".join(said)

    def _code(self, font: str, character: str) -> tuple[str, str]:
        """Give the part of the font that holds a character, and its code there."""
        face = getFont(font)
        document = self._canvas._doc
        ((part, code),) = face.splitString(character, document)
        return face.getSubsetInternalName(part, document), self._canvas._escape(code)
