"""The pieces of a text that no line break may cut, measured once for all places they come in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Glyph, Span, measure
from zxdesk.documents.line import natural_width, squeeze_room, trimmed
from zxdesk.documents.marks import CLOSING, JOINED, may_part

# A number with its unit, a Latin word, white space, or one character.
_UNITS = (
    "平方米|平方公里|立方米|百分点|公里|公顷|人次|万|亿|百|千|元|人|件|条|场|次|个|家|项|页|吨|"
    "年|月|日|时|分|号|届|期|岁|名|户|亩|米|度|倍|篇|份|位|所|村|期|处|天|周|季|批|套|台|辆|%|‰|℃|°"
)
_NUMBER = rf"[0-9０-９][0-9０-９.,]*(?:[万亿百千]{{0,2}}(?:{_UNITS}))"
_LATIN = r"[!-~\u00a1-\u024f\u2010\u2013]+[%‰℃°]?"
_PIECE = re.compile(rf"{_NUMBER}|{_LATIN}|\s+|.", re.DOTALL)
# So many pieces of a paper are remembered, and so many clusters: those of many pages of text.
_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Cluster:
    """Glyphs that stay together; lengths in points.

    Attributes:
        width, room: What they take, and how much of that squeezing may take away.
        seen_width, seen_room: The same without white space at the end.
        closes: They end with a mark that may be squeezed at the end of a line.
    """

    glyphs: tuple[Glyph, ...]
    width: float
    room: float
    seen_width: float
    seen_room: float
    closes: bool


# Two pieces are the same where they are one object: each is made once.
@dataclass(frozen=True, slots=True, eq=False)
class _Piece:
    glyphs: tuple[Glyph, ...]
    first: str = field(init=False)
    last: str = field(init=False)
    white: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "first", self.glyphs[0].char)
        object.__setattr__(self, "last", self.glyphs[-1].char)
        object.__setattr__(self, "white", self.first.isspace())


def cluster_of(glyphs: Sequence[Glyph]) -> Cluster:
    """Measure glyphs that stay together."""
    seen = trimmed(glyphs)
    return Cluster(
        tuple(glyphs),
        natural_width(glyphs),
        squeeze_room(glyphs),
        natural_width(seen),
        squeeze_room(seen),
        bool(seen) and seen[-1].char in CLOSING,
    )


def clusters(spans: Sequence[Span], book: FontBook, tracking: float) -> list[Cluster]:
    """Give the pieces between which a line may break; white space ends a piece."""
    parts: list[list[_Piece]] = []
    last = " "
    for piece in _pieces(spans, book, tracking):
        if piece.white:
            if parts:
                parts[-1].append(piece)
            continue
        if parts and not may_part(last, piece.first):
            parts[-1].append(piece)
        else:
            parts.append([piece])
        last = piece.last
    known: dict[tuple[_Piece, ...], Cluster] = book.clusters
    if len(known) > _REMEMBERED:
        known.clear()
    found = []
    for part in parts:
        key = tuple(part)
        cluster = known.get(key)
        if cluster is None:
            cluster = known[key] = cluster_of(_stiffened([g for p in part for g in p.glyphs]))
        found.append(cluster)
    return found


def _pieces(spans: Sequence[Span], book: FontBook, tracking: float) -> Iterator[_Piece]:
    for span in spans:
        hand = (span.role, span.size, tracking, span.rigid)
        known: dict[str, _Piece] = book.pieces.setdefault(hand, {})
        if len(known) > _REMEMBERED:
            known.clear()
        texts = [span.text] if span.keep and span.text else _PIECE.findall(span.text)
        for text in texts:
            piece = known.get(text)
            if piece is None:
                piece = known[text] = _piece(text, span, book, tracking)
            yield piece


def _piece(text: str, span: Span, book: FontBook, tracking: float) -> _Piece:
    glyphs = measure(text, span.role, span.size, book, tracking)
    if span.rigid:
        glyphs = [replace(g, lead=0.0, trail=0.0, rigid=True) for g in glyphs]
    return _Piece(tuple(glyphs))


def _stiffened(part: Sequence[Glyph]) -> list[Glyph]:
    """Mark the glyphs after which no white may be added."""
    stiff = [_rigid_between(first.char, second.char) for first, second in pairwise(part)]
    return [
        glyph.stiff() if is_stiff else glyph
        for glyph, is_stiff in zip(part, [*stiff, False], strict=True)
    ]


def _rigid_between(first: str, second: str) -> bool:
    if first in JOINED and first == second:
        return True
    return _narrow(first) and (_narrow(second) or second in "%‰℃°％")


def _narrow(character: str) -> bool:
    return "!" <= character <= "~" or "\u00a1" <= character <= "\u024f"
