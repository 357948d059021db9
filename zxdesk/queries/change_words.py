"""What a step changed, in words: field by field, record by record."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from zxdesk import text
from zxdesk.queries.values import Names, titles, titles_of_rows
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.attachment import TITLE
from zxdesk.records.fieldtypes import LongText, Value
from zxdesk.records.kind import Field, Reference, RefList
from zxdesk.store import Ledger, history, recycling

_LONGEST, _LONGEST_HELD = 18, 60
_MOST_DIFFERENCES = 4
MADE, CHANGED, REMOVED = "新增", "修改", "删除"


@dataclass(frozen=True)
class ChangedRecord:
    """A record that a step changed.

    Attributes:
        there: Whether it can be shown: it is there now.
        lines: What changed in it.
    """

    kind: str
    record_id: int
    verb: str
    title: str
    there: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class RemovedRecord:
    """A record that was deleted and is not there now."""

    change: history.RecordChange
    title: str


def changed_records(ledger: Ledger, number: int, *, most: int = 60) -> list[ChangedRecord]:
    """Give the records that a step changed, each once, at most so many."""
    by_record: dict[tuple[str, int], list[history.RecordChange]] = {}
    for change in history.of_step(ledger, number):
        if change.kind in KINDS:
            by_record.setdefault((change.kind, change.record_id), []).append(change)
    found = []
    for (kind, record_id), changes in list(by_record.items())[:most]:
        title, there = _called(ledger, kind, record_id, changes)
        lines = tuple(differences(ledger, KINDS[kind], changes))
        found.append(ChangedRecord(kind, record_id, _verb(kind, changes), title, there, lines))
    return found


def removed_records(ledger: Ledger, *, kind: str = "", words: str = "") -> list[RemovedRecord]:
    """Give what lies in the recycle bin, what was deleted last first.

    What went with the record that it was listed under comes back with that one.
    """
    gone = recycling.removals(ledger)
    steps = {(one.step.no, one.kind, one.record_id) for one in gone}
    found = []
    for one in gone:
        above = ((one.step.no, parent, one.parent) for parent in _parents(one.kind))
        if (kind and one.kind != kind) or any(place in steps for place in above):
            continue
        title, _ = _called(ledger, one.kind, one.record_id, [one])
        if words in title:
            found.append(RemovedRecord(one, title))
    return found


def held_by(ledger: Ledger, gone: RemovedRecord) -> list[tuple[str, str]]:
    """Give what a deleted record held, by caption; personal data and long text are left out."""
    kind, image = KINDS[gone.change.kind], gone.change.before or {}
    plain = [
        spec
        for spec in kind.visible_fields()
        if spec.name in kind.table.c and not spec.personal and not isinstance(spec.type, LongText)
    ]
    values = {spec.name: _value(spec, image.get(spec.name)) for spec in plain}
    with ledger.read() as session:
        shown = Names(session).show(kind, {0: values})[0]
    return [(s.caption, shown[s.name][:_LONGEST_HELD]) for s in plain if shown.get(s.name)]


def _value(spec: Field, stored: Any) -> Value:
    """Give a field's value of what its column holds in the log; nothing where it is none."""
    if stored is None or isinstance(stored, (int, float)):
        return stored
    try:
        return spec.type.parse(stored)
    except ValueError:
        return None


def _parents(kind: str) -> list[str]:
    return [
        other.name for other in KINDS.values() if kind in [child for child, _ in other.children]
    ]


def _verb(kind: str, changes: Sequence[history.RecordChange]) -> str:
    own = [change for change in changes if change.table == kind]
    if own and own[0].before is None:
        return MADE
    return REMOVED if own and own[-1].after is None else CHANGED


def _called(
    ledger: Ledger, kind: str, record_id: int, changes: Sequence[history.RecordChange]
) -> tuple[str, bool]:
    """Give what people call a record, and whether it is there now."""
    with ledger.read() as session:
        now = titles(session, kind, [record_id]).get(record_id)
        if now is not None:
            return text.one_line(now), True
        images = [c.before or c.after for c in changes if c.table == kind]
        rows = {record_id: images[-1] or {}} if images else {}
        return titles_of_rows(session, kind, rows).get(record_id, ""), False


def differences(
    ledger: Ledger, kind: RecordKind, changes: Sequence[history.RecordChange]
) -> list[str]:
    """Say what changed in one record, the longest lists cut."""
    if any(c.table == kind.name and not (c.before and c.after) for c in changes):
        return []
    own = [c for c in changes if c.table == kind.name]
    found = [line for change in own for line in _fields(ledger, kind, change)]
    if len(found) > _MOST_DIFFERENCES:
        rest = len(found) - _MOST_DIFFERENCES
        found = [*found[:_MOST_DIFFERENCES], f"另有 {rest} 项"]
    linked = [line for change in changes for line in _link(ledger, kind, change)]
    return found + linked[:_MOST_DIFFERENCES]


def _fields(ledger: Ledger, kind: RecordKind, change: history.RecordChange) -> Iterator[str]:
    before, after = change.before or {}, change.after or {}
    for spec in kind.fields.values():
        old, new = before.get(spec.name), after.get(spec.name)
        if old == new:
            continue
        if spec.personal:
            yield f"{spec.title}：已改动"
        elif isinstance(spec.type, LongText):
            yield f"{spec.title}：{_length(old)} → {_length(new)}"
        else:
            yield f"{spec.title}：{_shown(ledger, spec, old)} → {_shown(ledger, spec, new)}"


def _link(ledger: Ledger, kind: RecordKind, change: history.RecordChange) -> Iterator[str]:
    if change.table == kind.attachments.name:
        yield _file(change)
    for spec in kind.extra:
        if isinstance(spec, RefList) and spec.table.name == change.table:
            row: Mapping[str, Any] = change.after or change.before or {}
            if change.before and change.after:
                continue
            verb = "加入" if change.after else "移去"
            yield f"{spec.title}：{verb}{_title(ledger, spec.target, row.get('target_id'))}"


def _file(change: history.RecordChange) -> str:
    """Say which file came, went, or is called otherwise; one that was erased has no name."""
    before, after = ((image or {}).get("name") or "" for image in (change.before, change.after))
    if change.before and change.after:
        words = f"{before} → {after}" if before != after else f"说明 {after}"
    else:
        words = f"加入 {after}" if change.after else f"移去 {before}"
    return f"{TITLE}：{words}"


def _shown(ledger: Ledger, spec: Field, stored: Any) -> str:
    if stored is None:
        return "空"
    if isinstance(spec, Reference):
        return _title(ledger, spec.target, stored)
    try:
        words = spec.type.show(spec.type.parse(str(stored)))
    except ValueError:
        words = str(stored)
    line = text.one_line(words)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _title(ledger: Ledger, kind: str, record: Any) -> str:
    if not isinstance(record, int) or kind not in KINDS:
        return "空"
    with ledger.read() as session:
        return text.one_line(titles(session, kind, [record]).get(record, "（已删除）"))


def _length(words: Any) -> str:
    return f"{len(words)} 字" if isinstance(words, str) else "空"
