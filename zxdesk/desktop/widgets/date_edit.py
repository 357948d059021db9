"""A date as people type it, with a calendar beside; may stay empty."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from zxdesk import dates, text
from zxdesk.desktop.look.words import LinkButton, label, set_role, set_wrong
from zxdesk.desktop.widgets.inside_button import InsideButton
from zxdesk.desktop.widgets.month_view import MonthView
from zxdesk.desktop.widgets.popup_place import put_below
from zxdesk.rules.typed_days import spelled_out

WRONG = "看不懂的日期，请写成 2026-03-05"


class DateEdit(QWidget):
    """A line that reads a day in any usual spelling; errors stand below it.

    Args of the constructor let the same line read months or moments: `parse` gives the text as
    it is written, or raises ValueError; `tells_errors` is off where a form shows them.

    Signals:
        changed: The text was edited.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        parse: Callable[[str], str] = lambda words: dates.parse_date(words).isoformat(),
        placeholder: str = "2026-03-05",
        tells_errors: bool = True,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent)
        self._parse = parse
        self._today = today
        self._tells_errors = tells_errors
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(placeholder)
        self._button = InsideButton(
            self.line, "calendar", "打开日历", self.open_calendar, keys="Alt+↓"
        )
        self._error = label("", self, role="error", wrap=True)
        self._error.hide()
        self.calendar: _CalendarPopup | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.line)
        column.addWidget(self._error)
        self.setFocusProxy(self.line)
        self.line.textEdited.connect(self._on_edited)
        self.line.editingFinished.connect(self._tidy)
        self.line.installEventFilter(self)

    def set_name(self, words: str) -> None:
        """Say what day it is about."""
        self.line.setAccessibleName(words)
        self._button.set_object(words)

    def raw(self) -> str:
        """Give what stands in the line, its day spelled out."""
        return spelled_out(text.one_line(self.line.text()), self._today())

    def value(self) -> str | None:
        """Give the date as it is written, None while empty; ValueError where it is none."""
        words = self.raw()
        return self._parse(words) if words else None

    def set_value(self, value: date | str | None) -> None:
        """Put a date in, without a signal."""
        self.line.setText("" if value is None else str(value))
        self.set_error("")

    def set_error(self, words: str) -> None:
        """Show what is wrong below the line; empty hides it."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        set_wrong(self.line, bool(words))

    def error(self) -> str:
        """Give the error shown."""
        return self._error.text()

    def open_calendar(self) -> None:
        """Show the calendar under the line."""
        if self.calendar is None:
            self.calendar = _CalendarPopup(self, self._today)
            self.calendar.picked.connect(self._on_picked)
        try:
            day = date.fromisoformat((self.value() or "")[:10])
        except ValueError:
            day = self._today()
        self.calendar.open_below(self.line, day)

    def _on_edited(self) -> None:
        self.set_error("")
        self.changed.emit()

    def _tidy(self) -> None:
        try:
            written = self.value()
        except ValueError:
            if self._tells_errors:
                self.set_error(WRONG)
            return
        self.line.setText(written or "")
        self.set_error("")

    def _on_picked(self, picked: QDate) -> None:
        day = date(picked.year(), picked.month(), picked.day())
        rest = self.raw()[10:] if self._keeps_time() else ""
        self.line.setText(day.isoformat() + rest)
        self._tidy()
        self.changed.emit()
        self.line.setFocus()

    def _keeps_time(self) -> bool:
        try:
            return len(self.value() or "") > 10
        except ValueError:
            return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Down opens the calendar."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & Qt.KeyboardModifier.AltModifier
        ):
            self.open_calendar()
            return True
        return super().eventFilter(watched, event)


class _CalendarPopup(QFrame):
    """A month to pick a day from."""

    picked = Signal(QDate)

    def __init__(self, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "popup")
        self._today = today
        self._month = MonthView(self)
        now = LinkButton("今天", self)
        now.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        now.clicked.connect(self._pick_today)
        self._month.clicked.connect(self._pick)
        self._month.activated.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._month)
        column.addWidget(now, 0, Qt.AlignmentFlag.AlignRight)

    def _pick_today(self) -> None:
        day = self._today()
        self._pick(QDate(day.year, day.month, day.day))

    def open_below(self, anchor: QWidget, day: date) -> None:
        """Show the month of a day."""
        self._month.colour()
        self._month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        put_below(self, anchor)
        self.show()
        self._month.setFocus()

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(day)
