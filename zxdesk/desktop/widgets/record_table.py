"""A table of records: ids first, rows by windows, sort and filter left to the source."""

from collections import OrderedDict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from zxdesk.desktop.look.tones import Chip, chip_of

Index = QModelIndex | QPersistentModelIndex
Row = tuple[object, ...]
_ROOT = QModelIndex()
# Rows are fetched as they are seen. Measured at 120,000 of them: first paint 0.23 s, with all as
# objects 4.2 s; a sorting proxy takes 29 s.
_WINDOW = 256
_KEPT_WINDOWS = 8
_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "center": Qt.AlignmentFlag.AlignHCenter,
}


@dataclass(frozen=True, kw_only=True)
class TableColumn:
    """One column of a list.

    Attributes:
        kind: text, title (takes the free room), code (quiet), number, date or chip.
        width: In pixels of the drawing.
        spare: Where room is short, columns with a higher number go first; 0 stays.
        shown: Whether it is there before anybody chose.
    """

    key: str
    title: str
    align: str = "left"
    kind: str = "text"
    width: int = 110
    shown: bool = True
    sortable: bool = True
    spare: int = 0


@dataclass(frozen=True)
class SortKey:
    """One column of a sort order."""

    column: str
    descending: bool = False


class RowSource(Protocol):
    """What a table asks for its rows."""

    @property
    def columns(self) -> Sequence[TableColumn]:
        """The columns, in the order of each row's values."""

    def ids(self, wanted: object, sort: Sequence[SortKey]) -> list[int]:
        """Give the ids of all rows that are wanted, in order."""

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """Give the rows of these ids in their order; None where a row is gone."""


class RecordTableModel(QAbstractTableModel):
    """Rows of a source.

    Custom roles: ID_ROLE gives a row's id, VALUE_ROLE the plain value.
    """

    ID_ROLE = int(Qt.ItemDataRole.UserRole)
    VALUE_ROLE = int(Qt.ItemDataRole.UserRole) + 1

    def __init__(self, source: RowSource, parent: QObject) -> None:
        super().__init__(parent)
        self._source = source
        self._columns = list(source.columns)
        self._wanted: object = None
        self._sort: tuple[SortKey, ...] = ()
        self._ids: list[int] = []
        self._places: dict[int, int] | None = None
        self._windows: OrderedDict[int, list[Row | None]] = OrderedDict()

    @property
    def columns(self) -> list[TableColumn]:
        """The columns."""
        return self._columns

    @property
    def sort_keys(self) -> tuple[SortKey, ...]:
        """The sort order in force, first key first."""
        return self._sort

    @property
    def wanted(self) -> object:
        """The filter in force."""
        return self._wanted

    def set_wanted(self, wanted: object) -> None:
        """Show the rows of another filter."""
        self._wanted = wanted
        self._reload()

    def set_sort(self, keys: Sequence[SortKey]) -> None:
        """Show the rows in another order."""
        self._sort = tuple(keys)
        self._reload()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)

    def refresh(self, changed: Collection[int] | None = None) -> None:
        """Take in what changed in the source.

        Args:
            changed: The ids that changed; None means any may have.
        """
        ids = self._source.ids(self._wanted, self._sort)
        if ids != self._ids:
            self._take(ids)
            return
        if changed is None:
            self._windows.clear()
        else:
            for window in {self.row_of(i) // _WINDOW for i in changed if self.row_of(i) >= 0}:
                self._windows.pop(window, None)
        if self._ids:
            last = self.index(len(self._ids) - 1, len(self._columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def id_at(self, row: int) -> int | None:
        """Give the id of a row, or None outside the list."""
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def row_of(self, record: int) -> int:
        """Give where a record stands, or -1."""
        if self._places is None:
            self._places = {record: row for row, record in enumerate(self._ids)}
        return self._places.get(record, -1)

    def all_ids(self) -> list[int]:
        """Give all ids in their order."""
        return list(self._ids)

    def row(self, number: int) -> Row | None:
        """Give the values of a row; fetches its window if need be."""
        window, place = divmod(number, _WINDOW)
        if window not in self._windows:
            ids = self._ids[window * _WINDOW : (window + 1) * _WINDOW]
            self._windows[window] = list(self._source.rows(ids))
            while len(self._windows) > _KEPT_WINDOWS:
                self._windows.popitem(last=False)
        self._windows.move_to_end(window)
        rows = self._windows[window]
        return rows[place] if place < len(rows) else None

    def _reload(self) -> None:
        self._take(self._source.ids(self._wanted, self._sort))

    def _take(self, ids: list[int]) -> None:
        self.beginResetModel()
        self._ids = ids
        self._places = None
        self._windows.clear()
        self.endResetModel()

    def _arrow(self, column: TableColumn) -> str:
        for place, key in enumerate(self._sort, start=1):
            if key.column == column.key:
                number = str(place) if len(self._sort) > 1 else ""
                return f" {'↓' if key.descending else '↑'}{number}"
        return ""

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the true number of rows."""
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        if not index.isValid():
            return None
        if role == self.ID_ROLE:
            return self._ids[index.row()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self._columns[index.column()].align] | Qt.AlignmentFlag.AlignVCenter
        if role not in (Qt.ItemDataRole.DisplayRole, self.VALUE_ROLE):
            return None
        row = self.row(index.row())
        value = "" if row is None else row[index.column()]
        if role == self.VALUE_ROLE:
            is_state = self._columns[index.column()].kind == "chip"
            return chip_of(value) if is_state and isinstance(value, str) and value else value
        return shown(value)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's title with the arrow of its sort order."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title + self._arrow(column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
        return None


def shown(value: object) -> str:
    """Give a cell's text: nothing for None, numbers with separators, chips as their word."""
    if value is None:
        return ""
    if isinstance(value, Chip):
        return value.text
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}"
    return str(value)
