"""Reads workbooks and comma separated files into plain sheets, by a process of their own."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange import frames, guarded
from zxdesk.exchange.book import Book, Row, Sheet
from zxdesk.exchange.frames import Frame, Garbled
from zxdesk.exchange.guard import LOCKED, MAX_CELLS, WRONG_PASSWORD, unreadable
from zxdesk.exchange.guarded import ReadingFailed, Waiting
from zxdesk.exchange.limits import Limits

Unlock = Callable[[Path, bool], str]
_MOST_CELLS = 8 * MAX_CELLS  # of all sheets


def read_book(
    path: Path,
    *,
    password: str = "",
    waiting: Waiting | None = None,
    limits: Limits | None = None,
) -> Book:
    """Read every sheet of a file, whatever its name says it is.

    Args:
        password: What it is locked with, where it is.
        waiting: Called again and again; what it raises ends the reading.

    Raises:
        EnvironmentProblem: the file is missing, damaged or hostile; it is locked (its code is
            `guard.LOCKED`), or not with this password (`guard.WRONG_PASSWORD`).
    """
    try:
        with closing(_frames(path, password, limits, waiting)) as found:
            return _book(path, found)
    except ReadingFailed as failed:
        raise unreadable(path, failed.reason, failed.advice) from failed
    except Garbled as garbled:
        raise unreadable(
            path, "读出来的内容是乱的", "请用 Excel 或 WPS 打开后另存为 .xlsx 再导入"
        ) from garbled


def read_asking(path: Path, unlock: Unlock | None) -> Book:
    """Read a file, and ask for its password where it has one.

    Args:
        unlock: Gives the password of a file, or nothing where it is given up; its second
            argument tells whether the one given before was wrong.

    Raises:
        EnvironmentProblem: the file cannot be read.
    """
    password = ""
    while True:
        try:
            return read_book(path, password=password)
        except EnvironmentProblem as problem:
            if problem.code not in (LOCKED, WRONG_PASSWORD) or unlock is None:
                raise
            password = unlock(path, problem.code == WRONG_PASSWORD)
            if not password:
                raise


def _frames(
    path: Path, password: str, limits: Limits | None, waiting: Waiting | None
) -> Generator[Frame, None, None]:
    return guarded.read("book", path, limits=limits, waiting=waiting, password=password)


def _book(path: Path, found: Iterable[Frame]) -> Book:
    notes: list[str] = []
    sheets: list[tuple[Sheet, list[Row]]] = []
    cells = 0
    for kind, content in found:
        if kind == frames.NOTE:
            notes.append(frames.words_of(content))
        elif kind == frames.SHEET:
            name, from_1904, hidden = frames.sheet_of(content)
            sheets.append((Sheet(path.name, name, (), from_1904, hidden), []))
        elif kind == frames.ROWS and sheets:
            rows = sheets[-1][1]
            new = frames.rows_of(content, after=rows[-1].number if rows else 0)
            rows += [Row(number, row) for number, row in new]
            cells += sum(len(row) for _, row in new)
        else:
            raise Garbled
        if cells > _MOST_CELLS:
            raise Garbled
    return Book([replace(sheet, rows=tuple(rows)) for sheet, rows in sheets], notes)
