"""The history of a record: who, when, what."""

from datetime import datetime

from zxdesk.desktop.records.detail_parts import TimelineStep
from zxdesk.queries.change_words import differences
from zxdesk.records import RecordKind
from zxdesk.store import Ledger, history


def moments(
    ledger: Ledger, kind: RecordKind, record: int, *, limit: int = 12
) -> list[TimelineStep]:
    """Give the steps that touched a record, newest first."""
    by_step: dict[int, list[history.RecordChange]] = {}
    for change in history.of_record(ledger, kind.name, record):
        by_step.setdefault(change.step.no, []).append(change)
    found = []
    for changes in list(by_step.values())[:limit]:
        step = changes[0].step
        words = [step.label, *differences(ledger, kind, changes)]
        found.append(TimelineStep(when(step.at, ledger.today.year), "\n".join(words), step.by))
    return found


def when(at: datetime, year: int) -> str:
    """Give a moment of the history: 11-18 09:00, with the year where it is another."""
    return f"{at:%m-%d %H:%M}" if at.year == year else f"{at:%Y-%m-%d}"
