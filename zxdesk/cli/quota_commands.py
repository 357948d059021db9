"""quotas."""

import argparse
from collections.abc import Iterator
from typing import Any

from zxdesk.cli.frame import Answer, opened
from zxdesk.errors import UserError
from zxdesk.records.target import YEARLY
from zxdesk.rules.periods import Period
from zxdesk.rules.quotas import spans_of
from zxdesk.statistics.figures import period_of
from zxdesk.statistics.quota_standing import Count, QuotaStanding, Standing
from zxdesk.statistics.quotas import quota_standings

_SHOWN = 12


def add(commands: Any) -> None:
    """Add this command."""
    quotas = commands.add_parser("quotas", help="指标任务的完成情况，谁还差多少")
    quotas.add_argument("--period", metavar="年度", help="哪一年；不写为今年")
    quotas.set_defaults(run=run_quotas)


def run_quotas(arguments: argparse.Namespace) -> Answer:
    """Tell how every quota of a year stands."""
    with opened(arguments) as ledger:
        words = arguments.period
        year = _year(period_of(ledger, words), words) if words else ledger.today.year
        found = quota_standings(ledger, year)
    data = {"year": year, "quotas": [_quota_data(quota) for quota in found]}
    lines = [line for quota in found for line in _quota_lines(quota)]
    return Answer(data, tuple(lines or [f"{year} 年没有指标任务。"]))


def _year(period: Period, words: str) -> int:
    year = spans_of(period.last.year, YEARLY)[0]
    if (period.first, period.last) != (year.first, year.last):
        raise UserError(f"“{words}”不是年度，没有统计", "请写作 2026", code="bad_period")
    return period.last.year


def _quota_data(quota: QuotaStanding) -> dict[str, Any]:
    gauge = quota.gauge
    return {
        "name": quota.name,
        "each": quota.each,
        "expression": quota.expression,
        "span": quota.span,
        "done": gauge.done,
        "target": gauge.target,
        "beyond": gauge.beyond,
        "unit": gauge.unit,
        "gauge": str(gauge),
        "problem": quota.problem,
        "standings": [_standing_data(one) for one in quota.standings],
        "short": [
            {"key": one.key, "title": one.title, "missing": one.missing} for one in quota.short
        ],
    }


def _standing_data(one: Standing) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "key": one.key,
        "title": one.title,
        "reached": one.reached,
        "missing": one.missing,
        "beyond": one.beyond,
        "counts": [_count_data(count) for count in one.counts],
    }


def _count_data(count: Count) -> dict[str, Any]:
    return {
        "period": count.period.name,
        "done": count.done,
        "target": count.target,
        "expression": str(count.expression),
    }


def _quota_lines(quota: QuotaStanding) -> Iterator[str]:
    if quota.problem:
        yield f"{quota.name}：{quota.problem}"
        return
    yield f"{quota.name}（{quota.each}，每{quota.span}）\t{quota.gauge}"
    for one in quota.short[:_SHOWN]:
        yield f"  差 {one.missing:,} {quota.unit}\t{one.title}"
    if len(quota.short) > _SHOWN:
        yield f"  ……共 {len(quota.short)} {quota.gauge.unit}未完成，--json 列出全部"
