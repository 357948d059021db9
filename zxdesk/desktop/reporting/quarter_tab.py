"""The quarter's reporting table: how it stands, what is open, what changed since it was closed."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.base.table_export import export_table
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.reporting.close_quarter_dialog import CloseQuarterDialog, ReopenDialog
from zxdesk.desktop.reporting.names_dialog import NamesDialog
from zxdesk.desktop.reporting.quarter_head import QuarterHead
from zxdesk.desktop.reporting.quarter_view import QuarterView
from zxdesk.desktop.reporting.send_package_dialog import SendPackageDialog
from zxdesk.desktop.reporting.state_bar import StateBar
from zxdesk.desktop.widgets.card import Card
from zxdesk.desktop.widgets.todo_view import TodoView
from zxdesk.exchange.quarter_book import write_quarter_book
from zxdesk.exchange.quarter_standing import QuarterStanding, quarter_standing, restated_items
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.reporting import QuarterTable
from zxdesk.statistics.table_words import attentions

_SIDE, _BESIDE = 300, 1060
_UNBOUNDED = 16777215  # QWIDGETSIZE_MAX, which PySide6 does not export
_OPEN = "补齐后数字会变，报送前请看一遍。"
_COMPLETE = "本季的活动都有出席记录，没有过期的计划。"


class QuarterTab(LiveTab):
    """One quarter at a time."""

    title = "季度报表"

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._standing: QuarterStanding | None = None
        self._side = self._open_sheet()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.current().px(12))
        self._box.addWidget(self._table_sheet(), 1)
        self._box.addWidget(self._side)

    def period(self) -> Period:
        """Give the quarter."""
        return self.head.period

    def table(self) -> QuarterTable | None:
        """Give the table shown; None before it was worked out."""
        return self._standing.table if self._standing else None

    def standing(self) -> QuarterStanding | None:
        """Give how the quarter shown stands; None before it was worked out."""
        return self._standing

    def set_quarter(self, period: Period) -> None:
        """Show another quarter."""
        self.head.set_period(period)

    def worked_out(self) -> QuarterStanding:
        """Work out how the quarter stands."""
        return quarter_standing(self.context.ledger, self.head.period)

    def blank(self) -> None:
        """Take away the numbers of another quarter."""
        self._standing = None
        self.view.setEnabled(False)
        self.state.setEnabled(False)
        self.state.blank()
        self.view.show_table(None)
        self.open_head.setText("")
        self._explained.setText("")
        self.open_items.hide()
        self._show_restated(None)

    def take(self, answer: QuarterStanding) -> None:
        """Show how the quarter stands."""
        self._standing = answer
        self.head.setToolTip(answer.table.title)
        self.view.setEnabled(True)
        self.state.setEnabled(True)
        self.state.show_standing(answer, read_only=self.context.ledger.read_only)
        self.view.show_table(answer.table, answer.restated)
        self._show_open(answer)
        self._show_restated(answer)

    def _table_sheet(self) -> QWidget:
        sheet = Card(self)
        self.head = QuarterHead(quarter_of(self.context.ledger.today), sheet)
        self.head.turned.connect(lambda _period: self.ask_again())
        self.back, self.on, self.today = self.head.back, self.head.on, self.head.today
        self.state = StateBar(sheet)
        self.state.setEnabled(False)
        self.state.close_asked.connect(self._close)
        self.state.reopen_asked.connect(self._reopen)
        self.state.send_asked.connect(self._send)
        self.state.book_asked.connect(self._export)
        self.state.names_asked.connect(lambda: NamesDialog.run(self.context, self.window()))
        self.view = QuarterView(sheet)
        self.view.followed.connect(self.follow)
        self.state.lead_with(self.head)
        sheet.column.addWidget(self.state)
        sheet.column.addWidget(self.view, 1)
        return sheet

    def _open_sheet(self) -> QWidget:
        sheet = Card(self)
        self.restated_head = label("", sheet, role="heading")
        self.restated = TodoView(sheet, name="更正", roomy=True)
        self.restated.followed.connect(self._open_restated)
        self.open_head = label("", sheet, role="heading")
        self._explained = label("", sheet, role="muted", wrap=True)
        self.open_items = TodoView(sheet, name="待补", roomy=True)
        self.open_items.followed.connect(self.context.show_record)
        column: QVBoxLayout = sheet.column
        for part, stretch in (
            (self.restated_head, 0),
            (self.restated, 1),
            (self.open_head, 0),
            (self._explained, 0),
            (self.open_items, 1),
        ):
            column.addWidget(part, stretch)
        column.addStretch(0)
        self._show_restated(None)
        return sheet

    def _show_open(self, standing: QuarterStanding) -> None:
        items, count = standing.table.open_items, len(standing.checks.items)
        self.open_head.setText(f"待补 {count} 项" if count else "已齐")
        gaps = (f"· {text}" for text in standing.table.gaps)
        words = (_OPEN if count else _COMPLETE, *gaps, *attentions(standing.table.remarks))
        self._explained.setText("\n".join(words))
        self.open_items.set_items(items)
        self.open_items.setVisible(bool(items))

    def _show_restated(self, standing: QuarterStanding | None) -> None:
        items = restated_items(standing) if standing else []
        count = len(standing.restated) if standing else 0
        self.restated_head.setText(f"更正 {count} 个数字")
        self.restated_head.setVisible(bool(count))
        self.restated.set_items(items)
        self.restated.setVisible(bool(items))

    def _open_restated(self, kind: str, record_id: int) -> None:
        if kind:
            self.context.show_record(kind, record_id)
        else:
            self.context.tell("这条记录已经删除，可在首页的最近操作里查看。")

    def _close(self) -> None:
        if self._standing:
            CloseQuarterDialog.run(self.context, self.window(), self._standing)

    def _reopen(self) -> None:
        if self._standing:
            ReopenDialog.run(self.context, self.window(), self._standing.period)

    def _send(self) -> None:
        if self._standing:
            SendPackageDialog.run(self.context, self.window(), self._standing)

    def _export(self) -> None:
        if self._standing is None:
            return
        ledger, table = self.context.ledger, self._standing.table
        name = f"{ledger.own.name}_{table.period.name}"
        head = self._standing.head
        export_table(
            self.context,
            self,
            "季度报表",
            name,
            lambda path: write_quarter_book(table, path, head=head),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set what is open below the table where room is short."""
        super().resizeEvent(event)
        look, direction = theme.current(), QBoxLayout.Direction
        wide = self.width() >= look.px(_BESIDE)
        self._box.setDirection(direction.LeftToRight if wide else direction.TopToBottom)
        self._side.setMinimumWidth(look.px(_SIDE) if wide else 0)
        self._side.setMaximumWidth(look.px(_SIDE) if wide else _UNBOUNDED)
        self._side.setMaximumHeight(_UNBOUNDED if wide else self.height() // 4)
        self._explained.setVisible(wide)
        self.restated.set_roomy(wide)
        self.open_items.set_roomy(wide)
