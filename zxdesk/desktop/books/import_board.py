"""What an import shows before it is done: the sheets, every row, names of units, a summary."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.books.import_preview import ImportPreview
from zxdesk.desktop.books.rows_view import RowsView
from zxdesk.desktop.books.sheets_view import SheetsView
from zxdesk.desktop.books.units_view import UnitsView
from zxdesk.desktop.look import theme
from zxdesk.exchange.outcomes import RowOutcome
from zxdesk.exchange.report import ImportReport
from zxdesk.exchange.sheet_maps import SheetMaps

SHEETS, ROWS, UNITS, SUMMARY = range(4)
_TITLES = ("原表", "各行", "单位写法", "小结")


class ImportBoard(QWidget):
    """Four views of one trial.

    Signals:
        changed: Sheets are to be read, or rows to be taken, otherwise.
    """

    changed = Signal()

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        settings, ledger = context.settings, context.ledger
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("导入前看一看")
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack = QStackedWidget(self)
        self.sheets = SheetsView(self, settings=settings)
        self.rows = RowsView(self, ledger=ledger, settings=settings)
        self.units = UnitsView(self, ledger=ledger)
        self.preview = ImportPreview(self, settings=settings)
        for title, view in zip(
            _TITLES, (self.sheets, self.rows, self.units, self.preview), strict=True
        ):
            self.tabs.addTab(title)
            self._stack.addWidget(view)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        self.sheets.changed.connect(self.changed)
        self.rows.changed.connect(self.changed)
        self.rows.sheet_asked.connect(self._show_in_sheet)
        self.units.decided.connect(self.rows.decide_unit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def show_trial(self, maps: SheetMaps, report: ImportReport) -> None:
        """Show what an import would do."""
        self.sheets.show_maps(maps, report.rows)
        self.rows.show_rows(maps, report.rows)
        self.units.show_offers(report.units)
        self.preview.show_report(report)
        asks = sum(bool(row.among) for row in report.rows)
        self.tabs.setTabText(ROWS, f"各行（{asks} 行请看）" if asks else "各行")
        self.tabs.setTabText(UNITS, f"单位写法（{len(report.units)}）")
        self.tabs.setTabVisible(UNITS, bool(report.units))

    def show_done(self, report: ImportReport) -> None:
        """Show what was done."""
        self.preview.show_report(report, done=True)
        for place in (SHEETS, ROWS, UNITS):
            self.tabs.setTabVisible(place, False)
        self.tabs.setCurrentIndex(SUMMARY)

    def begin(self) -> None:
        """Forget what was decided of other files."""
        self.rows.forget()
        self.tabs.setCurrentIndex(SHEETS)

    def _show_in_sheet(self, outcome: RowOutcome) -> None:
        self.tabs.setCurrentIndex(SHEETS)
        self.sheets.go_to(outcome)
        self.sheets.grid.setFocus()
