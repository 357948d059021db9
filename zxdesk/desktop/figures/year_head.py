"""Which year a table shows, with a way to the year before and after."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label
from zxdesk.desktop.widgets.icon_button import icon_button


class YearHead(QWidget):
    """A year between two arrows.

    Signals:
        turned: Another year is wanted; carries it.
    """

    turned = Signal(int)

    def __init__(self, this_year: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._this_year = self.year = this_year
        self.back = self._arrow("chevron-left", "上一年", -1)
        self.on = self._arrow("chevron-right", "下一年", 1)
        self._name = label("", self, role="heading")
        self.today = LinkButton("回到本年", self)
        self.today.followed.connect(lambda: self.set_year(self._this_year))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(4))
        for part in (self.back, self._name, self.on, self.today):
            row.addWidget(part)
        row.addStretch(1)
        self._show()

    def set_year(self, year: int) -> None:
        """Go to a year."""
        if year != self.year:
            self.year = year
            self._show()
            self.turned.emit(year)

    def _arrow(self, icon: str, words: str, by: int) -> QToolButton:
        button = icon_button(icon, words, self)
        button.clicked.connect(lambda: self.set_year(self.year + by))
        return button

    def _show(self) -> None:
        self._name.setText(f"{self.year} 年")
        self.today.setVisible(self.year != self._this_year)
