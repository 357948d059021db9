"""The order in which the rows of one kind go in: numbered ones first, parents before children."""

from collections.abc import Sequence
from graphlib import CycleError, TopologicalSorter

from zxdesk.exchange.directory import folded
from zxdesk.exchange.rows import Entry, names_of
from zxdesk.records import RecordKind
from zxdesk.records.kind import Reference, RefList

_CIRCLE = "上下级互相包含，成了一个圈"
_CIRCLES = {"proposal": "互相并入，成了一个圈"}
_Place = tuple[str, str]  # committee and name


def in_order(kind: RecordKind, entries: Sequence[Entry]) -> list[Entry]:
    """Give rows in the order in which they can be written; rows in a circle get a problem."""
    ordered = sorted(entries, key=lambda entry: not names_of_key(entry))
    fields = [
        spec.name
        for spec in kind.fields.values()
        if isinstance(spec, Reference)
        and not isinstance(spec, RefList)
        and spec.target == kind.name
    ]
    if not any(name in entry.words_of() for entry in ordered for name in fields):
        return ordered
    graph = _graph(kind, ordered, fields)
    while True:
        try:
            return [ordered[place] for place in TopologicalSorter(graph).static_order()]
        except CycleError as error:
            for place in set(error.args[1]):
                name = next(iter(name for name in fields if name in ordered[place].words_of()))
                ordered[place].problems.append(
                    ordered[place].problem(name, _CIRCLES.get(kind.name, _CIRCLE))
                )
                graph[place] = set()


def names_of_key(entry: Entry) -> bool:
    """Tell whether a row brings its whole key along."""
    return all(name in entry.plain() or name in entry.words_of() for name in entry.kind.key)


def _graph(kind: RecordKind, ordered: list[Entry], fields: list[str]) -> dict[int, set[int]]:
    by_name: dict[_Place, set[int]] = {}
    for place, entry in enumerate(ordered):
        for name in names_of(entry):
            by_name.setdefault((entry.owner, folded(kind, name)), set()).add(place)
    graph: dict[int, set[int]] = {}
    for place, entry in enumerate(ordered):
        graph[place] = set()
        for name in fields:
            for word in entry.words_of().get(name, ()):
                parents = by_name.get((entry.owner, folded(kind, word.words)), set())
                graph[place] |= parents - {place}
    return graph
