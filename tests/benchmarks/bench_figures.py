"""Every indicator against its bare SQL: how much the catalogue costs on top of the database.

    python -m tests.benchmarks.bench_figures LEDGER [--period 2026]

Prints for each indicator the milliseconds of `figure`, those of the same statement run by sqlite3
alone in the same process, and their ratio; the median of some rounds each.
"""

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from statistics import median

from sqlalchemy.dialects import sqlite

from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.counting import Bounds
from zxdesk.statistics.figures import AREA, OWN, Expression, figure, period_of
from zxdesk.store import Ledger, open_ledger

ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    """Give the median time of some rounds, in milliseconds."""
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        spent.append(1000 * (time.perf_counter() - start))
    return median(spent)


def bare_sql(ledger: Ledger, expression: Expression, words: str) -> str:
    """Give the statement of a figure as sqlite3 takes it."""
    committees = (ledger.own_id,) if expression.scope == OWN else None
    bounds = Bounds(period_of(ledger, words), ledger.today, committees)
    statement = INDICATORS[expression.code].question(bounds.asked()).values()
    compiled = statement.params(bounds.values()).compile(
        dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}
    )
    return str(compiled)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--period", default="2026")
    arguments = parser.parse_args()
    out = sys.stdout
    with (
        open_ledger(arguments.ledger, writing=False) as ledger,
        closing(sqlite3.connect(f"file:{arguments.ledger}?mode=ro", uri=True)) as bare,
    ):
        period = period_of(ledger, arguments.period)
        out.write(f"{'indicator':<28}{'scope':<6}{'figure ms':>10}{'bare ms':>10}{'ratio':>8}\n")
        for code in INDICATORS:
            for scope in (OWN, AREA):
                expression = Expression(code=code, scope=scope)
                whole = timed(lambda e=expression: figure(ledger, e, period=period))
                sql = bare_sql(ledger, expression, arguments.period)
                alone = timed(lambda s=sql: bare.execute(s).fetchall())
                ratio = whole / alone if alone else float("inf")
                out.write(f"{code:<28}{scope:<6}{whole:>10.1f}{alone:>10.1f}{ratio:>8.1f}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
