"""Which days are worked: a month to click through, and a file to read the year's holidays from."""

from collections.abc import Iterator, Mapping
from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.month_view import MonthView
from zxdesk.exchange.calendar_file import read_calendar, write_calendar, years_of
from zxdesk.queries.office import work_calendar
from zxdesk.rules.deadlines import OFF, ON, WorkCalendar
from zxdesk.services.office import set_calendar

_HINT = "按工作日计的期限都按它算。点一天（或按回车）：平日改为放假，周末改为上班，再点改回来。"
_SHEETS = "放假安排 (*.csv *.xlsx *.xls *.et *.ods)"
_CSV = "CSV 文本 (*.csv)"


class CalendarTab(QWidget):
    """The holidays and the weekends worked in their place, year by year.

    Attributes:
        days: What is decided, 放假 or 上班 by day; kept by `save`.
    """

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        with context.ledger.read() as session:
            self.days = dict(work_calendar(session).days)
        self._before = dict(self.days)
        self.month = MonthView(self)
        self.month.setAccessibleName("放假和上班")
        today = context.ledger.today
        self.month.setSelectedDate(QDate(today.year, today.month, today.day))
        self.said = label("", self, role="small", wrap=True)
        self._lay_out()
        self.month.clicked.connect(self.turn)
        self.month.activated.connect(self.turn)
        self.month.currentPageChanged.connect(lambda *_: self._tell())
        self._paint()
        self._tell()

    def turn(self, day: QDate) -> None:
        """Make a day off a worked one, and the other way about."""
        if self._context.ledger.read_only:
            return
        found = date(day.year(), day.month(), day.day())
        usual = WorkCalendar().is_workday(found)
        if self.days.pop(found, None) is None:
            self.days[found] = OFF if usual else ON
        self._paint()
        self._tell()

    def read(self) -> None:
        """Take the holidays of the years that a file names from it."""
        folder = files.last_folder(self._context.settings)
        path = Files.open_one(self.window(), "读入放假安排", folder, _SHEETS)
        if path is not None and self._context.attempt(lambda: self.take(read_calendar(path))):
            files.remember_folder(self._context.settings, path)

    def take(self, days: Mapping[date, str]) -> None:
        """Put these days in place of all that was known of their years."""
        years = years_of(days)
        kept = {day: said for day, said in self.days.items() if day.year not in years}
        self.days = kept | dict(days)
        self.month.setCurrentPage(years[0], min(days).month)
        self._paint()
        self._tell()

    def write(self) -> None:
        """Write what is shown to a file."""
        folder = files.last_folder(self._context.settings)
        path = Files.save(self.window(), "存为文件", folder / "放假安排.csv", _CSV)
        if path is not None:
            self._context.attempt(lambda: write_calendar(path, self.days))

    def save(self) -> bool:
        """Keep what was changed as one step; tell whether it went well."""
        changed = self.days.items() ^ self._before.items()
        years = years_of(day for day, _ in changed)
        return not years or self._context.attempt(lambda: self._keep(years))

    def _keep(self, years: list[int]) -> None:
        changes = set_calendar(self._context.ledger, self.days, years=years)
        self._context.wrote(changes, f"已{changes.label}")

    def _lay_out(self) -> None:
        look = theme.current()
        read = button("从文件读入…", self, icon="import")
        read.clicked.connect(self.read)
        read.setEnabled(not self._context.ledger.read_only)
        write = button("存为文件…", self, icon="export")
        write.clicked.connect(self.write)
        row = QHBoxLayout()
        row.setSpacing(look.px(8))
        row.addWidget(read)
        row.addWidget(write)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.px(2), 0, 0)
        column.setSpacing(look.px(10))
        column.addWidget(label(_HINT, self, role="small", wrap=True))
        column.addWidget(self.month, 1)
        column.addWidget(self.said)
        column.addLayout(row)

    def _paint(self) -> None:
        look = theme.current()
        self.month.setDateTextFormat(QDate(), QTextCharFormat())
        self.month.colour()
        for day, said in self.days.items():
            ink = QTextCharFormat()
            ink.setForeground(look.colour("bad" if said == OFF else "text"))
            ink.setFontUnderline(said == ON)
            ink.setToolTip(said)
            self.month.setDateTextFormat(QDate(day.year, day.month, day.day), ink)

    def _tell(self) -> None:
        year = self.month.yearShown()
        mine = {day: said for day, said in sorted(self.days.items()) if day.year == year}
        if not mine:
            self.said.setText(f"{year} 年还没有放假安排，按周一至周五计；国务院公布后从文件读入。")
            return
        off = "、".join(stretches(day for day, said in mine.items() if said == OFF))
        on = "、".join(stretches(day for day, said in mine.items() if said == ON))
        self.said.setText(f"{year} 年放假 {off or '无'}；调休上班（加横线）{on or '无'}。")


def stretches(days: Iterator[date]) -> Iterator[str]:
    """Give days in order in words, those that follow one another as one: 2月15日至23日."""
    runs: list[list[date]] = []
    for day in days:
        if runs and (day - runs[-1][-1]).days == 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    for run in runs:
        first, last = run[0], run[-1]
        words = f"{first.month}月{first.day}日"
        if len(run) > 1:
            words += (
                f"至{last.day}日" if first.month == last.month else f"至{last.month}月{last.day}日"
            )
        yield words
