"""The history of a record in words: who, when, what."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from zxdesk import text
from zxdesk.desktop.widgets.detail_parts import Moment
from zxdesk.queries.values import titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import LongText
from zxdesk.records.kind import Field, Reference, RefList
from zxdesk.store import Ledger, history

_LONGEST = 18
_MOST_DIFFERENCES = 4


def moments(ledger: Ledger, kind: RecordKind, record: int, *, limit: int = 12) -> list[Moment]:
    """Give the steps that touched a record, newest first."""
    by_step: dict[int, list[history.RecordChange]] = {}
    for change in history.of_record(ledger, kind.name, record):
        by_step.setdefault(change.step.no, []).append(change)
    found = []
    for changes in list(by_step.values())[:limit]:
        step = changes[0].step
        words = [step.label, *_differences(ledger, kind, changes)]
        found.append(Moment(when(step.at, ledger.today.year), "\n".join(words), step.by))
    return found


def when(at: datetime, year: int) -> str:
    """Give a moment of the history: 11-18 09:00, with the year where it is another."""
    return f"{at:%m-%d %H:%M}" if at.year == year else f"{at:%Y-%m-%d}"


def _differences(
    ledger: Ledger, kind: RecordKind, changes: list[history.RecordChange]
) -> list[str]:
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
    for spec in kind.extra:
        if isinstance(spec, RefList) and spec.table.name == change.table:
            row: Mapping[str, Any] = change.after or change.before or {}
            if change.before and change.after:
                continue
            verb = "加入" if change.after else "移去"
            yield f"{spec.title}：{verb}{_title(ledger, spec.target, row.get('target_id'))}"


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
