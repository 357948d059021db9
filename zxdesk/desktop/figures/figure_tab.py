"""Any figure of the ledger: the question at the left, the answer at the right."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keeping import keep
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.desktop.figures.builder_panel import BuilderPanel
from zxdesk.desktop.figures.filter_rows import FilterRow
from zxdesk.desktop.figures.result_panel import ResultPanel
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import set_role
from zxdesk.statistics.figures import indicator
from zxdesk.statistics.questions import (
    FigureAnswer,
    FigureQuestion,
    WrongField,
    answer,
    labels_for,
    period_choices,
    values_for,
)
from zxdesk.statistics.received import holds_others

_PANEL, _PANEL_SHARE = 350, 0.36
_SLOW_MS = 400


class FigureTab(QWidget):
    """Question and answer.

    Signals:
        answered: The last question has its answer, a figure or what is wrong.
    """

    answered = Signal()

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._asking = FigureQuestion()
        self._fresh = False
        self._latest = QuestionRunner(context, self)
        self._latest.answered.connect(self.answered)
        self.panel = BuilderPanel(self)
        self.result = ResultPanel(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)  # once, whatever a turn of the event loop changed
        self._soon.timeout.connect(self._work_out)
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(lambda: self._show_nothing("正在统计…"))
        self._lay_out()
        self.panel.asked.connect(self._on_asked)
        self.panel.code_changed.connect(self._offer_labels)
        self.panel.values_asked.connect(self._offer_values)
        self.result.group_followed.connect(self.panel.add_filter)
        self.result.keep_asked.connect(lambda asking: keep(context, self, asking))
        self.panel.set_asking(FigureQuestion(period=str(context.ledger.today.year), by="类型"))

    def ask(self, asking: FigureQuestion) -> None:
        """Show another figure."""
        self.panel.set_asking(asking)

    def catch_up(self) -> None:
        """Work the figure out again where the ledger has changed since."""
        if not self._fresh:
            self._soon.start()

    def mark_stale(self) -> None:
        """Note that the ledger has changed."""
        self._fresh = False

    def _lay_out(self) -> None:
        look = theme.current()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        set_role(self.result, "content")
        area.setWidget(self.result)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        row.addWidget(self.panel)
        row.addWidget(area, 1)

    def _on_asked(self, asking: FigureQuestion) -> None:
        self._asking = asking
        self._fresh = False
        self._latest.drop()
        # A tab that is not seen asks nothing; `catch_up` does it when it is shown.
        if self.isVisible():
            self._soon.start()

    def _work_out(self) -> None:
        ledger, asking = self._context.ledger, self._asking
        first = not self.panel.period_menu().actions()
        self._fresh = True
        self._slow.start()
        self.panel.offer_scope(holds_others(ledger))
        if first:
            self.panel.set_periods(period_choices(ledger))
        self._latest.ask("统计", lambda: answer(ledger, asking), self._show)

    def _show(self, found: FigureAnswer | WrongField) -> None:
        self._slow.stop()
        if isinstance(found, WrongField):
            self.panel.show_wrong(found)
            self._show_nothing("左边标红的地方改好后再统计。")
        else:
            self.panel.show_wrong(None)
            self.result.show_answer(found)

    def _show_nothing(self, words: str) -> None:
        self.result.show_nothing(indicator(self._asking.code).label, words)

    def _offer_labels(self, code: str) -> None:
        self.panel.set_labels(labels_for(code))

    def _offer_values(self, row: FilterRow) -> None:
        name, ledger, asking = row.label.words(), self._context.ledger, self.panel.asking()
        latest = row.findChild(QuestionRunner) or QuestionRunner(self._context, row)
        if not name:
            latest.drop()
            row.values.set_choices([])
            return
        latest.ask("查找可选值", lambda: values_for(ledger, asking, name), row.values.set_choices)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave most of the width to the answer."""
        super().resizeEvent(event)
        share = int(self.width() * _PANEL_SHARE)
        self.panel.setFixedWidth(min(theme.current().px(_PANEL), share))
