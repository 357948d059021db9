"""What the home page shows, worked out from the ledger in one go."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from zxdesk.queries import todo
from zxdesk.queries.change_words import changed_records
from zxdesk.queries.lists import RecordList
from zxdesk.queries.todo import Todo
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, quarter_of, read_period, this_year
from zxdesk.services.due import now_and_later
from zxdesk.statistics.counties import CountyState, counties
from zxdesk.statistics.figures import (
    Expression,
    Figure,
    Number,
    figure_in,
    records_behind,
)
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.quotas import quota_standings
from zxdesk.statistics.reporting import standing_open
from zxdesk.statistics.rollup import has_received
from zxdesk.statistics.saved_figures import KeptFigure, kept_figures
from zxdesk.store import Ledger, history
from zxdesk.store.history import Step

CARDS = (
    ("event.held", "本年活动"),
    ("event.attendances", "委员人次"),
    ("consultation.sessions", "协商活动"),
    ("event.attendance_rate", "出席率"),
)
TYPES = Expression(code="event.held")
BY = "类型"
MOST_BARS = 10
_RECENT = 6
_SHORT_STEP = 60
_STARTING = ("event", "member", "consultation")


@dataclass(frozen=True)
class CardFigure:
    """One card: this year, the same days of last year, and each month so far."""

    title: str
    this_year: Figure
    last_year: Figure
    months: tuple[Number, ...]


@dataclass(frozen=True)
class QuarterState:
    """How far the present quarter is ready to be reported.

    Attributes:
        events: Events of the quarter that have been held or should have been.
        complete: Those of them with nothing left open.
        open_items: How many things stand open, as the quarter's table says.
    """

    period: Period
    events: int
    complete: int
    open_items: int


@dataclass(frozen=True)
class RecentStep:
    """A step of the history.

    Attributes:
        words: What was done, and with which record.
    """

    step: Step
    words: str


@dataclass(frozen=True)
class Overview:
    """Everything on the home page.

    Attributes:
        started: Whether the ledger has any records to speak of, our own or received.
        later: What was put off, and till when.
        counties: The committees below us, where any has reported.
    """

    started: bool
    today: date
    cards: tuple[CardFigure, ...]
    kept: tuple[KeptFigure, ...]
    quotas: tuple[QuotaStanding, ...]
    types: Figure
    todo: tuple[Todo, ...]
    later: tuple[tuple[Todo, date], ...]
    counties: tuple[CountyState, ...]
    quarter: QuarterState
    recent: tuple[RecentStep, ...]


def gather(ledger: Ledger) -> Overview:
    """Work the home page out."""
    today = ledger.today
    with ledger.read() as session:
        cards = tuple(_card(session, ledger, code, title) for code, title in CARDS)
        types = figure_in(session, ledger, TYPES, period=this_year(today), by=BY)
        received = has_received(session)
    quotas = quota_standings(ledger, today.year)
    now, later = now_and_later(ledger, standings=quotas)
    return Overview(
        started=received or any(RecordList(ledger, KINDS[kind]).ids() for kind in _STARTING),
        today=today,
        cards=cards,
        kept=tuple(kept_figures(ledger)),
        quotas=tuple(quotas),
        types=types,
        todo=tuple(now),
        later=tuple(later),
        counties=tuple(counties(ledger)) if received else (),
        quarter=_quarter(ledger, quarter_of(today)),
        recent=tuple(_recent(ledger)),
    )


def _recent(ledger: Ledger) -> Iterator[RecentStep]:
    for step in history.listed(ledger, limit=_RECENT):
        yield RecentStep(step, f"{step.label}{_of_what(ledger, step)}")


def _of_what(ledger: Ledger, step: Step) -> str:
    """Name the first record that a step changed, and how many more; nothing of long steps."""
    if not 0 < step.changes <= _SHORT_STEP:
        return ""
    changed = [one for one in changed_records(ledger, step.no) if one.title]
    if not changed or changed[0].title in step.label:
        return ""
    return f"：{changed[0].title}" + (f" 等 {len(changed)} 条" if len(changed) > 1 else "")


def same_days_last_year(today: date) -> Period:
    """Give the days of last year up to the day it is now."""
    to_date = Period(f"{today.year}-01-01..{today}", date(today.year, 1, 1), today)
    return to_date.year_before()


def months_so_far(today: date) -> list[Period]:
    """Give the months of this year up to the present one."""
    return [
        read_period(f"{today.year}-{month:02d}", session_bounds=lambda *_: (None, None, None))
        for month in range(1, today.month + 1)
    ]


def _card(session: Session, ledger: Ledger, code: str, title: str) -> CardFigure:
    expression, today = Expression(code=code), ledger.today

    def of(period: Period) -> Figure:
        return figure_in(session, ledger, expression, period=period)

    months = [of(month).value for month in months_so_far(today)]
    return CardFigure(
        title=title,
        this_year=of(this_year(today)),
        last_year=of(same_days_last_year(today)),
        months=tuple(value for value in months if value is not None),
    )


def _quarter(ledger: Ledger, period: Period) -> QuarterState:
    with ledger.read() as session:
        found = todo.open_items(session, period, owner_id=ledger.own_id, today=ledger.today)
        count = standing_open(session, ledger, period)
    unfinished = {item.record_id for item in found}
    _, held = records_behind(ledger, Expression(code="event.held"), period=period)
    events = unfinished | set(held)
    return QuarterState(
        period=period,
        events=len(events),
        complete=len(events) - len(unfinished),
        open_items=count,
    )
