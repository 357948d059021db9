"""A list of a hundred thousand events: opened, sorted, filtered, left for its end."""

import sys
from collections.abc import Iterator

from tests.benchmarks.measuring import Line, Places, best, clock
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.store import open_ledger

_SHOWN = 40


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    with open_ledger(places.city, writing=False, clock=clock) as ledger:
        events = RecordList(ledger, KINDS["event"])
        ids = events.ids(everyone=True)

        def opened() -> None:
            events.rows(events.ids(everyone=True)[:_SHOWN])

        yield Line(job=f"打开 {len(ids):,} 场活动", seconds=best(opened), goal="≤ 150 毫秒")
        for name in ("name", "start", "state", "organisers", "@attendance"):
            seconds = best(lambda n=name: events.ids(everyone=True, sort=(n,)))
            yield Line(job=f"按 {name} 排序", seconds=seconds, goal="≤ 300 毫秒")
        seconds = best(lambda: events.rows(ids[-_SHOWN:]))
        yield Line(job="跳到末尾", seconds=seconds, goal="≤ 30 毫秒")
        seconds = best(lambda: events.ids(everyone=True, where={"类型": ["视察"]}))
        yield Line(job="按类型筛选", seconds=seconds, goal="≤ 80 毫秒")


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
