"""A colleague's workbook: it has no history, so identity is by key, name and date."""

from collections.abc import Collection
from pathlib import Path

from sqlmodel import Session

from zxdesk.exchange.importing import import_books
from zxdesk.exchange.merging.identity import is_numbered, likeness
from zxdesk.exchange.merging.plan import Difference, MergePlan, Renumbered
from zxdesk.exchange.merging.sides import Place
from zxdesk.queries.values import Names, Values, keys, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.services import records
from zxdesk.store import Ledger


class _Colleague:
    """Hears what a workbook says that is new or different."""

    def __init__(self, chosen: Collection[Place]) -> None:
        self._chosen = frozenset(chosen)
        self._differing: list[tuple[RecordKind, int, Values, Values]] = []
        self._entered: list[tuple[RecordKind, int, int, tuple[Value, ...]]] = []
        self.plan = MergePlan()

    def judge(self, kind: RecordKind, record_id: int, current: Values, changed: Values) -> bool:
        """Keep ours unless his is chosen."""
        self._differing.append((kind, record_id, current, changed))
        return (kind.name, record_id) in self._chosen

    def same(self, kind: RecordKind, current: Values, values: Values) -> bool | None:
        """Tell whether a row is the record of its number."""
        return likeness(kind, current, values) if is_numbered(kind) else True

    def enters(self, kind: RecordKind, new_id: int, ours_id: int, key: tuple[Value, ...]) -> None:
        """Remember what came in beside ours."""
        self._entered.append((kind, new_id, ours_id, key))

    def finish(self, session: Session) -> None:
        """Say it in the words of the plan."""
        self.plan.differences += [_difference(session, *one) for one in self._differing]
        self.plan.renumbered += [_renumbered(session, *one) for one in self._entered]


def merge_book(
    ledger: Ledger, file: Path, *, take: Collection[Place], label: str, dry_run: bool
) -> MergePlan:
    """Merge a workbook in as one step, or only tell what that would do."""
    colleague = _Colleague(take)
    report = import_books(ledger, [file], colleague=colleague, label=label, dry_run=dry_run)
    colleague.plan.report = report
    return colleague.plan


def _difference(
    session: Session, kind: RecordKind, record_id: int, current: Values, changed: Values
) -> Difference:
    names = Names(session)
    ours = names.show(kind, {record_id: {name: current[name] for name in changed}})[record_id]
    his = names.show(kind, {record_id: changed})[record_id]
    key = keys(session, kind.name, [record_id]).get(record_id, "")
    title = titles(session, kind.name, [record_id]).get(record_id, "")
    texts = tuple((kind.fields[name].caption, ours[name], his[name]) for name in changed)
    return Difference(kind.name, record_id, key, title, texts)


def _renumbered(
    session: Session, kind: RecordKind, new_id: int, ours_id: int, key: tuple[Value, ...]
) -> Renumbered:
    shown = [kind.fields[name].type.show(part) for name, part in zip(kind.key, key, strict=True)]
    title = titles(session, kind.name, [new_id, ours_id])
    along = records.users_of(session, kind, new_id)
    below = records.listed_under(session, kind, [new_id])
    along |= {KINDS[child].sheet: count for child, count in below}
    here = keys(session, kind.name, [new_id])[new_id]
    return Renumbered(kind.name, "/".join(shown), here, title[new_id], title[ours_id], along)
