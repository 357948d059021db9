"""Everything that is due: replies, decisions, follow-ups, quotas, the quarter, the backup."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlmodel import Session

from zxdesk.queries import todo
from zxdesk.queries.office import deadlines
from zxdesk.queries.todo import Todo
from zxdesk.rules.periods import quarter_over
from zxdesk.services.later import parted
from zxdesk.statistics import closings, quotas
from zxdesk.statistics.figures import Expression, figure_in
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.store import Ledger, backups

# What leads to no record has one of these instead of a kind.
QUARTER, BACKUP = "quarter", "backup"
_ORDER = {"overdue": 0, "soon": 1, "open": 2}


def everything_due(
    ledger: Ledger, *, standings: Iterable[QuotaStanding] | None = None
) -> list[Todo]:
    """Give what is due, the most urgent first.

    Args:
        standings: The quotas, where they are known already.
    """
    of_quotas = (
        quotas.due(ledger) if standings is None else quotas.due_items(standings, ledger.today)
    )
    found = [*todo.items(ledger), *of_quotas, *_backup(ledger)]
    with ledger.read() as session:
        found += _quarter(session, ledger)
    return sorted(found, key=lambda item: _ORDER[item.tone])


def listed_due(ledger: Ledger, *, standings: Iterable[QuotaStanding] | None = None) -> list[Todo]:
    """Give what the home page lists: all that is due now and was not put off.

    Of the backup the status line tells.
    """
    return now_and_later(ledger, standings=standings)[0]


def now_and_later(
    ledger: Ledger, *, standings: Iterable[QuotaStanding] | None = None
) -> tuple[list[Todo], list[tuple[Todo, date]]]:
    """Give what is listed, and what was put off with its day."""
    due = everything_due(ledger, standings=standings)
    return parted(ledger, (item for item in due if item.kind != BACKUP))


def _quarter(session: Session, ledger: Ledger) -> list[Todo]:
    """Tell of the quarter before, if it holds events and is not closed."""
    last = quarter_over(ledger.today)
    held = figure_in(session, ledger, Expression(code="event.held"), period=last).value
    if not held or closings.standing(session, last, owner_id=ledger.own_id):
        return []
    return [Todo("待报", f"{last.name} 还没有结账", QUARTER, 0, "soon")]


def _backup(ledger: Ledger) -> list[Todo]:
    newest = backups.newest(ledger.path)
    if newest is None:
        return [Todo("待办", "这本台账还没有备份", BACKUP, 0, "open")]
    days = (datetime.now() - newest.when).days
    if days < -1:
        words = f"最近一份备份的日期是 {newest.when:%Y-%m-%d}，晚于今天，请核对时钟并再备份一次"
        return [Todo("待办", words, BACKUP, 0, "soon")]
    with ledger.read() as session:
        decided = deadlines(session)
    last = decided.backup.after(newest.when.date(), decided.worked)
    if datetime.now() < datetime.combine(last, newest.when.time()) + timedelta(days=1):
        return []
    return [Todo("待办", f"已有 {days} 天没有备份", BACKUP, 0, "soon")]
