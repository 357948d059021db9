"""Several lines of several parts, as a small table: the agenda of a meeting."""

from collections.abc import Sequence

from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.forms.inputs import Input
from zxdesk.desktop.forms.lines_table import LinesTable
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role, set_wrong
from zxdesk.records.daytypes import Day
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Lines

_MOST_HEIGHT = 330
_WIDE = (0, 2)  # the parts that hold sentences share the room


class LinesInput(Input):
    """A table with an empty line at its end; Return goes to the next cell."""

    def __init__(self, spec: Lines, parent: QWidget) -> None:
        super().__init__(parent)
        self._spec = spec
        self._frame = QFrame(self)
        set_role(self._frame, "field")
        self.table = LinesTable(len(spec.parts), self._frame)
        self.table.setHorizontalHeaderLabels([title for _, title, _ in spec.parts])
        self.table.itemChanged.connect(self._on_item)
        self.table.delete_wanted.connect(self.delete_line)
        self.table.resized.connect(self._fit)
        around = QVBoxLayout(self._frame)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self.table)
        self._column.addWidget(self._frame)
        self._column.addLayout(self._buttons())
        self.setFocusProxy(self.table)
        self._set_columns()
        self.load(())

    def load(self, value: Value | None) -> None:
        """Show the lines."""
        # A cell that is filled here would count as typed, and an empty line be added below it.
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        for line in value or ():
            shown = [type_.show(p) for (_, _, type_), p in zip(self._spec.parts, line, strict=True)]
            self._append(shown)
        self._append([""] * len(self._spec.parts))
        self.table.blockSignals(False)
        self._fit()

    def value(self) -> Value | None:
        """Give the lines that hold anything."""
        rows = [(row, self._cells(row)) for row in range(self.table.rowCount())]
        return tuple(self._line(row, cells) for row, cells in rows if any(cells))

    def settle(self) -> None:
        """Take over what stands in the open cell."""
        self.table.commit_open_cell()

    def target(self) -> QWidget:
        """Give the table."""
        return self.table

    def set_wrong(self, wrong: bool) -> None:
        """Mark the table."""
        set_wrong(self._frame, wrong)

    def _buttons(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.setSpacing(8)
        for words, act in (
            ("加一行", self.add_line),
            ("删除此行", self.delete_line),
            ("上移", lambda: self.move_line(-1)),
            ("下移", lambda: self.move_line(1)),
        ):
            button = QPushButton(words, self)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        foot.addStretch(1)
        foot.addWidget(label("回车到下一格，Ctrl+Delete 删除此行", self, role="small"))
        return foot

    def add_line(self) -> None:
        """Put the cursor into the empty line at the end."""
        self.table.open_cell(self.table.rowCount() - 1, 0)

    def delete_line(self) -> None:
        """Take the line with the cursor out; the empty one at the end stays."""
        row = self.table.currentRow()
        if 0 <= row < self.table.rowCount() - 1:
            self.table.drop_open_cell()
            self.table.removeRow(row)
            self._fit()
            self.changed.emit()

    def move_line(self, step: int) -> None:
        """Change the line with the cursor for the one above or below."""
        self.table.commit_open_cell()
        row, column = self.table.currentRow(), self.table.currentColumn()
        other, last = row + step, self.table.rowCount() - 1
        if not (0 <= row < last and 0 <= other < last):
            return
        here, there = self._cells(row), self._cells(other)
        self._put(row, there)
        self._put(other, here)
        self.table.setCurrentCell(other, column)
        self._fit()
        self.changed.emit()

    def _line(self, row: int, cells: list[str]) -> tuple[Value | None, ...]:
        if not cells[0]:
            raise ValueError(f"第 {row + 1} 行没有填{self._spec.parts[0][1]}")
        line = []
        for (_, title, type_), words in zip(self._spec.parts, cells, strict=True):
            try:
                line.append(type_.parse(words))
            except ValueError as error:
                raise ValueError(f"第 {row + 1} 行的{title}{error}") from None
        return tuple(line)

    def _cells(self, row: int) -> list[str]:
        items = (self.table.item(row, column) for column in range(self.table.columnCount()))
        return [item.text().strip() if item else "" for item in items]

    def _put(self, row: int, cells: Sequence[str]) -> None:
        self.table.blockSignals(True)
        for column, words in enumerate(cells):
            self.table.setItem(row, column, QTableWidgetItem(words))
        self.table.blockSignals(False)

    def _append(self, cells: Sequence[str]) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._put(row, cells)

    def _on_item(self) -> None:
        if any(self._cells(self.table.rowCount() - 1)):
            self.table.blockSignals(True)
            self._append([""] * len(self._spec.parts))
            self.table.blockSignals(False)
        self._fit()
        self.changed.emit()

    def _fit(self) -> None:
        self.table.resizeRowsToContents()
        self.table.fit_height(theme.current().px(_MOST_HEIGHT))

    def _set_columns(self) -> None:
        look = theme.current()
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(look.px(60))
        for column, (_, _, type_) in enumerate(self._spec.parts):
            wide = column in _WIDE
            mode = QHeaderView.ResizeMode.Stretch if wide else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)
            if not wide:
                self.table.setColumnWidth(column, look.px(104 if isinstance(type_, Day) else 112))
