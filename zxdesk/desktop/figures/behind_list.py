"""The records behind a figure as rows: kind, key, title."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.desktop.widgets.record_table import RecordTableModel, Row, SortKey, TableColumn
from zxdesk.queries.values import keys, titles
from zxdesk.records import KINDS
from zxdesk.store import Ledger

_COLUMNS = (
    TableColumn(key="kind", title="类别", width=90, sortable=False, spare=1),
    TableColumn(key="key", title="编号", kind="code", width=170, sortable=False),
    TableColumn(key="title", title="名称", kind="title", width=320, sortable=False),
)


@dataclass(frozen=True)
class FigureRecords:
    """The records behind a figure."""

    kind: str
    ids: tuple[int, ...]


class _BehindSource:
    """Gives the rows of whatever records are asked for."""

    columns: Sequence[TableColumn] = _COLUMNS

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kind = ""

    def ids(self, wanted: object, _sort: Sequence[SortKey]) -> list[int]:
        """Give the ids in their order."""
        if not isinstance(wanted, FigureRecords):
            return []
        self._kind = wanted.kind
        return list(wanted.ids)

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """Give kind, key and title; None where a record is gone."""
        if not self._kind:
            return [None] * len(ids)
        with self._ledger.read() as session:
            by_key = keys(session, self._kind, ids)
            by_title = titles(session, self._kind, ids)
        sheet = KINDS[self._kind].sheet
        return [(sheet, by_key[i], by_title[i]) if i in by_key else None for i in ids]


class BehindList(ListView):
    """The records; a double click or Return opens one."""

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        model = RecordTableModel(_BehindSource(context.ledger), parent)
        super().__init__(model, parent, name="behind", settings=context.settings)
        self._context = context
        self._kind = ""
        self.setAccessibleName("背后的记录")
        self.set_empty("期间内没有记录。")
        self.opened.connect(self._show_record)

    def show_behind(self, kind: str, ids: Sequence[int]) -> None:
        """Show other records."""
        self._kind = kind
        self.record_model.set_wanted(FigureRecords(kind, tuple(ids)))

    def ids(self) -> list[int]:
        """Give the records shown."""
        model = self.record_model
        found = (model.id_at(row) for row in range(model.rowCount()))
        return [record_id for record_id in found if record_id is not None]

    def _show_record(self, record_id: int) -> None:
        self._context.show_record(self._kind, record_id)
