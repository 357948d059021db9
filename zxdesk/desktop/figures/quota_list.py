"""The quotas of a year as a list, each with its gauge; one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.painting import paint_item_ground

Index = QModelIndex | QPersistentModelIndex
_ENTRY = int(Qt.ItemDataRole.UserRole)
_ROW, _BAR = 54, 5


@dataclass(frozen=True)
class QuotaEntry:
    """One entry of the list.

    Attributes:
        key: What it is found again by when the list is worked out anew.
        percent: How full its bar is; None draws none.
        good: Whether nobody is short.
    """

    key: str
    name: str
    words: str
    percent: int | None = None
    good: bool = False


class QuotaList(QListWidget):
    """The list.

    Signals:
        chosen: Another entry is current; carries its key.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("任务")
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(self._on_current)

    def show_entries(self, entries: Sequence[QuotaEntry]) -> None:
        """Show other entries; the one that was chosen stays so where it is still there."""
        before = self.key()
        self.blockSignals(True)
        self.clear()
        for entry in entries:
            item = QListWidgetItem(self)
            item.setData(_ENTRY, entry)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{entry.name} {entry.words}")
            item.setToolTip(f"{entry.name}\n{entry.words}")
        self.blockSignals(False)
        if not self.choose(before):
            self.setCurrentRow(0)

    def blank(self) -> None:
        """Keep the names, and what is chosen; the numbers are not known yet."""
        for row in range(self.count()):
            item = self.item(row)
            name = item.data(_ENTRY).name
            item.setData(_ENTRY, replace(item.data(_ENTRY), words="", percent=None))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, name)
            item.setToolTip(name)

    def key(self) -> str:
        """Give the key of the current entry."""
        item = self.currentItem()
        return item.data(_ENTRY).key if item else ""

    def choose(self, key: str) -> bool:
        """Make an entry current; False where it is not there."""
        for row in range(self.count()):
            if self.item(row).data(_ENTRY).key == key:
                self.setCurrentRow(row)
                return True
        return False

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item:
            self.chosen.emit(self.key())


class _EntryDelegate(QStyledItemDelegate):
    """Name and gauge, and a bar below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one entry."""
        look = theme.current()
        entry: QuotaEntry = index.data(_ENTRY)
        painter.save()
        paint_item_ground(painter, option)
        inner = option.rect.adjusted(look.px(12), look.px(7), -look.px(10), -look.px(9))
        top = Qt.AlignmentFlag.AlignTop
        painter.setFont(look.font(9.5))
        painter.setPen(look.colour("good" if entry.good else "muted"))
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignRight, entry.words)
        room = inner.width() - look.metrics(9.5).horizontalAdvance(entry.words) - look.px(10)
        painter.setFont(look.font())
        painter.setPen(look.colour("text"))
        name = look.metrics().elidedText(entry.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, top | Qt.AlignmentFlag.AlignLeft, name)
        if entry.percent is not None:
            box = QRectF(inner.left(), inner.bottom() - look.px(_BAR), inner.width(), look.px(_BAR))
            _paint_bar(painter, box, entry)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height of an entry."""
        return QSize(theme.current().px(180), theme.current().px(_ROW))


def _paint_bar(painter: QPainter, box: QRectF, entry: QuotaEntry) -> None:
    look = theme.current()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("track"))
    painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
    if entry.percent:
        box.setWidth(max(box.width() * entry.percent / 100, box.height()))
        painter.setBrush(look.colour("good" if entry.good else "bar"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
