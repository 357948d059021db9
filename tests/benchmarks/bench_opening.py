"""Commands, opening, saving and renaming, on the ledger of a county and of a city."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from tests.benchmarks.measuring import Line, Places, best, clock, command, timed
from zxdesk.records import KINDS
from zxdesk.rules import pinyin
from zxdesk.services import records
from zxdesk.store import Ledger, open_ledger

_BARE = (
    "import sqlite3, sys; print(sqlite3.connect(f'file:{sys.argv[1]}?mode=ro', uri=True)"
    ".execute(\"SELECT count(*) FROM event WHERE state = '已举办'\").fetchone())"
)


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    county, city = places.copy(places.county), places.copy(places.city)
    for ledger in (county, city):  # Closed in order once, as it is from then on.
        open_ledger(ledger, clock=clock)._let_go()
    asked = ("figure", "event.held", "--ledger", county, "--today", "2026-11-22")
    bare = best(
        lambda: subprocess.run(
            [sys.executable, "-c", _BARE, county], check=True, stdout=subprocess.DEVNULL
        )
    )
    yield Line(
        job="命令 figure，县",
        seconds=best(lambda: command(*asked)),
        baseline="Python 加 sqlite3 的一条查询",
        bare=bare,
        goal="≤ 14 倍",
    )
    yield Line(job="正常关闭后再打开，县", seconds=best(lambda: _open(county)), goal="与大小无关")
    yield Line(job="正常关闭后再打开，市", seconds=best(lambda: _open(city)), goal="与大小无关")
    with open_ledger(city, clock=clock) as ledger:
        pinyin.load()  # as the window does once its first page stands
        seconds, _ = timed(lambda: _save(ledger))
        yield Line(job="打开后第一次保存活动，市", seconds=seconds, goal="≤ 30 毫秒")
        unit, name = _busiest(city)
        seconds = best(lambda: _rename(ledger, unit, name))
        yield Line(job="给关联最多的单位改名，市", seconds=seconds, goal="≤ 60 毫秒")
        ledger._let_go()


def _open(file: Path) -> None:
    open_ledger(file, clock=clock)._let_go()


def _save(ledger: Ledger) -> None:
    values = {"name": "试验", "type": "学习", "start": datetime(2026, 5, 5, 9)}
    with ledger.write("登记活动") as session:
        records.create(session, KINDS["event"], values, owner_id=ledger.own_id, today=ledger.today)


def _busiest(file: Path) -> tuple[int, str]:
    query = "SELECT target_id FROM event_organisers GROUP BY 1 ORDER BY count(*) DESC LIMIT 1"
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    (unit,) = connection.execute(query).fetchone()
    (name,) = connection.execute("SELECT name FROM unit WHERE id = ?", (unit,)).fetchone()
    connection.close()
    return unit, name


def _rename(ledger: Ledger, unit: int, name: str) -> None:
    with ledger.write("改名") as session:
        records.update(session, KINDS["unit"], unit, {"name": f"{name}{len(ledger.written)}"})


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
