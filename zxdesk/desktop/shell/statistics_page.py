"""The statistics page: any figure, the quarter's reporting table, the quotas, the programmes."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keys import listen
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.base.page import Page
from zxdesk.desktop.figures.figure_tab import FigureTab
from zxdesk.desktop.figures.programme_tab import ProgrammeTab
from zxdesk.desktop.figures.quota_tab import QuotaTab
from zxdesk.desktop.look import theme
from zxdesk.desktop.reporting.quarter_tab import QuarterTab
from zxdesk.desktop.reporting.received_tab import ReceivedTab
from zxdesk.desktop.reporting.tabs import reporting_tabs
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import read_expression
from zxdesk.statistics.questions import FigureQuestion
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.store import Changes

_FIGURES, _QUARTER, _QUOTAS, _PROGRAMMES = range(4)


class StatisticsPage(Page):
    """Figures, reporting tables, quotas and programmes.

    Signals:
        ready: What is in front shows the ledger as it is.
    """

    ready = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("统计报送")
        self.tabs.setExpanding(False)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._stack = QStackedWidget(self)
        self.figures = FigureTab(context, self)
        self.quarter = QuarterTab(context, self)
        self.quotas = QuotaTab(context, self)
        self.programmes = ProgrammeTab(context, self)
        self.reporting = reporting_tabs(context, self)
        named: dict[str, FigureTab | LiveTab] = {
            "指标查询": self.figures,
            "季度报表": self.quarter,
            "任务": self.quotas,
            "品牌": self.programmes,
            **self.reporting,
        }
        self._parts = tuple(named.values())
        for name, part in named.items():
            self.tabs.addTab(name)
            part.answered.connect(self.ready)
            self._stack.addWidget(part)
        self._lay_out()
        self.tabs.currentChanged.connect(self._on_tab)
        listen(self, "Ctrl+Tab", partial(self.turn, 1))
        listen(self, "Ctrl+Shift+Tab", partial(self.turn, -1))

    def turn(self, by: int) -> None:
        """Show the tab after the one in front, or before it."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % self.tabs.count())
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on the tabs, from which the keys lead on into what is in front."""
        self.tabs.setFocus()

    def refresh(self, _changes: Changes | None = None) -> None:
        """Work out again what is seen, and the rest once it is."""
        for part in self._parts:
            part.mark_stale()
        if self.isVisible():
            self._catch_up()

    def show_quarter(self, period: Period | None = None) -> None:
        """Bring the reporting table of a quarter to the front; default: the present one."""
        if period is not None:
            self.quarter.set_quarter(period)
        self.tabs.setCurrentIndex(_QUARTER)

    def show_received(self, period: Period) -> None:
        """Bring what the committees below us report for a quarter to the front."""
        tab = self.findChild(ReceivedTab)
        if isinstance(tab, ReceivedTab):
            tab.head.set_period(period)
            self.tabs.setCurrentIndex(self._parts.index(tab))

    def show_quotas(self, quota: QuotaStanding | None = None) -> None:
        """Bring the quotas to the front, with one of them chosen."""
        if quota is not None:
            self.quotas.choose(quota)
        self.tabs.setCurrentIndex(_QUOTAS)

    def show_figure(self, expression: str, by: str = "", period: str = "") -> None:
        """Bring a figure to the front, written as `event.held 类型=读书`."""
        read = read_expression(expression)
        asking = FigureQuestion(
            code=read.code,
            where=read.where,
            scope=read.scope,
            by=by,
            period=period or str(self.context.ledger.today.year),
        )
        self.figures.ask(asking)
        self.tabs.setCurrentIndex(_FIGURES)

    def _lay_out(self) -> None:
        look = theme.current()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(16))
        column.setSpacing(look.px(8))
        column.addWidget(self.tabs)
        column.addWidget(self._stack, 1)

    def _on_tab(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        if self.isVisible():
            self._catch_up()

    def _catch_up(self) -> None:
        self._parts[self.tabs.currentIndex()].catch_up()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while the page was not seen."""
        super().showEvent(event)
        self._catch_up()
