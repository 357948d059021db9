"""Quotas as rows of numbers: one quota by its spans, or all that the same objects owe."""

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk.desktop.base.figure_links import NumberLink, RecordLink
from zxdesk.desktop.widgets.number_table import NumberCell, NumberRow
from zxdesk.rules.periods import Period, quarter_words
from zxdesk.statistics.quota_standing import Count, QuotaStanding, Standing
from zxdesk.statistics.wording import number_text


@dataclass(frozen=True)
class QuotaRows:
    """A table: its headings and its rows."""

    titles: tuple[str, ...]
    rows: tuple[NumberRow, ...]


def rows_of(quota: QuotaStanding, *, short_only: bool) -> QuotaRows:
    """Give one quota: those who owe it by its spans, what is missing, what is beyond."""
    standings = quota.short if short_only else quota.standings
    first = quota.standings[0].counts if quota.standings else ()
    one = len(first) == 1
    titles = ("完成", "目标") if one else tuple(_span_title(count.period) for count in first)
    beyond = any(standing.beyond for standing in standings)
    rows = tuple(
        NumberRow(
            title=_title(standing),
            cells=(
                *(_done(quota, standing, count) for count in standing.counts),
                *((NumberCell(number_text(standing.counts[0].target)),) if one else ()),
                _amount(standing.missing, "bad"),
                *((_amount(standing.beyond, "good"),) if beyond else ()),
            ),
        )
        for standing in standings
    )
    return QuotaRows((quota.each, *titles, "还差", *(("超出 X",) if beyond else ())), rows)


def matrix_of(quotas: Sequence[QuotaStanding], *, short_only: bool) -> QuotaRows:
    """Give all quotas that the same objects owe, one column each."""
    by_quota = [{one.record_id: one for one in quota.standings} for quota in quotas]
    everyone = {i: one for found in reversed(by_quota) for i, one in found.items()}
    rows = []
    for i, standing in sorted(everyone.items(), key=lambda item: item[1].key):
        lacking = sum(1 for found in by_quota if i in found and found[i].missing)
        if short_only and not lacking:
            continue
        cells = [
            _in_year(quota, found[i]) if i in found else NumberCell()
            for quota, found in zip(quotas, by_quota, strict=True)
        ]
        rows.append(NumberRow(_title(standing), (*cells, _amount(lacking, "bad"))))
    return QuotaRows((quotas[0].each, *(quota.name for quota in quotas), "未完成"), tuple(rows))


def _span_title(period: Period) -> str:
    name = period.name
    if "Q" in name:
        return quarter_words(period)
    if "H" in name:
        return "上半年" if name.endswith("1") else "下半年"
    return f"{period.last.month}月"


def _title(standing: Standing) -> NumberCell:
    target = RecordLink(standing.kind, standing.record_id) if standing.kind else None
    return NumberCell(standing.title, target, hint=standing.key)


def _done(quota: QuotaStanding, standing: Standing, count: Count) -> NumberCell:
    heading = f"{quota.name}：{standing.title}（{count.period.name}）"
    tone = "" if count.reached or not count.begun else "bad"
    hint = f"{count.period.name}：{number_text(count.done)} / {count.target}，点击查看记录"
    target = NumberLink(count.expression, count.period, heading)
    return NumberCell(number_text(count.done), target, tone if count.begun else "muted", hint)


def _in_year(quota: QuotaStanding, standing: Standing) -> NumberCell:
    """Give the number of a single span, of several how many are reached."""
    first, last = standing.counts[0], standing.counts[-1]
    if len(standing.counts) == 1:
        return _done(quota, standing, first)
    reached = sum(1 for count in standing.counts if count.reached)
    year = Period(str(quota.year), first.period.first, last.period.last)
    heading = f"{quota.name}：{standing.title}（{quota.year}）"
    words = f"{reached}/{len(standing.counts)}"
    tone = "bad" if standing.missing else ""
    hint = f"{len(standing.counts)} 期中完成 {reached} 期，点击查看记录"
    return NumberCell(words, NumberLink(first.expression, year, heading), tone, hint)


def _amount(value: float, tone: str) -> NumberCell:
    return NumberCell(number_text(value), tone=tone) if value else NumberCell("")
