"""The list of a page: dense rows, chosen columns, sorting by several of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.widgets.column_layout import ColumnLayout
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.desktop.widgets.record_table import RecordTableModel, SortKey
from zxdesk.desktop.widgets.row_delegate import RowDelegate

_ROW = 32
_HEADER = 34
_COPY_LIMIT = 2000


class ListView(QTableView):
    """A table of records.

    Signals:
        current_changed: Another record is current, or none.
        opened: A record was double-clicked or Return was pressed on it.
        selection_changed: Other rows are selected.
        removal_asked: Delete was pressed.
        menu_asked: What may be done with the selected rows is wanted; carries where on the screen.
    """

    current_changed = Signal()
    opened = Signal(int)
    selection_changed = Signal()
    removal_asked = Signal()
    menu_asked = Signal(QPoint)

    def __init__(
        self, model: RecordTableModel, parent: QWidget, *, name: str, settings: Settings
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._current_id: int | None = None
        self._delegate = RowDelegate(self)
        self.empty_note = EmptyNote(self)
        self.setModel(model)
        self._set_up()
        self.columns = ColumnLayout(self, model.columns, name=name, settings=settings)
        model.modelReset.connect(self._on_reset)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self.selection_changed)
        self.doubleClicked.connect(self._open)
        theme.current().changed.connect(self._measure)
        self._measure()

    @property
    def record_model(self) -> RecordTableModel:
        """The model shown."""
        return self._model

    def current_id(self) -> int | None:
        """Give the id of the current record."""
        return self._current_id

    def selected_ids(self) -> list[int]:
        """Give the ids of the selected records from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [found for row in rows if (found := self._model.id_at(row)) is not None]

    def select_id(self, record: int | None) -> bool:
        """Make a record current and bring it into view; False if it is not in the list."""
        row = -1 if record is None else self._model.row_of(record)
        if row < 0:
            self.selectionModel().clear()
            self._set_current(None)
            return False
        index = self._model.index(row, self.horizontalHeader().logicalIndex(0))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        # A row that is seen stays under the pointer.
        if not self.viewport().rect().contains(self.visualRect(index).center()):
            self.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)
        self._set_current(record)
        return True

    def select_first(self) -> None:
        """Make the first record current where none is."""
        if self._current_id is None:
            self.select_id(self._model.id_at(0))

    def set_empty(
        self, sentence: str, button: str = "", action: Callable[[], object] | None = None
    ) -> None:
        """Say what an empty list means, with the button that helps."""
        self.empty_note.set_content(sentence, button, action)
        self._place_note()

    def sort_by(self, section: int, *, further: bool = False) -> None:
        """Sort by a column; again turns the order round.

        Args:
            further: Keep the present keys and add this one as the last.
        """
        column = self._model.columns[section]
        if not column.sortable:
            return
        old = {key.column: key for key in self._model.sort_keys}
        turned = SortKey(column.key, column.key in old and not old[column.key].descending)
        if not further:
            keys: Sequence[SortKey] = (turned,)
        elif column.key in old:
            keys = tuple(turned if k.column == column.key else k for k in old.values())
        else:
            keys = (*old.values(), turned)
        self._model.set_sort(keys)

    def place_below_current(self) -> QPoint:
        """Give where on the screen a menu about the current row belongs."""
        return self.viewport().mapToGlobal(self.visualRect(self.currentIndex()).bottomLeft())

    def fill_sorting(self, menu: QMenu) -> None:
        """Offer in a menu to sort by the columns that are shown; again turns the order round."""
        turned = {key.column: key.descending for key in self._model.sort_keys}
        for number in self.columns.order():
            column = self._model.columns[number]
            if column.sortable:
                sign = {False: " ↑", True: " ↓", None: ""}[turned.get(column.key)]
                action = menu.addAction(f"按{column.title}{sign}")
                action.triggered.connect(lambda _on=False, number=number: self.sort_by(number))

    def copy_selection(self) -> None:
        """Put the selected rows on the clipboard, columns parted by tabs."""
        shown = self.columns.order()
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        lines = (
            "\t".join(str(self._model.index(row, column).data()) for column in shown)
            for row in rows[:_COPY_LIMIT]
        )
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _set_up(self) -> None:
        set_role(self, "list")
        self.setItemDelegate(self._delegate)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)  # a QTableView keeps the Tab key to itself
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName("列标题")
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setTextElideMode(Qt.TextElideMode.ElideRight)
        header.setSectionsClickable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._on_header_menu)
        header.sectionClicked.connect(self._on_header)

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(look.px(20))
        self.verticalHeader().setDefaultSectionSize(look.px(_ROW))
        self.horizontalHeader().setFixedHeight(look.px(_HEADER))
        self.horizontalHeader().setMinimumSectionSize(look.px(44))
        self.columns.share_room()

    def _on_header_menu(self, place: QPoint) -> None:
        self.columns.menu().popup(self.horizontalHeader().mapToGlobal(place))

    def _on_header(self, section: int) -> None:
        shift = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier
        self.sort_by(section, further=bool(shift))

    def _on_current(self, current: QModelIndex) -> None:
        if current.isValid():
            self._set_current(self._model.id_at(current.row()))

    def _set_current(self, record: int | None) -> None:
        if record != self._current_id:
            self._current_id = record
            self.current_changed.emit()

    def _on_reset(self) -> None:
        self._place_note()
        if self._current_id is not None:
            self.select_id(self._current_id)

    def select_beside(self, row: int) -> None:
        """Make the record current that stands now where another stood."""
        last = self._model.rowCount() - 1
        self.select_id(self._model.id_at(min(max(row, 0), last)))

    def _open(self, index: QModelIndex) -> None:
        record = self._model.id_at(index.row())
        if record is not None:
            self.opened.emit(record)

    def _place_note(self) -> None:
        self.empty_note.setVisible(self._model.rowCount() == 0)
        self.empty_note.setGeometry(self.viewport().geometry())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self.columns.share_room()
        self._place_note()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens, Ctrl+C copies, Delete asks to delete."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_selection()
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_asked.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the rows: at the pointer, or below the row where a key asked."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.place_below_current()
        if self.selected_ids():
            self.menu_asked.emit(place)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus on the selected row's edge when it came by key."""
        reason = Qt.FocusReason
        by_key = event.reason() in (
            reason.TabFocusReason, reason.BacktabFocusReason, reason.ShortcutFocusReason
        )  # fmt: skip
        self.setProperty("keyboard", by_key)
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            self.select_first()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tint the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(event.position().toPoint().y()))

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered_row:
            self._delegate.hovered_row = row
            self.viewport().update()
