"""What was done under each programme in a year: the tree of 品牌 with its numbers."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages.figures.home_parts import Sheet
from zxdesk.desktop.pages.figures.live_tab import LiveTab
from zxdesk.desktop.pages.figures.number_table import NumberCell, NumberRow, NumberTable
from zxdesk.desktop.pages.figures.wording import number_text
from zxdesk.desktop.pages.figures.year_head import YearHead
from zxdesk.desktop.widgets.words import ElidedLabel
from zxdesk.statistics.programmes import (
    LABEL,
    Branch,
    ProgrammeTree,
    counted,
    heading,
    programme_tree,
)

_EXPLAINED = "上级品牌的数字含下级；点数字查看记录，点名称查看品牌。"
_NONE = "还没有品牌。任何一条记录都可以归入品牌。"


class ProgrammeTab(LiveTab):
    """The tree and its numbers."""

    title = "统计品牌"

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._tree: ProgrammeTree | None = None
        sheet = Sheet(self)
        self.year = YearHead(context.ledger.today.year, sheet)
        self.year.turned.connect(lambda _year: self.ask_again())
        self.table = NumberTable(sheet, name="品牌")
        self.table.followed.connect(self._follow)
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

    def take(self, answer: ProgrammeTree) -> None:
        """Show the tree."""
        self._tree = answer
        titles = (LABEL, *(heading(code) for code in answer.codes))
        rows = [_row(branch, answer.codes) for branch in answer.branches]
        self.table.show_rows(titles, rows, empty=_NONE)

    def _follow(self, target: int | tuple[str, str]) -> None:
        if isinstance(target, int):
            self.context.show_record("programme", target)
        elif self._tree:
            code, programme = target
            period = self._tree.period
            words = f"{programme}：{heading(code)}（{period.name}）"
            self.open_behind(counted(code, programme), period, words)


def _row(branch: Branch, codes: tuple[str, ...]) -> NumberRow:
    cells = (
        NumberCell(number_text(branch.counts[code]), (code, branch.name))
        if code in branch.counts
        else NumberCell()
        for code in codes
    )
    return NumberRow(NumberCell(branch.name, branch.record_id), tuple(cells), branch.depth)
