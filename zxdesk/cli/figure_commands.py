"""figure, figures."""

import argparse
from typing import Any

from zxdesk.cli.frame import Answer, note, opened
from zxdesk.rules.periods import Period
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import (
    SCOPES,
    Expression,
    Figure,
    described,
    figure,
    period_of,
    read_term,
    records_in,
)
from zxdesk.store import Ledger


def add(commands: Any) -> None:
    """Add these commands."""
    one = commands.add_parser("figure", help="一个指标的数字和它背后的记录")
    one.add_argument("code", metavar="指标", help="指标代码，zxdesk figures 列出全部")
    one.add_argument(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        metavar="筛选项=值",
        help="筛选，如 类型=读书 委员.界别=经济界",
    )
    one.add_argument("--period", metavar="期间", help="如 2026、2026Q3、2026-07；不写为今年")
    one.add_argument("--scope", choices=SCOPES, default=SCOPES[0], help="本级，或连下级报来的在内")
    one.add_argument("--by", default="", metavar="筛选项", help="按它分组")
    one.add_argument("--records", action="store_true", help="列出背后的记录")
    one.set_defaults(run=run_figure)
    every = commands.add_parser("figures", help="全部指标")
    every.add_argument("--period", metavar="期间", help="如 2026、2026Q3、2026-07；不写为今年")
    every.set_defaults(run=run_figures)


def expression_of(arguments: argparse.Namespace) -> Expression:
    """Give the expression that the arguments name."""
    return Expression(
        code=arguments.code,
        where=tuple(read_terms(arguments.where)),
        scope=arguments.scope,
    )


def read_terms(terms: list[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Read `--where K=V ...`."""
    return [read_term(term) for term in terms]


def run_figure(arguments: argparse.Namespace) -> Answer:
    """Work out one figure."""
    expression = expression_of(arguments)
    with opened(arguments) as ledger:
        period = period_of(ledger, arguments.period) if arguments.period else None
        found = figure(ledger, expression, period=period, by=arguments.by)
        records = _records(ledger, expression, found.period) if arguments.records else None
    for line in found.notes:
        note(line)
    data = _figure_data(found)
    if records is not None:
        data["records"] = records
    if arguments.by:
        data["by"] = [{"group": name, "value": value} for name, value in found.groups]
    return Answer(data, tuple(_figure_lines(found, records)))


def _records(ledger: Ledger, expression: Expression, period: Period) -> list[dict[str, str]]:
    with ledger.read() as session:
        kind, ids = records_in(session, ledger, expression, period=period)
        return [
            {"kind": ref.kind, "key": ref.key, "title": ref.title}
            for ref in described(session, kind, ids)
        ]


def _figure_data(found: Figure) -> dict[str, Any]:
    first = found.period.first.isoformat() if found.period.first else None
    data: dict[str, Any] = {
        "code": found.expression.code,
        "label": found.label,
        "unit": found.unit,
        "value": found.value,
        "definition": found.definition,
        "period": [first, found.period.last.isoformat()],
        "notes": list(found.notes),
    }
    if found.denominator is not None:
        data |= {"numerator": found.numerator, "denominator": found.denominator}
    return data


def _figure_lines(found: Figure, records: list[dict[str, str]] | None) -> list[str]:
    shown = "—" if found.value is None else str(found.value)
    lines = [f"{found.label} {shown} {found.unit}", f"  口径：{found.definition}"]
    if found.denominator is not None:
        lines.append(f"  {found.numerator} ÷ {found.denominator}")
    lines += [f"  {name}\t{value}" for name, value in found.groups]
    lines += [f"  {r['kind']} {r['key']}  {r['title']}" for r in records or ()]
    return lines


def run_figures(arguments: argparse.Namespace) -> Answer:
    """List the catalogue, with values if a period is given."""
    rows: list[dict[str, Any]] = [
        {
            "code": indicator.code,
            "label": indicator.label,
            "unit": indicator.unit,
            "definition": indicator.definition,
            "filters": list(indicator.filters),
        }
        for indicator in INDICATORS.values()
    ]
    if arguments.period:
        with opened(arguments) as ledger:
            period = period_of(ledger, arguments.period)
            for row in rows:
                row["value"] = figure(ledger, Expression(code=row["code"]), period=period).value
    lines = tuple(
        f"{row['code']:<26} {row['label']}（{row['unit']}）"
        + (f" {row['value']}" if "value" in row else "")
        for row in rows
    )
    return Answer({"figures": rows}, lines)
