"""The quarter's reporting table, and beside it what stands open before it can be reported."""

from datetime import timedelta

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from zxdesk.desktop import icons, theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages.figures.home_parts import Sheet
from zxdesk.desktop.pages.figures.latest import Latest
from zxdesk.desktop.pages.figures.quarter_view import Cell, QuarterView
from zxdesk.desktop.pages.figures.todo_view import TodoView
from zxdesk.desktop.pages.figures.wording import quarter_text
from zxdesk.desktop.widgets.words import ElidedLabel, LinkButton, label
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.figures import read_expression, records_behind
from zxdesk.statistics.reporting import QuarterTable, quarter_table

_SIDE, _BESIDE = 300, 940
_UNBOUNDED = 16777215


class QuarterTab(QWidget):
    """One quarter at a time.

    Signals:
        answered: The table shows the quarter as it is.
    """

    answered = Signal()

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._period = quarter_of(context.ledger.today)
        self._table: QuarterTable | None = None
        self._fresh = False
        self._latest = Latest(context, self)
        self._latest.answered.connect(self.answered)
        self._behind = Latest(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._work_out)
        self._side = self._open_sheet()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().px(12))
        self._box.addWidget(self._table_sheet(), 1)
        self._box.addWidget(self._side)
        self._name()

    def period(self) -> Period:
        """Give the quarter."""
        return self._period

    def table(self) -> QuarterTable | None:
        """Give the table shown; None before it was worked out."""
        return self._table

    def set_quarter(self, period: Period) -> None:
        """Show another quarter."""
        self._period = quarter_of(period.last)
        self._fresh = False
        self._latest.drop()
        self._name()
        if self.isVisible():
            self._soon.start()

    def catch_up(self) -> None:
        """Work the table out again where the ledger has changed since."""
        if not self._fresh:
            self._soon.start()

    def mark_stale(self) -> None:
        """Note that the ledger has changed."""
        self._fresh = False

    def go_back(self) -> None:
        """Show the quarter before."""
        assert self._period.first is not None
        self.set_quarter(quarter_of(self._period.first - timedelta(days=1)))

    def go_on(self) -> None:
        """Show the next quarter."""
        self.set_quarter(quarter_of(self._period.last + timedelta(days=1)))

    def _table_sheet(self) -> QWidget:
        look = theme.current()
        sheet = Sheet(self)
        self._title = ElidedLabel("", sheet, role="muted", least=60)
        self._quarter = label("", sheet, role="heading")
        self.back = self._arrow(sheet, "chevron-left", "上一季")
        self.back.clicked.connect(self.go_back)
        self.on = self._arrow(sheet, "chevron-right", "下一季")
        self.on.clicked.connect(self.go_on)
        self.today = LinkButton("回到本季", sheet)
        self.today.followed.connect(
            lambda _target: self.set_quarter(quarter_of(self._context.ledger.today))
        )
        head = QHBoxLayout()
        head.setSpacing(look.px(4))
        for part in (self.back, self._quarter, self.on):
            head.addWidget(part)
        head.addSpacing(look.px(8))
        head.addWidget(self.today)
        head.addSpacing(look.px(8))
        head.addWidget(self._title, 1)
        self.view = QuarterView(sheet)
        self.view.followed.connect(self._follow)
        sheet.column.addLayout(head)
        sheet.column.addWidget(self.view, 1)
        return sheet

    def _arrow(self, parent: QWidget, icon: str, words: str) -> QToolButton:
        button = QToolButton(parent)
        button.setAccessibleName(words)
        button.setToolTip(words)
        icons.put(button, icon, size=16)
        return button

    def _open_sheet(self) -> QWidget:
        sheet = Sheet(self)
        self.open_head = label("", sheet, role="heading")
        self._explained = label("", sheet, role="muted", wrap=True)
        self.open_items = TodoView(sheet, name="待补", roomy=True)
        self.open_items.followed.connect(self._context.show_record)
        column: QVBoxLayout = sheet.column
        column.addWidget(self.open_head)
        column.addWidget(self._explained)
        column.addWidget(self.open_items, 1)
        column.addStretch(0)
        return sheet

    def _name(self) -> None:
        self._quarter.setText(quarter_text(self._period))
        now = quarter_of(self._context.ledger.today)
        self.today.setVisible(now.first != self._period.first)

    def _work_out(self) -> None:
        ledger, period = self._context.ledger, self._period
        self._fresh = True
        shown = self._table.period if self._table else None
        self.view.setEnabled(shown is None or shown.first == period.first)
        self._latest.ask("季度报表", lambda: quarter_table(ledger, period), self._show)

    def _show(self, table: QuarterTable) -> None:
        self._table = table
        self.view.setEnabled(True)
        self._title.setText(table.title)
        self.view.show_table(table)
        count = len(table.open_items)
        self.open_head.setText(f"待补 {count} 项" if count else "已齐")
        self._explained.setText(
            "补齐后数字会变，报送前请看一遍。"
            if count
            else "本季的活动都有出席记录，没有过期的计划。"
        )
        self.open_items.set_items(table.open_items)
        self.open_items.setVisible(bool(count))

    def _follow(self, cell: Cell) -> None:
        ledger, expression = self._context.ledger, read_expression(cell.row.expression)
        heading = f"{cell.row.label}（{cell.period.name}）"
        self._behind.ask(
            "查找记录",
            lambda: records_behind(ledger, expression, period=cell.period),
            lambda found: self._context.show_records(found[0], found[1], heading),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set what is open below the table where room is short."""
        super().resizeEvent(event)
        look, direction = theme.current(), QBoxLayout.Direction
        wide = self.width() >= look.px(_BESIDE)
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._side.setMinimumWidth(look.px(_SIDE) if wide else 0)
        self._side.setMaximumWidth(look.px(_SIDE) if wide else _UNBOUNDED)
        self._side.setMaximumHeight(_UNBOUNDED if wide else self.height() * 3 // 10)
        self._explained.setVisible(wide)
        self.open_items.set_roomy(wide)
