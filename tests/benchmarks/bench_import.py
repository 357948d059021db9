"""Imports by command, their undo and redo, beside the least that logs and indexes the same rows."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import python_calamine
import sqlalchemy as sa

from tests.benchmarks import workbooks
from tests.benchmarks.measuring import Line, Places, clock, command, memory_of, timed
from zxdesk.records import KINDS
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import fulltext, history, open_ledger, sqlite, steps
from zxdesk.store.search_entries import entry_of, own_committee
from zxdesk.store.searchable import Document, Piece

EVENTS = 20_000


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    start, _ = timed(lambda: command("--version"))
    book = places.folder / "活动.xlsx"
    workbooks.events(book, EVENTS)
    ledger = _fresh(places, "活动")
    taken, _ = timed(lambda: command("import", book, "--ledger", ledger))
    floor, _ = timed(lambda: _bare(_fresh(places, "地板"), book))
    plain, _ = timed(lambda: _plain(book, places.folder / "裸.db"))
    held = memory_of("import", book, "--ledger", _fresh(places, "内存"))
    taken -= start
    yield Line(
        job="导入 20,000 场活动（命令，减去启动）",
        seconds=taken,
        baseline="calamine、executemany，同样记日志、算摘要、写索引",
        bare=floor,
        goal="≤ 1.5 倍",
        memory=held,
    )
    yield Line(
        job="同上",
        seconds=taken,
        baseline="calamine、executemany，不记日志，不写索引",
        bare=plain,
        goal="下限允许则 ≤ 6 倍",
    )
    with open_ledger(ledger, clock=clock) as opened:
        undone, _ = timed(lambda: history.undo(opened))
        redone, _ = timed(lambda: history.redo(opened))
    yield Line(job="撤销这次导入", seconds=undone, baseline="导入", bare=taken, goal="≤ 0.5 倍")
    yield Line(job="重做这次导入", seconds=redone, baseline="导入", bare=taken, goal="≤ 0.7 倍")
    yield from _others(places, start)


def _others(places: Places, start: float) -> Iterator[Line]:
    for job, write, count, goal in (
        ("导入 20,000 件提案，各两个承办单位", workbooks.proposals, 20_000, "≤ 6 秒"),
        ("导入 100,000 人次出席", workbooks.attendances, 100_000, "≤ 5 秒"),
    ):
        book = places.folder / f"{write.__name__}.xlsx"
        write(book, count)
        ledger = _fresh(places, write.__name__)
        seconds, _ = timed(lambda b=book, target=ledger: command("import", b, "--ledger", target))
        held = memory_of("import", book, "--ledger", _fresh(places, f"{write.__name__}内存"))
        yield Line(job=job, seconds=seconds - start, goal=goal, memory=held)


def _fresh(places: Places, name: str) -> Path:
    folder = places.folder / name
    folder.mkdir()
    ledger = folder / "试验.zxd"
    found_ledger(ledger, committee="政协试验县委员会", level="县", clock=clock).close()
    return ledger


def _rows(book: Path) -> list[list[Any]]:
    opened = python_calamine.CalamineWorkbook.from_path(str(book))
    rows: list[list[Any]] = opened.get_sheet_by_index(0).to_python()
    return rows[1:]


_COLUMNS = ("number", "name", "type", "start", "place", "state", "public", "minutes")
_WORDS = ((0, "number"), (1, "name"), (2, "type"), (4, "place"), (8, "minutes"))


def _values(row: list[Any], place: int) -> tuple[Any, ...]:
    number, name, type_, start, at, _, state, public, minutes = row
    return place, 1, number, name, type_, f"{start}:00.000000", at, state, int(public), minutes


def _bare(ledger: Path, book: Path) -> None:
    """Put the same rows in by the driver alone: logged, digested, indexed, one step."""
    rows, names = _rows(book), ", ".join(("id", "owner_id", *_COLUMNS))
    engine = sqlite.writer_engine(ledger)
    with engine.connect() as connection, connection.begin():
        number = steps.begin_step(connection, "地板", at=clock(), by="")
        connection.exec_driver_sql(
            f"INSERT INTO event ({names}) VALUES ({', '.join('?' * 10)})",
            [_values(row, place) for place, row in enumerate(rows, start=1)],
        )
        steps.finish_step(connection, number)
        _index(connection, rows)
    engine.dispose()


def _index(connection: sa.Connection, rows: list[list[Any]]) -> None:
    captions = [(place, KINDS["event"].fields[name].caption) for place, name in _WORDS]
    own = own_committee(connection)
    entries = [
        entry_of(
            Document(
                kind="event",
                record=place,
                owner=own,
                dated=str(row[3]),
                number=str(row[0]),
                title=str(row[1]),
                pieces=tuple(Piece(caption, str(row[at])) for at, caption in captions),
            ),
            own,
        )
        for place, row in enumerate(rows, start=1)
    ]
    fulltext._add(connection, entries)


def _plain(book: Path, file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute(
        f"CREATE TABLE event (id INTEGER PRIMARY KEY, owner_id, {', '.join(_COLUMNS)})"
    )
    rows = [_values(row, place) for place, row in enumerate(_rows(book), start=1)]
    connection.executemany(f"INSERT INTO event VALUES ({', '.join('?' * 10)})", rows)
    connection.commit()
    connection.close()


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
