"""Keeps a ledger of today's schema in `tests/data/ledgers`, for the day when it is an older one.

    python3 -m tests.store.keep_ledger

Run it before anything is declared that needs a migration: `test_older` opens what is kept with
every later version.
"""

import gzip
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from tests.kinds import populate
from tests.ledgers import Office, clock
from tests.store import drafting
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import history
from zxdesk.store.schema import SCHEMA_VERSION

KEPT = Path(__file__).parents[1] / "data" / "ledgers"


def main() -> None:
    """Write the ledger of this version.

    Raises:
        SystemExit: records declare what this version does not store.
    """
    if fresh := drafting.differing(drafting.stored(), drafting.declared()):
        raise SystemExit(
            f"declared and not stored yet: {', '.join(fresh)}; keep the ledger as it was before "
            "(git stash, this command, git stash pop)"
        )
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "云溪.zxd"
        write(file)
        kept = KEPT / f"{SCHEMA_VERSION}.zxd.gz"
        kept.write_bytes(gzip.compress(file.read_bytes(), 9, mtime=0))


def write(file: Path) -> None:
    """Write some records of every kind, a member who is changed, a meeting that comes back."""
    with found_ledger(
        file, committee="政协云溪县委员会", level="县", region="云溪县", clock=clock
    ) as ledger:
        office = Office(ledger)
        ids = populate(office)
        member = office.member("程立言")
        office.change("member", member, phone="13800138000", note=f"第{SCHEMA_VERSION}版的备注")
        office.change("listed_value", ids["listed_value"][0], value="丙")
        office.delete("event", office.add("event", name="删去的会"))
        history.undo(ledger)
        ledger._let_go()
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM")
        connection.execute("PRAGMA journal_mode=DELETE")


if __name__ == "__main__":
    main()
