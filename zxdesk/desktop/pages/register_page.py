"""登记簿: the small registers under one roof."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages.page import Page
from zxdesk.desktop.pages.record_page import RecordPage
from zxdesk.desktop.pages.specs import REGISTERS
from zxdesk.store import Changes


class RegisterPage(Page):
    """A tab for each register; its page is made when it is first shown."""

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._pages: dict[str, RecordPage] = {}
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("登记簿")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for spec in REGISTERS:
            self.tabs.addTab(spec.label)
        self._stack = QStackedWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.tabs.currentChanged.connect(self._on_tab)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of the registers, in the order of the tabs."""
        return tuple(spec.kind for spec in REGISTERS)

    @property
    def current(self) -> RecordPage:
        """The register shown."""
        return self.register(self.kinds[self.tabs.currentIndex()])

    def register(self, kind: str) -> RecordPage:
        """Give a register's page."""
        if kind not in self._pages:
            spec = REGISTERS[self.kinds.index(kind)]
            page = RecordPage(self.context, spec, self)
            page.wandered.connect(self.wandered)
            page.roll_asked.connect(self.roll_asked)
            self._pages[kind] = page
            self._stack.addWidget(page)
        return self._pages[kind]

    def open(self, kind: str) -> RecordPage:
        """Show a register."""
        self.tabs.setCurrentIndex(self.kinds.index(kind))
        page = self.register(kind)
        self._stack.setCurrentWidget(page)
        return page

    def show_record(self, kind: str, record: int) -> None:
        """Show a record in its register."""
        self.open(kind).show_record(record)

    def show_list(self, kind: str, ids: Sequence[int], title: str) -> None:
        """Show these records in their register."""
        self.open(kind).show_list(ids, title)

    def activate(self) -> None:
        """Bring the register that is shown up to date."""
        self._stack.setCurrentWidget(self.current)
        self.current.activate()

    def refresh(self, changes: Changes | None) -> None:
        """Take in what a step changed."""
        for page in self._pages.values():
            page.refresh(changes)

    def focus_list(self) -> None:
        """Put the focus into the list."""
        self.current.focus_list()

    def current_record(self) -> int | None:
        """Give the record shown."""
        return self.current.current_record()

    def _on_tab(self) -> None:
        self.activate()
        self.wandered.emit()
