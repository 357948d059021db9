"""登记簿: the small registers under one roof."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keys import listen
from zxdesk.desktop.base.page import Page, Pane, Place
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.records.specs import BY_KIND, GROUPS
from zxdesk.store import Changes


class RegisterPage(Page):
    """The registers in groups, a tab for each; its page is made when it is first shown."""

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._pages: dict[str, RecordPage] = {}
        self._last = [0] * len(GROUPS)
        self.groups = self._bar("登记簿的类", [title for title, _ in GROUPS])
        # Another look than the row of registers below: two rows of tabs alike are a riddle.
        set_role(self.groups, "segments")
        self.tabs = self._bar("登记簿", [])
        self._fill_tabs(0)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        for bar in (self.groups, self.tabs):
            head = QHBoxLayout()
            head.setContentsMargins(16, 0, 16, 0)
            head.addWidget(bar)
            head.addStretch(1)
            column.addLayout(head)
        column.addWidget(self._stack, 1)
        listen(self, "Ctrl+Tab", partial(self.turn, 1))
        listen(self, "Ctrl+Shift+Tab", partial(self.turn, -1))
        self.groups.currentChanged.connect(self._on_group)
        self.tabs.currentChanged.connect(self._on_tab)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the registers, in the order of the tabs."""
        return tuple(kind for _, kinds in GROUPS for kind in kinds)

    @property
    def current(self) -> RecordPage:
        """The register shown."""
        _, kinds = GROUPS[self.groups.currentIndex()]
        return self.register(kinds[self.tabs.currentIndex()])

    def register(self, kind: str) -> RecordPage:
        """Give a register's page."""
        if kind not in self._pages:
            page = RecordPage(self.context, BY_KIND[kind], self)
            self._pages[kind] = page
            self._stack.addWidget(page)
        return self._pages[kind]

    def open(self, kind: str) -> RecordPage:
        """Show a register."""
        group = next(i for i, (_, kinds) in enumerate(GROUPS) if kind in kinds)
        self._last[group] = GROUPS[group][1].index(kind)
        if self.groups.currentIndex() == group:
            self.tabs.setCurrentIndex(self._last[group])
        else:
            self.groups.setCurrentIndex(group)
        page = self.register(kind)
        self._stack.setCurrentWidget(page)
        return page

    def show_record(self, kind: str, record: int) -> None:
        """Show a record in its register."""
        self.open(kind).show_record(kind, record)

    def show_list(self, kind: str, ids: Sequence[int], title: str) -> None:
        """Show these records in their register."""
        self.open(kind).show_list(kind, ids, title)

    def activate(self) -> None:
        """Bring the register that is shown up to date."""
        self._stack.setCurrentWidget(self.current)
        self.current.activate()

    def refresh(self, changes: Changes | None) -> None:
        """Take in what a step changed."""
        for page in self._pages.values():
            page.refresh(changes)

    def place(self) -> Place:
        """Give the register and the record shown."""
        return self.current.place()

    def return_to(self, place: Place) -> None:
        """Show again the register and the record that were left."""
        self.open(place.kind).return_to(place)

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.current.take_focus()

    def turn(self, by: int) -> None:
        """Show the register after the one in front, or before it."""
        kinds = self.kinds
        self.open(kinds[(kinds.index(self.current.spec.kind) + by) % len(kinds)])
        self.activate()
        self.take_focus()

    def panes(self) -> list[Pane]:
        """Give the tabs and the parts of the register in front."""
        return [Pane(self.tabs, self.tabs.setFocus), *self.current.panes()]

    def new_kind(self) -> str:
        """Give what the register in front holds."""
        return self.current.new_kind()

    def current_record(self) -> int | None:
        """Give the record shown."""
        return self.current.current_record()

    def _bar(self, name: str, titles: Sequence[str]) -> QTabBar:
        bar = QTabBar(self)
        bar.setAccessibleName(name)
        bar.setExpanding(False)
        bar.setDrawBase(False)
        for title in titles:
            bar.addTab(title)
        return bar

    def _fill_tabs(self, group: int) -> None:
        """Offer the registers of a group, the one last shown in front."""
        # The first tab that is added becomes the current one: its page would be made and read.
        self.tabs.blockSignals(True)
        while self.tabs.count():
            self.tabs.removeTab(0)
        for kind in GROUPS[group][1]:
            self.tabs.addTab(BY_KIND[kind].label)
        self.tabs.setCurrentIndex(self._last[group])
        self.tabs.blockSignals(False)

    def _on_group(self, group: int) -> None:
        self._fill_tabs(group)
        self._on_tab()

    def _on_tab(self) -> None:
        self._last[self.groups.currentIndex()] = self.tabs.currentIndex()
        self.activate()
