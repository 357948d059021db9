"""Records as lines of a detail pane: title, day, state."""

from collections.abc import Iterator, Sequence
from functools import partial

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look.tones import Chip, chip_of
from zxdesk.desktop.records.detail_parts import DetailLine, DetailLink
from zxdesk.queries.values import Names, Values, load_many
from zxdesk.records import KINDS

# The field of a kind whose words stand as a chip at the end of its line.
_CHIPS = {
    "suggestion": "uptake",
    "problem": "state",
    "product": "type",
    "instruction": "rank",
    "event": "type",
    "proposal": "conclusion",
    "consultation": "stage",
    "feedback": "satisfaction",
    "handling": "role",
    "attendance": "status",
    "rating": "stars",
    "speech": "form",
}
_STATES = ("uptake", "state", "conclusion", "stage", "satisfaction", "status")


def record_lines(
    context: DeskContext, kind_name: str, records: Sequence[tuple[int, str]]
) -> Iterator[DetailLine]:
    """Give a line for each record, by its id and its title."""
    kind, chip = KINDS[kind_name], _CHIPS.get(kind_name, "")
    names = [name for name in (kind.dated, chip) if name]
    with context.ledger.read() as session:
        values = load_many(session, kind, [record for record, _ in records], names)
        words = Names(session).show(kind, values)
    for record, title in records:
        link = DetailLink(title or "（无标题）", partial(context.show_record, kind_name, record))
        yield DetailLine(link, _day(values[record], kind.dated), _chip(words[record], chip))


def _day(values: Values, name: str) -> str:
    day = values.get(name) if name else None
    return str(day)[: len("2026-03-05")] if day is not None else ""


def _chip(words: dict[str, str], name: str) -> Chip | None:
    state = words.get(name)
    if not state:
        return None
    return chip_of(state) if name in _STATES else Chip(state)
