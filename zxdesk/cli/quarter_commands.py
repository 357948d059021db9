"""quarter, receive, rollup: the figures upward, and those that come from below."""

import argparse
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zxdesk.cli import passwords
from zxdesk.cli.frame import DONE, Answer, code_of, note, opened, printable_file
from zxdesk.errors import UserError
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import check_list, close_quarter, reopen_quarter
from zxdesk.statistics import closings
from zxdesk.statistics.closings import Restatement
from zxdesk.statistics.figures import Number, period_of
from zxdesk.statistics.reporting import COLUMNS, ReportedRow, filled, is_quarter
from zxdesk.statistics.rollup import UNREPORTED, RollUp, roll_up
from zxdesk.statistics.table_words import VALUES, attentions
from zxdesk.store import Ledger

ACTIONS = ("show", "close", "reopen", "export")


def add(commands: Any) -> None:
    """Add these commands."""
    quarter = commands.add_parser("quarter", help="季度报表：查看、结账、重开、导出报送包")
    quarter.add_argument("action", choices=ACTIONS, help="依次是查看、结账、重开、导出报送包")
    quarter.add_argument("period", metavar="季度", help="如 2026Q3")
    quarter.add_argument("--out", default=".", metavar="文件夹", help="报送包放在哪个文件夹")
    quarter.add_argument("--reason", default="", metavar="原因", help="为什么重开，或为什么更正")
    passwords.add(quarter, purpose="导出时给报送包加密")
    quarter.add_argument(
        "--number", type=int, default=0, metavar="编号", help="导出时用收到的单位要求的编号"
    )
    quarter.add_argument(
        "--attachments", action="store_true", help="导出时带上附件，委员和单位的除外"
    )
    quarter.add_argument("--force", action="store_true", help="有待补也结账")
    quarter.set_defaults(run=run_quarter)
    receive = commands.add_parser("receive", help="接收下级政协的报送包，或撤下已接收的")
    receive.add_argument(
        "packages", nargs="*", metavar="报送包.zip", help="要接收的报送包，可以几个"
    )
    receive.add_argument(
        "--remove",
        nargs="+",
        metavar=("政协", "季度"),
        help="撤下这个政协（这个季度）最近接收的报送包，记录回到上一个包",
    )
    passwords.add(receive, purpose="打开加密的报送包")
    receive.add_argument("--dry-run", action="store_true", help="只核对，不接收")
    receive.set_defaults(run=run_receive)
    rolling = commands.add_parser("rollup", help="按政协汇总报表")
    rolling.add_argument("period", metavar="期间", help="如 2026Q3")
    rolling.add_argument("--out", metavar="文件.xlsx", help="另存为工作簿")
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


def _is_closed(ledger: Ledger, period: Period) -> bool:
    with ledger.read() as session:
        return closings.standing(session, period, owner_id=ledger.own_id) is not None


def _export(ledger: Ledger, period: Period, arguments: argparse.Namespace) -> dict[str, Any]:
    from zxdesk.exchange.packages import export_package

    closed_before = _is_closed(ledger, period)
    written = export_package(
        ledger,
        period,
        Path(arguments.out),
        force=arguments.force,
        reason=arguments.reason,
        password=passwords.read(arguments, new=True),
        number=arguments.number,
        attaching=arguments.attachments,
    )
    if not closed_before:
        note(f"{period.name} 原来没有结账，已随导出结账；以后的改动会写成更正")
    return {"package": str(written.path), "number": written.number, "closed_now": not closed_before}


def _shown(ledger: Ledger, period: Period, done: Mapping[str, Any]) -> Answer:
    with ledger.read() as session:
        table = filled(session, ledger, period)
        closing = closings.standing(session, period, owner_id=ledger.own_id)
        restated = closings.restatements(session, ledger, closing) if closing else []
    by_row: dict[str, list[Restatement]] = {}
    for one in restated:
        by_row.setdefault(one.row, []).append(one)
    checks = check_list(table, ledger)
    data = {
        "period": period.name,
        "closed": closing is not None,
        "rows": [_row_data(row, by_row.get(row.id, [])) for row in table.rows],
        "open_items": [{"text": text} for text in checks.items],
        "remarks": list(table.remarks),
        **done,
    }
    state = f"（{closing.closed_at:%Y-%m-%d} 结账）" if closing else "（未结账）"
    head = f"{table.title}  {period.name}{state}  {' / '.join((*VALUES, '增减'))}"
    lines = [_row_line(row) for row in table.rows]
    lines += [_restated_line(one) for one in restated]
    lines += [f"提示：{checks.running}"] if checks.running and not closing else []
    lines += [f"待补：{text}" for text in checks.items]
    lines += attentions(table.remarks)
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
                "recounted": one.recounted,
                "records": [asdict(record) for record in one.records],
            }
            for one in restated
        ]
    return data


def _row_line(row: ReportedRow) -> str:
    values = "\t".join(_cell(value) for value in (*row.values, row.change))
    return f"{row.label}（{row.unit}）\t{values}"


_CAPTIONS = dict(zip(COLUMNS, VALUES, strict=True))


def _restated_line(one: Restatement) -> str:
    why = "；".join(
        f"{r.act} {r.kind} {r.key or r.title}" + (f"（{r.by} {r.at:%m-%d %H:%M}）" if r.at else "")
        for r in one.records[:5]
    )
    moved = f"{_cell(one.old)} → {_cell(one.new)}"
    if one.recounted:
        why = "指标口径变了" + (f"；{why}" if why else "")
    return f"更正：{one.label} {_CAPTIONS[one.column]} {moved}" + (f"：{why}" if why else "")


def _cell(value: Number | None) -> str:
    return "—" if value is None else str(value)


def run_receive(arguments: argparse.Namespace) -> Answer:
    """Take packages in, each whole or refused by name; or take one back."""
    if bool(arguments.packages) == bool(arguments.remove):
        raise UserError(
            "没有写要接收的报送包，或同时写了 --remove，没有执行",
            "请写 zxdesk receive 报送包.zip，或 zxdesk receive --remove 政协 [季度]",
        )
    password = passwords.read(arguments)
    with opened(arguments, writing=True) as ledger:
        if arguments.remove:
            return _take_back(ledger, arguments, password)
        return _receive(ledger, arguments, password)


def _take_back(ledger: Ledger, arguments: argparse.Namespace, password: str) -> Answer:
    from zxdesk.exchange.removing import remove_package

    committee, *words = arguments.remove
    if len(words) > 1 or arguments.dry_run:
        raise UserError(
            "--remove 后面只写政协和季度，没有撤下", "请写作 --remove 政协云溪县委员会 2026Q3"
        )
    period = period_of(ledger, words[0]) if words else None
    removed = remove_package(ledger, committee, period, password=password)
    return Answer({"removed": asdict(removed)}, (removed.told(),))


def _receive(ledger: Ledger, arguments: argparse.Namespace, password: str) -> Answer:
    from zxdesk.exchange.receiving import oldest_first, try_package

    received, refused, lines = [], [], []
    code = DONE
    for path in oldest_first(map(Path, arguments.packages), password=password):
        one = try_package(ledger, path, password=password, dry_run=arguments.dry_run)
        if one.refused:
            code = max(code, code_of(one.refused))
            refused.append({"package": path.name, "reason": str(one.refused)})
            note(str(one.refused))
        if one.received is None:
            continue
        taken = one.received
        received.append(asdict(taken))
        lines.append(f"已接收 {taken.committee} {taken.period} 第 {taken.number} 号")
        lines += [
            f"  {d.sheet}：新增 {d.new}，改动 {d.changed}，减少 {d.gone}" for d in taken.differences
        ]
        lines += [f"  注意：{words}" for words in taken.notes]
    data = {"received": received, "refused": refused}
    return Answer(data, tuple(lines), code)


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
        values = "\t".join(
            UNREPORTED if name in rollup.unreported else _cell(row.values[name])
            for name in rollup.committees
        )
        lines.append(f"{row.label}（{row.unit}）\t{values}\t{_cell(row.total)}")
    lines += [f"未报：{name}" for name in rollup.missing]
    lines += [
        f"重复上报：{event.start:%Y-%m-%d} {event.name}（"
        + "、".join(dict.fromkeys(name for name, _ in event.events))
        + "）"
        for event in rollup.joint
    ]
    return lines
