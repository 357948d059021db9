"""The committees below ours on the home page: who has reported the quarter that is due."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import ElidedLabel, label
from zxdesk.desktop.widgets.card import LinkedHeading
from zxdesk.desktop.widgets.chip import ChipLabel
from zxdesk.rules.periods import Period, quarter_over
from zxdesk.statistics.counties import CountyState
from zxdesk.statistics.wording import number_text, quarter_text

_MOST = 12


class CountiesBlock(QWidget):
    """One committee a line; a link to what they report.

    Signals:
        followed: What they report is wanted; carries the quarter.
    """

    followed = Signal(Period)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self._period: Period | None = None
        self.head = LinkedHeading("", "汇总报表", self)
        self.head.followed.connect(lambda: self.followed.emit(self._period))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(10))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 1)
        self._parts: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(self.head)
        column.addLayout(self._grid)

    def show_counties(self, states: Sequence[CountyState], today: date) -> None:
        """Show other committees; those that have not reported come first."""
        for old in self._parts:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        self.setVisible(bool(states))
        self._period = quarter_over(today)
        reported = sum(state.reported for state in states)
        self.head.set_title(f"{quarter_text(self._period)}：{len(states)} 家，已报 {reported} 家")
        for row, state in enumerate(states[:_MOST]):
            chip = Chip("已报", "good") if state.reported else Chip("未报", "warn")
            parts = (
                ElidedLabel(state.name, self, least=80),
                ChipLabel(chip, self),
                label(words_of(state), self, role="muted"),
            )
            for place, part in enumerate(parts):
                self._grid.addWidget(part, row, place, Qt.AlignmentFlag.AlignVCenter)
                self._parts.append(part)
                part.show()

    def lines(self) -> list[tuple[str, str]]:
        """Give each committee, and what is said of it."""
        words = [part.text() for part in self._parts if isinstance(part, QLabel)]
        return list(zip(words[::2], words[1::2], strict=True))


def words_of(state: CountyState) -> str:
    """Say what a committee reported, or what its last report is."""
    if state.reported:
        day = f"{state.sent:%m-%d}" if state.sent else ""
        return f"{day} 活动 {number_text(state.events)} 场"
    return f"上次 {state.latest}" if state.latest else "还没有报过"
