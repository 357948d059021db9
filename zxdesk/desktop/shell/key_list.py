"""The list of keys, shown by F1."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.keys import KEYS, KeyLine
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role


class KeyList(QDialog):
    """All keys by where they work."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        close = button("关闭", self, primary=True)
        close.clicked.connect(self.accept)
        content = QWidget()
        set_role(content, "content")
        columns = QHBoxLayout(content)
        columns.setSpacing(theme.current().px(36))
        for place in (KEYS[::3], KEYS[1:3]):
            column = QVBoxLayout()
            for title, lines in place:
                column.addWidget(label(title, content, role="heading"))
                column.addLayout(_grid(lines, content))
                column.addSpacing(theme.current().px(10))
            column.addStretch(1)
            columns.addLayout(column)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName("按键表")
        area.setWidget(content)
        column = lay_out(self, "按键")
        column.addWidget(area, 1)
        column.addLayout(foot([], [close]))
        fit(self, 860, 480)

    @classmethod
    def run(cls, parent: QWidget | None) -> None:
        """Show the keys until they are closed."""
        dialog = cls(parent)
        dialog.exec()
        dialog.deleteLater()


def _grid(lines: tuple[KeyLine, ...], parent: QWidget) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.current().px(14))
    grid.setVerticalSpacing(theme.current().px(6))
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        keys = label(line.keys, parent, role="strong")
        grid.addWidget(keys, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line.words, parent, wrap=True), row, 1)
    return grid
