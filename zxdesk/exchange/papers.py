"""How each printed paper is filled from the ledger, for the command line and the window."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from zxdesk.exchange.statistics_paper import statistics_content, write_table_book
from zxdesk.queries import papers
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, this_year
from zxdesk.services.report_head import report_head
from zxdesk.store import Ledger


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a paper is to show.

    Attributes:
        kind: The kind of `ids`.
        ids: These records; None for all that belong on it.
        variant: One of the filling's variants; empty for the first.
    """

    kind: str = ""
    ids: tuple[int, ...] | None = None
    period: Period | None = None
    variant: str = ""

    @property
    def one(self) -> int:
        """Give the record of a paper that is made for one."""
        assert self.ids
        return self.ids[0]


Fill = Callable[[Ledger, Asked], Any]


@dataclass(frozen=True, kw_only=True)
class Filling:
    """How one paper is filled.

    Attributes:
        takes: What stands behind its name on the command line.
        by_period: A period narrows it.
        by_session: A session narrows it even where the dates of the next are not known.
        variants: Words that say how it is ordered, the usual one first.
        one_of: Kinds of which the window makes it for the record shown, not for the list.
        book: Writes the same as a workbook.
    """

    takes: str
    fill: Fill
    by_period: bool = False
    by_session: bool = False
    variants: tuple[str, ...] = ()
    one_of: tuple[str, ...] = ()
    book: Callable[[Ledger, Asked, Path], None] | None = None


def _proposals(ledger: Ledger, asked: Asked) -> list[int]:
    if asked.ids is not None:
        return list(asked.ids)
    return papers.proposals_in(ledger, asked.period)


def _year(ledger: Ledger, asked: Asked) -> Period:
    return asked.period or this_year(ledger.today)


def _table_cards(ledger: Ledger, asked: Asked) -> Any:
    ids = asked.ids or ()
    cards = papers.table_cards if asked.kind == "event" else papers.member_cards
    return cards(ledger, ids)


def _labels(ledger: Ledger, asked: Asked) -> Any:
    return papers.labels_content(ledger, asked.kind or "member", asked.ids or ())


def _reminder(ledger: Ledger, asked: Asked) -> Any:
    head = report_head(ledger)
    return papers.reminder_content(ledger, asked.one, contact=head.clerk, phone=head.phone)


def _roster(ledger: Ledger, asked: Asked) -> Any:
    day = asked.period.as_of(ledger.today) if asked.period else ledger.today
    by = asked.variant or papers.BY_SECTOR
    return papers.roster_content(ledger, day, by=by, among=asked.ids)


def _venues(ledger: Ledger, asked: Asked) -> Any:
    day = asked.period.as_of(ledger.today) if asked.period else ledger.today
    return papers.venue_register_content(ledger, day, asked.ids)


def _of_proposals(collect: Callable[[Ledger, list[int]], Any]) -> Filling:
    return Filling(
        takes="若干提案；不写则为期间内全部，不写期间则为最近一次会议的",
        fill=lambda ledger, asked: collect(ledger, _proposals(ledger, asked)),
        by_period=True,
        by_session=True,
    )


def _of_one(takes: str, collect: Callable[[Ledger, int], Any]) -> Filling:
    return Filling(takes=takes, fill=lambda ledger, asked: collect(ledger, asked.one))


def _cover(kind: str) -> Filling:
    return _of_one(
        "一件成果的编号", lambda ledger, product: papers.cover_content(ledger, product, kind)
    )


FILLINGS: dict[str, Filling] = {
    "会议纪要": _of_one("一个活动编号", papers.minutes_content),
    "协商纪要": Filling(
        takes="一个协商编号或活动编号",
        fill=lambda ledger, asked: papers.consultation_minutes_content(
            ledger, asked.kind, asked.one
        ),
    ),
    "建议案": _cover("建议案"),
    "协商专报": _cover("协商专报"),
    "签到表": _of_one("一个活动编号", papers.sign_in_content),
    "出席表": _of_one("一个活动编号", papers.attendance_content),
    "桌签": Filling(
        takes="若干活动或委员编号；不写则为全部在任委员", fill=_table_cards, one_of=("event",)
    ),
    "标签": Filling(takes="若干委员或单位；不写则为全部在任委员", fill=_labels),
    "提案": _of_one("一件提案，如 五届/三次/12", papers.proposal_content),
    "提案汇编": _of_proposals(papers.volume_content),
    "交办清单": _of_proposals(papers.handover_content),
    "提案登记簿": _of_proposals(papers.proposal_register_content),
    "催办函": Filling(takes="一个承办单位的名称", fill=_reminder),
    "社情民意信息": _of_one("一期的年度和期号，如 2026/3", papers.opinion_issue_content),
    "委员名册": Filling(
        takes="界别或笔画，说明怎样排列；不写按界别",
        fill=_roster,
        by_period=True,
        variants=papers.ROSTER_ORDERS,
    ),
    "委员履职档案": Filling(
        takes="一个委员编号或姓名；不写期间则为今年",
        fill=lambda ledger, asked: papers.member_sheet_content(
            ledger, asked.one, _year(ledger, asked)
        ),
        by_period=True,
    ),
    "阵地名册": Filling(takes="若干阵地编号；不写则为全部", fill=_venues, by_period=True),
    "统计表": Filling(
        takes="一张报表的编号，如 T6",
        fill=lambda ledger, asked: statistics_content(ledger, asked.one, asked.period),
        by_period=True,
        book=lambda ledger, asked, path: write_table_book(ledger, asked.one, asked.period, path),
    ),
    "计划完成情况": Filling(
        takes="若干协商编号；不写则为期间所在年度的全部",
        fill=lambda ledger, asked: papers.plan_content(ledger, _year(ledger, asked), asked.ids),
        by_period=True,
    ),
    "清单": Filling(
        takes="一种记录，如 活动，后面可写若干编号；不写编号则为全部",
        fill=lambda ledger, asked: papers.list_content(ledger, KINDS[asked.kind], asked.ids),
    ),
}
