"""A figure on a card: value, unit, last year, how it went."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.home.sparkline import Sparkline
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label, set_role

_SIDE, _GAP, _LEAST_LINE = 16, 8, 32


@dataclass(frozen=True, kw_only=True)
class StatContent:
    """What a card shows.

    Attributes:
        value: As written, e.g. 2,914; 「—」 where there is none.
        before: 「上年同期 221，+13」.
        history: Values for the small line, oldest first.
        definition: What is counted, on hover.
    """

    label: str
    value: str
    unit: str = ""
    before: str = ""
    history: Sequence[float] = ()
    definition: str = ""


class StatCard(QFrame):
    """One figure that opens its records.

    Signals:
        followed: The value was chosen.
    """

    followed = Signal()

    def __init__(self, stat: StatContent, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self._label = ElidedLabel("", self, role="muted", least=60)
        self._value = LinkButton("", self, role="figure")
        self._value.followed.connect(self.followed)
        self._unit = label("", self, role="unit")
        self._before = ElidedLabel("", self, role="small")
        self._line = Sparkline(self)
        top = QHBoxLayout()
        top.setSpacing(4)
        self._unit.setContentsMargins(0, 0, 0, theme.current().px(5))
        top.addWidget(self._value)
        top.addWidget(self._unit, 0, Qt.AlignmentFlag.AlignBottom)
        top.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(_GAP)
        foot.addWidget(self._before, 1)
        foot.addWidget(self._line, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 12, _SIDE, 12)
        column.setSpacing(2)
        column.addWidget(self._label)
        column.addLayout(top)
        column.addStretch(1)
        column.addLayout(foot)
        self.set_stat(stat)

    def set_stat(self, stat: StatContent) -> None:
        """Show another figure."""
        self._label.setText(stat.label)
        self._value.set_text(stat.value)
        self._value.setAccessibleName(f"{stat.label} {stat.value}{stat.unit}")
        self._unit.setText(stat.unit)
        self._before.setText(stat.before)
        self._line.set_values(stat.history)
        self._has_line = len(stat.history) > 1
        self._share_room()
        self.setToolTip(stat.definition)
        self._value.setToolTip(stat.definition or "查看记录")

    def _share_room(self) -> None:
        """Let the line give way, so that last year's figure is never cut."""
        look = theme.current()
        edges = self.width() - self.contentsRect().width() + 2 * _SIDE
        room = self.width() - edges - _GAP - self._before.sizeHint().width()
        self._line.setFixedWidth(max(0, min(look.px(96), room)))
        self._line.setVisible(self._has_line and room >= look.px(_LEAST_LINE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_room()

    def minimumSizeHint(self) -> QSize:
        """Give the least size value and line fit in."""
        look = theme.current()
        return QSize(look.px(170), super().minimumSizeHint().height())
