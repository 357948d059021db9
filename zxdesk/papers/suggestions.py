"""The suggestions that a meeting or a topic led to, as papers list them."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.records import KINDS

SUGGESTION = KINDS["suggestion"]
_SOURCES = {"event": "source_event_id", "consultation": "source_topic_id"}


def suggestions_from(session: Session, sources: Sequence[tuple[str, int]]) -> list[str]:
    """Give the valid suggestions that were raised there, each once, in the order of entry."""
    if not sources:
        return []
    table = SUGGESTION.table
    raised = sa.or_(*(table.c[_SOURCES[kind]] == record_id for kind, record_id in sources))
    query = sa.select(table.c.content).where(raised, table.c.valid).order_by(table.c.id)
    found = session.connection().scalars(query)
    return list(dict.fromkeys(text.one_line(content) for content in found))


def numbered(lines: Sequence[str]) -> str:
    """Give lines one below the other, each with its number."""
    return "\n".join(f"{place}. {line}" for place, line in enumerate(lines, start=1))
