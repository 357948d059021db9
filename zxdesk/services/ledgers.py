"""Founding a ledger: the empty file, and the value lists an office starts with."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from zxdesk import paths
from zxdesk.records import KINDS
from zxdesk.store import Ledger, new_ledger
from zxdesk.store.steps import FIXED


def starting_lists() -> dict[str, list[str]]:
    """Give the value lists that travel with the program."""
    file = paths.resources() / "value_lists.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def found_ledger(
    path: Path,
    *,
    committee: str,
    level: str,
    region: str = "",
    clock: Callable[[], datetime] = datetime.now,
) -> Ledger:
    """Make a new ledger with the starting value lists and open it for writing."""
    ledger = new_ledger(path, committee=committee, level=level, region=region, clock=clock)
    with ledger.write("放入取值表", kind=FIXED) as session:
        rows = [
            {"owner_id": ledger.own_id, "list_name": name, "value": value, "position": position}
            for name, values in starting_lists().items()
            for position, value in enumerate(values, start=1)
        ]
        session.connection().execute(KINDS["listed_value"].table.insert(), rows)
    return ledger
