"""Ledgers for tests: founded once, copied for each test, filled with few words."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from zxdesk.queries.values import Values, load
from zxdesk.records import KINDS
from zxdesk.services import records
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, open_ledger

__all__ = [
    "TODAY",
    "Office",
    "dump",
    "founded",
    "ledger",
    "ledger_file",
    "lent",
    "office",
    "pour",
    "tree",
]

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 9, 30)
LOG = ("step", "change", "step_state", "sqlite_sequence")

DEFAULTS: dict[str, dict[str, Any]] = {
    "unit": {"category": "界别"},
    "plenary_session": {"term": 5},
    "venue": {"type": "委员会客厅"},
    "consultation": {"year": 2026},
    "event": {"type": "专题协商会", "start": datetime(2026, 3, 5, 9)},
    "attendance": {"status": "出席"},
    "proposal": {"term": 5, "session": 3, "submitted_on": date(2026, 1, 8)},
    "handling": {"role": "主办"},
    "issue": {"year": 2026},
    "opinion": {"submitted_on": date(2026, 3, 5)},
    "adoption": {"level": "市", "adopted_on": date(2026, 4, 5)},
    "product": {"type": "调研报告", "sent_on": date(2026, 5, 5)},
    "instruction": {"leader": "李书记", "rank": "县主要领导", "given_on": date(2026, 5, 6)},
    "speech": {"given_on": date(2026, 1, 8)},
    "media": {"published_on": date(2026, 3, 6)},
    "document": {"type": "制度", "issued_on": date(2026, 3, 7)},
    "award": {"recipient": "云溪县政协", "granted_on": date(2026, 3, 8)},
    "project": {"start": date(2026, 3, 9)},
    "quota": {"expression": "event.held"},
    "saved_figure": {"expression": "event.held"},
    "rating": {"year": 2026},
}


def clock() -> datetime:
    """The moment at which the tests take place."""
    return NOW


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger nobody may open: `ledger_file` copies it."""
    file = tmp_path_factory.mktemp("founded") / "云溪.zxd"
    found_ledger(
        file, committee="政协云溪县委员会", level="县", region="云溪县", clock=clock
    ).close()
    return file


@pytest.fixture
def ledger_file(founded: Path, tmp_path: Path) -> Path:
    """A closed ledger in a folder of its own."""
    folder = tmp_path / "台账"
    folder.mkdir()
    return Path(shutil.copy(founded, folder))


@contextmanager
def lent(file: Path, clock: Callable[[], datetime] = clock) -> Iterator[Ledger]:
    """Open a ledger; nobody will ask for the backup that is made when one is closed."""
    with open_ledger(file, clock=clock) as opened:
        yield opened
        opened._let_go()


def pour(file: Path, ledger: Ledger) -> None:
    """Put all that a closed ledger holds into an open one, far quicker than writing it again."""
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(ledger.path)) as target:
        source.backup(target)
    ledger._stand_anew()


@pytest.fixture
def ledger(ledger_file: Path) -> Iterator[Ledger]:
    """An open ledger."""
    with lent(ledger_file) as opened:
        yield opened


@pytest.fixture
def office(ledger: Ledger) -> "Office":
    """A clerk at the open ledger."""
    return Office(ledger)


class Office:
    """Writes and reads records with few words; each write is a step of its own."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger

    def add(self, kind: str, **values: Any) -> int:
        """Make a record and give its id."""
        with self.ledger.write(f"登记{KINDS[kind].sheet}") as session:
            return records.create(
                session,
                KINDS[kind],
                DEFAULTS.get(kind, {}) | values,
                owner_id=self.ledger.own_id,
                today=self.ledger.today,
            )

    def member(self, name: str, **service: Any) -> int:
        """Make a member with one service."""
        member_id = self.add("member", name=name)
        self.add("service", member_id=member_id, **({"term": 5} | service))
        return member_id

    def change(self, kind: str, record_id: int, **values: Any) -> bool:
        """Change a record."""
        with self.ledger.write(f"修改{KINDS[kind].sheet}") as session:
            return records.update(session, KINDS[kind], record_id, values)

    def delete(self, kind: str, record_id: int) -> None:
        """Delete a record."""
        with self.ledger.write(f"删除{KINDS[kind].sheet}") as session:
            records.delete(session, KINDS[kind], record_id)

    def values(self, kind: str, record_id: int) -> Values | None:
        """Read a record."""
        with self.ledger.read() as session:
            return load(session, KINDS[kind], record_id)

    def ask(self, query: Callable[..., Any], *args: Any, **named: Any) -> Any:
        """Call a query with a reading session."""
        with self.ledger.read() as session:
            return query(session, *args, **named)


def dump(file: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of a ledger by table, without the log and the search index."""
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
        names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        return {
            name: connection.execute(f'SELECT * FROM "{name}" ORDER BY 1').fetchall()
            for (name,) in names
            if name not in LOG and not name.startswith("search_")
        }


def tree(folder: Path) -> dict[str, bytes | None]:
    """Everything below a folder, with its content."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
