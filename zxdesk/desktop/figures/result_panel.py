"""The answer to a figure: the number, what it counts, its groups and the records behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.figures.behind_list import BehindList
from zxdesk.desktop.figures.group_table import GroupTable
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label, set_role
from zxdesk.desktop.widgets.bar_chart import Bar, BarChart
from zxdesk.desktop.widgets.card import Card, LinkedHeading
from zxdesk.queries.labels import UNFILLED
from zxdesk.records import KINDS
from zxdesk.statistics.figures import Figure
from zxdesk.statistics.questions import FigureAnswer, FigureQuestion
from zxdesk.statistics.wording import number_text, period_text

_MOST_BARS = 6
_BESIDE = 600


class ResultPanel(QWidget):
    """One figure in full.

    Signals:
        group_followed: One of the groups was chosen; carries label and group.
        keep_asked: The figure is to be kept on the home page; carries its `FigureQuestion`.
    """

    group_followed = Signal(str, str)
    keep_asked = Signal(FigureQuestion)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._answer: FigureAnswer | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        column.addWidget(self._figure_sheet())
        column.addWidget(self._group_sheet())
        column.addWidget(self._behind_sheet(), 1)
        column.addStretch(0)
        self.show_nothing("", "")

    def answer(self) -> FigureAnswer | None:
        """Give what is shown; None while there is nothing."""
        return self._answer

    def show_answer(self, answer: FigureAnswer) -> None:
        """Show another answer."""
        self._answer = answer
        self.keep.show()
        figure = answer.figure
        self._name.setText(f"{figure.label}（{answer.asking.scope}）")
        self._period.setText(period_text(figure.period))
        self.value.set_text(number_text(figure.value))
        self.value.setAccessibleName(f"{figure.label} {number_text(figure.value)}{figure.unit}")
        self._unit.setText("" if figure.value is None else figure.unit)
        self._share.setText(share_text(figure))
        self._definition.setText(figure.definition)
        self._notes.setText("；".join(figure.notes))
        self._notice.setVisible(bool(figure.notes))
        self._show_groups(answer)
        self._records.show()
        self._behind_head.set_title(
            f"背后的记录：{KINDS[answer.kind].sheet} {len(answer.ids):,} 条"
        )
        self._behind_head.set_link("在列表中打开" if answer.ids else "")
        self.behind.show_behind(answer.kind, answer.ids)

    def show_nothing(self, name: str, words: str) -> None:
        """Show no figure, and say why: an old number beside a new question would mislead."""
        self._answer = None
        self.keep.hide()
        self._name.setText(name)
        self.value.set_text("—")
        for place in (self._period, self._unit, self._share, self._notes):
            place.setText("")
        self._definition.setText(words)
        for part in (self._notice, self._groups, self._records):
            part.hide()

    def _ask_to_keep(self) -> None:
        if self._answer:
            self.keep_asked.emit(self._answer.asking)

    def notes(self) -> str:
        """Give the remarks on the figure."""
        return self._notes.text()

    def share(self) -> str:
        """Give the division that a share comes from."""
        return self._share.text()

    def open_records(self) -> None:
        """List the records on their own page."""
        if self._answer:
            figure = self._answer.figure
            heading = f"{figure.label}（{figure.period.name}）"
            self._context.show_records(self._answer.kind, self._answer.ids, heading)

    def _figure_sheet(self) -> QWidget:
        look = theme.current()
        sheet = Card(self)
        self._name = label("", sheet, role="heading")
        self._period = ElidedLabel("", sheet, role="muted", least=80)
        self.value = LinkButton("", sheet, role="figure")
        self.value.setToolTip("查看记录")
        self.value.followed.connect(self.open_records)
        self._unit = label("", sheet, role="unit")
        self._unit.setContentsMargins(0, 0, 0, look.px(5))
        self._share = label("", sheet, role="muted")
        self._share.setContentsMargins(look.px(12), 0, 0, look.px(4))
        self._definition = label("", sheet, role="muted", wrap=True)
        self._notice = QFrame(sheet)
        set_role(self._notice, "notice")
        self._notes = label("", self._notice, wrap=True)
        QHBoxLayout(self._notice).addWidget(self._notes)
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(self._name)
        head.addWidget(self._period, 1)
        sheet.column.setSpacing(look.px(2))
        sheet.column.addLayout(head)
        sheet.column.addLayout(self._number_row())
        sheet.column.addWidget(self._definition)
        sheet.column.addWidget(self._notice)
        return sheet

    def _number_row(self) -> QHBoxLayout:
        bottom = Qt.AlignmentFlag.AlignBottom
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.value)
        row.addWidget(self._unit, 0, bottom)
        row.addWidget(self._share, 0, bottom)
        row.addStretch(1)
        self.keep = LinkButton("存为常用数字", self)
        self.keep.setToolTip("放到首页，随台账更新")
        self.keep.setEnabled(not self._context.ledger.read_only)
        self.keep.followed.connect(self._ask_to_keep)
        row.addWidget(self.keep, 0, bottom)
        return row

    def _group_sheet(self) -> QWidget:
        look = theme.current()
        sheet = self._groups = Card(self)
        self._group_head = LinkedHeading("", "", sheet)
        self.chart = BarChart(sheet)
        self.chart.followed.connect(self._follow_bar)
        self.table = GroupTable(sheet, self._context.settings)
        self.table.followed.connect(self._follow_group)
        self.table.setMinimumWidth(look.px(220))
        row = self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(look.px(16))
        row.addWidget(self.chart, 3, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.table, 2)
        sheet.column.addWidget(self._group_head)
        sheet.column.addLayout(row)
        sheet.hide()
        return sheet

    def _behind_sheet(self) -> QWidget:
        look = theme.current()
        sheet = self._records = Card(self)
        self._behind_head = LinkedHeading("", "", sheet)
        self._behind_head.followed.connect(self.open_records)
        self.behind = BehindList(self._context, sheet)
        self.behind.setMinimumHeight(look.px(140))
        self.behind.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        sheet.column.addWidget(self._behind_head)
        sheet.column.addWidget(self.behind, 1)
        return sheet

    def _show_groups(self, answer: FigureAnswer) -> None:
        figure = answer.figure
        by = answer.asking.by
        self._groups.setVisible(bool(by))
        if not by:
            return
        count = len(figure.groups)
        shown = "" if count <= _MOST_BARS else f"，图中为前 {_MOST_BARS} 组"
        self._group_head.set_title(f"按{by}分组：{count} 组{shown}（点一组加为筛选）")
        self.chart.set_bars(
            [Bar(group, max(value or 0, 0)) for group, value in figure.groups[:_MOST_BARS]]
        )
        self.table.show_figure(figure)
        self.table.setFixedHeight(max(self.chart.sizeHint().height(), theme.current().px(130)))

    def _follow_bar(self, place: int) -> None:
        if self._answer:
            self._follow_group(self._answer.figure.groups[place][0])

    def _follow_group(self, group: str) -> None:
        if group != UNFILLED and self._answer:
            self.group_followed.emit(self._answer.asking.by, group)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the table below the chart where room is short."""
        super().resizeEvent(event)
        wide = self.width() >= theme.current().px(_BESIDE)
        direction = QBoxLayout.Direction
        self._beside.setDirection(direction.LeftToRight if wide else direction.TopToBottom)


def share_text(figure: Figure) -> str:
    """Give the division of a share: 1,234 ÷ 1,300; empty for a count."""
    if figure.denominator is None or figure.numerator is None:
        return ""
    return f"{figure.numerator:,} ÷ {figure.denominator:,}"
