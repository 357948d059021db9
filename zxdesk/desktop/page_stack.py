"""The pages of the window: made when first shown, one in front, at most one thing over it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.navigation import Place, Trail
from zxdesk.desktop.pages.page import Page
from zxdesk.desktop.pages.record_page import RecordPage
from zxdesk.desktop.pages.register_page import RegisterPage
from zxdesk.desktop.pages.roll_page import RollPage
from zxdesk.desktop.pages.specs import PAGES, REGISTERS
from zxdesk.desktop.widgets.nav_rail import NavItem
from zxdesk.queries.values import load
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period
from zxdesk.store import Changes

if TYPE_CHECKING:
    from zxdesk.desktop.pages.statistics_page import StatisticsPage
    from zxdesk.statistics.quota_standing import QuotaStanding

HOME, REGISTER, STATISTICS = "home", "register", "statistics"
ITEMS = (
    NavItem(HOME, "首页", "home"),
    *(NavItem(spec.kind, spec.label, spec.icon) for spec in PAGES),
    NavItem(REGISTER, "登记簿", "register"),
    NavItem(STATISTICS, "统计报送", "statistics"),
)
_REGISTERED = {spec.kind for spec in REGISTERS}


class _Refreshing(Protocol):
    def refresh(self, changes: Changes | None) -> None:
        """Take in what a step changed."""


class PageStack(QStackedWidget):
    """All pages, by key.

    Signals:
        shown: A page came to the front; carries its key.
        ready: The first page stands with its rows.
    """

    shown = Signal(str)
    ready = Signal()

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._pages: dict[str, QWidget] = {}
        self._key = ""
        self._over: RollPage | None = None
        self._trail = Trail()
        self._makers: dict[str, Callable[[], QWidget]] = {
            HOME: self._make_home,
            REGISTER: lambda: RegisterPage(context, self),
            STATISTICS: self._make_statistics,
        }
        for spec in PAGES:
            self._makers[spec.kind] = partial(RecordPage, context, spec, self)
        context.record_asked.connect(self.show_record)
        context.records_asked.connect(self.show_records)
        context.changed.connect(self._take_changes)

    @property
    def key(self) -> str:
        """The key of the page in front."""
        return self._key

    @property
    def roll(self) -> RollPage | None:
        """The roll call over the page, if one is on."""
        return self._over

    def page(self, key: str) -> QWidget:
        """Give a page, made if need be."""
        if key not in self._pages:
            page = self._makers[key]()
            self._pages[key] = page
            self.addWidget(page)
            if isinstance(page, Page):
                page.roll_asked.connect(self.call_roll)
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
        page = self.page(key)
        if isinstance(page, RegisterPage):
            page.show_record(kind, record)
        elif isinstance(page, RecordPage):
            page.show_record(record)

    def show_records(self, kind: str, ids: Sequence[int], title: str) -> None:
        """List records on their page."""
        key = self._key_of(kind)
        if not self.may_leave():
            return
        self._note_place("")
        self._front(key)
        page = self.page(key)
        if isinstance(page, RegisterPage):
            page.show_list(kind, ids, title)
        elif isinstance(page, RecordPage):
            page.show_list(ids, title)

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

    def place(self) -> Place:
        """Give where we are."""
        page = self._pages.get(self._key)
        if not isinstance(page, Page):
            return Place(self._key)
        kind = page.current.spec.kind if isinstance(page, RegisterPage) else ""
        return Place(self._key, kind, page.current_record())

    def refresh(self, changes: Changes | None) -> None:
        """Take in what a step changed, in every page that was made."""
        for page in self._pages.values():
            cast(_Refreshing, page).refresh(changes)

    def _take_changes(self, changes: Changes) -> None:
        # The pages of figures listen for themselves.
        for page in self._pages.values():
            if isinstance(page, Page):
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
        self._focus()

    def _front(self, key: str) -> None:
        self._key = key
        page = self.page(key)
        self.setCurrentWidget(page)
        if isinstance(page, Page):
            page.activate()
        self._focus()
        self.shown.emit(key)

    def _focus(self) -> None:
        page = self._pages.get(self._key)
        if isinstance(page, Page):
            page.focus_list()
        elif page is not None:
            page.setFocus()

    def _note_place(self, key: str) -> None:
        if self._key and self._key != key:
            self._trail.leave(self.place())

    def _return_to(self, place: Place | None) -> None:
        if place is None or not self.may_leave():
            return
        self._front(place.page)
        page = self.page(place.page)
        if isinstance(page, RegisterPage) and place.kind:
            register = page.open(place.kind)
            if place.record is not None:
                register.show_record(place.record)
        elif isinstance(page, RecordPage) and place.record is not None:
            page.show_record(place.record)

    def _key_of(self, kind: str) -> str:
        return REGISTER if kind in _REGISTERED else kind

    def _member_of(self, service: int) -> int:
        with self._context.ledger.read() as session:
            values = load(session, KINDS["service"], service) or {}
        return int(values.get("member_id") or 0)

    def _make_home(self) -> QWidget:
        from zxdesk.desktop.pages import acts
        from zxdesk.desktop.pages.home_page import HomePage

        home = HomePage(self._context, self)
        home.import_requested.connect(lambda: acts.import_books(self._context, self))
        home.new_requested.connect(lambda kind: acts.edit(self._context, self, kind, None))
        home.quarter_requested.connect(self._show_quarter)
        home.figure_requested.connect(self._show_figure)
        home.quotas_requested.connect(self._show_quotas)
        home.ready.connect(self.ready)
        return home

    def _make_statistics(self) -> QWidget:
        from zxdesk.desktop.pages.statistics_page import StatisticsPage

        return StatisticsPage(self._context, self)

    def _statistics(self) -> "StatisticsPage":
        return cast("StatisticsPage", self.page(STATISTICS))

    def _show_quarter(self, period: Period | None) -> None:
        if self.go(STATISTICS):
            self._statistics().show_quarter(period)

    def _show_quotas(self, quota: "QuotaStanding | None") -> None:
        if self.go(STATISTICS):
            self._statistics().show_quotas(quota)

    def _show_figure(self, expression: str, by: str, period: str = "") -> None:
        if self.go(STATISTICS):
            self._statistics().show_figure(expression, by, period)
