"""Inputs by type of field: they show a value, give it back, and say when it was edited."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QLineEdit, QVBoxLayout, QWidget

from zxdesk.desktop.look.words import set_wrong
from zxdesk.desktop.widgets.date_edit import DateEdit
from zxdesk.records.daytypes import Moment, Month, PartialDay
from zxdesk.records.fieldtypes import FieldType, Value

_SAMPLES = {
    Moment: ("2026-03-05 09:00", "钟点可以不填"),
    PartialDay: ("2026-03-05", "只知道月份时填 2026-03"),
    Month: ("2026-03", ""),
}


class Input(QWidget):
    """Base of all inputs.

    Signals:
        changed: The value was edited by hand.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def load(self, value: Value | None) -> None:
        """Show a value, without a signal."""
        raise NotImplementedError

    def value(self) -> Value | None:
        """Give the value, None where it is empty; ValueError with the reason where it is none."""
        raise NotImplementedError

    def settle(self) -> None:
        """Take over what is still being edited inside, before the value is read."""

    def target(self) -> QWidget:
        """Give the widget that has the cursor, the mark of an error and the name."""
        raise NotImplementedError

    def aside(self) -> QWidget | None:
        """Give what stands to the right of the label, if anything."""
        return None

    def mask_text(self) -> None:
        """Hide the value while the cursor is elsewhere."""
        target = self.target()
        if isinstance(target, QLineEdit):
            _Mask(target)

    def set_wrong(self, wrong: bool) -> None:
        """Mark the input as wrong, or as right again."""
        set_wrong(self.target(), wrong)

    def name(self, words: str) -> None:
        """Say to a screen reader what this is."""
        self.target().setAccessibleName(words)

    def describe(self, words: str) -> None:
        """Say on hover how it is to be filled in."""
        if words:
            self.target().setToolTip(words)

    def _take(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self.setFocusProxy(widget)


class _Mask(QObject):
    """Shows the text of a line only while the cursor is in it."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        line.installEventFilter(self)
        line.setEchoMode(QLineEdit.EchoMode.Password)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the cursor."""
        if event.type() == QEvent.Type.FocusIn:
            self._line.setEchoMode(QLineEdit.EchoMode.Normal)
        elif event.type() == QEvent.Type.FocusOut and not self._line.hasFocus():
            self._line.setEchoMode(QLineEdit.EchoMode.Password)
        return super().eventFilter(watched, event)


class _Line(QLineEdit):
    """A line that one goes on writing in; left, it shows its beginning."""

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Put the cursor behind the text: one key must not take the place of all of it."""
        chosen = self.hasSelectedText()  # by whoever put the focus here, not by Qt on a Tab
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason and not chosen:
            self.end(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show how the text begins."""
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setCursorPosition(0)


class TextInput(Input):
    """One line, read by its type."""

    def __init__(self, type_: FieldType, parent: QWidget, *, placeholder: str = "") -> None:
        super().__init__(parent)
        self._type = type_
        self.line = _Line(self)
        self.line.setPlaceholderText(placeholder)
        self.line.textEdited.connect(self.changed)
        self._take(self.line)

    def load(self, value: Value | None) -> None:
        """Show a value."""
        self.line.setText(self._type.show(value))
        self.line.setCursorPosition(0)

    def value(self) -> Value | None:
        """Read the line."""
        return self._type.parse(self.line.text())

    def target(self) -> QWidget:
        """Give the line."""
        return self.line


class QuietCombo(QComboBox):
    """A combo box that the wheel does not change by accident."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        # Qt's own WheelFocus takes the focus of whoever only scrolls past.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        # As wide as its place, not as its longest value: columns of a form are equal.
        least = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(least)
        self.setMinimumContentsLength(4)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class ChoiceInput(Input):
    """One of a closed list.

    `blank` names the empty choice; None means that there is none, only that nothing is chosen yet.
    """

    def __init__(
        self,
        choices: Sequence[tuple[str, Value | None]],
        parent: QWidget,
        *,
        blank: str | None = "",
    ) -> None:
        super().__init__(parent)
        offered = list(choices) if blank is None else [(blank, None), *choices]
        self._values = [value for _, value in offered]
        self.box = QuietCombo(self)
        self.box.addItems([words for words, _ in offered])
        self.box.setCurrentIndex(-1)
        self.box.activated.connect(self.changed)
        self._take(self.box)

    def load(self, value: Value | None) -> None:
        """Choose a value."""
        self.box.setCurrentIndex(self._values.index(value) if value in self._values else -1)

    def value(self) -> Value | None:
        """Give the chosen value."""
        index = self.box.currentIndex()
        return self._values[index] if index >= 0 else None

    def target(self) -> QWidget:
        """Give the box."""
        return self.box


class SuggestInput(Input):
    """Any text, with the office's values offered."""

    def __init__(self, type_: FieldType, offered: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._type = type_
        self.box = QuietCombo(self)
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.addItems(list(offered))
        self.box.setCurrentIndex(-1)
        if completer := self.box.completer():
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.box.editTextChanged.connect(self.changed)
        self._take(self.box)

    def load(self, value: Value | None) -> None:
        """Show a text."""
        self.box.blockSignals(True)
        words = self._type.show(value)
        self.box.setCurrentIndex(self.box.findText(words) if words else -1)
        self.box.setEditText(words)
        self.box.blockSignals(False)

    def value(self) -> Value | None:
        """Give the text."""
        return self._type.parse(self.box.currentText())

    def target(self) -> QWidget:
        """Give the box."""
        return self.box


class DateInput(Input):
    """A day, a month or a moment, with a calendar."""

    def __init__(self, type_: FieldType, parent: QWidget, *, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self._type = type_
        sample, hint = _SAMPLES.get(type(type_), ("2026-03-05", ""))
        self.edit = DateEdit(
            self, parse=self._written, placeholder=sample, tells_errors=False, today=today
        )
        self.edit.line.setToolTip(hint)
        self.edit.changed.connect(self.changed)
        self._take(self.edit)

    def load(self, value: Value | None) -> None:
        """Show a date."""
        self.edit.set_value(self._type.show(value))

    def value(self) -> Value | None:
        """Read the date."""
        return self._type.parse(self.edit.raw())

    def target(self) -> QWidget:
        """Give the line."""
        return self.edit.line

    def name(self, words: str) -> None:
        """Say to a screen reader what day this is."""
        self.edit.set_name(words)

    def _written(self, words: str) -> str:
        return self._type.show(self._type.parse(words))
