"""python -m tests.agreement 25000 [--seed N] [--first LEDGER]: asks, and prints what differs."""

import argparse
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from random import SystemRandom

from tests.agreement.asking import Desk, Tally, by_the_thousand
from zxdesk.services.ledgers import found_ledger

TIDINGS = 1000  # questions between two lines


def main() -> int:
    """Ask, and give 1 where something differs."""
    parser = argparse.ArgumentParser(prog="tests.agreement")
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--first", type=int, default=0, help="the number of the first ledger")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        founded = Path(folder) / "empty.zxd"
        found_ledger(
            founded, committee="政协甲县委员会", level="县", clock=lambda: datetime(2024, 1, 1)
        ).close()
        desk = Desk(founded, Path(folder))
        return _tell(desk, asked.seed, asked.count, asked.first)


def _tell(desk: Desk, seed: int, count: int, first: int) -> int:
    say = sys.stdout.write
    say(f"seed {seed}\n")
    tally = Tally()
    for found in by_the_thousand(desk, seed, count, first=first):
        if isinstance(found, str):
            say(f"\n{found}\n")
        elif found.asked % TIDINGS == 0 or found.asked == count:
            say(f"{found}\n")
        if isinstance(found, Tally):
            tally = found
        sys.stdout.flush()
    return int(tally.agreed < tally.asked)


if __name__ == "__main__":
    sys.exit(main())
