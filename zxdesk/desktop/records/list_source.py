"""The rows of a kind's list, as the table model asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from zxdesk.desktop.look.tones import chip_of, deadline_chip
from zxdesk.desktop.records.columns import OF_KIND, STRETCHING, TITLES, WIDTHS
from zxdesk.desktop.widgets.record_table import Row, SortKey, TableColumn
from zxdesk.queries.lists import ListColumn, RecordList
from zxdesk.queries.office import deadlines
from zxdesk.queries.proposals import progress_of
from zxdesk.rules.deadlines import Deadlines
from zxdesk.rules.proposals import HANDLED, Progress, days_left, stage, urgency
from zxdesk.store import Ledger

_KINDS = {"number": "number", "date": "date", "state": "chip"}


@dataclass(frozen=True)
class ListQuery:
    """Which records are wanted.

    Attributes:
        among: Only these; None means all.
    """

    text: str = ""
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    among: tuple[int, ...] | None = None


class ListSource:
    """Adapts a `RecordList` to the table model."""

    def __init__(self, records: RecordList, ledger: Ledger) -> None:
        self._records = records
        self._ledger = ledger
        self._columns = [column_of(records.kind.name, c) for c in records.columns]

    @property
    def columns(self) -> Sequence[TableColumn]:
        """The columns."""
        return self._columns

    def ids(self, wanted: object, sort: Sequence[SortKey]) -> list[int]:
        """Give the ids of the wanted records in order."""
        assert isinstance(wanted, ListQuery)
        return self._records.ids(
            text=wanted.text,
            where=wanted.where,
            among=wanted.among,
            sort=[f"-{key.column}" if key.descending else key.column for key in sort],
        )

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """Give the rows of these records."""
        rows = self._records.rows(ids)
        return self._with_deadlines(ids, rows) if self._records.kind.name == "proposal" else rows

    def _with_deadlines(self, ids: Sequence[int], rows: Sequence[Row]) -> Sequence[Row]:
        """Show how far proposals are, and their deadlines as their units have them."""
        names = [column.key for column in self._columns]
        with self._ledger.read() as session:
            found, decided = progress_of(session, ids), deadlines(session)
        return [
            _row_of_proposal(
                dict(zip(names, row, strict=True)), found[i], self._ledger.today, decided
            )
            if i in found
            else row
            for i, row in zip(ids, rows, strict=True)
        ]


def _row_of_proposal(
    cells: dict[str, object], progress: Progress, today: date, decided: Deadlines
) -> Row:
    now = stage(progress)
    if "conclusion" in cells:
        cells["conclusion"] = chip_of(now)
    if "due_on" in cells and progress.due_on:
        cells["due_on"] = str(progress.due_on)
        left = days_left(progress.due_on, None, today) if now == HANDLED else None
        soon = decided.days_warned(today)
        if left is not None and urgency(left, soon):
            hint = f"答复期限 {progress.due_on}"
            if left > 0:
                hint += f"，还有 {decided.worked.between(today, progress.due_on)} 个工作日"
            cells["due_on"] = replace(deadline_chip(left, soon), hint=hint)
    return tuple(cells.values())


def column_of(kind: str, column: ListColumn) -> TableColumn:
    """Give a list's column with its width."""
    width, spare = OF_KIND.get((kind, column.name)) or WIDTHS.get(column.name, (120, 3))
    stretching = STRETCHING.get(kind)
    if stretching is None:
        style = "title" if column.style == "name" else _KINDS.get(column.style, "text")
    else:
        style = "title" if column.name == stretching else _KINDS.get(column.style, "text")
    if column.name in ("number", "case_number") and style == "text":
        style = "code"
    return TableColumn(
        key=column.name,
        title=TITLES.get((kind, column.name), column.title),
        kind=style,
        align="right" if column.style == "number" else "left",
        width=width,
        spare=0 if style == "title" else spare,
    )
