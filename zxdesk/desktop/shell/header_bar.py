"""The header line: whose ledger this is, search, to-dos, undo, new."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import ElidedLabel, set_role
from zxdesk.desktop.widgets.search_field import SearchField
from zxdesk.desktop.widgets.trailing_button import TrailingButton

_NARROW = 1000


@dataclass(frozen=True)
class NewKind:
    """A kind that 新建 offers."""

    key: str
    label: str
    icon: str


class HeaderBar(QFrame):
    """The line at the top of the window.

    Signals:
        search_changed: Text was typed into the search field (settled, committed text only).
        search_entered: Return was pressed in the search field; carries the text.
        undo_requested, redo_requested, todo_requested, back_requested: A button was pressed.
        new_requested: A kind was chosen from 新建; carries its key.
        new_asked: Ctrl+N was pressed.
        new_offered: 新建 is about to be opened: its menu is to be filled.
    """

    search_changed = Signal(str)
    search_entered = Signal(str)
    undo_requested = Signal()
    redo_requested = Signal()
    back_requested = Signal()
    todo_requested = Signal()
    new_requested = Signal(str)
    new_asked = Signal()
    new_offered = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "header")
        self._committee = ElidedLabel("", self, role="strong", least=120)
        self.ledger_button = TrailingButton(self, role="plain", size=14, margin=4)
        self.ledger_button.set_sign("chevron-down", "muted")
        self.ledger_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._ledger_name = ""
        self.back_button = self._tool("chevron-left", "返回", self.back_requested)
        self.back_button.setToolTip("返回上一处（Alt+←）")
        self.search = SearchField("全部搜索：文字、编号、拼音首字母…", self, hint="Ctrl+K")
        self.search.setAccessibleName("全部搜索")
        self.todo_button = self._tool("bell", "要办的事", self.todo_requested)
        self.undo_button = QPushButton("撤销", self)
        self.redo_button = self._tool("redo", "重做", self.redo_requested)
        self.new_button = QPushButton("新建", self)
        self.new_button.setMenu(QMenu(self.new_button))
        self.new_button.menu().aboutToShow.connect(self.new_offered)
        self._undo_step = ""
        self._build()
        self.set_undo("")
        self.set_redo("")
        self.set_todo_count(0)

    def set_ledger(self, committee: str, ledger: str) -> None:
        """Say whose ledger is open and what its file is called."""
        self._committee.setText(committee)
        self._ledger_name = ledger
        self.ledger_button.setToolTip(f"台账：{ledger}")
        self.ledger_button.setAccessibleName(f"台账 {ledger}：打开、备份、设置")
        self._show_ledger()

    def set_ledger_menu(self, menu: QMenu) -> None:
        """Give the ledger's name its menu."""
        self.ledger_button.setMenu(menu)

    def set_undo(self, step: str) -> None:
        """Name the step that 撤销 takes back; empty where there is none."""
        self._undo_step = step
        self.undo_button.setEnabled(bool(step))
        self.undo_button.setToolTip(f"撤销：{step}（Ctrl+Z）" if step else "没有可撤销的步骤")
        self.undo_button.setAccessibleName(f"撤销：{step}" if step else "撤销")
        self._show_undo()

    def set_redo(self, step: str) -> None:
        """Name the step that 重做 brings back; empty where there is none."""
        self.redo_button.setEnabled(bool(step))
        self.redo_button.setToolTip(f"重做：{step}（Ctrl+Y）" if step else "没有可重做的步骤")
        self.redo_button.setAccessibleName(f"重做：{step}" if step else "重做")

    def set_todo_count(self, count: int, overdue: int = 0) -> None:
        """Show how many things wait, and how many of them for too long."""
        self.todo_button.setText(f" {count}" if count else "")
        late = f"，其中逾期 {overdue} 件" if overdue else ""
        words = f"要办的事 {count} 件{late}" if count else "没有要办的事"
        self.todo_button.setToolTip(words)
        self.todo_button.setAccessibleName(words)

    def set_new_kinds(
        self, own: NewKind | None, kinds: Sequence[NewKind], groups: Mapping[str, Sequence[NewKind]]
    ) -> None:
        """Fill the menu of 新建: what the page in front holds first, then all else.

        Args:
            groups: What stands in menus of its own, by their titles.
        """
        menu = self.new_button.menu()
        menu.clear()
        if own is not None:
            self._add_kind(menu, own, key="Ctrl+N")
            menu.addSeparator()
        for kind in kinds:
            self._add_kind(menu, kind)
        menu.addSeparator()
        for title, within in groups.items():
            below = menu.addMenu(title)
            for kind in within:
                self._add_kind(below, kind)

    def open_new(self) -> None:
        """Open the menu of 新建."""
        if self.new_button.isEnabled():
            self.new_button.showMenu()

    def _add_kind(self, menu: QMenu, kind: NewKind, key: str = "") -> None:
        # The key is only shown: the header itself listens to it.
        words = f"登记{kind.label}\t{key}" if key else f"登记{kind.label}"
        action = QAction(icons.icon(kind.icon, "muted"), words, menu)
        action.triggered.connect(lambda _=False: self.new_requested.emit(kind.key))
        menu.addAction(action)

    def _build(self) -> None:
        icons.put(self.undo_button, "undo", "text", size=16)
        icons.put(self.new_button, "plus", "on_accent", size=16)
        set_role(self.new_button, "primary")
        self.new_button.setToolTip("登记一条新记录（Ctrl+N）")
        self.undo_button.clicked.connect(self.undo_requested)
        self.search.settled.connect(self.search_changed)
        self.search.entered.connect(self.search_entered)
        for keys, act in (("Ctrl+K", self.search.focus), ("Ctrl+N", self.new_asked.emit)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 7, 16, 8)
        row.setSpacing(10)
        row.addWidget(self.back_button)
        row.addWidget(self._committee, 0)
        row.addWidget(self.ledger_button, 0)
        row.addStretch(1)
        row.addWidget(self.search, 6)
        row.addStretch(1)
        for widget in (self.todo_button, self.undo_button, self.redo_button, self.new_button):
            row.addWidget(widget)
            # A click leaves the focus where one works; the Tab key still comes here.
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.search.setMaximumWidth(theme.current().px(430))

    def _tool(self, icon: str, words: str, signal: SignalInstance) -> QToolButton:
        button = QToolButton(self)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        icons.put(button, icon, "text", size=18)
        button.setAccessibleName(words)
        button.clicked.connect(signal)
        return button

    def _show_ledger(self) -> None:
        look = theme.current()
        room = look.px(44 if self.width() < look.px(_NARROW) else 150)
        metrics = self.ledger_button.fontMetrics()
        self.ledger_button.setText(
            metrics.elidedText(self._ledger_name, Qt.TextElideMode.ElideRight, room)
        )

    def _show_undo(self) -> None:
        look = theme.current()
        room = look.px(90 if self.width() < look.px(_NARROW) else 150)
        words = f"撤销：{self._undo_step}" if self._undo_step else "撤销"
        metrics = self.undo_button.fontMetrics()
        self.undo_button.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name of the step where the window is narrow."""
        super().resizeEvent(event)
        self._show_ledger()
        self._show_undo()
