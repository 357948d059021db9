"""变更历史 and 回收站: every step of the ledger, what it changed, and the ways back."""

from datetime import datetime, time, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keys import listen
from zxdesk.desktop.base.page import Page
from zxdesk.desktop.ledger.change_pane import ChangePane
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.search_field import SearchField
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.queries.change_words import RemovedRecord, changed_records, removed_records
from zxdesk.queries.setting_words import changed_settings
from zxdesk.records import KINDS
from zxdesk.store import Changes, history, recycling, steps
from zxdesk.store.history import Step, StepQuery

_MOST = 500
_HISTORY, _BIN = range(2)
_SPANS = (("全部时间", None), ("今天", 0), ("最近 7 天", 7), ("最近 30 天", 30), ("最近一年", 365))
_COLUMNS = (
    TableColumn(key="when", title="时间", kind="date", width=150),
    TableColumn(key="who", title="操作员", width=80),
    TableColumn(key="what", title="内容", kind="title", width=320),
    TableColumn(key="state", title="", width=70, spare=1),
)


class HistoryPage(Page):
    """All steps, or all that was deleted, by person, day, kind and words."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._steps: list[Step] = []
        self._gone: list[RemovedRecord] = []
        self._standing: frozenset[int] = frozenset()
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("变更历史和回收站")
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for words in ("变更历史", "回收站"):
            self.tabs.addTab(words)
        self.who, self.kind, self.span = (QComboBox(self) for _ in range(3))
        self.search = SearchField("筛选内容…", self)
        self.count = label("", self, role="muted")
        self.list = WordList(_COLUMNS, self, name="history", settings=context.settings)
        self.list.setAccessibleName("变更")
        self.pane = ChangePane(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._load)
        self._offer()
        self._lay_out()
        self._connect()

    def show_bin(self) -> None:
        """Show what was deleted."""
        self.tabs.setCurrentIndex(_BIN)

    def show_history(self) -> None:
        """Show the steps."""
        self.tabs.setCurrentIndex(_HISTORY)

    def activate(self) -> None:
        """Bring the page up to date when it is shown."""
        self._load()

    def refresh(self, _changes: Changes | None) -> None:
        """Take in a step, once the page is seen."""
        if self.isVisible():
            self._soon.start()

    def take_focus(self) -> None:
        """Put the focus into the list."""
        self.list.setFocus()

    def _offer(self) -> None:
        for box, name in ((self.who, "操作员"), (self.kind, "种类"), (self.span, "时间")):
            box.setAccessibleName(name)
        self.kind.addItem("全部种类", "")
        for kind in KINDS.values():
            self.kind.addItem(kind.sheet, kind.name)
        for words, days in _SPANS:
            self.span.addItem(words, days)
        self.who.addItem("全部操作员", "")

    def _lay_out(self) -> None:
        look = theme.current()
        bar = QHBoxLayout()
        bar.setSpacing(look.px(8))
        self.search.setFixedWidth(look.px(220))
        bar.addWidget(self.search)
        for box in (self.who, self.kind, self.span):
            bar.addWidget(box)
        bar.addStretch(1)
        bar.addWidget(self.count)
        sheet = QFrame(self)
        set_role(sheet, "card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 1, 1, 5)
        inner.addWidget(self.list)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setHandleWidth(look.px(12))
        splitter.setChildrenCollapsible(False)
        for place, part in enumerate((sheet, self.pane)):
            splitter.addWidget(part)
            splitter.setStretchFactor(place, (56, 44)[place])
        splitter.setSizes([1120, 880])
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(6), look.px(16), look.px(12))
        column.setSpacing(look.px(8))
        column.addWidget(self.tabs, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(bar)
        column.addWidget(splitter, 1)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._load)
        for box in (self.who, self.kind, self.span):
            box.activated.connect(self._load)
        self.search.settled.connect(self._load)
        self.search.left_downwards.connect(self.list.setFocus)
        self.search.left_upwards.connect(self.take_focus)
        self.list.current_changed.connect(self._show_current)
        self.pane.undo_asked.connect(self._undo)
        self.pane.restore_asked.connect(self._restore)
        listen(self, "Ctrl+F", self.search.focus)

    def _load(self, _place: int | str = 0) -> None:
        if self.tabs.currentIndex() == _BIN:
            self._load_bin()
        else:
            self._load_steps()
        self.list.select_id(None)
        self.list.select_first()
        self._show_current()

    def _load_steps(self) -> None:
        ledger = self.context.ledger
        self._offer_authors()
        asked = StepQuery(
            by=self.who.currentData(),
            kind=self.kind.currentData(),
            since=self._since(),
            words=self.search.words(),
        )
        self._steps = history.listed(ledger, asked=asked, limit=_MOST)
        self._standing = history.standing(ledger)
        self.list.set_empty("没有符合条件的变更。")
        self.list.set_rows([self._row(step) for step in self._steps])
        most = "最近 " if len(self._steps) == _MOST else ""
        self.count.setText(f"{most}{len(self._steps):,} 步")

    def _load_bin(self) -> None:
        gone = removed_records(
            self.context.ledger, kind=self.kind.currentData(), words=self.search.words()
        )
        by, since = self.who.currentData(), self._since()
        self._gone = [
            one
            for one in gone
            if by in ("", one.change.step.by) and (since is None or one.change.step.at >= since)
        ]
        self.list.set_empty("回收站是空的。")
        rows = [
            (_moment(one.change.step.at), one.change.step.by, _named(one), "") for one in self._gone
        ]
        self.list.set_rows(rows)
        self.count.setText(f"{len(self._gone):,} 条")

    def _offer_authors(self) -> None:
        chosen = self.who.currentData()
        self.who.clear()
        self.who.addItem("全部操作员", "")
        for name in history.authors(self.context.ledger):
            self.who.addItem(name, name)
        self.who.setCurrentIndex(max(self.who.findData(chosen), 0))

    def _since(self) -> datetime | None:
        days = self.span.currentData()
        if days is None:
            return None
        return datetime.combine(self.context.ledger.today - timedelta(days=days), time())

    def _row(self, step: Step) -> tuple[object, ...]:
        undone = step.kind == steps.EDIT and step.no not in self._standing
        return (_moment(step.at), step.by, step.label, "已撤销" if undone else "")

    def _show_current(self) -> None:
        place = self.list.current_id()
        reason = self.context.ledger.read_only
        if self.tabs.currentIndex() == _BIN:
            one = self._gone[place] if place is not None and place < len(self._gone) else None
            self.pane.show_removed(one, refused=reason)
            return
        step = self._steps[place] if place is not None and place < len(self._steps) else None
        if step is None:
            self.pane.show_nothing("选中一步，这里显示它改了什么。")
            return
        may = step.no in self._standing
        refused = reason or ("" if may else "这一步不能撤销，或已经撤销")
        ledger = self.context.ledger
        records, settings = changed_records(ledger, step.no), changed_settings(ledger, step.no)
        self.pane.show_step(step, records, settings, refused=refused)

    def _undo(self, step: Step) -> None:
        def turn() -> None:
            changes = history.undo(self.context.ledger, step.no)
            self.context.wrote(changes, changes.label)

        self.context.attempt(turn)

    def _restore(self, gone: RemovedRecord) -> None:
        def bring() -> None:
            changes = recycling.bring_back(self.context.ledger, gone.change, gone.title)
            self.context.wrote(changes, f"已{changes.label}")

        self.context.attempt(bring)


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M")


def _named(gone: RemovedRecord) -> str:
    return f"{KINDS[gone.change.kind].sheet}　{gone.title}"
