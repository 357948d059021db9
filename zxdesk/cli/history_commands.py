"""history, undo, redo, todo."""

import argparse
from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from zxdesk.cli.frame import Answer, day, note_closed, opened
from zxdesk.cli.naming import one_kind, one_record
from zxdesk.errors import UserError
from zxdesk.queries.todo import Todo
from zxdesk.queries.values import keys
from zxdesk.records import KINDS
from zxdesk.services.due import everything_due
from zxdesk.services.later import parted, put_off
from zxdesk.store import Changes, Ledger, history


def add(commands: Any) -> None:
    """Add these commands."""
    listing = commands.add_parser("history", help="变更历史")
    listing.add_argument(
        "kind", nargs="?", metavar="种类", help="只看一条记录时：它的种类，如 活动"
    )
    listing.add_argument("key", nargs="?", metavar="编号", help="它的编号")
    listing.add_argument(
        "--limit", type=int, default=50, metavar="条数", help="最多列几步，不写为 50"
    )
    listing.set_defaults(run=run_history)
    undo = commands.add_parser("undo", help="撤销一步")
    undo.add_argument(
        "number", nargs="?", type=int, metavar="步号", help="只撤销这一步；不写就撤销最后一步"
    )
    undo.add_argument("--force", action="store_true", help="后来又改过的也撤销")
    undo.set_defaults(run=run_undo)
    redo = commands.add_parser("redo", help="重做")
    redo.set_defaults(run=run_redo)
    due = commands.add_parser("todo", help="要办的事；也可以推后到某一天再提醒")
    due.add_argument("--later", default="", metavar="文字", help="推后写着这些字的一件")
    due.add_argument("--until", metavar="日期", help="推后到哪一天")
    due.set_defaults(run=run_todo)


def run_history(arguments: argparse.Namespace) -> Answer:
    """List steps, of the whole ledger or of one record."""
    if arguments.kind and not arguments.key:
        raise UserError("只写了种类，没有写编号", "请写作 history 活动 HD-2026-001")
    with opened(arguments) as ledger:
        record = None
        if arguments.kind:
            kind = one_kind(arguments.kind)
            record = (kind.name, one_record(ledger, kind, arguments.key))
        steps = history.listed(ledger, record=record, limit=arguments.limit)
    data = {
        "steps": [
            {
                "no": step.no,
                "label": step.label,
                "at": step.at.isoformat(timespec="seconds"),
                "by": step.by,
                "changes": step.changes,
            }
            for step in steps
        ]
    }
    lines = tuple(
        f"{step.no:>5}  {step.at:%Y-%m-%d %H:%M}  {step.by}  {step.label}（{step.changes} 处）"
        for step in steps
    )
    return Answer(data, lines)


def run_undo(arguments: argparse.Namespace) -> Answer:
    """Take back the last step, or one step alone."""
    with opened(arguments, writing=True) as ledger:
        changes = history.undo(ledger, arguments.number, force=arguments.force)
        note_closed(ledger, changes.ids)
    return _changed(changes)


def run_redo(arguments: argparse.Namespace) -> Answer:
    """Do again what was undone."""
    with opened(arguments, writing=True) as ledger:
        changes = history.redo(ledger)
        note_closed(ledger, changes.ids)
    return _changed(changes)


def _changed(changes: Changes) -> Answer:
    counts = {KINDS[k].sheet: len(ids) for k, ids in changes.ids.items() if k in KINDS}
    shown = "、".join(f"{sheet} {count} 条" for sheet, count in counts.items())
    data = {"step": changes.step, "label": changes.label, "changed": counts}
    return Answer(data, (f"第 {changes.step} 步 {changes.label}：{shown}",))


def _keys(session: Session, found: Sequence[Todo]) -> dict[tuple[str, int], str]:
    by_kind: dict[str, set[int]] = {}
    for item in found:
        if item.kind in KINDS:
            by_kind.setdefault(item.kind, set()).add(item.record_id)
    return {
        (kind, record_id): key
        for kind, ids in by_kind.items()
        for record_id, key in keys(session, kind, ids).items()
    }


def run_todo(arguments: argparse.Namespace) -> Answer:
    """List what is due."""
    with opened(arguments, writing=bool(arguments.later)) as ledger:
        found, off = parted(ledger, everything_due(ledger))
        if arguments.later:
            _put_off(ledger, found, arguments)
            found, off = parted(ledger, everything_due(ledger))
        with ledger.read() as session:
            by_key = _keys(session, found)
    data = {
        "items": [
            {
                "tag": item.tag,
                "text": item.text,
                "kind": KINDS[item.kind].sheet if item.kind in KINDS else "",
                "key": by_key.get((item.kind, item.record_id), ""),
                "tone": item.tone,
            }
            for item in found
        ],
        "later": [{"text": item.text, "until": str(until)} for item, until in off],
    }
    lines = [f"[{item.tag}] {item.text}" for item in found] or ["没有要办的事"]
    lines += [f"推后到 {until}：{item.text}" for item, until in off]
    return Answer(data, tuple(lines))


def _put_off(ledger: Ledger, items: Sequence[Todo], arguments: argparse.Namespace) -> None:
    """Put off the one thing in which the words stand."""
    if not arguments.until:
        raise UserError("没有写推后到哪一天，没有推后", "请写 --until 日期", code="bad_arguments")
    meant = [item for item in items if arguments.later in item.text]
    if len(meant) != 1:
        raise UserError(
            f"写着“{arguments.later}”的有 {len(meant)} 件，没有推后",
            "请写只有那一件才有的字",
            code="ambiguous",
        )
    put_off(ledger, meant[0], day(arguments.until))
