"""Parts below one another that scroll where there is no room for all of them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from zxdesk.desktop.look.words import set_role


class ScrolledColumn(QScrollArea):
    """The body of a pane, as wide as the pane."""

    def __init__(self, parent: QWidget, *, spacing: int) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._spacing = spacing
        self.clear()

    def clear(self) -> None:
        """Take everything out."""
        content = QWidget()
        set_role(content, "content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 2, 14, 12)
        self._column.setSpacing(self._spacing)
        self._column.addStretch(1)
        self.setWidget(content)

    def add(self, widget: QWidget) -> None:
        """Add a part below the others."""
        self._column.insertWidget(self._column.count() - 1, widget)
