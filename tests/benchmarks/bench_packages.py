"""A county's package: written by the county, taken in by the city."""

import sys
from collections.abc import Iterator

from tests.benchmarks.measuring import Line, Places, clock, timed
from zxdesk.exchange.packages import export_package
from zxdesk.exchange.receiving import receive_package
from zxdesk.rules.periods import quarter
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import open_ledger


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    county, period = places.copy(places.county), quarter(2026, 3)
    with open_ledger(county, clock=clock) as ledger:
        seconds, written = timed(
            lambda: export_package(
                ledger, period, places.folder, force=True, reason="试验", number=9
            )
        )
        yield Line(job="写一县的报送包", seconds=seconds, goal="≤ 1.5 秒")
        ledger._let_go()
    above = places.folder / "市.zxd"
    with found_ledger(above, committee="政协云州市委员会", level="市", clock=clock) as ledger:
        seconds, _ = timed(lambda: receive_package(ledger, written.path))
        yield Line(job="接收一县的报送包", seconds=seconds, goal="≤ 2 秒")
        ledger._let_go()


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
