"""Founding a ledger: the empty file, and the lists and tables an office starts with."""

import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

from zxdesk import paths
from zxdesk.errors import UserError
from zxdesk.records import KINDS
from zxdesk.services.records import create
from zxdesk.store import EXTENSION, Ledger, new_ledger
from zxdesk.store.ledger import WriteSession


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
    """Make a new ledger with the starting lists and reporting tables, open for writing.

    Raises:
        UserError: the file is not named as a ledger is, or no committee can be called so.
        EnvironmentProblem: the file exists already, or cannot be made.
    """
    if path.suffix.lower() != EXTENSION:
        raise UserError(
            f"“{path.name}”不是台账的文件名，没有新建", f"请用 {EXTENSION} 结尾", code="bad_ending"
        )
    return new_ledger(
        path, committee=committee, level=level, region=region, furnish=_furnish, clock=clock
    )


def _furnish(session: WriteSession, ledger: Ledger) -> None:
    """Put in what an office starts with, before the ledger is there to be seen."""
    rows = [
        {"owner_id": ledger.own_id, "list_name": name, "value": value, "position": position}
        for name, values in starting_lists().items()
        for position, value in enumerate(values, start=1)
    ]
    session.connection().execute(KINDS["listed_value"].table.insert(), rows)
    _put_reporting_tables(session, ledger)


def _put_reporting_tables(session: WriteSession, ledger: Ledger) -> None:
    file = paths.resources() / "reporting_tables.toml"
    make = partial(create, session, owner_id=ledger.own_id, today=ledger.today)
    tables = tomllib.loads(file.read_text(encoding="utf-8"))["table"]
    for position, table in enumerate(tables, start=1):
        rows = table.pop("rows")
        values = table | {"position": position, "landscape": table.get("landscape", False)}
        table_id = make(KINDS["reporting_table"], values)
        for place, (group, label, expression, *binding) in enumerate(rows, start=1):
            row = {
                "table_id": table_id,
                "number": f"{table['number']}-{place:02d}",
                "position": place,
                "group": group or None,
                "label": label,
                "expression": expression or None,
                "binding": binding[0] if binding else None,
            }
            make(KINDS["reporting_row"], row)
