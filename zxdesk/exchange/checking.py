"""Everything that can be found wrong with a ledger: file, log, sums, and the packages it keeps."""

import hashlib

from sqlmodel import select

from zxdesk.exchange.packages import kept_packages
from zxdesk.records import Package
from zxdesk.statistics.consistency import disagreements
from zxdesk.store import Ledger
from zxdesk.store.check import check


def check_ledger(ledger: Ledger, *, deep: bool = False) -> list[str]:
    """Give what is wrong, one Chinese sentence each (see `store.check`)."""
    problems = check(ledger, deep=deep)
    if problems:
        return problems  # Sums over a damaged file would only mislead.
    return [*disagreements(ledger), *_packages(ledger)]


def _packages(ledger: Ledger) -> list[str]:
    known: dict[str, set[str]] = {}
    with ledger.read() as session:
        for row in session.exec(select(Package)):
            known.setdefault(row.file, set()).add(row.sha256)
    problems = []
    for name, hashes in sorted(known.items()):
        file = kept_packages(ledger) / name
        if not file.is_file():
            problems.append(f"留存的报送包 {name} 不见了")
        elif hashlib.sha256(file.read_bytes()).hexdigest() not in hashes:
            problems.append(f"留存的报送包 {name} 被改动过")
    return problems
