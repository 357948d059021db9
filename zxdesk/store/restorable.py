"""What may be put in a ledger's place: its automatic backups, and files kept elsewhere."""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from zxdesk.store import backups
from zxdesk.store.opening import open_ledger
from zxdesk.store.sealed import unsealed


@dataclass(frozen=True)
class RestorableBackup:
    """A file that could be restored.

    Attributes:
        committee: Whose ledger it is, where it was chosen as a file; empty for an automatic backup.
    """

    file: Path
    records: int
    made: datetime
    committee: str = ""
    password: str = field(default="", repr=False)

    def opened_for(self, ledger: Path) -> AbstractContextManager[Path]:
        """Give the file as it can be read, for as long as it is needed."""
        return opened_copy(self.file, ledger, self.password)


def automatic(ledger: Path) -> list[RestorableBackup]:
    """Give the automatic backups of a ledger, newest first."""
    return [RestorableBackup(b.file, b.records, b.when) for b in backups.listed(ledger)]


def looked_over(path: Path, ledger: Path, password: str = "") -> RestorableBackup:
    """Look into a file that is to be restored in a ledger's place.

    Raises:
        EnvironmentProblem: it is no ledger, or damaged.
        RefusedError: it is locked, and not by this password.
    """
    with opened_copy(path, ledger, password, looking=True) as plain:
        with open_ledger(plain, writing=False) as found:
            committee = found.own.name
        records = backups.count(plain)
    made = datetime.fromtimestamp(path.stat().st_mtime)
    return RestorableBackup(path, records, made, committee, password)


def opened_copy(
    path: Path, ledger: Path, password: str, *, looking: bool = False
) -> AbstractContextManager[Path]:
    """Give a backup as it can be read, for as long as it is needed (see `unsealed`)."""
    return unsealed(path, ledger, password, looking=looking) if password else nullcontext(path)
