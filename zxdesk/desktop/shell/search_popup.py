"""What a global search found, by kind, below the search field."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.shell.search_rows import (
    HEADING,
    MORE,
    NO_WORDS,
    ROW,
    MarkedWords,
    RowPainter,
    SearchRow,
)

_SHOW = Qt.ItemDataRole.UserRole
Follow = Callable[[], object]
_LEAST_WIDTH = 560


@dataclass(frozen=True)
class SearchHit:
    """One thing found: what shows it, what it is called, and other words that were hit."""

    show: Follow
    title: MarkedWords
    below: MarkedWords = NO_WORDS


@dataclass(frozen=True)
class SearchGroup:
    """What was found of one kind.

    Attributes:
        total: How many there are, of which `hits` are the first.
        show_all: Lists all of them.
    """

    label: str
    icon: str
    total: int
    show_all: Follow
    hits: tuple[SearchHit, ...]


class SearchPopup(QFrame):
    """Hits in a list that does not take the focus from the field.

    Signals:
        chosen: A hit was chosen, and is shown next.
    """

    chosen = Signal()

    def __init__(self, field: QWidget, parent: QWidget) -> None:
        super().__init__(parent)
        self._field = field
        self._window = parent
        set_role(self, "popup")
        self.setAccessibleName("搜索结果")
        self._list = QListWidget(self)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setMouseTracking(True)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setItemDelegate(RowPainter(self._list))
        self._list.itemClicked.connect(self._take)
        self._none = label("没有找到。", self, role="muted")
        self._none.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._none)
        column.addWidget(self._list)
        field.installEventFilter(self)
        self.hide()

    def show_hits(self, groups: Sequence[SearchGroup]) -> None:
        """Show what was found below the field."""
        self._list.clear()
        for group in groups:
            self._add_group(group)
        self._none.setVisible(not groups)
        self._list.setVisible(bool(groups))
        self._move(1, start=-1)
        self._list.scrollToTop()
        self._place()
        self.show()
        self.raise_()

    def hits(self) -> list[str]:
        """Give the titles of the records shown."""
        return [row.words.text for row in self._rows() if row.sort == ROW]

    def headings(self) -> list[str]:
        """Give the kinds shown, each with the number of its records."""
        return [f"{row.words.text} {row.count}" for row in self._rows() if row.sort == HEADING]

    def current(self) -> str:
        """Give the words of the marked row."""
        item = self._list.currentItem()
        return item.data(Qt.ItemDataRole.AccessibleTextRole) if item else ""

    def take_current(self) -> None:
        """Choose the marked row."""
        item = self._list.currentItem()
        if item is not None and self.isVisible():
            self._take(item)

    def _rows(self) -> list[SearchRow]:
        items = (self._list.item(at) for at in range(self._list.count()))
        return [item.data(RowPainter.ROLE) for item in items]

    def _add_group(self, group: SearchGroup) -> None:
        self._add(SearchRow(HEADING, MarkedWords(group.label), count=group.total), None)
        for hit in group.hits:
            self._add(SearchRow(ROW, hit.title, hit.below, icon=group.icon), hit.show)
        if group.total > len(group.hits):
            self._add(SearchRow(MORE, MarkedWords(f"全部 {group.total:,} 条")), group.show_all)

    def _add(self, row: SearchRow, show: Follow | None) -> None:
        item = QListWidgetItem(self._list)
        item.setData(RowPainter.ROLE, row)
        item.setData(_SHOW, show)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, row.spoken())
        if row.sort == HEADING:
            item.setFlags(Qt.ItemFlag.NoItemFlags)

    def _take(self, item: QListWidgetItem) -> None:
        show: Follow | None = item.data(_SHOW)
        if show is not None:
            self.hide()
            self.chosen.emit()
            show()

    def _move(self, step: int, *, start: int | None = None) -> None:
        """Mark the next row that can be chosen, if there is one."""
        at = (self._list.currentRow() if start is None else start) + step
        while 0 <= at < self._list.count():
            if self._list.item(at).flags():
                self._list.setCurrentRow(at)
                return
            at += step
        self._list.scrollToTop() if step < 0 else self._list.scrollToBottom()

    def _place(self) -> None:
        look, window = theme.current(), self._window
        below = self._field.mapTo(window, QPoint(0, self._field.height() + 4))
        wide = min(max(self._field.width(), look.px(_LEAST_WIDTH)), window.width() - look.px(16))
        left = min(below.x(), window.width() - wide - look.px(8))
        rows = sum(self._list.sizeHintForRow(at) for at in range(self._list.count()))
        high = min(rows + look.px(18), window.height() - below.y() - look.px(8))
        self.setGeometry(left, below.y(), wide, max(high, look.px(48)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Esc and leaving the field close; Return is the field's."""
        if event.type() == QEvent.Type.FocusOut:
            self.hide()
        if (
            self.isVisible()
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._key(Qt.Key(event.key()))
        ):
            return True
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if key in steps:
            self._move(steps[key])
        elif key == Qt.Key.Key_Escape:
            self.hide()
        else:
            return False
        return True
