"""The packages kept beside the ledger, and what they tell that the ledger may have forgotten."""

import re
from collections.abc import Iterable
from pathlib import Path

from sqlmodel import Session, col, select

from zxdesk.files import safe_stem
from zxdesk.records import Package
from zxdesk.rules.periods import Period
from zxdesk.store import Ledger

LONGEST_STEM = 100


def kept_packages(ledger: Ledger) -> Path:
    """Give the folder beside the ledger in which packages are kept."""
    return packages_beside(ledger.path)


def packages_beside(path: Path) -> Path:
    """Give the folder in which packages are kept beside a ledger's file."""
    return path.with_name(f"{path.stem}-报送包")


def package_name(committee: str, period: str, number: int) -> str:
    """Give what the file of a package is called."""
    return f"{safe_stem(f'{committee}_{period}_{number}', longest=LONGEST_STEM)}.zip"


def numbered_files(committee: str, period: str, folders: Iterable[Path]) -> dict[int, Path]:
    """Give the files in these folders that are called like packages of a period, by number."""
    stem = package_name(committee, period, 0).removesuffix("0.zip")
    named = re.compile(rf"{re.escape(stem)}(\d{{1,3}})\.zip")
    found = {}
    for folder in folders:
        for file in sorted(folder.glob("*.zip")):
            match = named.fullmatch(file.name)
            if match:
                found[int(match[1])] = file
    return found


def free_file(folder: Path, name: str, data: bytes) -> Path:
    """Give where a package is kept: another one that is called so stays."""
    file, turn = folder / name, 2
    while file.exists() and file.read_bytes() != data:
        file = folder / f"{Path(name).stem}（{turn}）.zip"
        turn += 1
    return file


def last_package(
    session: Session, period: Period | None, *, committee_id: int, received: bool
) -> Package | None:
    """Give a committee's last package that stands, of a period or at all; None for none.

    Sent ones follow by number, received ones as they were taken in: no clock is asked.
    """
    query = select(Package).where(
        Package.committee_id == committee_id,
        col(Package.received).is_(received),
        col(Package.removed_at).is_(None),
    )
    if period is not None:
        query = query.where(Package.period == period.name)
    if not received:
        query = query.order_by(col(Package.last).desc(), col(Package.number).desc())
    found = session.exec(query.order_by(col(Package.id).desc())).first()
    if found is not None:
        session.refresh(found)
        session.expunge(found)
    return found
