"""The fixed words of papers: marks, numbers, labels, which an office may word its own way."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from zxdesk.errors import UserError
from zxdesk.paths import resources, user_data

FILE = "papers.toml"
_OTHER = "其他"
_BLANKS = ("committee", "type", "year", "number", "reporter", "deadline", "person", "phone")


def words(part: str, name: str) -> str:
    """Give one of the words of papers."""
    found: str = _all()[part][name]
    return found


def meeting_mark(committee: str, meeting: str) -> tuple[str, ...]:
    """Give the red mark of the minutes of a type of meeting."""
    lines: list[str] = _meeting(meeting)["mark"]
    return tuple(line.format(committee=committee, type=meeting) for line in lines)


def meeting_number(meeting: str, year: int, number: int) -> str:
    """Give the number of minutes as this type of meeting is numbered: 〔2026〕3号, 第3期."""
    pattern: str = _meeting(meeting)["number"]
    return pattern.format(year=year, number=number)


def forget() -> None:
    """Read the words anew when they are next asked for."""
    _all.cache_clear()


def _meeting(meeting: str) -> dict[str, Any]:
    meetings: dict[str, dict[str, Any]] = _all()["meetings"]
    return meetings[_OTHER] | meetings.get(meeting, {})


def _try_out(found: dict[str, Any]) -> None:
    """Raise where a line asks in braces for what no paper has."""
    lines = [line for part in found.values() for line in part.values()]
    for line in lines:
        parts = (
            [*line.get("mark", ()), line.get("number", "")] if isinstance(line, dict) else [line]
        )
        for part in parts:
            part.format(**dict.fromkeys(_BLANKS, ""))


@cache
def _all() -> dict[str, dict[str, Any]]:
    """Read the words that travel with the program, and over them the office's own."""
    found = _read(resources() / FILE)
    own = user_data() / FILE
    if own.is_file():
        for part, lines in _read(own).items():
            found[part] = found.get(part, {}) | lines
    return found


def _read(path: Path) -> dict[str, dict[str, Any]]:
    try:
        found = tomllib.loads(path.read_text("utf-8"))
        _try_out(found)
        return found
    except (ValueError, KeyError, IndexError, AttributeError) as error:
        raise UserError(
            f"文表用语文件“{path}”读不懂，没有生成文件", "请改正这个文件，或删除它以恢复原来的用语"
        ) from error
