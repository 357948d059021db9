"""Quotas, one on a line: name, bar, gauge, and who is short."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label, set_state
from zxdesk.statistics.quota_standing import QuotaStanding

_BAR = 110


def short_words(quota: QuotaStanding) -> str:
    """Say who is short: 差 3 个; empty where nobody is."""
    if not quota.short:
        return ""
    if quota.whole:
        return f"差 {quota.short[0].missing:,} {quota.unit}"
    return f"差 {len(quota.short)} {quota.gauge.unit}"


def percent(quota: QuotaStanding) -> int:
    """Give how far a quota is reached, at most 100."""
    gauge = quota.gauge
    return min(100, int(100 * gauge.done / gauge.target)) if gauge.target else 0


class GaugeLines(QWidget):
    """Several quotas, one below the other.

    Signals:
        followed: The gauge of a quota was chosen; carries the quota.
        short_followed: Those who are short are wanted; carries the quota.
    """

    followed = Signal(QuotaStanding)
    short_followed = Signal(QuotaStanding)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        look = theme.current()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.px(12))
        self._grid.setVerticalSpacing(look.px(4))
        self._grid.setColumnStretch(0, 1)
        self._parts: list[QWidget] = []

    def show_quotas(self, quotas: list[QuotaStanding]) -> None:
        """Show other quotas."""
        for old in self._parts:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._parts = []
        for row, quota in enumerate(quotas):
            self._add(row, quota)

    def _add(self, row: int, quota: QuotaStanding) -> None:
        words = "算不出来" if quota.problem else str(quota.gauge)
        gauge = LinkButton(words, self, follow=partial(self.followed.emit, quota))
        gauge.setToolTip(quota.problem)
        gauge.setAccessibleName(f"{quota.name}：{words}")
        bar = QProgressBar(self)
        bar.setTextVisible(False)
        bar.setFixedWidth(theme.current().px(_BAR))
        bar.setValue(percent(quota))
        bar.setAccessibleName(f"{quota.name} {words}")
        for column, part in enumerate(
            (ElidedLabel(quota.name, self, least=70), bar, gauge, self._short(quota))
        ):
            self._grid.addWidget(part, row, column, Qt.AlignmentFlag.AlignVCenter)
            self._parts.append(part)
            part.show()

    def _short(self, quota: QuotaStanding) -> QWidget:
        if quota.whole:
            words = label(short_words(quota), self)
            set_state(words, "tone", "warn")
            return words
        follow = partial(self.short_followed.emit, quota)
        short = LinkButton(short_words(quota), self, follow=follow)
        short.setAccessibleName(f"{quota.name}：{short_words(quota)}")
        return short
