"""The statistics page: any figure of the ledger, and the quarter's reporting table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages.figures.asking import Asking
from zxdesk.desktop.pages.figures.figure_tab import FigureTab
from zxdesk.desktop.pages.figures.quarter_tab import QuarterTab
from zxdesk.desktop.widgets.words import set_role
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import read_expression
from zxdesk.store import Changes

_FIGURES, _QUARTER = 0, 1


class StatisticsPage(QWidget):
    """Figures and reporting tables.

    Signals:
        ready: What is in front shows the ledger as it is.
    """

    ready = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "ground")
        self._context = context
        look = theme.current()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("统计报送")
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.addTab("指标查询")
        self.tabs.addTab("季度报表")
        self._stack = QStackedWidget(self)
        self.figures = FigureTab(context, self)
        self.quarter = QuarterTab(context, self)
        for part in (self.figures, self.quarter):
            part.answered.connect(self.ready)
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(16))
        column.setSpacing(look.px(8))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)
        context.changed.connect(self.refresh)

    def refresh(self, _changes: Changes | None = None) -> None:
        """Work out again what is seen, and the rest once it is."""
        self.figures.mark_stale()
        self.quarter.mark_stale()
        if self.isVisible():
            self._catch_up()

    def show_quarter(self, period: Period | None = None) -> None:
        """Bring the reporting table of a quarter to the front; default: the present one."""
        if period is not None:
            self.quarter.set_quarter(period)
        self.tabs.setCurrentIndex(_QUARTER)

    def show_figure(self, expression: str, by: str = "", period: str = "") -> None:
        """Bring a figure to the front, written as `event.held 类型=读书`."""
        read = read_expression(expression)
        asking = Asking(
            code=read.code,
            where=read.where,
            scope=read.scope,
            by=by,
            period=period or str(self._context.ledger.today.year),
        )
        self.figures.ask(asking)
        self.tabs.setCurrentIndex(_FIGURES)

    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        part = self.quarter if self.tabs.currentIndex() == _QUARTER else self.figures
        part.catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while the page was not seen."""
        super().showEvent(event)
        self._catch_up()
