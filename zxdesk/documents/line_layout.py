"""Breaks Chinese text into lines: 避头尾, numbers whole, marks squeezed, margins even."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from zxdesk.documents.clusters import Cluster, cluster_of, clusters
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Glyph, Span
from zxdesk.documents.line import Line, set_line
from zxdesk.documents.marks import may_part

_ROUNDING = 0.01


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """The room a paragraph has, in points.

    Attributes:
        first: Indent of the first line.
        rest: Indent of the other lines (hanging).
        tracking: Added to every full cell; the grid of 28 takes 0.207 pt off 16 pt type.
    """

    width: float
    first: float = 0.0
    rest: float = 0.0
    tracking: float = 0.0
    justify: bool = True
    keep: bool = False


@dataclass(slots=True)
class _Row:
    """A line being filled."""

    indent: float
    width: float
    glyphs: list[Glyph] = field(default_factory=list)
    taken: float = 0.0
    room: float = 0.0

    def takes(self, cluster: Cluster) -> bool:
        """Say whether the cluster still fits, with its marks squeezed where that helps."""
        excess = self.taken + cluster.seen_width - self.width - _ROUNDING
        if excess <= 0:
            return True
        return cluster.closes and self.room + cluster.seen_room >= excess

    def add(self, cluster: Cluster) -> None:
        """Put the cluster at the end."""
        self.glyphs += cluster.glyphs
        self.taken += cluster.width
        self.room += cluster.room


def lay_out(spans: Sequence[Span], book: FontBook, measure: Measure) -> list[Line]:
    """Give the lines of one paragraph; none for an empty one."""
    rows: list[_Row] = []
    for cluster in clusters(spans, book, measure.tracking):
        _add(rows, cluster, measure)
    return [
        set_line(
            row.glyphs,
            x=row.indent,
            width=row.width,
            justify=measure.justify and row is not rows[-1],
            keep=measure.keep,
        )
        for row in rows
    ]


def _add(rows: list[_Row], cluster: Cluster, measure: Measure) -> None:
    if rows and rows[-1].takes(cluster):
        rows[-1].add(cluster)
        return
    whole_line = measure.width - measure.rest
    if cluster.seen_width <= whole_line or not rows:
        rows.append(_new_row(rows, measure))
        if rows[-1].takes(cluster):
            rows[-1].add(cluster)
            return
    _add_in_parts(rows, cluster, measure)


def _add_in_parts(rows: list[_Row], cluster: Cluster, measure: Measure) -> None:
    """Cut what is longer than a line; only here a number or a name is ever parted."""
    rest = cluster.glyphs
    while rest:
        cut = _cut(rows[-1], rest)
        rows[-1].add(cluster_of(rest[:cut]))
        rest = rest[cut:]
        if rest:
            rows.append(_new_row(rows, measure))


def _cut(row: _Row, glyphs: Sequence[Glyph]) -> int:
    """Give how many glyphs still go on the row; at least one on an empty row."""
    room = row.width - row.taken
    fitting = 0
    for glyph in glyphs:
        room -= glyph.advance
        if room < -_ROUNDING and not glyph.char.isspace():
            break
        fitting += 1
    if fitting == len(glyphs):
        return fitting
    best = next(
        (n for n in range(fitting, 0, -1) if may_part(glyphs[n - 1].char, glyphs[n].char)),
        fitting,
    )
    return best if best or row.glyphs else 1


def _new_row(rows: list[_Row], measure: Measure) -> _Row:
    indent = measure.rest if rows else measure.first
    return _Row(indent, measure.width - indent)
