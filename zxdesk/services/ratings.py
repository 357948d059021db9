"""Star ratings of venues: points proposed from the records, and the rating of a year saved."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.values import Values, keys, load
from zxdesk.records import KINDS
from zxdesk.records.target import YEARLY
from zxdesk.rules.periods import Period
from zxdesk.rules.quotas import spans_of
from zxdesk.rules.ratings import earned, stars_for, total_of
from zxdesk.services.records import create, update
from zxdesk.statistics.figures import Expression, figure_in, read_expression
from zxdesk.store import Changes, Ledger

RATING, SCHEME, VENUE = KINDS["rating"], KINDS["rating_scheme"], KINDS["venue"]
# How an indicator's records lead to a venue; the first label that it knows is taken.
_LABELS = ("阵地.编号", "来源.阵地.编号")


@dataclass(frozen=True, kw_only=True)
class ProposedItem:
    """One item of a scheme for one venue and year.

    Attributes:
        points: None where the office has to give them.
        expression: The figure they come from, narrowed to the venue.
        evidence: What they come from, in words.
        problem: Why no points could be proposed.
    """

    title: str
    maximum: int | None
    points: int | None = None
    expression: Expression | None = None
    evidence: str = ""
    problem: str = ""


@dataclass(frozen=True, kw_only=True)
class ProposedRating:
    """What the records say of a venue's year.

    Attributes:
        thresholds: Stars and the least total for them.
    """

    venue_id: int
    scheme_id: int
    period: Period
    items: tuple[ProposedItem, ...]
    thresholds: tuple[tuple[int, int | None], ...]

    def stars(self, points: Sequence[int | None]) -> int | None:
        """Give the stars that points of these items earn."""
        return stars_for(total_of(points), self.thresholds)


@dataclass(frozen=True, kw_only=True)
class GivenRating:
    """A rating as the office gives it.

    Attributes:
        points: Title, points and evidence of each item.
    """

    venue_id: int
    scheme_id: int
    year: int
    points: tuple[tuple[str, int | None, str | None], ...]
    rated_by: str | None = None
    rated_on: date | None = None
    note: str | None = None


def propose_rating(ledger: Ledger, *, venue_id: int, scheme_id: int, year: int) -> ProposedRating:
    """Propose points for a venue's year from the figures that the scheme's items name."""
    period = spans_of(year, YEARLY)[0]
    with ledger.read() as session:
        scheme = load(session, SCHEME, scheme_id)
        if scheme is None:
            raise UserError("这个星级方案已被删除，没有评分", "请另选一个方案")
        number = keys(session, "venue", [venue_id])[venue_id]
        items = tuple(_proposed(session, ledger, line, number, period) for line in scheme["items"])
    return ProposedRating(
        venue_id=venue_id,
        scheme_id=scheme_id,
        period=period,
        items=items,
        thresholds=scheme["thresholds"],
    )


def _proposed(
    session: Session,
    ledger: Ledger,
    line: tuple[str, int | None, str | None, int | None],
    number: str,
    period: Period,
) -> ProposedItem:
    title, maximum, words, each = line
    item = ProposedItem(title=title, maximum=maximum)
    if not words:
        return item
    try:
        expression = _of_venue(session, ledger, read_expression(words), number)
        found = figure_in(session, ledger, expression, period=period)
    except UserError as error:
        return replace(item, problem=str(error))
    shown = "—" if found.value is None else f"{found.value:,}"
    return replace(
        item,
        points=earned(found.value, each=each, maximum=maximum),
        expression=expression,
        evidence=f"{found.label} {shown}{found.unit}",
    )


def _of_venue(session: Session, ledger: Ledger, expression: Expression, number: str) -> Expression:
    """Narrow a figure to one venue."""
    unknown: UserError | None = None
    for label in _LABELS:
        narrowed = replace(expression, where=(*expression.where, (label, (number,))))
        try:
            figure_in(session, ledger, narrowed)
        except UserError as error:
            if error.code != "unknown_filter":
                raise
            unknown = unknown or error
        else:
            return narrowed
    raise UserError(
        f"指标 {expression} 不能归到一处阵地，没有算分", "请换一个与阵地有关联的指标"
    ) from unknown


def rating_of(session: Session, venue_id: int, year: int) -> int | None:
    """Find the rating that a venue has for a year."""
    table = RATING.table
    query = sa.select(table.c.id).where(table.c.venue_id == venue_id, table.c.year == year)
    found: int | None = session.connection().scalar(query)
    return found


def earlier_rating(ledger: Ledger, *, venue_id: int, year: int) -> Values | None:
    """Give the values of the rating that a venue has for a year."""
    with ledger.read() as session:
        found = rating_of(session, venue_id, year)
        return None if found is None else load(session, RATING, found)


def save_rating(ledger: Ledger, given: GivenRating) -> Changes:
    """Save a venue's rating of a year with total and stars, in place of an earlier one.

    The rating of the newest year is the venue's 星级.
    """
    with ledger.write("评定星级") as session:
        scheme = load(session, SCHEME, given.scheme_id)
        if scheme is None:
            raise UserError("这个星级方案已被删除，评定没有保存", "请另选一个方案")
        total = total_of(points for _, points, _ in given.points)
        stars = stars_for(total, scheme["thresholds"])
        values = {
            "venue_id": given.venue_id,
            "year": given.year,
            "scheme_id": given.scheme_id,
            "points": given.points,
            "total": total,
            "stars": stars,
            "rated_by": given.rated_by,
            "rated_on": given.rated_on or ledger.today,
            "note": given.note,
        }
        existing = rating_of(session, given.venue_id, given.year)
        if existing is None:
            create(session, RATING, values, owner_id=ledger.own_id, today=ledger.today)
        else:
            update(session, RATING, existing, values)
        if given.year >= _newest_year(session, given.venue_id):
            update(session, VENUE, given.venue_id, {"stars": stars})
    return session.changes


def _newest_year(session: Session, venue_id: int) -> int:
    table = RATING.table
    query = sa.select(sa.func.max(table.c.year)).where(table.c.venue_id == venue_id)
    return int(session.connection().scalar(query) or 0)
