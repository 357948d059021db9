"""A line for several values, with what is in the ledger offered below it."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from zxdesk import text
from zxdesk.desktop.look.words import set_wrong
from zxdesk.desktop.widgets.choice_popup import ChoicePopup
from zxdesk.desktop.widgets.icon_button import icon_button
from zxdesk.desktop.widgets.last_part import LastPartCompleter

SEPARATOR = "，"
_COMMAS = "，,"


def parted(words: str) -> tuple[str, ...]:
    """Part typed values at commas of either width."""
    pieces = (text.one_line(piece) for piece in words.replace(",", SEPARATOR).split(SEPARATOR))
    return tuple(piece for piece in pieces if piece)


class ValueLine(QWidget):
    """Values parted by commas: typed, completed, or ticked in a drop-down.

    Signals:
        settled: The values are to be used.
    """

    settled = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText("值，可写多个")
        self.line.setAccessibleName("筛选值")
        self._last: tuple[str, ...] = ()
        self._popup = ChoicePopup([], self)
        self._popup.changed.connect(self._on_ticks)
        self._words = QStringListModel(self)
        self._completer = LastPartCompleter(self._words, self.line, signs=_COMMAS)
        self.line.setCompleter(self._completer)
        hint = "从台账里有的值中选择"
        self.choose = icon_button("chevron-down", "选择值", self, hint=hint)
        self.choose.clicked.connect(self._open)
        self.line.editingFinished.connect(self._settle)
        self._completer.activated.connect(self._settle)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.line, 1)
        row.addWidget(self.choose)
        self.setFocusProxy(self.line)

    def values(self) -> tuple[str, ...]:
        """Give the values."""
        return parted(self.line.text())

    def set_values(self, values: Sequence[str]) -> None:
        """Put values in, without a signal."""
        self._last = tuple(values)
        self.line.setText(SEPARATOR.join(values))
        self.line.setCursorPosition(0)
        self.line.setToolTip(self.line.text())

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer values, as (value, words)."""
        self._popup.set_options(choices)
        self._popup.set_values(self.values())
        self._words.setStringList([value for value, _ in choices])
        self.choose.setEnabled(bool(choices))

    def choices(self) -> list[str]:
        """Give the values offered."""
        return self._words.stringList()

    def set_wrong(self, wrong: bool) -> None:
        """Mark the line as wrong, or as right again."""
        set_wrong(self.line, wrong)

    def _open(self) -> None:
        self._popup.set_values(self.values())
        self._popup.open_below(self.line)

    def _on_ticks(self) -> None:
        offered = set(self.choices())
        typed = [value for value in self.values() if value not in offered]
        self.line.setText(SEPARATOR.join([*typed, *self._popup.values()]))
        self._settle()

    def _settle(self) -> None:
        self.line.setToolTip(self.line.text())
        if self.values() != self._last:
            self._last = self.values()
            self.settled.emit()
