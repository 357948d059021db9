"""The line above a list: search, filters, how many were found, and what can be done."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import label, set_state
from zxdesk.desktop.records.filter_button import FilterButton
from zxdesk.desktop.widgets.choice_popup import Option
from zxdesk.desktop.widgets.search_field import SearchField
from zxdesk.desktop.widgets.trailing_button import TrailingButton

_LONGEST_SET = 24
_SEARCH, _NARROW_SEARCH, _NARROW = 220, 140, 760
_GAP = 8


class FilterBar(QWidget):
    """Search, filters, count and actions of one list, all in one line.

    Filters that have no room go into 更多筛选, those that are set last of all.

    Signals:
        changed: Search text or filters are others.
        among_cleared: The chip that names a chosen set of records was taken away.
    """

    changed = Signal()
    among_cleared = Signal()

    def __init__(self, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.search = SearchField(placeholder, self)
        self.search.settled.connect(self.changed)
        self._filters: dict[str, FilterButton] = {}
        self._count = label("", self, role="muted")
        self._among = TrailingButton(self, role="chip", size=14, margin=9)
        self._among.set_sign("close", "accent")
        self._among.clicked.connect(self._clear_among)
        self._among.hide()
        self.more_filters = TrailingButton(self, role="chip", size=14, margin=9)
        self.more_filters.set_sign("chevron-down", "muted")
        self.more_filters.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more_filters.setMenu(QMenu(self.more_filters))
        self.more_filters.menu().aboutToShow.connect(self._offer_more)
        self.more = self._more_button()
        self.menu = QMenu(self.more)
        self.more.setMenu(self.menu)
        self._chips = QHBoxLayout()
        self._chips.setSpacing(_GAP)
        self._tools = QHBoxLayout()
        self._tools.setSpacing(_GAP)
        self._pinned: list[QWidget] = [self._count, self.more]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for part in (self.search, self._among):
            row.addWidget(part)
        row.addLayout(self._chips)
        row.addWidget(self.more_filters)
        row.addStretch(1)
        row.addWidget(self._count)
        row.addLayout(self._tools)
        self._tools.addWidget(self.more)
        theme.current().changed.connect(self._arrange)
        self._arrange()

    def add_filter(
        self, key: str, title: str, options: Sequence[Option], *, single: bool = False
    ) -> FilterButton:
        """Add a filter over values."""
        button = FilterButton(title, options, self, single=single)
        button.changed.connect(self._arrange)
        button.changed.connect(self.changed)
        self._filters[key] = button
        self._chips.addWidget(button)
        return button

    def add_button(self, text: str, icon: str, *, hint: str = "") -> QPushButton:
        """Add an act that has a button of its own, before the ⋯."""
        button = QPushButton(text, self)
        button.setToolTip(hint)
        button.setAccessibleName(text)
        icons.put(button, icon, "text", size=16)
        self._tools.insertWidget(self._tools.count() - 1, button)
        self._pinned.append(button)
        return button

    def add_tool(self, button: QToolButton) -> None:
        """Add a small control at the right end."""
        self._tools.addWidget(button)
        self._pinned.append(button)

    def add_act(
        self, words: str, icon: str, act: Callable[[], object], *, keys: str = ""
    ) -> QAction:
        """Add an act below the ⋯; its keys work in the whole page."""
        action = QAction(icons.icon(icon, size=16), words, self.menu)
        action.triggered.connect(act)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._page.addAction(action)
        self.menu.addAction(action)
        return action

    def add_menu(self, words: str, icon: str, fill: Callable[[QMenu], object]) -> QMenu:
        """Add a menu below the ⋯ that is filled whenever it is opened."""
        below = QMenu(words, self.menu)
        below.setIcon(icons.icon(icon, size=16))

        def refill() -> None:
            below.clear()
            fill(below)

        below.aboutToShow.connect(refill)
        self.menu.addMenu(below)
        return below

    def filters(self) -> dict[str, tuple[str, ...]]:
        """Give the values of every filter that is set."""
        return {key: b.values() for key, b in self._filters.items() if b.values()}

    def filter_button(self, key: str) -> FilterButton:
        """Give one filter, to offer other values."""
        return self._filters[key]

    def set_filters(self, filters: Mapping[str, Sequence[str]], *, words: str = "") -> None:
        """Set search text and all filters at once, without a signal."""
        self.search.set_words(words)
        for key, button in self._filters.items():
            button.set_values(tuple(filters.get(key, ())))
        self._arrange()

    def set_among(self, title: str) -> None:
        """Say that only a chosen set of records is shown; empty takes it back."""
        shown = title if len(title) <= _LONGEST_SET else f"{title[: _LONGEST_SET - 1]}…"
        self._among.setText(shown)
        self._among.setToolTip(f"只列出：{title}（点击显示全部）")
        self._among.setAccessibleName(f"只列出 {title}，点击显示全部")
        set_state(self._among, "set", "true")
        self._among.setVisible(bool(title))
        self._arrange()

    def count(self) -> str:
        """Give what is said of how many were found."""
        return self._count.text()

    def set_count(self, words: str) -> None:
        """Say how many were found."""
        self._count.setText(words)
        self._arrange()

    def folded(self) -> list[FilterButton]:
        """Give the filters that have no room in the line."""
        return [button for button in self._filters.values() if button.isHidden()]

    def _more_button(self) -> QToolButton:
        button = QToolButton(self)
        icons.put(button, "more", "text", size=18)
        button.setAccessibleName("更多操作：导入、导出、打印、选择列")
        button.setToolTip("导入、导出、打印、选择列")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return button

    def _clear_among(self) -> None:
        self.set_among("")
        self.among_cleared.emit()

    def _offer_more(self) -> None:
        menu = self.more_filters.menu()
        menu.clear()
        for button in self.folded():
            chosen = button.chosen()
            action = menu.addAction(f"{button.title}：{chosen}" if chosen else button.title)
            action.triggered.connect(
                lambda _on=False, button=button: button.popup.open_below(self.more_filters)
            )

    def _arrange(self) -> None:
        look = theme.current()
        wide = self.width() >= look.px(_NARROW)
        self.search.setFixedWidth(look.px(_SEARCH if wide else _NARROW_SEARCH))
        fitting = self._fitting()
        for button in self._filters.values():
            button.setVisible(button in fitting)
        folded = len(self._filters) - len(fitting)
        self.more_filters.setText(f"更多筛选 {folded}" if fitting else f"筛选 {folded}")
        names = "、".join(b.title for b in self._filters.values() if b not in fitting)
        self.more_filters.setAccessibleName(f"更多筛选：{names}")
        self.more_filters.setToolTip(names)
        self.more_filters.setVisible(bool(folded))

    def _fitting(self) -> list[FilterButton]:
        """Give the filters for which there is room, those that are set first."""
        shown = [*self._pinned] if self._among.isHidden() else [*self._pinned, self._among]
        taken = sum(part.sizeHint().width() + _GAP for part in shown) + self.search.width()
        room = self.width() - taken - 2 * _GAP
        ranked = sorted(self._filters.values(), key=lambda button: not button.values())
        if _width(ranked) <= room:
            return ranked
        room -= self.more_filters.sizeHint().width() + _GAP
        while ranked and _width(ranked) > room:
            ranked.pop()
        return ranked

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the filters that have no room."""
        super().resizeEvent(event)
        self._arrange()


def _width(buttons: Sequence[FilterButton]) -> int:
    return sum(button.sizeHint().width() + _GAP for button in buttons)
