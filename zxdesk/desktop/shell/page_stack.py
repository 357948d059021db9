"""The pages of the window: made when first shown, one in front, at most one thing over it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.page import Page, Pane, Place
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.records.register_page import RegisterPage
from zxdesk.desktop.records.specs import PAGES, REGISTERS
from zxdesk.desktop.roll.roll_page import RollPage
from zxdesk.desktop.shell.nav_rail import NavItem
from zxdesk.desktop.shell.navigation import Trail, TrailStop
from zxdesk.queries.values import load
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period
from zxdesk.store import Changes

if TYPE_CHECKING:
    from zxdesk.desktop.shell.statistics_page import StatisticsPage
    from zxdesk.statistics.quota_standing import QuotaStanding

HOME, REGISTER, STATISTICS, HISTORY = "home", "register", "statistics", "history"
ITEMS = (
    NavItem(HOME, "首页", "home"),
    *(NavItem(spec.kind, spec.label, spec.icon) for spec in PAGES),
    NavItem(REGISTER, "登记簿", "register"),
    NavItem(STATISTICS, "统计报送", "statistics"),
)
_REGISTERED = {spec.kind for spec in REGISTERS}


class PageStack(QStackedWidget):
    """All pages, by key.

    Signals:
        shown: A page came to the front; carries its key.
        ready: The first page stands with its rows.
        told_due: The home page has found what is to be done; carries the list.
    """

    shown = Signal(str)
    ready = Signal()
    told_due = Signal(list)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[str, Page] = {}
        self._statistics: StatisticsPage | None = None
        self._key = ""
        self._over: RollPage | None = None
        self._trail = Trail()
        self._makers: dict[str, Callable[[], Page]] = {
            HOME: self._make_home,
            REGISTER: lambda: RegisterPage(context, self),
            STATISTICS: self._make_statistics,
            HISTORY: self._make_history,
        }
        for spec in PAGES:
            self._makers[spec.kind] = partial(RecordPage, context, spec, self)
        context.record_asked.connect(self.show_record)
        context.records_asked.connect(self.show_records)
        context.kind_asked.connect(self.show_kind)
        context.roll_asked.connect(self.call_roll)
        context.changed.connect(self.refresh)

    @property
    def key(self) -> str:
        """The key of the page in front."""
        return self._key

    def panes(self) -> list[Pane]:
        """Give the parts of the page in front, or of what lies over it."""
        if self._over is not None:
            return [Pane(self._over, self._over.view.view.setFocus)]
        page = self._pages.get(self._key)
        return page.panes() if page else []

    def new_kind(self) -> str:
        """Give the kind of record that is registered on the page in front; empty for none."""
        page = self._pages.get(self._key)
        return page.new_kind() if page else ""

    @property
    def roll(self) -> RollPage | None:
        """The roll call over the page, if one is on."""
        return self._over

    def page(self, key: str) -> Page:
        """Give a page, made if need be."""
        if key not in self._pages:
            page = self._makers[key]()
            self._pages[key] = page
            self.addWidget(page)
        return self._pages[key]

    def go(self, key: str) -> bool:
        """Show a page; False where what lies over it would not go."""
        if not self.may_leave():
            self.shown.emit(self._key)
            return False
        self._note_place(key)
        self._front(key)
        return True

    def show_record(self, kind: str, record: int) -> None:
        """Show a record on its page."""
        if kind == "service":
            kind, record = "member", self._member_of(record)
        key = self._key_of(kind)
        if not self.may_leave():
            return
        self._note_place("")
        self._front(key)
        self.page(key).show_record(kind, record)

    def show_records(self, kind: str, ids: Sequence[int], title: str) -> None:
        """List records on their page."""
        key = self._key_of(kind)
        if not self.may_leave():
            return
        self._note_place("")
        self._front(key)
        self.page(key).show_list(kind, ids, title)

    def show_kind(self, kind: str) -> None:
        """Show the page or the register of a kind."""
        if self.may_leave():
            self._note_place("")
            key = self._key_of(kind)
            page = self.page(key)
            if isinstance(page, RegisterPage):
                page.open(kind)
            self._front(key)

    @property
    def can_go_back(self) -> bool:
        """Whether there is anywhere to go back to."""
        return self._trail.can_go_back

    def back(self) -> None:
        """Go back to where we were."""
        self._return_to(self._trail.back(self.place()))

    def forward(self) -> None:
        """Go to where we came back from."""
        self._return_to(self._trail.forward(self.place()))

    def place(self) -> TrailStop:
        """Give where we are."""
        page = self._pages.get(self._key)
        return TrailStop(self._key, page.place() if page else Place())

    def refresh(self, changes: Changes | None) -> None:
        """Take in what a step changed, in every page that was made."""
        for page in self._pages.values():
            page.refresh(changes)

    def call_roll(self, event: int) -> None:
        """Call the roll of an event over the page."""
        if not self.may_leave():
            return
        self._over = RollPage(self._context, event, self)
        self._over.closed.connect(self._close_over)
        self.addWidget(self._over)
        self.setCurrentWidget(self._over)
        self._over.view.view.setFocus()

    def may_leave(self) -> bool:
        """Close what lies over the page, if it may go."""
        if self._over is None:
            return True
        if not self._over.may_leave():
            return False
        self._close_over()
        return True

    def _close_over(self) -> None:
        if self._over is None:
            return
        over, self._over = self._over, None
        self.setCurrentWidget(self.page(self._key))
        self.removeWidget(over)
        over.deleteLater()
        self.take_focus()

    def _front(self, key: str) -> None:
        self._key = key
        page = self.page(key)
        self.setCurrentWidget(page)
        page.activate()
        self.take_focus()
        self.shown.emit(key)

    def take_focus(self) -> None:
        """Put the focus where work on the page in front begins."""
        page = self._pages.get(self._key)
        if page is not None:
            page.take_focus()

    def _note_place(self, key: str) -> None:
        if self._key and self._key != key:
            self._trail.leave(self.place())

    def _return_to(self, stop: TrailStop | None) -> None:
        if stop is None or not self.may_leave():
            return
        self._front(stop.page)
        self.page(stop.page).return_to(stop.place)

    def _key_of(self, kind: str) -> str:
        return REGISTER if kind in _REGISTERED else kind

    def _member_of(self, service: int) -> int:
        with self._context.ledger.read() as session:
            values = load(session, KINDS["service"], service) or {}
        return int(values.get("member_id") or 0)

    def _make_home(self) -> Page:
        from zxdesk.desktop.home.home_page import HomePage

        home = HomePage(self._context, self)
        home.quarter_requested.connect(self._show_quarter)
        home.figure_requested.connect(self._show_figure)
        home.received_requested.connect(self._show_received)
        home.quotas_requested.connect(self._show_quotas)
        home.ready.connect(self.ready)
        home.told_due.connect(self.told_due)
        home.history_asked.connect(self.show_history)
        return home

    def _make_statistics(self) -> Page:
        from zxdesk.desktop.shell.statistics_page import StatisticsPage

        self._statistics = StatisticsPage(self._context, self)
        return self._statistics

    def _make_history(self) -> Page:
        from zxdesk.desktop.ledger.history_page import HistoryPage

        return HistoryPage(self._context, self)

    def show_history(self, *, bin: bool = False) -> None:
        """Show all that was done, or what was deleted."""
        from zxdesk.desktop.ledger.history_page import HistoryPage

        page = self.page(HISTORY)
        assert isinstance(page, HistoryPage)
        (page.show_bin if bin else page.show_history)()
        self.go(HISTORY)

    def _show_quarter(self, period: Period | None) -> None:
        if self.go(STATISTICS) and self._statistics:
            self._statistics.show_quarter(period)

    def _show_received(self, period: Period) -> None:
        if self.go(STATISTICS) and self._statistics:
            self._statistics.show_received(period)

    def _show_quotas(self, quota: "QuotaStanding | None") -> None:
        if self.go(STATISTICS) and self._statistics:
            self._statistics.show_quotas(quota)

    def _show_figure(self, expression: str, by: str, period: str = "") -> None:
        if self.go(STATISTICS) and self._statistics:
            self._statistics.show_figure(expression, by, period)
