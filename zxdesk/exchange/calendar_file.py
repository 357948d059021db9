"""Holidays, and weekends worked in their place, as a table of 日期 and 放假 or 上班."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path

from zxdesk.dates import parse_date
from zxdesk.errors import UserError
from zxdesk.exchange.plain_files import csv_bytes
from zxdesk.exchange.reading import read_book
from zxdesk.files import write_whole
from zxdesk.records.fieldtypes import as_text
from zxdesk.rules.deadlines import OFF, ON

HEADINGS = ("日期", "安排")
_SAID = {
    "放假": OFF,
    "休": OFF,
    "休息": OFF,
    "假": OFF,
    "上班": ON,
    "班": ON,
    "调休上班": ON,
    "补班": ON,
}
_TO = re.compile(r"\s*(?:至|到|—|~|～)\s*")
_LONGEST = 60


def read_calendar(path: Path) -> dict[date, str]:
    """Read the days of a file: a line a day, or from one day to another (2027-02-06至2027-02-12).

    Raises:
        UserError: a line tells no day, or there is none; nothing was kept.
        EnvironmentProblem: the file cannot be read.
    """
    found: dict[date, str] = {}
    for sheet in read_book(path).sheets:
        for row in sheet.rows:
            cells = [cell for cell in row.cells if as_text(cell).strip()]
            if len(cells) > 1 and as_text(cells[0]).strip() != HEADINGS[0]:
                said = _said(path, row.number, as_text(cells[1]))
                found |= dict.fromkeys(_days(path, row.number, cells[0]), said)
    if not found:
        raise UserError(
            f"{path.name} 里没有放假安排，没有改动",
            "请每行写 日期 和 放假 或 上班",
            code="bad_calendar",
        )
    return found


def write_calendar(path: Path, days: Mapping[date, str]) -> None:
    """Write days as a comma separated file, which can be changed and read again.

    Raises:
        EnvironmentProblem: it cannot be written.
    """
    write_whole(path, csv_bytes(HEADINGS, [(day, days[day]) for day in sorted(days)]))


def years_of(days: Iterable[date]) -> list[int]:
    """Give the years of some days."""
    return sorted({day.year for day in days})


def _said(path: Path, line: int, words: str) -> str:
    said = _SAID.get(words.strip())
    if said is None:
        raise _wrong(path, line, f"“{words.strip()}”不是放假或上班")
    return said


def _days(path: Path, line: int, cell: object) -> Iterator[date]:
    if isinstance(cell, datetime):
        yield cell.date()
        return
    words = as_text(cell).strip()
    try:
        first, *rest = _TO.split(words)
        ends = [parse_date(first)]
        ends += [_completed(ends[0], part) for part in rest]
    except ValueError:
        ends = []
    if len(ends) not in (1, 2) or not 0 <= (ends[-1] - ends[0]).days < _LONGEST:
        raise _wrong(path, line, f"“{words}”不是日期")
    yield from (ends[0] + timedelta(days=n) for n in range((ends[-1] - ends[0]).days + 1))


def _completed(first: date, words: str) -> date:
    """Read the day at which a stretch ends; 12日 takes the month of its beginning."""
    numbers = [int(digits) for digits in re.findall(r"\d+", words)]
    if len(numbers) > 2:
        return parse_date(words)
    given = (first.year, first.month, first.day)
    return date(*given[: 3 - len(numbers)], *numbers)


def _wrong(path: Path, line: int, what: str) -> UserError:
    return UserError(
        f"{path.name} 第 {line} 行{what}，没有改动", "请改正后再读入", code="bad_calendar"
    )
