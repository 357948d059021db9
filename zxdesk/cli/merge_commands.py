"""merge: a colleague's ledger or workbook comes in, seen before it is done."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import HELD_BACK, Answer, note, opened
from zxdesk.errors import UserError
from zxdesk.exchange.merging import Difference, merge, plan_merge
from zxdesk.records import KINDS

ALL = "全部"


def add(commands: Any) -> None:
    """Add this command."""
    merging = commands.add_parser("merge", help="合并同事的台账或工作簿")
    merging.add_argument("file", metavar="台账.zxd 或 工作簿.xlsx")
    merging.add_argument("--dry-run", action="store_true", help="只看会怎样")
    merging.add_argument(
        "--take", nargs="+", default=[], metavar="种类/编号", help="不同处取对方的；全部：都取"
    )
    merging.set_defaults(run=run_merge)


def run_merge(arguments: argparse.Namespace) -> Answer:
    """Merge; where both have a record and it differs, ours is kept unless his is taken."""
    file = Path(arguments.file)
    with opened(arguments, writing=True) as ledger:
        plan = plan_merge(ledger, file)
        chosen = _chosen(plan.differences, arguments.take)
        report = plan.report
        if not arguments.dry_run:
            ledger.back_up()
            report = merge(ledger, file, take=[one.place for one in chosen])
    for line in report.notes:
        note(line)
    data = {
        "added": dict(report.added),
        "rejected": [asdict(row) for row in report.rejected],
        "differences": [_data(one, taken=one in chosen) for one in plan.differences],
    }
    lines = [f"新增 {sheet} {count}" for sheet, count in report.added.items()]
    lines += [_line(one, taken=one in chosen) for one in plan.differences]
    lines += [f"没有合并：{row.sheet}第 {row.row} 行 {row.reason}" for row in report.rejected]
    return Answer(data, tuple(lines), HELD_BACK if report.rejected else 0)


def _named(one: Difference) -> str:
    return f"{KINDS[one.kind].sheet}/{one.key}"


def _chosen(differences: list[Difference], take: list[str]) -> list[Difference]:
    if ALL in take:
        return list(differences)
    known = {_named(one): one for one in differences}
    for words in take:
        if words not in known:
            raise UserError(
                f"“{words}”没有不同之处，没有合并", f"有不同的是：{'、'.join(known) or '没有'}"
            )
    return [known[words] for words in take]


def _data(one: Difference, *, taken: bool) -> dict[str, Any]:
    return {
        "kind": KINDS[one.kind].sheet,
        "key": one.key,
        "title": one.title,
        "taken": taken,
        "fields": [{"field": name, "ours": ours, "his": his} for name, ours, his in one.fields],
    }


def _line(one: Difference, *, taken: bool) -> str:
    fields = "；".join(f"{name}：{ours or '空'} → {his or '空'}" for name, ours, his in one.fields)
    return f"{'取对方' if taken else '保留本方'} {_named(one)} {one.title}（{fields}）"
