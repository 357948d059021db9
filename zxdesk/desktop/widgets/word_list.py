"""A list of plain rows in the looks of the program's lists."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.desktop.widgets.record_table import RecordTableModel, Row, SortKey, TableColumn


class _WordRows:
    """Rows that are all there; an id is a row's place."""

    def __init__(self, columns: Sequence[TableColumn]) -> None:
        self.columns = columns
        self.content: list[Row] = []

    def ids(self, _wanted: object, sort: Sequence[SortKey]) -> list[int]:
        """Give the rows' places in order."""
        ids = list(range(len(self.content)))
        keys = [column.key for column in self.columns]
        for key in reversed(sort):
            place = keys.index(key.column)
            ids.sort(key=lambda i: _rank(self.content[i][place]), reverse=key.descending)
        return ids

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """Give rows by their places."""
        return [self.content[i] for i in ids]


def _rank(value: object) -> tuple[int, float, str]:
    if isinstance(value, (int, float)):
        return (0, value, "")
    return (1, 0, str(value or ""))


class WordList(ListView):
    """A list of rows that are no records."""

    def __init__(
        self, columns: Sequence[TableColumn], parent: QWidget, *, name: str, settings: Settings
    ) -> None:
        self._source = _WordRows(columns)
        super().__init__(
            RecordTableModel(self._source, parent),
            parent,
            name=f"dialog.{name}",
            settings=settings,
        )

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show other rows."""
        self._source.content = list(rows)
        self.record_model.set_wanted(None)

    def texts(self) -> list[tuple[str, ...]]:
        """Give what is shown, row by row."""
        model = self.record_model
        return [
            tuple(str(model.index(row, column).data()) for column in range(model.columnCount()))
            for row in range(model.rowCount())
        ]
