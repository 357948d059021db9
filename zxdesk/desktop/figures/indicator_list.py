"""All indicators by their Chinese labels, with a line to find one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.painting import paint_item_ground
from zxdesk.desktop.widgets.search_field import SearchField
from zxdesk.rules.pinyin import matches
from zxdesk.statistics.catalogue import INDICATORS, Indicator

Index = QModelIndex | QPersistentModelIndex
_CODE = Qt.ItemDataRole.UserRole
_ROW = 30


class IndicatorList(QWidget):
    """Indicators; one is chosen.

    Signals:
        chosen: Another one was chosen; carries its code.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.search = SearchField("找指标…", self)
        self.search.settled.connect(self._narrow)
        self.search.left_downwards.connect(self._to_list)
        self.list = QListWidget(self)
        self.list.setAccessibleName("指标")
        self.codes_shown = False
        self.list.setItemDelegate(_IndicatorDelegate(self))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for indicator in INDICATORS.values():
            item = QListWidgetItem(indicator.label, self.list)
            item.setData(_CODE, indicator.code)
        self.show_codes(False)
        self.list.currentItemChanged.connect(self._on_current)
        self.setFocusProxy(self.search)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(self.search)
        column.addWidget(self.list, 1)

    def code(self) -> str:
        """Give the chosen indicator's code."""
        item = self.list.currentItem()
        return str(item.data(_CODE)) if item else ""

    def show_codes(self, shown: bool) -> None:
        """Show the code beside each label, or hide it."""
        self.codes_shown = shown
        for item in self._items():
            found = INDICATORS[item.data(_CODE)]
            item.setToolTip(f"{found.definition}（{found.code}）" if shown else found.definition)
        self.list.viewport().update()

    def choose(self, code: str) -> None:
        """Choose an indicator, without a signal."""
        self.list.blockSignals(True)
        for item in self._items():
            if item.data(_CODE) == code:
                item.setHidden(False)
                self.list.setCurrentItem(item)
                self.list.scrollToItem(item)
        self.list.blockSignals(False)
        self.list.viewport().update()

    def offered(self) -> list[str]:
        """Give the codes that are not hidden by the search."""
        return [str(item.data(_CODE)) for item in self._items() if not item.isHidden()]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item:
            self.chosen.emit(str(item.data(_CODE)))

    def _narrow(self, words: str) -> None:
        for item in self._items():
            item.setHidden(not _fits(INDICATORS[item.data(_CODE)], words))

    def _to_list(self) -> None:
        self.list.setFocus()
        shown = [item for item in self._items() if not item.isHidden()]
        if shown and (not self.list.currentItem() or self.list.currentItem().isHidden()):
            self.list.setCurrentItem(shown[0])


def _fits(indicator: Indicator, words: str) -> bool:
    sought = text.fold(words)
    if not sought or sought in text.fold(indicator.code) or matches(indicator.label, sought):
        return True
    return sought in text.fold(indicator.definition)


class _IndicatorDelegate(QStyledItemDelegate):
    """The label, and where codes are shown, at the right in a quiet colour the code."""

    def __init__(self, owner: IndicatorList) -> None:
        super().__init__(owner)
        self._owner = owner

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one indicator."""
        look = theme.current()
        painter.save()
        paint_item_ground(painter, option)
        middle = Qt.AlignmentFlag.AlignVCenter
        inner = option.rect.adjusted(look.px(10), 0, -look.px(8), 0)
        label = str(index.data())
        painter.setFont(look.font())
        painter.setPen(look.colour("text"))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, label)
        inner.setLeft(inner.left() + look.metrics().horizontalAdvance(label) + look.px(10))
        painter.setFont(look.font(9))
        painter.setPen(look.colour("muted"))
        code = look.metrics(9).elidedText(
            str(index.data(_CODE)) if self._owner.codes_shown else "",
            Qt.TextElideMode.ElideRight,
            inner.width(),
        )
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, code)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(theme.current().px(180), theme.current().px(_ROW))
