"""A month to pick a day from, as Chinese calendars are: Monday first, the year before the month."""

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QToolButton, QWidget

from zxdesk.desktop.look import icons, theme


class MonthView(QCalendarWidget):
    """A calendar in the colours of the window."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setGridVisible(False)
        self.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            arrow = self.findChild(QToolButton, f"qt_calendar_{name}month")
            if isinstance(arrow, QToolButton):
                icons.put(arrow, icon, "text", size=16)
        self._put_year_first()

    def _put_year_first(self) -> None:
        """Qt writes the month before the year, as nobody does in Chinese."""
        bar = self.findChild(QWidget, "qt_calendar_navigationbar")
        year = self.findChild(QToolButton, "qt_calendar_yearbutton")
        layout = bar.layout() if isinstance(bar, QWidget) else None
        month = self.findChild(QToolButton, "qt_calendar_monthbutton")
        if isinstance(layout, QHBoxLayout) and year is not None and month is not None:
            layout.removeWidget(year)
            layout.insertWidget(layout.indexOf(month), year)

    def colour(self) -> None:
        """Take the colours of the look that is in force."""
        look = theme.current()
        for day in Qt.DayOfWeek:
            ink = QTextCharFormat()
            ink.setForeground(look.colour("muted" if day.value >= 6 else "text"))
            self.setWeekdayTextFormat(day, ink)
        head = QTextCharFormat()
        head.setForeground(look.colour("muted"))
        self.setHeaderTextFormat(head)
