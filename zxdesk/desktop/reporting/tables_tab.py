"""The office's further reporting tables, for any period."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.base.table_export import export_table
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, label, set_wrong
from zxdesk.desktop.reporting.grid_view import GridView
from zxdesk.desktop.reporting.grids import GridAnswer, fill
from zxdesk.desktop.reporting.reporting_rows_dialog import ReportingRowsDialog
from zxdesk.desktop.widgets.card import Card
from zxdesk.desktop.widgets.icon_button import icon_button
from zxdesk.statistics.questions import period_choices
from zxdesk.statistics.reporting import ReportingTable
from zxdesk.statistics.table_words import attentions

_NONE = "还没有别的报表，可以用“编辑报表”添加。"
_NO_ROWS = "期间内没有可列的内容。"
# More than these are read in the hint, on paper and in the workbook.
_REMARKS = 3


class TablesTab(LiveTab):
    """One table at a time."""

    title = "统计报表"

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._filled = GridAnswer(())
        self._number = ""
        self._words = str(context.ledger.today.year)
        self._make_parts(Card(self))

    def choose(self, number: str) -> None:
        """Show another table."""
        self._number = number
        self.ask_again()

    def set_period(self, words: str) -> None:
        """Fill the table for another period."""
        self._words = words.strip() or str(self.context.ledger.today.year)
        self.period.setText(self._words)
        self.ask_again()

    def filled(self) -> GridAnswer:
        """Give what is shown."""
        return self._filled

    def problem(self) -> str:
        """Give why the table cannot be filled."""
        return self._error.text()

    def worked_out(self) -> GridAnswer:
        """Fill the table."""
        return fill(self.context.ledger, self._number, self._words)

    def blank(self) -> None:
        """Take away the numbers of another table or period."""
        self._filled = GridAnswer(())
        self._count.setText("")
        self.remarks.hide()
        self.export_button.setEnabled(False)
        self.view.show_grid(None, empty="")

    def take(self, answer: GridAnswer) -> None:
        """Show the table."""
        self._filled = answer
        self._offer(answer.tables)
        self._error.setText(answer.problem)
        self._error.setVisible(bool(answer.problem))
        set_wrong(self.period, bool(answer.problem))
        grid = answer.grid
        self._count.setText(f"{len(grid.rows):,} 行，点数字看记录，点名称看详情。" if grid else "")
        self.remarks.setText("\n".join(attentions(grid.remarks[:_REMARKS])) if grid else "")
        self.remarks.setToolTip("\n".join(grid.remarks) if grid else "")
        self.remarks.setVisible(bool(self.remarks.text()))
        self.export_button.setEnabled(grid is not None and bool(grid.rows))
        self.view.show_grid(grid, empty=_NO_ROWS if answer.tables else _NONE)

    def _make_parts(self, sheet: Card) -> None:
        look = theme.current()
        self.tables = QComboBox(sheet)
        self.tables.setAccessibleName("报表")
        self.tables.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.tables.activated.connect(lambda _place: self.choose(self.tables.currentData()))
        self.period = QLineEdit(self._words, sheet)
        self.period.setAccessibleName("期间")
        self.period.setToolTip("如 2026、2026Q3、2026H1、2026-07、五届二次")
        self.period.setFixedWidth(look.px(150))
        self.period.editingFinished.connect(self._on_period)
        menu = self._period_button(sheet)
        self.edit_button = button("编辑报表…", sheet, icon="edit")
        self.edit_button.clicked.connect(self._edit)
        self.export_button = button("导出 Excel…", sheet)
        self.export_button.clicked.connect(self._export)
        self._count = ElidedLabel("", sheet, role="muted", least=40)
        self._error = label("", sheet, role="error", wrap=True)
        self._error.hide()
        self.remarks = label("", sheet, role="muted", wrap=True)
        self.remarks.hide()
        self.view = GridView(sheet, name="报表")
        self.view.followed.connect(self.follow)
        self._lay_out(sheet, menu)

    def _period_button(self, sheet: QWidget) -> QToolButton:
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self._offer_periods)
        self._menu.triggered.connect(lambda action: self.set_period(action.data()))
        menu = icon_button("calendar", "选择期间", sheet)
        menu.setMenu(self._menu)
        menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return menu

    def _lay_out(self, sheet: Card, menu: QToolButton) -> None:
        look = theme.current()
        line = QHBoxLayout()
        line.setSpacing(look.px(8))
        for part in (self.tables, self.period, menu):
            line.addWidget(part)
        line.addWidget(self._count, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self.edit_button)
        line.addWidget(self.export_button)
        sheet.column.addLayout(line)
        sheet.column.addWidget(self._error)
        sheet.column.addWidget(self.view, 1)
        sheet.column.addWidget(self.remarks)
        column = QHBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def _offer(self, tables: tuple[ReportingTable, ...]) -> None:
        offered = [(f"{table.number}　{table.title}", table.number) for table in tables]
        shown = [
            (self.tables.itemText(place), self.tables.itemData(place))
            for place in range(self.tables.count())
        ]
        if offered != shown:
            self.tables.clear()
            for words, number in offered:
                self.tables.addItem(words, number)
        self.tables.setCurrentIndex(max(self.tables.findData(self._number), 0))
        self.tables.setEnabled(bool(offered))

    def _offer_periods(self) -> None:
        self._menu.clear()
        for choice in period_choices(self.context.ledger):
            self._menu.addAction(f"{choice.name}　{choice.words}").setData(choice.words)

    def _on_period(self) -> None:
        if self.period.text().strip() != self._words:
            self.set_period(self.period.text())

    def _edit(self) -> None:
        ReportingRowsDialog.run(self.context, self.window(), self.tables.currentData() or "")

    def _export(self) -> None:
        grid = self._filled.grid
        if grid is None:
            return
        name = f"{grid.title}_{grid.period.name}"
        export_table(self.context, self, "报表", name, grid.write)
