"""What the rows of every list are drawn with: ground, edge, hairline, the frame of the focus."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from zxdesk.desktop.look import theme

_EDGE = 3


def has_state(option: QStyleOptionViewItem, state: QStyle.StateFlag) -> bool:
    """Tell whether the row that is drawn is selected, under the pointer, has the focus …"""
    return bool(option.state & state)


def paint_ground(painter: QPainter, rect: QRect, *, selected: bool, hovered: bool) -> None:
    """Tint a row that is selected or under the pointer."""
    if selected or hovered:
        painter.fillRect(rect, theme.current().colour("accent_soft" if selected else "hover"))


def paint_edge(painter: QPainter, rect: QRect, *, focused: bool) -> None:
    """Mark a selected row at its left end."""
    look = theme.current()
    colour = look.colour("focus" if focused else "accent")
    painter.fillRect(rect.left(), rect.top(), look.px(_EDGE), rect.height(), colour)


def paint_item_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Draw what stands behind an item of a list without columns."""
    selected = has_state(option, QStyle.StateFlag.State_Selected)
    hovered = has_state(option, QStyle.StateFlag.State_MouseOver)
    paint_ground(painter, option.rect, selected=selected, hovered=hovered)
    if selected:
        focused = has_state(option, QStyle.StateFlag.State_HasFocus)
        paint_edge(painter, option.rect, focused=focused)


def paint_hairline(painter: QPainter, rect: QRect) -> None:
    """Part a row from the next one."""
    painter.setPen(QPen(theme.current().colour("hairline"), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def paint_focus(painter: QPainter, rect: QRect) -> None:
    """Frame the cell or row that has the focus."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.current().colour("focus"), 2))
    # The pen is two wide and lies on the line: this keeps all of it inside.
    painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
