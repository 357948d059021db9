"""The filters of a figure, one a row: a label and its values."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.figures.value_line import ValueLine
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label, set_wrong
from zxdesk.desktop.widgets.icon_button import icon_button

Terms = tuple[tuple[str, tuple[str, ...]], ...]


class LabelBox(QComboBox):
    """Labels to choose from or to type; a dot follows a link (来源.阵地).

    Signals:
        settled: Another label stands in the box.
    """

    settled = Signal()

    def __init__(self, parent: QWidget, *, name: str, placeholder: str) -> None:
        super().__init__(parent)
        self._last = ""
        line = QLineEdit(self)
        self.setEditable(True)
        self.setLineEdit(line)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setAccessibleName(name)
        line.setPlaceholderText(placeholder)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(5)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        self.activated.connect(self._settle)
        line.editingFinished.connect(self._settle)

    def words(self) -> str:
        """Give the label."""
        return text.one_line(self.currentText())

    def set_words(self, words: str) -> None:
        """Put a label in, without a signal."""
        self._last = words
        self.setEditText(words)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Offer other labels; what stands in the box stays."""
        # Clearing a combo box takes what was typed, and tells of it.
        kept = self.currentText()
        self.blockSignals(True)
        self.clear()
        self.addItems(list(labels))
        self.setCurrentIndex(-1)
        self.setEditText(kept)
        self.blockSignals(False)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the box as wrong, or as right again."""
        set_wrong(self, wrong)

    def _settle(self) -> None:
        if self.words() != self._last:
            self._last = self.words()
            self.settled.emit()


class FilterRow(QWidget):
    """One filter.

    Signals:
        settled: The filter is another.
        label_settled: Another label was chosen: its values should be offered.
        removed: The filter is to go.
    """

    settled = Signal()
    label_settled = Signal()
    removed = Signal()

    def __init__(self, parent: QWidget, labels: Sequence[str]) -> None:
        super().__init__(parent)
        self.label = LabelBox(self, name="筛选项", placeholder="筛选项")
        self.label.set_labels(labels)
        self.values = ValueLine(self)
        self._error = label("", self, role="error", wrap=True)
        self._error.hide()
        remove = icon_button("close", "去掉这个筛选", self, size=14)
        remove.clicked.connect(self.removed)
        self.label.settled.connect(self.label_settled)
        self.label.settled.connect(self.settled)
        self.values.settled.connect(self.settled)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.current().px(4))
        grid.setVerticalSpacing(2)
        grid.addWidget(self.label, 0, 0)
        grid.addWidget(self.values, 0, 1)
        grid.addWidget(remove, 0, 2)
        grid.addWidget(self._error, 1, 0, 1, 3)
        grid.setColumnStretch(0, 4)
        grid.setColumnStretch(1, 5)
        self.label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.values.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def term(self) -> tuple[str, tuple[str, ...]]:
        """Give label and values."""
        return self.label.words(), self.values.values()

    def is_whole(self) -> bool:
        """Whether there is a label and a value."""
        name, values = self.term()
        return bool(name and values)

    def set_error(self, words: str) -> None:
        """Say what is wrong below the row; empty hides it."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.label.set_wrong(bool(words))
        self.values.set_wrong(bool(words))

    def error(self) -> str:
        """Give what is said to be wrong."""
        return self._error.text()


class FilterRows(QWidget):
    """All filters, and a way to add one.

    Signals:
        settled: The filters are others.
        values_asked: The values of a row's label should be offered; carries the row.
    """

    settled = Signal()
    values_asked = Signal(FilterRow)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._labels: list[str] = []
        self.rows: list[FilterRow] = []
        self.add_link = LinkButton("＋ 加一个筛选", self)
        self.add_link.followed.connect(self._add_by_hand)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(6))
        self._column.addWidget(self.add_link)

    def terms(self) -> Terms:
        """Give the filters that are whole."""
        return tuple(row.term() for row in self._whole())

    def set_terms(self, terms: Terms) -> None:
        """Put filters in, without a signal."""
        for row in list(self.rows):
            self._drop(row)
        for name, values in terms:
            row = self.add()
            row.label.set_words(name)
            row.values.set_values(values)
            self.values_asked.emit(row)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Offer other labels."""
        self._labels = list(labels)
        for row in self.rows:
            row.label.set_labels(labels)

    def _add_by_hand(self) -> None:
        self.add().label.setFocus()

    def add(self) -> FilterRow:
        """Add an empty row."""
        row = FilterRow(self, self._labels)
        row.settled.connect(self.settled)
        row.label_settled.connect(lambda: self.values_asked.emit(row))
        row.removed.connect(lambda: self._remove(row))
        self.rows.append(row)
        self._column.insertWidget(len(self.rows) - 1, row)
        row.show()
        return row

    def set_error(self, place: int | None, words: str = "") -> None:
        """Say that one of the whole filters is wrong, or that none is."""
        for number, row in enumerate(self._whole()):
            row.set_error(words if number == place else "")

    def _whole(self) -> list[FilterRow]:
        return [row for row in self.rows if row.is_whole()]

    def _remove(self, row: FilterRow) -> None:
        counted = row.is_whole()
        self._drop(row)
        if counted:
            self.settled.emit()

    def _drop(self, row: FilterRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
