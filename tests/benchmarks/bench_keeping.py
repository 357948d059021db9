"""The deep check and the backup of a city's ledger."""

import sys
from collections.abc import Iterator

from tests.benchmarks.measuring import Line, Places, clock, timed
from zxdesk.store import backups, check, open_ledger


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    city = places.copy(places.city)
    with open_ledger(city, clock=clock) as ledger:
        seconds, problems = timed(lambda: check.check(ledger, deep=True))
        assert not problems, problems
        yield Line(job="深入核对，市", seconds=seconds, goal="≤ 15 秒")
        target = places.folder / "备份.zxd"
        seconds, _ = timed(lambda: backups.make(city, target, now=clock()))
        yield Line(job="备份，市", seconds=seconds, goal="≤ 1.2 秒")
        ledger._let_go()


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
