"""Two tables side by side without an empty column between: each has what its kind must have."""

from collections.abc import Sequence

from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import must_be_filled
from zxdesk.exchange.understanding import scoring
from zxdesk.exchange.understanding.block import Heading, unknown
from zxdesk.exchange.understanding.scoring import Fit
from zxdesk.exchange.understanding.titles import Title

_MOST = 40
_LEAST = 2


def of_two_kinds(
    headings: Sequence[Heading], rows: Sequence[Row], title: Title, whole: Fit | None
) -> list[Sequence[Heading]]:
    """Part headings where the tables of two kinds meet; all of them where they are one table's.

    Args:
        whole: What they are as one table; where that knows every column, they are not parted.
    """
    if whole and not unknown(headings, whole.columns):
        return [headings]
    # Beyond so many the search costs more than it finds: each place asks every kind twice.
    best, found = 0.0, [headings]
    for place in range(_LEAST, min(len(headings), _MOST) - _LEAST + 1):
        left, right = headings[:place], headings[place:]
        first = _whole_fit(left, rows, title)
        second = _whole_fit(right, rows, title) if first else None
        if first and second and first.kind is not second.kind:
            score = first.score + second.score
            if score > best:
                best, found = score, [left, right]
    return found


def _whole_fit(headings: Sequence[Heading], rows: Sequence[Row], title: Title) -> Fit | None:
    """Give the kind of headings that are all known and have what it must have, its name first."""
    fit, _ = scoring.best(scoring.fits_of(headings, rows, title))
    if fit is None or unknown(headings, fit.columns):
        return None
    known = {column.field.name for column in fit.columns if column.kind is fit.kind}
    must = {spec.name for spec in fit.kind.visible_fields() if must_be_filled(fit.kind, spec)}
    first = min(fit.columns, key=lambda column: column.index)
    names = first.field.name in (*fit.kind.key, fit.kind.naming)
    return fit if must <= known and names else None
