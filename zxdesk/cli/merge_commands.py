"""merge: a colleague's ledger or workbook comes in, seen before it is done."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import HELD_BACK, Answer, note, opened
from zxdesk.errors import UserError
from zxdesk.exchange.merging import (
    Difference,
    MergePlan,
    held_back_line,
    merge,
    plan_merge,
    renumbered_line,
)
from zxdesk.records import KINDS

ALL = "全部"


def add(commands: Any) -> None:
    """Add this command."""
    merging = commands.add_parser("merge", help="合并同事的台账或工作簿")
    merging.add_argument("file", metavar="台账.zxd 或 工作簿.xlsx", help="同事的台账或工作簿")
    merging.add_argument("--dry-run", action="store_true", help="只看会怎样")
    merging.add_argument(
        "--take",
        nargs="+",
        default=[],
        metavar="种类/编号",
        help="两边都改过或对方已删除的取对方；全部：都取（另一条记录从不被替换）",
    )
    merging.set_defaults(run=run_merge)


def run_merge(arguments: argparse.Namespace) -> Answer:
    """Merge; where both changed a record, ours is kept unless his is taken."""
    file = Path(arguments.file)
    with opened(arguments, writing=True) as ledger:
        plan = plan_merge(ledger, file)
        differences = plan.differences
        chosen = _chosen(differences, arguments.take)
        take = [one.place for one in chosen]
        if not arguments.dry_run:
            ledger.back_up(before="合并")
            plan = merge(ledger, file, take=take)
        elif take:
            plan = plan_merge(ledger, file, take=take)
    for line in plan.report.notes:
        note(line)
    held = bool(plan.held_back or plan.report.rejected_rows)
    return Answer(_data_of(plan, chosen), tuple(_lines(plan, chosen)), HELD_BACK if held else 0)


def _data_of(plan: MergePlan, chosen: list[Difference]) -> dict[str, Any]:
    taken = {one.place for one in chosen}
    return {
        "added": dict(plan.report.added),
        "updated": dict(plan.report.updated),
        "renumbered": [
            {
                "kind": KINDS[one.kind].sheet,
                "key": one.key_here,
                "key_there": one.key_there,
                "title": one.title,
                "ours": one.other,
                "along": one.along,
            }
            for one in plan.renumbered
        ],
        "held_back": [
            {
                "kind": KINDS[one.kind].sheet,
                "key": one.key,
                "title": one.title,
                "reason": one.reason,
            }
            for one in plan.held_back
        ],
        "rejected": [asdict(row) for row in plan.report.rejected],
        "differences": [_data(one, taken=one.place in taken) for one in plan.differences],
    }


def _lines(plan: MergePlan, chosen: list[Difference]) -> Iterator[str]:
    if plan.nothing_new:
        yield "两边没有不同，没有要合并的内容"
    taken = {one.place for one in chosen}
    yield from (f"新增 {sheet} {count}" for sheet, count in plan.report.added.items())
    yield from (f"改 {sheet} {count}" for sheet, count in plan.report.updated.items())
    yield from (renumbered_line(one) for one in plan.renumbered)
    yield from (_line(one, taken=one.place in taken) for one in plan.differences)
    yield from (held_back_line(one) for one in plan.held_back)
    for row in plan.report.rejected:
        yield f"没有合并：{row.sheet}第 {row.row} 行 {row.reason}"


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
    act = "取对方" if taken else "保留本方"
    return f"{act} {_named(one)} {one.title}（{fields}）"
