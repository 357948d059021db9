"""What comes from below: packages taken in, the roll-up over committees, who is missing."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.base.figure_links import CellLink
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.desktop.base.table_export import export_table
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, label
from zxdesk.desktop.reporting.quarter_head import QuarterHead
from zxdesk.desktop.reporting.receive_dialog import ReceiveDialog
from zxdesk.desktop.reporting.remove_dialog import RemoveDialog
from zxdesk.desktop.reporting.their_records import TheirRecords
from zxdesk.desktop.widgets.card import Card
from zxdesk.desktop.widgets.number_table import NumberCell, NumberRow, NumberTable
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.rollup_book import write_rollup_book
from zxdesk.rules.periods import quarter_of
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import Number, read_expression
from zxdesk.statistics.received import (
    ReceivedReports,
    from_below,
    records_of,
    short_names,
)
from zxdesk.statistics.rollup import UNREPORTED, JointEvent, RolledRow, RollUp
from zxdesk.statistics.wording import number_text

_SIDE = 350
_NONE = "报表里还没有行。"
_EXPLAINED = "点数字查看该政协的记录；合计按全部记录重新计算。"
_PACKAGES = (
    TableColumn(key="committee", title="政协", width=84),
    TableColumn(key="period", title="期间", width=82),
    TableColumn(key="number", title="号", kind="number", align="right", width=46),
    TableColumn(key="created", title="导出日期", kind="date", width=98),
)
_JOINT = (
    TableColumn(key="day", title="日期", kind="date", width=104),
    TableColumn(key="name", title="活动", width=98),
    TableColumn(key="who", title="上报的政协", width=90),
)


@dataclass(frozen=True)
class RolledNumber(CellLink):
    """A number of the roll-up.

    Attributes:
        committee: Whose it is; empty for the total.
    """

    row: RolledRow
    committee: str


class ReceivedTab(LiveTab):
    """Packages at the left, the roll-up at the right."""

    title = "汇总报表"

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._found: ReceivedReports | None = None
        self._theirs = QuestionRunner(context, self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.current().px(12))
        row.addWidget(self._packages_sheet())
        row.addWidget(self._rollup_sheet(), 1)

    def worked_out(self) -> ReceivedReports:
        """Work out the roll-up."""
        return from_below(self.context.ledger, self.head.period)

    def blank(self) -> None:
        """Take away the numbers of another quarter; the packages are those of all quarters."""
        self.missing.setText("")
        for part in (self.joint_head, self.joint):
            part.hide()
        self.table.show_rows((), (), empty="")
        self.export_button.setEnabled(False)

    def take(self, answer: ReceivedReports) -> None:
        """Show packages and roll-up."""
        self._found = answer
        rollup = answer.rollup
        names = list(dict.fromkeys(one.committee for one in answer.packages))
        short = dict(zip(names, short_names(names), strict=True))
        self.packages.set_rows(
            [
                (short[one.committee], one.period, one.number, one.created.date().isoformat())
                for one in answer.packages
            ]
        )
        self._offer_removal()
        self._show_missing(rollup)
        self.joint_head.setVisible(bool(rollup.joint))
        self.joint_head.setText(f"重复上报 {len(rollup.joint)} 场，合计里各计一次")
        self.joint.setVisible(bool(rollup.joint))
        self.joint.set_rows([_joint_row(one) for one in rollup.joint])
        titles = ("指标", *short_names(rollup.committees), "合计")
        rows = [_row(row, rollup) for row in rollup.rows]
        self.table.show_rows(titles, rows, empty=_NONE)
        self.export_button.setEnabled(bool(rollup.rows))

    def found(self) -> ReceivedReports | None:
        """Give what is shown."""
        return self._found

    def _packages_sheet(self) -> QWidget:
        sheet = Card(self)
        settings = self.context.settings
        self.receive_button = button("接收报送包…", sheet, icon="import", primary=True)
        self.receive_button.clicked.connect(self._receive)
        reason = self.context.ledger.read_only
        self.receive_button.setEnabled(not reason)
        self.receive_button.setToolTip(f"台账只能查看：{reason}" if reason else "")
        self.packages = WordList(_PACKAGES, sheet, name="received", settings=settings)
        self.packages.setAccessibleName("已接收的报送包")
        self.packages.set_empty("还没有接收报送包。")
        self.packages.current_changed.connect(self._offer_removal)
        self.remove_button = button("撤下…", sheet, icon="undo")
        self.remove_button.clicked.connect(self._remove)
        self.joint_head = label("", sheet, role="strong", wrap=True)
        self.joint = WordList(_JOINT, sheet, name="joint", settings=settings)
        self.joint.setAccessibleName("重复上报的活动")
        column = sheet.column
        column.addWidget(self.receive_button)
        column.addWidget(label("已接收的报送包", sheet, role="heading"))
        column.addWidget(self.packages, 3)
        column.addWidget(self.remove_button)
        column.addWidget(self.joint_head)
        column.addWidget(self.joint, 2)
        for part in (self.joint_head, self.joint):
            part.hide()
        sheet.setFixedWidth(theme.current().px(_SIDE))
        return sheet

    def _rollup_sheet(self) -> QWidget:
        look = theme.current()
        sheet = Card(self)
        self.head = QuarterHead(quarter_of(self.context.ledger.today), sheet)
        self.head.turned.connect(lambda _period: self.ask_again())
        self.export_button = button("导出 Excel…", sheet)
        self.export_button.clicked.connect(self._export)
        self.missing = label("", sheet, wrap=True)
        self.table = NumberTable(sheet, name="汇总")
        self.table.followed.connect(self._follow)
        line = QHBoxLayout()
        line.setSpacing(look.px(12))
        line.addWidget(self.head)
        line.addWidget(ElidedLabel(_EXPLAINED, sheet, role="muted", least=60), 1)
        line.addWidget(self.export_button)
        sheet.column.addLayout(line)
        sheet.column.addWidget(self.missing)
        sheet.column.addWidget(self.table, 1)
        return sheet

    def _show_missing(self, rollup: RollUp) -> None:
        missing = "、".join(short_names(rollup.missing))
        self.missing.setText(
            f"已报 {len(rollup.reported)} 家，未报 {len(rollup.missing)} 家：{missing}"
            if rollup.missing
            else f"已报 {len(rollup.reported)} 家，没有未报的。"
        )

    def _receive(self) -> None:
        ReceiveDialog.run(self.context, self.window())

    def _offer_removal(self) -> None:
        """Let a package be taken back that is the last of its committee and quarter."""
        place = self.packages.current_id()
        packages = self._found.packages if self._found else ()
        chosen = packages[place] if place is not None and place < len(packages) else None
        same = [one for one in packages if chosen and one.reports_as(chosen)]
        reason = self.context.ledger.read_only
        self.remove_button.setEnabled(bool(chosen) and same[0] is chosen and not reason)
        later = f"请先撤下第 {same[0].number} 号" if same and same[0] is not chosen else ""
        self.remove_button.setToolTip(f"台账只能查看：{reason}" if reason else later)

    def _remove(self) -> None:
        place = self.packages.current_id()
        if self._found is not None and place is not None:
            RemoveDialog.run(self.context, self.window(), self._found.packages[place])

    def _export(self) -> None:
        if self._found is None:
            return
        rollup = self._found.rollup
        name = f"{rollup.title}（汇总）_{rollup.period.name}"
        write = partial(write_rollup_book, rollup)
        export_table(self.context, self, "汇总表", name, write)

    def _follow(self, number: RolledNumber) -> None:
        assert self._found is not None
        row, committee = number.row, number.committee
        ledger, rollup = self.context.ledger, self._found.rollup
        period, counted = rollup.period, rollup.counted
        heading = f"{committee or '合计'}　{row.label}（{period.name}）"
        if committee == ledger.own.name:
            expression = read_expression(row.expression)
            self.open_behind(expression, period, heading)
            return
        self._theirs.ask(
            "查找记录",
            lambda: records_of(ledger, row.expression, period, committee, counted=counted),
            lambda found: TheirRecords.run(self.context, self.window(), heading, found),
        )


def _joint_row(one: JointEvent) -> tuple[object, ...]:
    who = list(dict.fromkeys(name for name, _ in one.events))
    return (one.start.date().isoformat(), one.name, "、".join(short_names(who)))


def _row(row: RolledRow, rollup: RollUp) -> NumberRow:
    hint = f"{row.label}（{row.unit}）：{INDICATORS[row.code].definition}"
    return NumberRow(
        NumberCell(f"{row.label}（{row.unit}）", hint=hint),
        (
            *(
                NumberCell(UNREPORTED, hint=f"{name}还没有报送 {rollup.period.name}")
                if name in rollup.unreported
                else _cell(row, row.values[name], name)
                for name in rollup.committees
            ),
            _cell(row, row.total, ""),
        ),
    )


def _cell(row: RolledRow, value: Number | None, committee: str) -> NumberCell:
    link = None if value is None else RolledNumber(row, committee)
    hint = f"{committee or '合计'}，点击查看记录" if link else ""
    return NumberCell(number_text(value), link, hint=hint)
