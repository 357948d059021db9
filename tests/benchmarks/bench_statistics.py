"""The quarter's table, figures over the whole area and the roll-up."""

import sys
from collections.abc import Iterator

from tests.benchmarks.measuring import Line, Places, best, clock
from zxdesk.rules.periods import quarter
from zxdesk.statistics.figures import figure, period_of, read_expression
from zxdesk.statistics.reporting import quarter_table
from zxdesk.statistics.rollup import roll_up
from zxdesk.store import open_ledger


def lines(places: Places) -> Iterator[Line]:
    """Measure."""
    period = quarter(2026, 3)
    with open_ledger(places.county, writing=False, clock=clock) as ledger:
        seconds = best(lambda: quarter_table(ledger, period))
        yield Line(job="填季度表（46 行 × 4 列），县", seconds=seconds, goal="原为 0.28 秒")
    with open_ledger(places.city, writing=False, clock=clock) as ledger:
        ever = period_of(ledger, "2016-01-01..2026-12-31")
        for code in ("event.attendances", "event.attendance_rate", "event.members"):
            asked = read_expression(f"{code} 统计范围=辖区")
            seconds = best(lambda e=asked: figure(ledger, e, period=ever))
            yield Line(job=f"{code}，十县十年", seconds=seconds, goal="≤ 0.5 秒")
        seconds = best(lambda: roll_up(ledger, period))
        yield Line(job="全市汇总", seconds=seconds, goal="≤ 1.2 秒")


if __name__ == "__main__":
    from tests.benchmarks.__main__ import alone

    sys.exit(alone(lines))
