"""Text of several paragraphs, with the number of characters."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from zxdesk.desktop.forms.inputs import Input
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.records.fieldtypes import FieldType, Value

_LEAST_LINES, _MOST_LINES = 3, 12


class LongInput(Input):
    """A text edit that grows with its text, up to a point."""

    def __init__(self, type_: FieldType, parent: QWidget) -> None:
        super().__init__(parent)
        self._type = type_
        self.edit = _GrowingEdit(self)
        self._count = label("", self, role="small")
        self.edit.textChanged.connect(self._on_text)
        self._take(self.edit)
        self._show_count()

    def load(self, value: Value | None) -> None:
        """Show a text."""
        self.edit.blockSignals(True)
        self.edit.setPlainText(self._type.show(value))
        self.edit.blockSignals(False)
        self._show_count()

    def value(self) -> Value | None:
        """Give the text, cleaned."""
        return self._type.parse(self.edit.toPlainText())

    def target(self) -> QWidget:
        """Give the text edit."""
        return self.edit

    def aside(self) -> QLabel:
        """Give the number of characters."""
        return self._count

    def _on_text(self) -> None:
        self._show_count()
        self.changed.emit()

    def _show_count(self) -> None:
        letters = sum(1 for c in self.edit.toPlainText() if not c.isspace())
        self._count.setText(f"{letters:,} 字" if letters else "")
        self.edit.fit()


class _GrowingEdit(QPlainTextEdit):
    """As high as its text; Tab goes on to the next field."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.fit()

    def fit(self) -> None:
        """Take the height of the text."""
        layout = self.document().documentLayout()
        lines = round(layout.documentSize().height())  # a plain text document counts in lines
        shown = min(max(lines, _LEAST_LINES), _MOST_LINES)
        self.setFixedHeight(shown * self.fontMetrics().lineSpacing() + theme.current().px(22))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew."""
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as the form needs."""
        return QSize(theme.current().px(120), self.height())
