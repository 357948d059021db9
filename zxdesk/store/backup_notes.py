"""The note beside every backup: what it holds, and how that is proved."""

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

ENDING = ".json"


@dataclass(frozen=True)
class Backup:
    """A verified copy of a ledger.

    Attributes:
        records: How many records of all kinds it holds.
        step: The last step it holds.
        head: The hash of that step, which stands for all before it.
        origin: The hash of the ledger's first step: whose copy it is, whatever it is called.
        serial: The how-manieth backup in its folder it is, whatever the clock said.
        examined: The day on which every index was last checked; empty where it never was.
        sound: Whether that check found nothing.
        abandoned: Whether a restore went back behind it.
        lacking: The attachments whose contents were not there to be brought along.
    """

    file: Path
    sha256: str
    records: int
    step: int
    made: str
    head: str = ""
    origin: str = ""
    committee: str = ""
    serial: int = 0
    examined: str = ""
    sound: bool = True
    abandoned: bool = False
    lacking: tuple[str, ...] = ()

    @property
    def when(self) -> datetime:
        """When it was made, by the clock of that moment."""
        return datetime.fromisoformat(self.made)

    @property
    def order(self) -> tuple[int, int, str]:
        """What backups are ordered by: a clock may have been wrong for a while."""
        return self.serial, self.step, self.made


def note_of(backup: Path) -> Path:
    """Give the file of a backup's note."""
    return backup.with_name(backup.name + ENDING)


def text_of(backup: Backup) -> str:
    """Give a note's content."""
    content = asdict(backup) | {"file": backup.file.name}
    return json.dumps(content, ensure_ascii=False, indent=1)


def read(backup: Path) -> Backup | None:
    """Read the note of a backup; None where there is none, or it is about another file."""
    try:
        note = json.loads(note_of(backup).read_text(encoding="utf-8"))
        if note["file"] != backup.name:
            return None
        found = Backup(
            backup, str(note["sha256"]), int(note["records"]), int(note["step"]), str(note["made"])
        )
        datetime.fromisoformat(found.made)
        return replace(found, **_further(note))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _further(note: dict[str, Any]) -> dict[str, Any]:
    """Give what an older note may lack."""
    kinds = {name: type(getattr(_EMPTY, name)) for name in _FURTHER}
    return {name: note[name] for name, kind in kinds.items() if isinstance(note.get(name), kind)}


_EMPTY = Backup(Path(), "", 0, 0, "")
_FURTHER = ("head", "origin", "committee", "serial", "examined", "sound", "abandoned")
