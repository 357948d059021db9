"""The page of a kind: filter bar, list, detail pane."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QFrame, QMenu, QSplitter, QToolButton, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keys import listen
from zxdesk.desktop.base.page import Page, Pane, Place
from zxdesk.desktop.base.settings import DETAIL, splitter
from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.records.filter_bar import FilterBar
from zxdesk.desktop.records.list_source import ListQuery, ListSource
from zxdesk.desktop.records.record_detail import RecordDetail
from zxdesk.desktop.records.row_acts import RowActs
from zxdesk.desktop.records.saved_filters import SavedFilters
from zxdesk.desktop.records.specs import YEAR, PageSpec
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.desktop.widgets.record_table import RecordTableModel
from zxdesk.queries.duplicates import DUPLICABLE
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.records.event import HELD
from zxdesk.store import Changes

_SETTLE_MS = 60
# Where a window is narrow the list gets more: its titles are to be read.
_SHARES, _NARROW_SHARES, _NARROW = (56, 44), (64, 36), 1320


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
        self.detail = RecordDetail(context, spec, self, selected=self.list.selected_ids)
        self.rows = RowActs(context, spec, self.list)
        self.filters = SavedFilters(self.bar, context, spec.kind, apply=self._clear_among)
        self._found = ""
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
            if self.list.current_id() is None:
                self.detail.show_record(None)
        self._settle.start()

    def refresh(self, _changes: Changes | None) -> None:
        """Take in what a step changed; titles of linked records stand in every list."""
        if self._stale:
            return
        self._offer_values()
        kept, row = self.list.current_id(), self.list.currentIndex().row()
        self.model.refresh()
        if kept is not None and self.list.current_id() is None:
            self.list.select_beside(row)
        self._count()
        self.detail.refresh()

    def show_record(self, _kind: str, record: int) -> None:
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

    def show_list(self, _kind: str, ids: Sequence[int], title: str) -> None:
        """Show only these records, until their chip is taken away."""
        self._stale = False
        self._offer_values()
        self._among = tuple(ids)
        self.bar.set_filters({})
        self.bar.set_among(title)
        self._search()
        self.list.select_id(None)
        self.list.select_first()

    def panes(self) -> list[Pane]:
        """Give filters, list and detail."""
        found = [Pane(self.bar, self.bar.search.focus), Pane(self.list, self.take_focus)]
        return found if self.detail.isHidden() else [*found, Pane(self.detail, self.detail.enter)]

    def new_kind(self) -> str:
        """Give what is registered on this page."""
        return self.spec.kind

    def current_record(self) -> int | None:
        """Give the record shown."""
        return self.list.current_id()

    def place(self) -> Place:
        """Give the kind and the record shown."""
        return Place(self.spec.kind, self.current_record())

    def return_to(self, place: Place) -> None:
        """Show again the record that was left."""
        if place.record is not None:
            self.show_record(place.kind, place.record)

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def listed_ids(self) -> list[int]:
        """Give the ids of everything the list shows."""
        return self.model.all_ids()

    def _build(self) -> None:
        for label in self.spec.filters:
            self.bar.add_filter(label, label, [])
        words = f"登记{self.spec.label}"
        self.new_button = self.bar.add_button(words, "plus", hint=f"{words}（Ctrl+N）")
        self.new_button.setEnabled(not self.context.ledger.read_only)
        self.new_button.clicked.connect(self._new)
        self.bar.add_act("从工作簿导入…", "import", self._import)
        if self.kind.in_workbook:
            self.bar.add_act("粘贴复制的几行…", "import", self._paste, keys="Ctrl+V")
        else:
            listen(self, "Ctrl+V", self.detail.attaching.paste)
        self.bar.add_act("导出所见…", "export", self._export)
        self.bar.add_menu("打印所见", "print", self._offer_papers)
        if self.spec.kind in DUPLICABLE:
            self.bar.add_act("查找重复…", "search", self._find_duplicates)
        self.bar.menu.addSeparator()
        self.bar.add_menu("常用筛选", "filter", self.filters.fill)
        self.bar.add_menu("排序", "chevron-down", self.list.fill_sorting)
        self.bar.add_menu("选择列", "columns", self.list.columns.fill)
        self._toggle = self._tool("sidebar", "显示或隐藏详情（F9）", self.toggle_detail)
        self.bar.add_tool(self._toggle)
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
        self._splitter.setSizes(sizes or [share * 20 for share in self._shares()])
        self.detail.setVisible(self.context.settings.get(DETAIL))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(10)
        column.addWidget(self.bar)
        column.addWidget(self._splitter, 1)
        self.list.set_empty(self.spec.nothing)
        self.list.setAccessibleName(f"{self.spec.label}列表")

    def _connect(self) -> None:
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLE_MS)
        self._settle.timeout.connect(self._show_current)
        self.bar.changed.connect(self._search)
        self.bar.among_cleared.connect(self._clear_among)
        self.bar.search.left_downwards.connect(self.list.setFocus)
        self.list.current_changed.connect(self._settle.start)
        self.list.selection_changed.connect(self._show_count)
        self.detail.left_empty.connect(self.take_focus)
        self.list.opened.connect(self._on_opened)
        self._splitter.splitterMoved.connect(self._keep_sizes)
        self.bar.search.left_upwards.connect(self.take_focus)
        for keys, act in (
            ("F9", self.toggle_detail),
            ("Ctrl+F", self.bar.search.focus),
            ("F2", self.rows.edit),
            ("Ctrl+P", self.rows.pop_up_papers),
            ("Ctrl+Return", self.detail.actions_row.press_primary),
            ("Ctrl+Enter", self.detail.actions_row.press_primary),
        ):
            listen(self, keys, act)

    def _tool(self, icon: str, hint: str, act: Callable[[], object]) -> QToolButton:
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

    def _wanted(self) -> ListQuery:
        return ListQuery(text=self.bar.search.words(), where=self.bar.filters(), among=self._among)

    def _search(self) -> None:
        kept = self.list.current_id()
        self.context.attempt(lambda: self.model.set_wanted(self._wanted()))
        self._count()
        if kept is None or self.model.row_of(kept) < 0:
            self.list.select_id(self.model.id_at(0))
        narrowed = self._wanted() != ListQuery()
        sentence = f"没有符合条件的{self.spec.label}。" if narrowed else self.spec.nothing
        action = self._clear_filters if narrowed else self._new
        button = "清除筛选" if narrowed else f"登记{self.spec.label}"
        if self.context.ledger.read_only and not narrowed:
            button = ""
        self.list.set_empty(sentence, button, action)
        if not narrowed:
            self._offer_further()

    def _offer_further(self) -> None:
        """Offer what the sentence of an empty list points at."""
        elsewhere = self.spec.elsewhere
        if elsewhere:
            self.list.empty_note.set_further(
                f"到“{KINDS[elsewhere].sheet}”", lambda: self.context.show_kind(elsewhere)
            )
        elif not self.context.ledger.read_only and KINDS[self.spec.kind].in_workbook:
            acts = self.context.acts
            self.list.empty_note.set_further(
                "导入表格…", lambda: acts.import_books(self.context, self)
            )

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
        self._found = words
        self._show_count()

    def _show_count(self) -> None:
        rows = self.list.selectionModel().selectedRows()
        chosen = f"已选 {len(rows):,} {self.spec.counter} / " if len(rows) > 1 else ""
        self.bar.set_count(f"{chosen}{self._found}")

    def _offer_values(self) -> None:
        for label in self.spec.filters:
            if label == YEAR:
                years = [(str(year), f"{year}年") for year in self.records.years()]
                self.bar.filter_button(label).set_options(years)
                continue
            found = {value: count for value, count in self.records.choices(label) if value}
            options = [(value, value) for value in found]
            self.bar.filter_button(label).set_options(options, found)

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
        self.bar.set_among("")
        self._search()

    def _show_current(self) -> None:
        if self.detail.isHidden():
            return
        record = self.list.current_id()
        if record != self.detail.record():
            self.detail.show_record(record)

    def _on_opened(self, _record: int) -> None:
        if self.detail.isHidden():
            self.toggle_detail()
        self.rows.edit()

    def _new(self) -> None:
        self.context.acts.edit(self.context, self, self.spec.kind, None)

    def _import(self) -> None:
        self.context.acts.import_books(self.context, self)

    def _paste(self) -> None:
        """Hang copied files on the record; take lines from a spreadsheet through the import."""
        if not self.detail.attaching.paste() and not self.context.ledger.read_only:
            text = QGuiApplication.clipboard().text()
            self.context.acts.paste(self.context, self, self.spec.kind, text)

    def _find_duplicates(self) -> None:
        self.context.acts.find_duplicates(self.context, self, self.spec.kind)

    def _export(self) -> None:
        narrowed = self._wanted() != ListQuery()
        ids = self.listed_ids() if narrowed else None
        self.context.acts.export(self.context, self, self.spec.kind, ids)

    def _offer_papers(self, menu: QMenu) -> None:
        kind, ids = self.spec.kind, self.listed_ids()
        self.context.acts.offer_papers(self.context, self, menu, kind, ids, one=False)

    def _shares(self) -> tuple[int, int]:
        return _NARROW_SHARES if self.window().width() < theme.current().px(_NARROW) else _SHARES

    def _keep_sizes(self) -> None:
        self.context.settings.set(splitter(self.spec.kind), self._splitter.sizes())

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave what was still to be shown: the ledger may be closed next."""
        super().hideEvent(event)
        self._settle.stop()
