"""quarter, receive, rollup: the figures upward, and those that come from below."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import HELD_BACK, Answer, note, opened, printable_file
from zxdesk.errors import RefusedError, UserError
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import check_list, close_quarter, reopen_quarter
from zxdesk.statistics import closings
from zxdesk.statistics.closings import Restatement
from zxdesk.statistics.figures import Number, period_of
from zxdesk.statistics.reporting import COLUMNS, ReportedRow, filled, is_quarter
from zxdesk.statistics.rollup import RollUp, roll_up
from zxdesk.store import Ledger

ACTIONS = ("show", "close", "reopen", "export")


def add(commands: Any) -> None:
    """Add these commands."""
    quarter = commands.add_parser("quarter", help="季度报表：查看、结账、重开、导出报送包")
    quarter.add_argument("action", choices=ACTIONS)
    quarter.add_argument("period", metavar="季度")
    quarter.add_argument("--out", default=".", metavar="文件夹")
    quarter.add_argument("--reason", default="", metavar="原因")
    quarter.add_argument("--password", default="", metavar="密码")
    quarter.add_argument("--force", action="store_true", help="有待补也结账")
    quarter.set_defaults(run=run_quarter)
    receive = commands.add_parser("receive", help="接收下级政协的报送包")
    receive.add_argument("packages", nargs="+", metavar="报送包.zip")
    receive.add_argument("--password", default="", metavar="密码")
    receive.add_argument("--dry-run", action="store_true")
    receive.set_defaults(run=run_receive)
    rolling = commands.add_parser("rollup", help="按政协汇总报表")
    rolling.add_argument("period", metavar="期间")
    rolling.add_argument("--out", metavar="文件.xlsx")
    rolling.set_defaults(run=run_rollup)


def run_quarter(arguments: argparse.Namespace) -> Answer:
    """Show, close, reopen or export a quarter."""
    with opened(arguments, writing=arguments.action != "show") as ledger:
        period = period_of(ledger, arguments.period)
        if not is_quarter(period):
            raise UserError(
                f"“{arguments.period}”不是季度，没有生成报表", "请写作 2026Q3", code="bad_period"
            )
        done: Mapping[str, Any] = {}
        if arguments.action == "close":
            close_quarter(ledger, period, force=arguments.force)
        elif arguments.action == "reopen":
            reopen_quarter(ledger, period, reason=arguments.reason)
        elif arguments.action == "export":
            done = _export(ledger, period, arguments)
        return _shown(ledger, period, done)


def _export(ledger: Ledger, period: Period, arguments: argparse.Namespace) -> dict[str, Any]:
    from zxdesk.documents.papers import PAPERS
    from zxdesk.exchange.packages import export_package

    written = export_package(
        ledger,
        period,
        Path(arguments.out),
        write_pdf=PAPERS["统计表"].write,
        force=arguments.force,
        reason=arguments.reason,
        password=arguments.password,
    )
    return {"package": str(written.path), "number": written.number}


def _shown(ledger: Ledger, period: Period, done: Mapping[str, Any]) -> Answer:
    with ledger.read() as session:
        table = filled(session, ledger, period)
        closing = closings.standing(session, period, owner_id=ledger.own_id)
        restated = closings.restatements(session, ledger, closing) if closing else []
    by_row: dict[str, list[Restatement]] = {}
    for one in restated:
        by_row.setdefault(one.row, []).append(one)
    open_items = check_list(table, ledger).items
    data = {
        "period": period.name,
        "closed": closing is not None,
        "rows": [_row_data(row, by_row.get(row.id, [])) for row in table.rows],
        "open_items": [{"text": text} for text in open_items],
        **done,
    }
    state = f"（{closing.closed_at:%Y-%m-%d} 结账）" if closing else "（未结账）"
    head = f"{table.title}  {period.name}{state}  本季 / 本年累计 / 上年同季 / 上年累计"
    lines = [_row_line(row) for row in table.rows]
    lines += [_restated_line(one) for one in restated]
    lines += [f"待补：{text}" for text in open_items]
    lines += [f"报送包：{done['package']}"] if done else []
    return Answer(data, (head, *lines))


def _row_data(row: ReportedRow, restated: list[Restatement]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "id": row.id,
        "code": row.code,
        "expression": row.expression,
        "label": row.label,
        "unit": row.unit,
        **dict(zip(COLUMNS, row.values, strict=True)),
        "change": row.change,
    }
    if restated:
        data["restated"] = [
            {
                "column": one.column,
                "old": one.old,
                "new": one.new,
                "records": [asdict(record) for record in one.records],
            }
            for one in restated
        ]
    return data


def _row_line(row: ReportedRow) -> str:
    values = "\t".join(_cell(value) for value in (*row.values, row.change))
    return f"{row.label}（{row.unit}）\t{values}"


_CAPTIONS = dict(zip(COLUMNS, ("本季", "本年累计", "上年同季", "上年累计"), strict=True))


def _restated_line(one: Restatement) -> str:
    why = "；".join(
        f"{r.act} {r.kind} {r.key or r.title}" + (f"（{r.by} {r.at:%m-%d %H:%M}）" if r.at else "")
        for r in one.records[:5]
    )
    moved = f"{_cell(one.old)} → {_cell(one.new)}"
    return f"更正：{one.label} {_CAPTIONS[one.column]} {moved}" + (f"：{why}" if why else "")


def _cell(value: Number | None) -> str:
    return "—" if value is None else str(value)


def run_receive(arguments: argparse.Namespace) -> Answer:
    """Take packages in; each is taken whole or refused by name."""
    from zxdesk.exchange.receiving import receive_package

    received, refused, lines = [], [], []
    with opened(arguments, writing=True) as ledger:
        for words in arguments.packages:
            path = Path(words)
            try:
                taken = receive_package(
                    ledger, path, password=arguments.password, dry_run=arguments.dry_run
                )
            except RefusedError as error:
                refused.append({"package": path.name, "reason": str(error)})
                note(str(error))
                continue
            received.append(asdict(taken))
            lines.append(f"已接收 {taken.committee} {taken.period} 第 {taken.number} 号")
            lines += [
                f"  {d.sheet}：新增 {d.new}，改动 {d.changed}，减少 {d.gone}"
                for d in taken.differences
            ]
    data = {"received": received, "refused": refused}
    return Answer(data, tuple(lines), HELD_BACK if refused else 0)


def run_rollup(arguments: argparse.Namespace) -> Answer:
    """Roll our reporting table up over the committees below us."""
    from zxdesk.exchange.rollup_book import write_rollup_book

    with opened(arguments) as ledger:
        rollup = roll_up(ledger, period_of(ledger, arguments.period))
    if arguments.out:
        write_rollup_book(rollup, printable_file(arguments.out, ".xlsx"))
    return Answer(_rollup_data(rollup), tuple(_rollup_lines(rollup)))


def _rollup_data(rollup: RollUp) -> dict[str, Any]:
    return {
        "period": rollup.period.name,
        "committees": list(rollup.committees),
        "rows": [
            {
                "id": row.id,
                "code": row.code,
                "label": row.label,
                "unit": row.unit,
                "expression": row.expression,
                "values": row.values,
                "total": row.total,
            }
            for row in rollup.rows
        ],
        "missing": list(rollup.missing),
        "joint": [
            {
                "name": event.name,
                "date": event.start.date().isoformat(),
                "committees": [name for name, _ in event.events],
            }
            for event in rollup.joint
        ],
    }


def _rollup_lines(rollup: RollUp) -> list[str]:
    lines = ["\t".join(("指标", *rollup.committees, "合计"))]
    for row in rollup.rows:
        values = "\t".join(_cell(row.values[name]) for name in rollup.committees)
        lines.append(f"{row.label}（{row.unit}）\t{values}\t{_cell(row.total)}")
    lines += [f"未报：{name}" for name in rollup.missing]
    lines += [
        f"重复上报：{event.start:%Y-%m-%d} {event.name}（"
        + "、".join(dict.fromkeys(name for name, _ in event.events))
        + "）"
        for event in rollup.joint
    ]
    return lines
