"""What is asked of the figures, and the answer with the field that is wrong where one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.labels import UNFILLED, captions, path_of
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import titles
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, quarter_of, this_year
from zxdesk.statistics.counting import Asked, Question
from zxdesk.statistics.figures import (
    OWN,
    Expression,
    Figure,
    figure_in,
    indicator,
    period_of,
    records_in,
)
from zxdesk.store import Ledger

_MOST_CHOICES = 400


@dataclass(frozen=True, kw_only=True)
class FigureQuestion:
    """A figure as it is asked for.

    Attributes:
        where: Filters by row: label and values.
        period: As typed; empty means this year.
        by: A label to group by; empty for none.
    """

    code: str = "event.held"
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    period: str = ""
    scope: str = OWN
    by: str = ""

    def lasting_period(self, this_year: int) -> str:
        """Give the period as it is kept: this year stays this year next year."""
        return "" if self.period == str(this_year) else self.period

    @property
    def expression(self) -> Expression:
        """The figure without period and groups."""
        return Expression(code=self.code, where=self.where, scope=self.scope)


@dataclass(frozen=True, kw_only=True)
class FigureAnswer:
    """A figure with the records behind it."""

    asking: FigureQuestion
    figure: Figure
    kind: str
    ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class WrongField:
    """What cannot be answered.

    Attributes:
        field: period, where, by or code.
        row: The filter that is wrong, counted from 0.
    """

    field: str
    error: UserError
    row: int = 0


@dataclass(frozen=True)
class PeriodChoice:
    """A period on the menu: what it is called and how it is typed."""

    name: str
    words: str


def answer(ledger: Ledger, asking: FigureQuestion) -> FigureAnswer | WrongField:
    """Work a figure out, or tell which field is wrong."""
    try:
        period = period_of(ledger, asking.period) if asking.period else this_year(ledger.today)
    except UserError as error:
        return WrongField(field="period", error=error)
    with ledger.read() as session:
        try:
            found = figure_in(session, ledger, asking.expression, period=period, by=asking.by)
        except UserError as error:
            return _wrong(session, ledger, asking, error)
        kind, ids = records_in(session, ledger, asking.expression, period=period)
    return FigureAnswer(asking=asking, figure=found, kind=kind, ids=tuple(ids))


def _wrong(
    session: Session, ledger: Ledger, asking: FigureQuestion, error: UserError
) -> WrongField:
    # The error does not say which filter it is about: each is tried alone.
    for row, term in enumerate(asking.where):
        try:
            alone = Expression(code=asking.code, where=(term,), scope=asking.scope)
            figure_in(session, ledger, alone)
        except UserError as found:
            return WrongField(field="where", row=row, error=found)
    return WrongField(field="by" if asking.by else "code", error=error)


def labels_for(code: str) -> list[str]:
    """Give the labels an indicator may be filtered and grouped by, the usual ones first."""
    found = [*indicator(code).filters]
    for seen in _question(code).seen:
        found += captions(seen.kind)
    return list(dict.fromkeys(found))


def values_for(ledger: Ledger, asking: FigureQuestion, label: str) -> list[tuple[str, str]]:
    """Give the values a filter may take as (value, words): first those found, with their figure.

    An unknown label has none.
    """
    # Without the filter itself, else only what is chosen already would be offered.
    others = tuple(term for term in asking.where if term[0] != label)
    facet = FigureQuestion(
        code=asking.code, where=others, period=asking.period, scope=asking.scope, by=label
    )
    found = answer(ledger, facet)
    groups = found.figure.groups if isinstance(found, FigureAnswer) else ()
    offered = {group: f"{group}　{value}" for group, value in groups if group != UNFILLED}
    for value in _recorded(ledger, asking.code, label):
        offered.setdefault(value, value)
    return list(offered.items())[:_MOST_CHOICES]


def _recorded(ledger: Ledger, code: str, label: str) -> Sequence[str]:
    question = _question(code)
    try:
        row, rest = question.row_for(path_of(label))
        listing = RecordList(ledger, question.seen[row].kind)
        return [value for value, _ in listing.choices(".".join(rest)) if value != UNFILLED]
    except UserError:
        return ()


def _question(code: str) -> Question:
    return indicator(code).ask(Asked())


def period_choices(ledger: Ledger) -> list[PeriodChoice]:
    """Give the periods on the menu: this and last year and quarter, then the sessions."""
    today = ledger.today
    quarter, year = quarter_of(today), today.year
    assert quarter.first is not None
    before = quarter_of(quarter.first - timedelta(days=1))
    half = 1 if today.month <= 6 else 2
    last_year = Period("", date(year, 1, 1), today).year_before()
    choices = [
        PeriodChoice("本年", str(year)),
        PeriodChoice("本季", quarter.name),
        PeriodChoice("上季", before.name),
        PeriodChoice("上半年" if half == 1 else "下半年", f"{year}H{half}"),
        PeriodChoice("本月", f"{year}-{today.month:02d}"),
        PeriodChoice("上年", str(year - 1)),
        PeriodChoice("上年同期", f"{last_year.first}..{last_year.last}"),
    ]
    with ledger.read() as session:
        listing = RecordList(ledger, KINDS["plenary_session"]).ids()
        names = titles(session, "plenary_session", listing)
    sessions = [name.replace("/", "") for name in names.values()]
    return choices + [PeriodChoice(name, name) for name in reversed(sessions)]
