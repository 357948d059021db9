"""How days and moments are read from what people type, shown, and stored (see `fieldtypes`)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

import sqlalchemy as sa

from zxdesk import dates
from zxdesk.records.fieldtypes import FieldType

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Day(FieldType):
    """A day; of what is done (`past`) never after today, where `expected` oddly after it."""

    past: bool = False
    expected: bool = False

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Date()

    def parse(self, raw: object) -> date | None:
        """Read a day from a date cell, an Excel serial number or any usual spelling."""
        moment = _from_cell(raw)
        if moment:
            return moment.date()
        return super().parse(raw)

    def read(self, words: str) -> date:
        """Read a day."""
        return _spelled(_day, words)

    def show(self, value: date | None) -> str:
        """Give 2026-03-05."""
        return value.isoformat() if value else ""

    def cell(self, value: date | None) -> object:
        """Give a real date."""
        return value


@dataclass(frozen=True, kw_only=True)
class PartialDay(FieldType):
    """A day or a month, as a partial date (see `zxdesk.dates`); `past` as of a day."""

    past: bool = False

    def parse(self, raw: object) -> str | None:
        """Read a day or a month."""
        moment = _from_cell(raw)
        if moment:
            return moment.date().isoformat()
        return super().parse(raw)

    def read(self, words: str) -> str:
        """Read a day or a month."""
        return _spelled(_partial, words)

    def cell(self, value: str | None) -> object:
        """Give a real date, or the text of a month."""
        return date.fromisoformat(value) if value and len(value) == 10 else (value or "")


@dataclass(frozen=True, kw_only=True)
class Month(PartialDay):
    """A month: 2024-03."""

    def parse(self, raw: object) -> str | None:
        """Read a month; of a day only the month is kept."""
        value = super().parse(raw)
        return value[:7] if value else None

    def cell(self, value: str | None) -> object:
        """Give the month's text."""
        return value or ""


@dataclass(frozen=True, kw_only=True)
class Moment(FieldType):
    """A day with or without a time of day; midnight means that none was given."""

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.DateTime()

    def parse(self, raw: object) -> datetime | None:
        """Read a moment."""
        return _from_cell(raw) or super().parse(raw)

    def read(self, words: str) -> datetime:
        """Read a moment."""
        return _spelled(dates.parse_moment, words)

    def show(self, value: datetime | None) -> str:
        """Give 2026-03-05 09:00."""
        return dates.show_moment(value) if value else ""

    def cell(self, value: datetime | None) -> object:
        """Give a real date with its time."""
        return value


def _day(words: str) -> date:
    """Read a day; a time of day beside it is left out, as it is of a date cell."""
    try:
        return dates.parse_date(words)
    except ValueError:
        return _single(words).date()


def _partial(words: str) -> str:
    try:
        return dates.parse_partial(words)
    except ValueError:
        return _single(words).date().isoformat()


def _single(words: str) -> datetime:
    start, end = dates.parse_stretch(words)
    if end is not None:
        raise ValueError(words)
    return start


def _from_cell(raw: object) -> datetime | None:
    """Give the moment of a date cell or an Excel serial number, else None."""
    if isinstance(raw, datetime):
        return raw.replace(second=0, microsecond=0, tzinfo=None)
    if isinstance(raw, date):
        return datetime.combine(raw, time())
    if isinstance(raw, (int, float)) and not isinstance(raw, bool):
        if 10000 <= raw < 80000:
            return dates.from_excel(raw)
        if raw < 10000 and raw != 0:
            raise ValueError("不是日期，应如 2024-03-05")
    return None


def _spelled(reader: Callable[[str], T], words: str) -> T:
    try:
        return reader(words)
    except ValueError:
        raise ValueError("不是日期，应如 2024-03-05") from None
