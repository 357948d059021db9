"""How far a quarter has come upward, and the acts that may follow."""

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, set_role
from zxdesk.desktop.widgets.chip import ChipLabel
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.exchange.quarter_standing import QuarterStanding

_UNSENT = "还没有报送。"


class StateBar(QWidget):
    """State and acts on one line where both have room, else on two.

    Signals:
        close_asked: The quarter is to be closed.
        reopen_asked: It is to be opened again.
        send_asked: Its package is to be written.
        book_asked: Its table is wanted as a workbook.
        names_asked: Who reports is to be entered.
    """

    close_asked = Signal()
    reopen_asked = Signal()
    send_asked = Signal()
    book_asked = Signal()
    names_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.chip = ChipLabel(Chip("未结账", "info"), self)
        self.words = ElidedLabel("", self, role="muted", least=80)
        self.names = LinkButton("填报人…", self)
        self.names.clicked.connect(self.names_asked)
        self.close_button = self._act("结账…", "", self.close_asked)
        set_role(self.close_button, "primary")
        icons.put(self.close_button, "lock", "on_accent", size=16)
        self.reopen_button = self._act("重开…", "undo", self.reopen_asked)
        self.send_button = self._act("导出报送包…", "export", self.send_asked)
        self.book_button = self._act("导出 Excel…", "", self.book_asked)
        state = self._state = QHBoxLayout()
        state.setSpacing(theme.current().px(10))
        state.addWidget(self.chip)
        state.addWidget(self.words, 1)
        state.addWidget(self.names)
        self._buttons = (
            self.close_button, self.send_button, self.reopen_button, self.book_button
        )  # fmt: skip
        self._acts = FlowLayout(gap=theme.current().px(8), line_gap=theme.current().px(6))
        for each in self._buttons:
            self._acts.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(8))
        column.addLayout(state)
        column.addLayout(self._acts)
        self._together = False
        self._head: QWidget | None = None

    def lead_with(self, head: QWidget) -> None:
        """Put what is told of the state behind a head, on one line."""
        self._head = head
        self._state.insertWidget(0, head)

    def _arrange(self) -> None:
        """Set the acts behind the state where there is room, else below it."""
        gap = theme.current().px(8)
        acts = sum(b.sizeHint().width() + gap for b in self._buttons if not b.isHidden())
        told = self.words.minimumSizeHint().width() + sum(
            part.sizeHint().width() for part in (self._head, self.chip, self.names) if part
        )
        room = self.width() - told - acts - theme.current().px(40)
        if (room >= 0) == self._together:
            return
        self._together = room >= 0
        for each in self._buttons:
            self._state.removeWidget(each)
            self._acts.removeWidget(each)
            (self._state if self._together else self._acts).addWidget(each)
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._arrange()

    def blank(self) -> None:
        """Say nothing while it is not known how the quarter stands."""
        self.chip.set_chip(Chip("…"))
        self.words.setText("")

    def show_standing(self, standing: QuarterStanding, *, read_only: str) -> None:
        """Show how a quarter stands.

        Args:
            read_only: Why nothing can be written; empty where it can.
        """
        closed = standing.closing is not None
        self.chip.set_chip(_chip(standing))
        self.words.setText(_words(standing))
        self.close_button.setVisible(not closed)
        self.reopen_button.setVisible(closed)
        set_role(self.send_button, "primary" if closed else "")
        icons.put(self.send_button, "export", "on_accent" if closed else "muted", size=16)
        for each in (self.close_button, self.reopen_button, self.send_button, self.names):
            each.setEnabled(not read_only)
            each.setToolTip(f"台账只能查看：{read_only}" if read_only else "")
        self.names.set_text(_names(standing))
        self._arrange()

    def _act(self, words: str, icon: str, signal: SignalInstance) -> QPushButton:
        made = button(words, self, icon=icon)
        made.clicked.connect(signal)
        return made


def _chip(standing: QuarterStanding) -> Chip:
    if standing.closing is None:
        return Chip("未结账", "info")
    if standing.restated:
        return Chip("已结账，有更正", "warn")
    return Chip("已报送" if _is_sent(standing) else "已结账", "good")


def _is_sent(standing: QuarterStanding) -> bool:
    closing, sent = standing.closing, standing.sent
    return closing is not None and sent is not None and sent.created >= closing.closed_at


def _words(standing: QuarterStanding) -> str:
    words = []
    if standing.closing is not None:
        closing = standing.closing
        words.append(f"{closing.closed_at:%Y-%m-%d %H:%M} {closing.closed_by} 结账。")
    if standing.sent is None:
        words.append(_UNSENT)
    else:
        sent = standing.sent
        words.append(f"已报送第 {sent.number} 号（{sent.created:%Y-%m-%d}）。")
    if standing.restated:
        why = "，指标口径因程序升级变了" if standing.restated[0].recounted else ""
        words.append(f"结账后有 {len(standing.restated)} 个数字变了{why}。")
    return "".join(words)


def _names(standing: QuarterStanding) -> str:
    head = standing.head
    named = [f"{caption} {name}" for caption, name in (
        ("负责人", head.leader), ("填表人", head.clerk)) if name]  # fmt: skip
    return "，".join(named) if named else "填报人…"
