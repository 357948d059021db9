"""The table in which lines of several parts are typed."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QWidget,
)

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import set_role

Index = QModelIndex | QPersistentModelIndex
_ROW = 34
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LinesTable(QTableWidget):
    """Cells to type in; Return and Tab go on, out of the empty last line they leave the table.

    Signals:
        delete_wanted: The line with the cursor is to go.
        resized: The width is another.
    """

    delete_wanted = Signal()
    resized = Signal()

    def __init__(self, columns: int, parent: QWidget) -> None:
        super().__init__(0, columns, parent)
        set_role(self, "grid")
        self._delegate = _CellDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().setMinimumSectionSize(theme.current().px(_ROW))
        self.verticalHeader().setDefaultSectionSize(theme.current().px(_ROW))
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setAccessibleName("列标题")
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def open_cell(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        self.setFocus()
        self.setCurrentCell(row, column)
        # The cursor alone opens a cell, unless it was there before.
        if self.state() != QAbstractItemView.State.EditingState:
            self.edit(self.model().index(row, column))

    def commit_open_cell(self) -> None:
        """Take over what stands in the cell that is being edited, and close it."""
        self._delegate.close_open(keep=True)

    def drop_open_cell(self) -> None:
        """Close the cell that is being edited and forget what was typed."""
        self._delegate.close_open(keep=False)

    def step(self, forward: bool) -> None:
        """Go to the next or the last cell, out of the table at its ends."""
        place = self.currentRow() * self.columnCount() + self.currentColumn()
        place += 1 if forward else -1
        row, column = divmod(place, self.columnCount())
        leaves = place < 0 or row >= self.rowCount()
        if leaves or (forward and column and self._is_empty(row)):
            self.focusNextPrevChild(forward)
        else:
            self.open_cell(row, column)

    def fit_height(self, most: int) -> None:
        """Be as high as the lines, up to a point."""
        lines = sum(self.rowHeight(row) for row in range(self.rowCount()))
        head = self.horizontalHeader().sizeHint().height()
        self.setFixedHeight(min(lines + head + 4, most))

    def _is_empty(self, row: int) -> bool:
        items = (self.item(row, column) for column in range(self.columnCount()))
        return not any(item and item.text().strip() for item in items)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on, Ctrl+Delete deletes the line."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _RETURN:
            self.step(forward=True)
        elif event.key() == Qt.Key.Key_Delete and control:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the words anew."""
        super().resizeEvent(event)
        self.resized.emit()


class _CellDelegate(QStyledItemDelegate):
    """Edits a cell; Return and Tab go on to the next one."""

    def __init__(self, table: LinesTable) -> None:
        super().__init__(table)
        self._table = table
        self._open: QLineEdit | None = None

    def close_open(self, *, keep: bool) -> None:
        """Close the open editor."""
        editor = self._open
        if editor is None:
            return
        if keep:
            self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Make the line in which a cell is edited."""
        self._open = QLineEdit(parent)
        self._open.setFrame(False)
        return self._open

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """Forget the line."""
        if editor is self._open:
            self._open = None
        super().destroyEditor(editor, index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Leave some air above and below the words."""
        hint = super().sizeHint(option, index)
        return QSize(hint.width(), hint.height() + theme.current().px(8))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Take Return, Tab and Ctrl+Delete."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(editor, event)
        key = event.key()
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key in (*_RETURN, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.close_open(keep=True)
            self._table.step(forward=key != Qt.Key.Key_Backtab)
            return True
        if key == Qt.Key.Key_Delete and control:
            self._table.delete_wanted.emit()
            return True
        return super().eventFilter(editor, event)
