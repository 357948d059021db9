"""One line of glyphs with their places: squeezed, spread, or as they come."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from zxdesk.documents.glyphs import Glyph

_SAME = 0.001


@dataclass(frozen=True, slots=True)
class Run:
    """Glyphs of one font in even steps: `spacing` is added after each, in points."""

    x: float
    text: str
    font: str
    size: float
    spacing: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to draw; `right` is where its last glyph's cell ends.

    Attributes:
        keep: The next line must stand on the same page (it is a heading).
        apart: Its characters stand so far apart that readers would take them for words.
    """

    runs: tuple[Run, ...] = ()
    right: float = 0.0
    keep: bool = False
    apart: bool = False

    @property
    def text(self) -> str:
        """Give what the line says."""
        return "".join(run.text for run in self.runs)


def trimmed(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """Give the glyphs without white space at the end, which takes no room there."""
    end = len(glyphs)
    if end and not glyphs[-1].char.isspace():
        return tuple(glyphs)
    while end and glyphs[end - 1].char.isspace():
        end -= 1
    return tuple(glyphs[:end])


def natural_width(glyphs: Sequence[Glyph]) -> float:
    """Give the room the glyphs take as they come."""
    return sum([glyph.advance for glyph in glyphs])


def squeeze_room(glyphs: Sequence[Glyph]) -> float:
    """Give how much narrower the line may become by squeezing its marks."""
    return sum([glyph.lead + glyph.trail for glyph in glyphs])


def set_line(
    glyphs: Sequence[Glyph], *, x: float, width: float, justify: bool, keep: bool = False
) -> Line:
    """Place the glyphs from `x` on within `width`; too wide is squeezed, too short spread."""
    glyphs = trimmed(glyphs)
    if not glyphs:
        return Line(right=x, keep=keep)
    slack = width - natural_width(glyphs)
    if slack < -_SAME:
        return _placed(glyphs, x, _squeezes(glyphs, -slack), 0.0, keep)
    return _placed(glyphs, x, None, _gap(glyphs, slack) if justify else 0.0, keep)


def _gap(glyphs: Sequence[Glyph], slack: float) -> float:
    """Give the white to be added after each glyph so that none is left at the end."""
    gaps = len([glyph for glyph in glyphs[:-1] if not glyph.rigid])
    # Few gaps and much white: an address or a long number is coming; better ragged than torn.
    return slack / gaps if gaps and slack / gaps <= 0.5 * glyphs[0].size else 0.0


def spread_line(glyphs: Sequence[Glyph], *, x: float, width: float) -> Line:
    """Place the first glyph at `x`, the last against `x + width`, the others evenly between."""
    slack = width - natural_width(glyphs)
    gap = slack / (len(glyphs) - 1) if len(glyphs) > 1 and slack > 0 else 0.0
    line = _placed(glyphs, x, None, gap, False)
    return replace(line, apart=gap > 0)


def _squeezes(glyphs: Sequence[Glyph], excess: float) -> list[float]:
    """Give what each glyph loses: the mark at the end first, then all by their share."""
    room = [glyph.lead + glyph.trail for glyph in glyphs]
    last = min(room[-1], excess)
    rest = sum(room[:-1])
    share = min(1.0, (excess - last) / rest) if rest > 0 else 0.0
    return [white * share for white in room[:-1]] + [last]


def _placed(
    glyphs: Sequence[Glyph], x: float, losses: Sequence[float] | None, gap: float, keep: bool
) -> Line:
    places = []
    pen = x
    if losses is None:
        for glyph in glyphs:
            places.append(pen)
            pen += glyph.advance + (0.0 if glyph.rigid else gap)
    else:
        for glyph, loss in zip(glyphs, losses, strict=True):
            places.append(pen - (loss if glyph.lead else 0.0))
            pen += glyph.advance - loss + (0.0 if glyph.rigid else gap)
    right = pen - (gap if glyphs and not glyphs[-1].rigid else 0.0)
    return Line(_runs(glyphs, places), right, keep)


def _runs(glyphs: Sequence[Glyph], places: Sequence[float]) -> tuple[Run, ...]:
    steps = [
        after - before - glyph.width
        for glyph, (before, after) in zip(glyphs, pairwise(places), strict=False)
    ]
    runs: list[Run] = []
    start = 0
    while start < len(glyphs):
        first = glyphs[start]
        spacing = steps[start] if start < len(steps) else 0.0
        end = _run_end(glyphs, steps, start, spacing)
        text = "".join([glyph.char for glyph in glyphs[start:end]])
        runs.append(Run(places[start], text, first.font, first.size, spacing))
        start = end
    return tuple(runs)


def _run_end(glyphs: Sequence[Glyph], steps: Sequence[float], start: int, spacing: float) -> int:
    """Give where the run ends that begins at `start` with the white `spacing` after each glyph.

    What follows a run's last glyph is as wide as what is between the others: readers of a PDF
    take a pen that stops short of the next run for a space.
    """
    font, size = glyphs[start].font, glyphs[start].size
    for end in range(start + 1, len(glyphs)):
        glyph = glyphs[end]
        if glyph.font != font or glyph.size != size:
            return end
        if end < len(steps) and abs(steps[end] - spacing) > _SAME:
            return end
    return len(glyphs)
