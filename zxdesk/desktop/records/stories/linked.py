"""Linked records as the stories of several kinds show them."""

from collections.abc import Sequence

from zxdesk.desktop.records.detail import ShownRecord, add_group
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.queries.links import SHOWN, LinkGroup, ids_under
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import Names, Values, load_many, titles
from zxdesk.records import KINDS


def found(shown: ShownRecord, kind: str, *labels: str) -> list[int]:
    """Give the records of a kind that point to this one by any of these labels, newest first."""
    records = RecordList(shown.context.ledger, KINDS[kind])
    key = str(shown.values[shown.kind.key[-1]])
    hits = {i for label in labels for i in records.ids(where={label: [key]})}
    return [i for i in records.ids() if i in hits] if hits else []


def tell_records(
    pane: DetailPane, shown: ShownRecord, kind: str, ids: Sequence[int], title: str
) -> None:
    """Add linked records under a heading with their number; nothing where there are none."""
    if not ids:
        return
    with shown.context.ledger.read() as session:
        named = titles(session, kind, ids[:SHOWN])
    records = tuple((i, named[i]) for i in ids[:SHOWN] if i in named)
    add_group(pane, shown, LinkGroup(title, kind, records, len(ids), tuple(ids)))


def rows_under(
    shown: ShownRecord, kind: str, column: str, parent: int
) -> dict[int, tuple[Values, dict[str, str]]]:
    """Give the values and words of the records that belong to a record, oldest first."""
    spec = KINDS[kind]
    with shown.context.ledger.read() as session:
        values = load_many(session, spec, ids_under(session, spec, column, parent))
        words = Names(session).show(spec, values)
    return {record: (values[record], words[record]) for record in values}
