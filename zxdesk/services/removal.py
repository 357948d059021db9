"""Asks what speaks against deleting records."""

from collections.abc import Sequence

from sqlmodel import Session

from zxdesk.queries.values import load_many
from zxdesk.records import RecordKind
from zxdesk.rules.removal import REFUSALS, refusal


def refused_removals(session: Session, kind: RecordKind, ids: Sequence[int]) -> list[str]:
    """Give why records are not to be deleted, each reason once."""
    if kind.name not in REFUSALS:
        return []
    rows = load_many(session, kind, ids, list(kind.table.columns.keys()))
    return [*dict.fromkeys(why for row in rows.values() if (why := refusal(kind.name, row)))]
