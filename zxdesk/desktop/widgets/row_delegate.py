"""How a row of a list is drawn: hairlines, an accent edge, elided text, chips."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.widgets.chip import chip_size, paint_chip
from zxdesk.desktop.widgets.painting import (
    has_state,
    paint_edge,
    paint_ground,
    paint_hairline,
)
from zxdesk.desktop.widgets.record_table import RecordTableModel, TableColumn

Index = QModelIndex | QPersistentModelIndex
PADDING = 10


class RowDelegate(QStyledItemDelegate):
    """Draws the cells of a `RecordTableModel` in a table view."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self.hovered_row = -1

    def _column(self, index: Index) -> TableColumn:
        model = self._view.model()
        assert isinstance(model, RecordTableModel)
        return model.columns[index.column()]

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        selected = has_state(option, QStyle.StateFlag.State_Selected)
        hovered = index.row() == self.hovered_row
        paint_ground(painter, rect, selected=selected, hovered=hovered)
        paint_hairline(painter, rect)
        if selected and self._view.horizontalHeader().logicalIndexAt(0) == index.column():
            paint_edge(painter, rect, focused=self._view.hasFocus() and self._keyboard())

    def _keyboard(self) -> bool:
        return bool(self._view.property("keyboard"))

    def _text_rect(self, rect: QRect) -> QRect:
        pad = theme.current().px(PADDING)
        return rect.adjusted(pad, 0, -pad, -1)

    def _value(self, index: Index) -> object:
        return index.data(RecordTableModel.VALUE_ROLE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        look = theme.current()
        painter.save()
        self._paint_ground(painter, option, index)
        rect = self._text_rect(option.rect)
        value = self._value(index)
        if isinstance(value, Chip):
            paint_chip(painter, rect.adjusted(-look.px(2), 0, look.px(8), 0), value)
        else:
            column = self._column(index)
            painter.setFont(option.font)
            painter.setPen(look.colour("muted" if column.kind == "code" else "text"))
            text = str(index.data(Qt.ItemDataRole.DisplayRole)).replace("\n", " ")
            metrics = option.fontMetrics
            cut = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            painter.drawText(rect, int(index.data(Qt.ItemDataRole.TextAlignmentRole)), cut)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the width a cell would like, for fitting a column to its content."""
        look = theme.current()
        value = self._value(index)
        if isinstance(value, Chip):
            return QSize(chip_size(value).width() + look.px(2 * PADDING - 6), look.px(32))
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        metrics = option.fontMetrics
        wide = metrics.horizontalAdvance(text)
        return QSize(wide + look.px(2 * PADDING) + 2, look.px(32))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Show the full text of a cell that is cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        value = self._value(index)
        hint = value.hint if isinstance(value, Chip) else ""
        needed = self.sizeHint(option, index).width()
        if not hint and needed > option.rect.width():
            hint = str(index.data(Qt.ItemDataRole.DisplayRole))
        anchor: QWidget = view
        QToolTip.showText(event.globalPos(), hint, anchor)
        return True
