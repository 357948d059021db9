"""Takes in what a colleague did in a ledger or workbook of his own: by key, seen before it is done.

What only he has is added. Where both have a record and it differs, ours is kept unless his is
chosen. Everything goes in as one step, and so one undo.
"""

import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sqlmodel import Session

from zxdesk.errors import RefusedError
from zxdesk.exchange.exporting import export_book
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.report import ImportReport
from zxdesk.queries.values import Names, Values, keys, titles
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.ledger import EXTENSION

Place = tuple[str, int]


@dataclass(frozen=True)
class Difference:
    """A record that both have, and not the same.

    Attributes:
        kind: English name.
        fields: Caption, our text and his text of each field that differs.
    """

    kind: str
    record_id: int
    key: str
    title: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def place(self) -> Place:
        """What a choice names it by."""
        return self.kind, self.record_id


@dataclass
class MergePlan:
    """What a merge would do.

    Attributes:
        report: Counted by sheet; `updated` counts the differences.
    """

    report: ImportReport
    differences: list[Difference] = field(default_factory=list)


def plan_merge(ledger: Ledger, file: Path) -> MergePlan:
    """Tell what a colleague's ledger or workbook would add and where it differs; write nothing.

    Raises:
        RefusedError: it is the ledger of another committee.
        EnvironmentProblem: it cannot be read.
    """
    found: list[tuple[RecordKind, int, Values, Values]] = []

    def note(kind: RecordKind, record_id: int, current: Values, changed: Values) -> bool:
        found.append((kind, record_id, current, changed))
        return True

    with _as_workbook(ledger, file) as book:
        report = import_books(ledger, [book], dry_run=True, judge=note)
    with ledger.read() as session:
        differences = [_difference(session, *one) for one in found]
    return MergePlan(report, differences)


def merge(ledger: Ledger, file: Path, *, take: Collection[Place] = ()) -> ImportReport:
    """Merge a colleague's ledger or workbook in as one step.

    Args:
        take: The records of which his version is taken (see `Difference.place`).

    Raises:
        RefusedError: it is the ledger of another committee.
        EnvironmentProblem: it cannot be read, or ours not be written.
    """
    chosen = frozenset(take)

    def judge(kind: RecordKind, record_id: int, _current: Values, _changed: Values) -> bool:
        return (kind.name, record_id) in chosen

    with _as_workbook(ledger, file) as book:
        return import_books(ledger, [book], judge=judge, label=f"合并 {file.name}")


def _difference(
    session: Session, kind: RecordKind, record_id: int, current: Values, changed: Values
) -> Difference:
    names = Names(session)
    ours = names.show(kind, {record_id: {name: current[name] for name in changed}})[record_id]
    his = names.show(kind, {record_id: changed})[record_id]
    key, title = keys(session, kind.name, [record_id]), titles(session, kind.name, [record_id])
    return Difference(
        kind.name,
        record_id,
        key.get(record_id, ""),
        title.get(record_id, ""),
        tuple((kind.fields[name].caption, ours[name], his[name]) for name in changed),
    )


@contextmanager
def _as_workbook(ledger: Ledger, file: Path) -> Iterator[Path]:
    """Give a colleague's records as a workbook, whatever he sent."""
    if file.suffix.lower() != EXTENSION:
        yield file
        return
    with tempfile.TemporaryDirectory(prefix="zxdesk-") as folder:
        book = Path(folder) / f"{file.stem}.xlsx"
        with open_ledger(file, writing=False, clock=ledger.clock) as other:
            if other.own.name != ledger.own.name:
                raise RefusedError(
                    f"台账“{file.name}”是{other.own.name}的，没有合并",
                    "只能合并本单位同事的台账；别的政协请用报送包",
                )
            export_book(other, workbook_kinds(), book)
        yield book


__all__ = ["Difference", "MergePlan", "merge", "plan_merge"]
