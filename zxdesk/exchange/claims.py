"""What the rows of one import say of records: a later row must not contradict an earlier one."""

from collections import defaultdict
from dataclasses import dataclass

from zxdesk.exchange.rows import Entry, RowRejected
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Value


@dataclass(frozen=True)
class Claim:
    """What a row of this import has said of a field."""

    value: Value
    entry: Entry


class Claims:
    """Remembers by record what rows said of it, the first first."""

    def __init__(self) -> None:
        self._said: dict[tuple[str, int], list[tuple[Values, Entry]]] = defaultdict(list)

    def add(self, kind: RecordKind, record_id: int, values: Values, entry: Entry) -> None:
        """Remember what a row says; one that repeats claims nothing, the first is to be named."""
        if any(self.of(kind, record_id, name) is None for name in values):
            self._said[kind.name, record_id].append((values, entry))

    def of(self, kind: RecordKind, record_id: int, name: str) -> Claim | None:
        """Give what an earlier row said of a field."""
        said = self._said.get((kind.name, record_id), ())
        return next((Claim(v[name], entry) for v, entry in said if name in v), None)

    def refuse_contradiction(
        self, kind: RecordKind, record_id: int, values: Values, entry: Entry
    ) -> None:
        """Refuse a row that says otherwise than an earlier one.

        Raises:
            RowRejected: it does; the other row is named.
        """
        for name, value in values.items():
            claim = self.of(kind, record_id, name)
            if claim and claim.value != value:
                other = claim.entry
                where = f"“{other.sheet.name}”第 {other.row} 行"
                raise RowRejected(
                    entry.problem(name, f"与{where}是同一条记录，但这一项的内容不同", kind)
                )
