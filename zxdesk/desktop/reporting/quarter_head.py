"""Which quarter a page shows, with a way to the one before and after."""

from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label
from zxdesk.desktop.widgets.icon_button import icon_button
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.wording import quarter_text


class QuarterHead(QWidget):
    """A quarter between two arrows.

    Signals:
        turned: Another quarter is wanted; carries it.
    """

    turned = Signal(Period)

    def __init__(self, this_quarter: Period, parent: QWidget) -> None:
        super().__init__(parent)
        self._this = self.period = this_quarter
        self.back = icon_button("chevron-left", "上一季", self)
        self.back.clicked.connect(self.go_back)
        self.on = icon_button("chevron-right", "下一季", self)
        self.on.clicked.connect(self.go_on)
        self._name = label("", self, role="heading")
        self.today = LinkButton("回到本季", self)
        self.today.followed.connect(lambda: self.set_period(self._this))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(4))
        for part in (self.back, self._name, self.on):
            row.addWidget(part)
        row.addSpacing(theme.current().px(8))
        row.addWidget(self.today)
        self._show()

    def set_period(self, period: Period) -> None:
        """Go to the quarter in which a period ends."""
        self.period = quarter_of(period.last)
        self._show()
        self.turned.emit(self.period)

    def go_back(self) -> None:
        """Go to the quarter before."""
        assert self.period.first is not None
        self.set_period(quarter_of(self.period.first - timedelta(days=1)))

    def go_on(self) -> None:
        """Go to the next quarter."""
        self.set_period(quarter_of(self.period.last + timedelta(days=1)))

    def _show(self) -> None:
        self._name.setText(quarter_text(self.period))
        self.today.setVisible(self.period.first != self._this.first)
