"""How a person on the roll is drawn: number, name and post, three pills, reason."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QComboBox,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from zxdesk.desktop.look import theme
from zxdesk.desktop.roll.roll_model import NAME, NUMBER, STATE, RollModel
from zxdesk.desktop.widgets.painting import (
    has_state,
    paint_edge,
    paint_ground,
    paint_hairline,
)
from zxdesk.records.event import STATUSES

Index = QModelIndex | QPersistentModelIndex
REASONS = ("因公", "出差", "因病", "因事", "出国（境）", "其他")
_TONES = ("good", "warn", "bad")
_PILL, _PILL_GAP = 68, 6


class RollDelegate(QStyledItemDelegate):
    """Draws the roll in one table view."""

    def __init__(self, view: QTableView, model: RollModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def pill_rects(self, cell: QRect) -> list[QRectF]:
        """Give where the three pills of a cell stand."""
        look = theme.current()
        wide, high, gap = look.px(_PILL), look.px(27), look.px(_PILL_GAP)
        top = cell.center().y() - high / 2 + 0.5
        return [
            QRectF(cell.left() + look.px(4) + place * (wide + gap), top, wide, high)
            for place in range(len(STATUSES))
        ]

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        selected = has_state(option, QStyle.StateFlag.State_Selected)
        paint_ground(painter, option.rect, selected=selected, hovered=False)
        if selected and index.column() == NUMBER:
            paint_edge(painter, option.rect, focused=False)
        paint_hairline(painter, option.rect)

    def _paint_pills(self, painter: QPainter, cell: QRect, state: str) -> None:
        look = theme.current()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(look.font(10))
        for place, box in enumerate(self.pill_rects(cell)):
            ticked = STATUSES[place] == state
            tone = _TONES[place]
            painter.setPen(QPen(look.colour(tone if ticked else "border"), 1))
            painter.setBrush(look.colour(f"{tone}_ground" if ticked else "sheet"))
            painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
            painter.setPen(look.colour(tone if ticked else "muted"))
            words = f"{place + 1} {STATUSES[place]}"
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_name(self, painter: QPainter, rect: QRect, index: Index) -> None:
        look = theme.current()
        entry = self._model.entries()[index.row()]
        font = look.font(12)
        painter.setFont(font)
        painter.setPen(look.colour("text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(rect, middle, entry.name)
        left = max(look.metrics(12).horizontalAdvance(entry.name), look.px(52)) + look.px(12)
        rest = rect.adjusted(left, 0, 0, 0)
        painter.setFont(look.font())
        painter.setPen(look.colour("muted"))
        cut = look.metrics().elidedText(entry.note, Qt.TextElideMode.ElideRight, rest.width())
        painter.drawText(rest, middle, cut)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell."""
        look = theme.current()
        painter.save()
        self._paint_ground(painter, option, index)
        rect = option.rect.adjusted(look.px(10), 0, -look.px(10), -1)
        middle = Qt.AlignmentFlag.AlignVCenter
        if index.column() == STATE:
            self._paint_pills(painter, option.rect, str(index.data()))
        elif index.column() == NAME:
            self._paint_name(painter, rect, index)
        else:
            painter.setPen(look.colour("muted"))
            side = Qt.AlignmentFlag.AlignRight if index.column() == NUMBER else middle
            words = str(index.data())
            editable = index.flags() & Qt.ItemFlag.ItemIsEditable
            if editable and not words:
                words = "事由（F2）"
            painter.drawText(rect, middle | side, words)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height of a row."""
        return QSize(theme.current().px(100), theme.current().px(44))

    def editorEvent(
        self,
        event: QEvent,
        _model: object,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tick the pill that was clicked."""
        if (
            index.column() == STATE
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonRelease
        ):
            point = QPointF(event.position())
            for place, box in enumerate(self.pill_rects(option.rect)):
                if box.contains(point):
                    self._model.tick(index.row(), STATUSES[place])
                    return True
        return False

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """Offer the usual reasons; any other can be typed."""
        box = QComboBox(parent)
        box.setEditable(True)
        box.addItems(REASONS)
        box.setAccessibleName("请假事由")
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the reason in."""
        assert isinstance(editor, QComboBox)
        editor.setEditText(str(index.data()))
        if line := editor.lineEdit():
            line.selectAll()

    def setModelData(self, editor: QWidget, _model: object, index: Index) -> None:
        """Take the reason out."""
        assert isinstance(editor, QComboBox)
        self._model.setData(index, editor.currentText())
