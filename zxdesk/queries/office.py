"""What the office has decided: how long it gives for what, which days are worked, its numbers."""

import csv
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from datetime import date
from functools import cache
from types import MappingProxyType

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import paths
from zxdesk.records import Setting
from zxdesk.rules.deadlines import (
    OFF,
    ON,
    USUAL,
    Deadlines,
    Span,
    WorkCalendar,
    read_closing,
    read_span,
)
from zxdesk.rules.office import CLOSING, deadline_key, number_key
from zxdesk.rules.series import Series, read_series

CALENDAR = "calendar."  # and the year
_TABLE = sa.inspect(Setting).local_table


@cache
def shipped_days() -> Mapping[date, str]:
    """Give the holidays that travel with the program, as the State Council announced them."""
    with (paths.resources() / "calendar.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        return MappingProxyType({date.fromisoformat(r["日期"]): r["安排"] for r in rows})


def decided(session: Session, beginning: str) -> dict[str, str]:
    """Give what the ledger keeps under keys that begin so."""
    query = sa.select(_TABLE.c.key, _TABLE.c.value).where(
        _TABLE.c.key.startswith(beginning, autoescape=True), _TABLE.c.value != ""
    )
    return {row.key: row.value for row in session.connection().execute(query)}


def work_calendar(session: Session) -> WorkCalendar:
    """Give which days are worked: the program's years, or the office's own in their place."""
    own = {key.removeprefix(CALENDAR): value for key, value in decided(session, CALENDAR).items()}
    days = {day: said for day, said in shipped_days().items() if str(day.year) not in own}
    for value in own.values():
        days |= _days_of(value)
    return WorkCalendar(days)


def _days_of(value: str) -> dict[date, str]:
    """Read a year as the ledger keeps it; what somebody else wrote there counts for nothing."""
    found: dict[date, str] = {}
    with suppress(ValueError, AttributeError, TypeError):
        for day, said in json.loads(value).items():
            if said in (OFF, ON):
                found[date.fromisoformat(day)] = said
    return found


def deadlines(session: Session) -> Deadlines:
    """Give how long the office gives for what."""
    said = decided(session, deadline_key(""))
    found: dict[str, Span] = {}
    for field in fields(USUAL):
        with suppress(KeyError, ValueError):
            found[field.name] = read_span(said[deadline_key(field.name)])
    closing = None
    with suppress(KeyError, ValueError):
        closing = read_closing(said[CLOSING])
    return Deadlines(worked=work_calendar(session), closing=closing, **found)


def series_of(session: Session, kind: str, field: str = "number") -> Series | None:
    """Give how the numbers of a kind run; None where the office has not decided it."""
    words = decided(session, number_key(kind, field)).get(number_key(kind, field))
    with suppress(ValueError):
        return read_series(words) if words else None
    return None
