"""What is to be done is put off till a day; it is asked for again then, or once it is overdue."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from zxdesk import text
from zxdesk.errors import UserError
from zxdesk.queries.todo import Todo
from zxdesk.services.ledger_memory import recalled, remember
from zxdesk.store import Changes, Ledger

_KEY = "todo_later"  # what a thing is known by, and the day
_LONGEST = 24


def put_off(ledger: Ledger, item: Todo, until: date) -> Changes:
    """Say nothing of a thing before a day; one step.

    Raises:
        UserError: the day is not ahead.
    """
    if until <= ledger.today:
        raise UserError(f"{until} 不在今天之后，没有推后", "请选以后的一天", code="bad_day")
    about = text.one_line(item.text)
    about = about if len(about) <= _LONGEST else f"{about[: _LONGEST - 1]}…"
    with ledger.write(f"{until} 再提醒：{about}") as session:
        kept = {**_days(session, ledger.today), _name(item): until}
        _keep(session, kept)
    return session.changes


def take_up(ledger: Ledger, item: Todo) -> Changes:
    """Ask for a thing again from now on; one step."""
    with ledger.write("取消推后") as session:
        kept = _days(session, ledger.today)
        kept.pop(_name(item), None)
        _keep(session, kept)
    return session.changes


def parted(ledger: Ledger, items: Iterable[Todo]) -> tuple[list[Todo], list[tuple[Todo, date]]]:
    """Part what is to be done now from what was put off, with its day."""
    with ledger.read() as session:
        days = _days(session, ledger.today)
    now: list[Todo] = []
    off: list[tuple[Todo, date]] = []
    for item in items:
        until = days.get(_name(item))
        if until is None:
            now.append(item)
        else:
            off.append((item, until))
    return now, off


def _name(item: Todo) -> str:
    """Give what a thing is known by: one that has become overdue meanwhile is another."""
    what = item.text if item.kind == "event" else ""
    return f"{item.kind}/{item.record_id}/{'逾期' if item.tone == 'overdue' else ''}/{what}"


def _days(session: Session, today: date) -> dict[str, date]:
    """Give what is put off still."""
    found: dict[str, date] = {}
    for entry in recalled(session, _KEY):
        try:
            name, day = entry
            until = date.fromisoformat(day)
        except (TypeError, ValueError):
            continue
        if until > today:
            found[str(name)] = until
    return found


def _keep(session: Session, days: dict[str, date]) -> None:
    remember(session, _KEY, [[name, str(day)] for name, day in sorted(days.items())])
