"""The quotas of a year: gauges at the left, at the right who has done how much of one."""

from collections import defaultdict

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.figure_links import open_short
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.figures.quota_list import QuotaEntry, QuotaList
from zxdesk.desktop.figures.quota_rows import QuotaRows, matrix_of, rows_of
from zxdesk.desktop.figures.year_head import YearHead
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label
from zxdesk.desktop.widgets.card import Card
from zxdesk.desktop.widgets.gauge_lines import percent
from zxdesk.desktop.widgets.number_table import NumberTable
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.quotas import quota_standings

_LIST = 330
_NONE = "没有指标任务。任务在登记簿的“指标任务”里登记，品牌和阵地也可以填每年指标。"
_EXPLAINED = "一行一个对象，一列一项任务；红色的还没有完成。"
_ALL_DONE = "没有未完成的。"


class QuotaTab(LiveTab):
    """All quotas, and one in full."""

    title = "统计任务"

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(context, parent)
        self._quotas: dict[str, QuotaStanding] = {}
        self._groups: dict[str, list[QuotaStanding]] = {}
        self._wanted = ""
        self.year = YearHead(context.ledger.today.year, self)
        self.year.turned.connect(lambda _year: self.ask_again())
        self.list = QuotaList(self)
        self.list.chosen.connect(self._show_chosen)
        self.short_only = QCheckBox("只看未完成的", self)
        self.short_only.toggled.connect(self._show_chosen)
        self.table = NumberTable(self, name="任务完成情况")
        self.table.followed.connect(self.follow)
        self._lay_out()

    def quotas(self) -> list[QuotaStanding]:
        """Give what is shown."""
        return list(self._quotas.values())

    def choose(self, quota: QuotaStanding) -> None:
        """Bring a quota to the front, once its year is worked out."""
        self._wanted = _key(quota)
        self.year.set_year(quota.year)
        self.list.choose(self._wanted)

    def worked_out(self) -> list[QuotaStanding]:
        """Work the quotas of the year out."""
        return quota_standings(self.context.ledger, self.year.year)

    def blank(self) -> None:
        """Take away the numbers of another year; the list keeps what is chosen."""
        self._quotas, self._groups = {}, {}
        self._head("", "", "")
        self._put(QuotaRows((), ()), "")
        self.list.blank()

    def take(self, answer: list[QuotaStanding]) -> None:
        """Show the quotas."""
        self._quotas = {_key(quota): quota for quota in answer}
        by_each: dict[str, list[QuotaStanding]] = defaultdict(list)
        for quota in answer:
            if not quota.whole and not quota.problem:
                by_each[quota.each].append(quota)
        self._groups = {f"each:{each}": found for each, found in by_each.items() if len(found) > 1}
        self.list.show_entries(
            [
                *(_entry(key, quota) for key, quota in self._quotas.items()),
                *(_overview(key, found) for key, found in self._groups.items()),
            ]
        )
        if self._wanted and self.list.choose(self._wanted):
            self._wanted = ""
        self._show_chosen()

    def _lay_out(self) -> None:
        look = theme.current()
        left, right = Card(self), Card(self)
        left.column.addWidget(self.year)
        left.column.addWidget(self.list, 1)
        self._name = ElidedLabel("", right, role="heading", least=100)
        self._gauge = label("", right)
        self.short = LinkButton("", right)
        self.short.followed.connect(self._open_short)
        self.edit = LinkButton("修改任务", right)
        self.edit.followed.connect(self._open_record)
        self._explained = ElidedLabel("", right, role="muted", least=100)
        head, below = QHBoxLayout(), QHBoxLayout()
        for line in (head, below):
            line.setSpacing(look.px(12))
            right.column.addLayout(line)
        head.addWidget(self._name)
        head.addWidget(self._gauge)
        head.addWidget(self.short)
        head.addStretch(1)
        below.addWidget(self._explained, 1)
        below.addWidget(self.short_only)
        below.addWidget(self.edit)
        right.column.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.px(12))
        left.setFixedWidth(look.px(_LIST))
        row.addWidget(left)
        row.addWidget(right, 1)

    def _show_chosen(self, _chosen: object = None) -> None:
        key = self.list.key()
        short_only = self.short_only.isChecked()
        if key in self._groups:
            found = self._groups[key]
            self._head(f"{found[0].each}的任务", "", _EXPLAINED)
            self._put(matrix_of(found, short_only=short_only), _ALL_DONE)
        elif key in self._quotas:
            quota = self._quotas[key]
            self._head(quota.name, str(quota.gauge), f"{_rule(quota)}　{quota.expression}", quota)
            empty = quota.problem or _ALL_DONE
            self._put(rows_of(quota, short_only=short_only), empty)
        else:
            self._head("", "", "")
            self._put(QuotaRows((), ()), _NONE)
        self.short_only.setVisible(bool(key))

    def _head(
        self, name: str, gauge: str, explained: str, quota: QuotaStanding | None = None
    ) -> None:
        self._name.setText(name)
        self._gauge.setText("" if quota and quota.problem else gauge)
        self._explained.setText(explained)
        several = quota is not None and not quota.whole and bool(quota.short)
        self.short.setVisible(several)
        if quota is not None and several:
            self.short.set_text(f"未完成的 {len(quota.short)} {quota.gauge.unit}")
        self.edit.setVisible(quota is not None and quota.record is not None)

    def _put(self, table: QuotaRows, empty: str) -> None:
        self.table.show_rows(table.titles, table.rows, empty=empty)

    def _open_short(self) -> None:
        open_short(self.context, self._quotas[self.list.key()])

    def _open_record(self) -> None:
        record = self._quotas[self.list.key()].record
        if record is not None:
            self.context.show_record(*record)


def _key(quota: QuotaStanding) -> str:
    return f"{quota.record or ''}:{quota.name}"


def _rule(quota: QuotaStanding) -> str:
    return f"{quota.each}，每{quota.span}"


def _entry(key: str, quota: QuotaStanding) -> QuotaEntry:
    if quota.problem:
        return QuotaEntry(key, quota.name, "算不出来")
    good = not quota.short
    return QuotaEntry(key, quota.name, str(quota.gauge), percent(quota), good)


def _overview(key: str, quotas: list[QuotaStanding]) -> QuotaEntry:
    return QuotaEntry(key, f"{quotas[0].each}一览", f"{len(quotas)} 项任务")
