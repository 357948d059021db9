"""The blocks of the home page."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import ElidedLabel, label, set_role
from zxdesk.desktop.widgets.card import LinkedHeading
from zxdesk.desktop.widgets.gauge_lines import GaugeLines
from zxdesk.services.overview import QuarterState, RecentStep
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.wording import moment_text, quarter_text

_MOST_QUOTAS = 6


class QuarterBlock(QWidget):
    """How far the quarter is ready to be reported.

    Signals:
        followed: The reporting table was asked for.
    """

    followed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = LinkedHeading("", "查看报表", self)
        self._head.followed.connect(self.followed)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._words = label("", self, role="muted")
        row = QHBoxLayout()
        row.setSpacing(theme.current().px(10))
        row.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(12), 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addWidget(self._head)
        column.addLayout(row)

    def show_state(self, state: QuarterState) -> None:
        """Show a quarter."""
        self._head.set_title(f"{quarter_text(state.period)}报送")
        self._bar.setRange(0, max(state.events, 1))
        self._bar.setValue(state.complete)
        self._bar.setVisible(state.events > 0)
        self._words.setText(quarter_words(state))
        self._bar.setAccessibleName(quarter_words(state))

    def words(self) -> str:
        """Give what is said of the quarter."""
        return self._words.text()


class QuotaBlock(QWidget):
    """The gauges of the quotas: one number first, then those that several owe.

    Signals:
        all_asked: All quotas are wanted.
    """

    all_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head = LinkedHeading("", "全部任务", self)
        self._head.followed.connect(self.all_asked)
        self.lines = GaugeLines(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.current().px(12), 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(self._head)
        column.addWidget(self.lines)

    def show_quotas(self, quotas: Sequence[QuotaStanding], year: int) -> None:
        """Show other quotas; those with somebody short first, where not all have room."""
        shown = sorted(quotas, key=lambda quota: not quota.short)[:_MOST_QUOTAS]
        done = sum(1 for quota in quotas if not quota.short and not quota.problem)
        self._head.set_title(f"任务（{year}）：{len(quotas)} 项，完成 {done} 项")
        self.lines.show_quotas([quota for quota in quotas if quota in shown])
        self.setVisible(bool(quotas))


def quarter_words(state: QuarterState) -> str:
    """Say how far a quarter is ready."""
    if not state.events:
        return "本季还没有活动。"
    if not state.open_items:
        return f"{state.events} 场活动已齐"
    return f"{state.events} 场活动，{state.complete} 场已齐；{state.open_items} 项待补"


class RecentBlock(QWidget):
    """The last steps: when, who, what."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(14))
        self._grid.setVerticalSpacing(look.px(6))
        self._grid.setColumnStretch(2, 1)
        self._labels: list[QWidget] = []

    def show_steps(self, steps: Sequence[RecentStep], today: date) -> None:
        """Show other steps."""
        for old in self._labels:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._labels = []
        for row, recent in enumerate(steps):
            step = recent.step
            self._add(row, 0, label(moment_text(step.at, today), self, role="muted"))
            self._add(row, 1, ElidedLabel(step.by, self, role="muted", least=36))
            self._add(row, 2, ElidedLabel(recent.words, self, least=80))

    def words(self) -> list[str]:
        """Give what was done, newest first."""
        return [each.text() for each in self._labels[2::3] if isinstance(each, ElidedLabel)]

    def _add(self, row: int, column: int, words: QWidget) -> None:
        self._grid.addWidget(words, row, column)
        self._labels.append(words)
        words.show()


class StartNote(QWidget):
    """What an empty ledger says, with the two ways to begin.

    Signals:
        import_asked: Workbooks are to be taken in.
        event_asked: An event is to be registered.
    """

    import_asked = Signal()
    event_asked = Signal()

    def __init__(self, parent: QWidget, *, read_only: str = "") -> None:
        super().__init__(parent)
        title = label("台账是空的", self, role="title")
        words = label(
            "把已有的委员、活动表格导入进来，或者从登记第一场活动开始。", self, role="muted"
        )
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.import_button = self._button("导入表格", "import", "primary", read_only)
        self.event_button = self._button("登记活动", "event", "", read_only)
        self.import_button.clicked.connect(self.import_asked)
        self.event_button.clicked.connect(self.event_asked)
        buttons = QHBoxLayout()
        buttons.setSpacing(theme.current().px(10))
        buttons.addStretch(1)
        buttons.addWidget(self.import_button)
        buttons.addWidget(self.event_button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(theme.current().px(14))
        column.addStretch(2)
        column.addWidget(title, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addLayout(buttons)
        column.addStretch(3)

    def _button(self, text: str, icon: str, role: str, read_only: str) -> QPushButton:
        button = QPushButton(text, self)
        if role:
            set_role(button, role)
        icons.put(button, icon, "on_accent" if role else "muted", size=16)
        button.setEnabled(not read_only)
        button.setToolTip(f"台账只能读：{read_only}" if read_only else "")
        return button
