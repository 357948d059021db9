"""What was done under each programme in a year: the tree of 品牌 with its numbers."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.figure_links import NumberLink, RecordLink
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.figures.year_head import YearHead
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel
from zxdesk.desktop.widgets.card import Card
from zxdesk.desktop.widgets.number_table import NumberCell, NumberRow, NumberTable
from zxdesk.rules.periods import Period
from zxdesk.statistics.programmes import (
    LABEL,
    Branch,
    ProgrammeTree,
    counted,
    heading,
    programme_tree,
)
from zxdesk.statistics.wording import number_text

_EXPLAINED = "上级品牌的数字含下级；点数字查看记录，点名称查看品牌。"
_NONE = "还没有品牌。任何一条记录都可以归入品牌。"


class ProgrammeTab(LiveTab):
    """The tree and its numbers."""

    title = "统计品牌"

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        sheet = Card(self)
        self.year = YearHead(context.ledger.today.year, sheet)
        self.year.turned.connect(lambda _year: self.ask_again())
        self.table = NumberTable(sheet, name="品牌")
        self.table.followed.connect(self.follow)
        head = QHBoxLayout()
        head.setSpacing(theme.current().px(12))
        head.addWidget(self.year)
        head.addWidget(ElidedLabel(_EXPLAINED, sheet, role="muted", least=100), 1)
        sheet.column.addLayout(head)
        sheet.column.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(sheet)

    def worked_out(self) -> ProgrammeTree:
        """Work the tree out."""
        return programme_tree(self.context.ledger, self.year.year)

    def blank(self) -> None:
        """Take away the numbers of another year."""
        self.table.show_rows((), (), empty="")

    def take(self, answer: ProgrammeTree) -> None:
        """Show the tree."""
        titles = (LABEL, *(heading(code) for code in answer.codes))
        rows = [_row(branch, answer) for branch in answer.branches]
        self.table.show_rows(titles, rows, empty=_NONE)


def _row(branch: Branch, tree: ProgrammeTree) -> NumberRow:
    cells = (
        _cell(branch, code, tree.period) if code in branch.counts else NumberCell()
        for code in tree.codes
    )
    title = NumberCell(branch.name, RecordLink("programme", branch.record_id))
    return NumberRow(title, tuple(cells), branch.depth)


def _cell(branch: Branch, code: str, period: Period) -> NumberCell:
    words = f"{branch.name}：{heading(code)}（{period.name}）"
    link = NumberLink(counted(code, branch.name), period, words)
    return NumberCell(number_text(branch.counts[code]), link)
