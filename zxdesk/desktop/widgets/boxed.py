"""A list on its white ground inside a dialog."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from zxdesk.desktop.look.words import set_role


def boxed(content: QWidget, parent: QWidget) -> QWidget:
    """Give the content on a ground of its own."""
    sheet = QWidget(parent)
    # A plain QWidget draws no background of a style sheet unless told to (Qt::WA_StyledBackground).
    sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    set_role(sheet, "sheet")
    inner = QVBoxLayout(sheet)
    inner.setContentsMargins(0, 0, 0, 0)
    inner.addWidget(content)
    return sheet
