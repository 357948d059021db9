"""The line above a list: search, filters, how many were found, and what can be done."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from zxdesk.desktop import icons, theme
from zxdesk.desktop.widgets.choice_popup import ChoicePopup
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.desktop.widgets.search_field import SearchField
from zxdesk.desktop.widgets.trailing_button import TrailingButton
from zxdesk.desktop.widgets.words import label, set_state

_LONGEST = 14
_NARROW = 1040
_LONGEST_SET = 24


class FilterButton(TrailingButton):
    """One filter: 「类型 ⌄」, or the chosen value with a cross.

    Signals:
        changed: The filter's values are others.
    """

    changed = Signal()

    def __init__(
        self,
        title: str,
        options: Sequence[tuple[str, str]],
        parent: QWidget,
        *,
        single: bool = False,
    ) -> None:
        super().__init__(parent, role="chip", size=14, margin=9)
        self._title = title
        self.popup = ChoicePopup(options, self, single=single)
        self.popup.changed.connect(self._on_popup)
        self.clicked.connect(self._on_click)
        self._show_state()

    def values(self) -> tuple[str, ...]:
        """Give the chosen values; empty means no filter."""
        return self.popup.values()

    def set_values(self, values: Sequence[str]) -> None:
        """Choose values without a signal."""
        self.popup.set_values(values)
        self._show_state()

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other values."""
        self.popup.set_options(options)
        self._show_state()

    def clear(self) -> None:
        """Drop the filter."""
        if self.values():
            self.set_values([])
            self.changed.emit()

    def _on_popup(self) -> None:
        self._show_state()
        self.changed.emit()

    def _on_click(self) -> None:
        cross = self.mapFromGlobal(self.cursor().pos()).x() >= self.sign_left()
        if self.values() and cross and self.underMouse():
            self.clear()
        else:
            self.popup.open_below(self)

    def _show_state(self) -> None:
        labels = self.popup.labels()
        words = "、".join(labels)
        shown = (
            words if len(words) <= _LONGEST else f"{labels[0][: _LONGEST - 4]}等 {len(labels)} 项"
        )
        self.setText(shown if labels else self._title)
        self.setToolTip(
            f"{self._title}：{words}（Delete 清除）" if labels else f"按{self._title}筛选"
        )
        self.setAccessibleName(f"{self._title}：{words or '全部'}")
        set_state(self, "set", "true" if labels else "false")
        self.set_sign(*(("close", "accent") if labels else ("chevron-down", "muted")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete drops the filter, Down opens it."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.clear()
        elif event.key() == Qt.Key.Key_Down:
            self.popup.open_below(self)
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """Search, filters, count and actions of one list.

    Signals:
        changed: Search text or filters are others.
        among_cleared: The chip that names a chosen set of records was taken away.
    """

    changed = Signal()
    among_cleared = Signal()

    def __init__(self, placeholder: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = SearchField(placeholder, self)
        self.search.settled.connect(self.changed)
        self._filters: dict[str, FilterButton] = {}
        self._foldable: list[tuple[QPushButton, str, str]] = []
        self._count = label("", self, role="muted")
        self._among = TrailingButton(self, role="chip", size=14, margin=9)
        self._among.set_sign("close", "accent")
        self._among.clicked.connect(self._clear_among)
        self._among.hide()
        self._flow_box = QWidget(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._flow_box.setSizePolicy(policy)
        self._flow = FlowLayout(self._flow_box, gap=8, line_gap=6)
        self._flow.addWidget(self.search)
        self._flow.addWidget(self._among)
        self._flow.addWidget(self._count)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._flow_box, 1)
        row.addLayout(self._buttons, 0)
        row.setAlignment(self._buttons, Qt.AlignmentFlag.AlignTop)
        theme.current().changed.connect(self._fit)
        self._fit()

    def add_filter(
        self, key: str, title: str, options: Sequence[tuple[str, str]], *, single: bool = False
    ) -> FilterButton:
        """Add a filter over (value, label) pairs."""
        button = FilterButton(title, options, self, single=single)
        button.changed.connect(self.changed)
        self._filters[key] = button
        self._flow.addWidget(button)
        self._flow.move_to(self._count, self._flow.count() - 1)
        return button

    def add_button(self, text: str, icon: str = "", *, hint: str = "") -> QPushButton:
        """Add an action at the right end."""
        button = QPushButton(text, self)
        button.setToolTip(hint)
        button.setAccessibleName(text)
        if icon:
            icons.put(button, icon, "text", size=16)
            self._foldable.append((button, text, hint))
        self._buttons.addWidget(button)
        return button

    def button(self, text: str) -> QPushButton:
        """Give an action by its words."""
        return next(b for b in self.findChildren(QPushButton) if b.accessibleName() == text)

    def add_widget(self, widget: QWidget) -> None:
        """Add any other control at the right end."""
        self._buttons.addWidget(widget)

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

    def set_among(self, title: str) -> None:
        """Say that only a chosen set of records is shown; empty takes it back."""
        shown = title if len(title) <= _LONGEST_SET else f"{title[: _LONGEST_SET - 1]}…"
        self._among.setText(shown)
        self._among.setToolTip(f"只列出：{title}（点击显示全部）")
        self._among.setAccessibleName(f"只列出 {title}，点击显示全部")
        set_state(self._among, "set", "true")
        self._among.setVisible(bool(title))
        self._flow.invalidate()

    def _clear_among(self) -> None:
        self.set_among("")
        self.among_cleared.emit()

    def set_count(self, words: str) -> None:
        """Say how many were found."""
        self._count.setText(words)
        self._flow.invalidate()

    def _fit(self) -> None:
        self.search.setFixedWidth(theme.current().px(220))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the actions by their icon alone where room is short."""
        super().resizeEvent(event)
        narrow = self.width() < theme.current().px(_NARROW)
        for button, text, hint in self._foldable:
            button.setText("" if narrow else text)
            button.setToolTip(f"{text}　{hint}".strip() if narrow else hint)
