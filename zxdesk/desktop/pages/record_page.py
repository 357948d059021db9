"""The page of a kind: filter bar, list, detail pane."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QSplitter, QToolButton, QVBoxLayout, QWidget

from zxdesk.desktop import icons, theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.models.record_table import RecordTableModel
from zxdesk.desktop.pages import acts, paper_menu
from zxdesk.desktop.pages.list_source import ListSource, Wanted
from zxdesk.desktop.pages.page import Page
from zxdesk.desktop.pages.record_detail import RecordDetail
from zxdesk.desktop.pages.specs import YEAR, PageSpec
from zxdesk.desktop.settings import DETAIL, splitter
from zxdesk.desktop.widgets.filter_bar import FilterBar
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.desktop.widgets.words import set_role
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.store import Changes

_SETTLE_MS = 60
_SHARES = (56, 44)


class RecordPage(Page):
    """The records of one kind."""

    def __init__(self, context: DeskContext, spec: PageSpec, parent: QWidget) -> None:
        super().__init__(context, parent)
        self.spec = spec
        self.kind = KINDS[spec.kind]
        self.records = RecordList(context.ledger, self.kind)
        self._among: tuple[int, ...] | None = None
        self._stale = True
        self.bar = FilterBar(f"筛选{spec.label}…", self)
        self.model = RecordTableModel(ListSource(self.records, context.ledger), self)
        self.list = ListView(self.model, self, name=spec.kind, settings=context.settings)
        self.detail = RecordDetail(context, spec, self)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._settle = QTimer(self)
        self._build()
        self._connect()

    def activate(self) -> None:
        """Bring the page up to date when it is shown."""
        if self._stale:
            self._stale = False
            self._offer_values()
            if YEAR in self.spec.filters and self.spec.kind == "event":
                self._begin_with_this_year()
            self._search()
            self.list.select_first()
        self._settle.start()

    def refresh(self, _changes: Changes | None) -> None:
        """Take in what a step changed; titles of linked records stand in every list."""
        if self._stale:
            return
        self._offer_values()
        self.model.refresh()
        self._count()
        self.detail.refresh()

    def show_record(self, record: int) -> None:
        """Show a record; filters that hide it are dropped."""
        self.activate()
        if self.list.select_id(record):
            self.detail.show_record(record)
            return
        self._among = None
        self.bar.set_among("")
        self.bar.set_filters({})
        self._search()
        self.list.select_id(record)
        self.detail.show_record(record)

    def show_list(self, ids: Sequence[int], title: str) -> None:
        """Show only these records, until their chip is taken away."""
        self._stale = False
        self._offer_values()
        self._among = tuple(ids)
        self.bar.set_filters({})
        self.bar.set_among(title)
        self._search()
        self.list.select_id(None)
        self.list.select_first()

    def show_filtered(self, where: Mapping[str, Sequence[str]]) -> None:
        """Show the page with these filters and no others."""
        self._stale = False
        self._offer_values()
        self._among = None
        self.bar.set_among("")
        self.bar.set_filters(where)
        self._search()
        self.list.select_id(None)
        self.list.select_first()

    def current_record(self) -> int | None:
        """Give the record shown."""
        return self.list.current_id()

    def focus_list(self) -> None:
        """Put the focus into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def listed_ids(self) -> list[int]:
        """Give the ids of everything the list shows."""
        return self.model.all_ids()

    def _build(self) -> None:
        for label in self.spec.filters:
            self.bar.add_filter(label, label, [])
        for words, icon, act, hint in (
            ("导入", "import", self._import, "从工作簿导入"),
            ("导出所见", "export", self._export, "把列表里的记录写成工作簿"),
            ("打印", "print", self._print, "把列表里的记录印成名册、清单等文表"),
        ):
            self.bar.add_button(words, icon, hint=hint).clicked.connect(act)
        self.bar.add_widget(self._tool("columns", "选择列", self._columns_menu))
        self._toggle = self._tool("sidebar", "显示或隐藏详情（F9）", self.toggle_detail)
        self.bar.add_widget(self._toggle)
        sheet = QFrame(self)
        set_role(sheet, "card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 5)
        inner.addWidget(self.list)
        self._splitter.addWidget(sheet)
        self._splitter.addWidget(self.detail)
        self._splitter.setHandleWidth(theme.current().px(12))
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setStretchFactor(0, _SHARES[0])
        self._splitter.setStretchFactor(1, _SHARES[1])
        sizes = self.context.settings.get(splitter(self.spec.kind))
        self._splitter.setSizes(sizes or [share * 20 for share in _SHARES])
        self.detail.setVisible(self.context.settings.get(DETAIL))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self._splitter, 1)
        button = f"登记{self.kind.sheet}" if not self.context.ledger.read_only else ""
        self.list.set_empty(self.spec.empty, button, self._new)
        self.list.setAccessibleName(f"{self.spec.label}列表")

    def _connect(self) -> None:
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._show_current)
        self.bar.changed.connect(self._search)
        self.bar.among_cleared.connect(self._clear_among)
        self.bar.search.left_downwards.connect(self.list.setFocus)
        self.list.current_changed.connect(self._on_current)
        self.list.opened.connect(self._on_opened)
        self._splitter.splitterMoved.connect(self._keep_sizes)
        self.detail.roll_asked.connect(self.roll_asked)
        for keys, act in (
            ("F9", self.toggle_detail),
            ("Ctrl+F", self.bar.search.focus),
            ("F2", self._edit_current),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _tool(self, icon: str, hint: str, act: object) -> QToolButton:
        button = QToolButton(self)
        icons.put(button, icon, "muted", size=18)
        button.setToolTip(hint)
        button.setAccessibleName(hint)
        button.clicked.connect(act)
        return button

    def toggle_detail(self) -> None:
        """Show or hide the detail pane."""
        shown = self.detail.isHidden()
        self.detail.setVisible(shown)
        self.context.settings.set(DETAIL, shown)
        if shown:
            self._show_current()

    def _wanted(self) -> Wanted:
        return Wanted(text=self.bar.search.words(), where=self.bar.filters(), among=self._among)

    def _search(self) -> None:
        kept = self.list.current_id()
        self.context.attempt(lambda: self.model.set_wanted(self._wanted()))
        self._count()
        if kept is None or self.model.row_of(kept) < 0:
            self.list.select_id(self.model.id_at(0))
        narrowed = self._wanted() != Wanted()
        sentence = f"没有符合条件的{self.spec.label}。" if narrowed else self.spec.empty
        action = self._clear_filters if narrowed else self._new
        button = "清除筛选" if narrowed else f"登记{self.kind.sheet}"
        if self.context.ledger.read_only and not narrowed:
            button = ""
        self.list.set_empty(sentence, button, action)

    def _count(self) -> None:
        total = self.model.rowCount()
        words = f"{total:,} {self.spec.counter}"
        if self.spec.kind == "event" and total:
            where = dict(self.bar.filters())
            if "状态" not in where:
                where["状态"] = (HELD,)
                wanted = self._wanted()
                held = self.records.ids(text=wanted.text, where=where, among=wanted.among)
                words += f"，其中 {len(held):,} 场已举办"
        self.bar.set_count(words)

    def _offer_values(self) -> None:
        for label in self.spec.filters:
            if label == YEAR:
                options = [(str(year), f"{year}年") for year in self.records.years()]
            else:
                found = self.records.choices(label)
                options = [(value, value) for value, _ in found if value]
            self.bar.filter_button(label).set_options(options)

    def _begin_with_this_year(self) -> None:
        year = str(self.context.ledger.today.year)
        if int(year) in self.records.years():
            self.bar.set_filters({YEAR: (year,)})

    def _clear_filters(self) -> None:
        self._among = None
        self.bar.set_among("")
        self.bar.set_filters({})
        self._search()

    def _clear_among(self) -> None:
        self._among = None
        self._search()

    def _on_current(self, record: object) -> None:
        self._settle.start()
        if isinstance(record, int):
            self.wandered.emit()

    def _show_current(self) -> None:
        if self.detail.isHidden():
            return
        record = self.list.current_id()
        if record != self.detail.record():
            self.detail.show_record(record)

    def _on_opened(self, record: int) -> None:
        if self.detail.isHidden():
            self.toggle_detail()
        if not self.context.ledger.read_only:
            acts.edit(self.context, self, self.spec.kind, record)

    def _edit_current(self) -> None:
        record = self.list.current_id()
        if record is not None and not self.context.ledger.read_only:
            acts.edit(self.context, self, self.spec.kind, record)

    def _new(self) -> None:
        acts.edit(self.context, self, self.spec.kind, None)

    def _columns_menu(self) -> None:
        menu = self.list.columns.menu()
        menu.popup(self.mapToGlobal(self.rect().topRight()))

    def _import(self) -> None:
        acts.import_books(self.context, self)

    def _export(self) -> None:
        narrowed = self._wanted() != Wanted()
        ids = self.listed_ids() if narrowed else None
        acts.export(self.context, self, self.spec.kind, ids)

    def _print(self) -> None:
        button = self.bar.button("打印")
        paper_menu.pop_up(self.context, button, self.spec.kind, self.listed_ids(), one=False)

    def _keep_sizes(self) -> None:
        self.context.settings.set(splitter(self.spec.kind), self._splitter.sizes())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what was still to be shown: the ledger may be closed next."""
        super().hideEvent(event)
        self._settle.stop()
