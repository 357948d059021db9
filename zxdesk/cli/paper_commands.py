"""minutes, print."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer, note, opened, printable_file
from zxdesk.cli.naming import one_record
from zxdesk.errors import UserError
from zxdesk.queries import papers
from zxdesk.records import KINDS
from zxdesk.store import Ledger

Printer = Callable[[Ledger, list[str], Path], Any]


def add(commands: Any) -> None:
    """Add these commands."""
    minutes = commands.add_parser("minutes", help="会议纪要")
    minutes.add_argument("event", metavar="活动编号")
    minutes.add_argument("--out", required=True, metavar="文件.pdf")
    minutes.set_defaults(run=run_minutes)
    printing = commands.add_parser("print", help="打印其他文表")
    printing.add_argument("paper", nargs="?", metavar="文表")
    printing.add_argument("keys", nargs="*", metavar="编号")
    printing.add_argument("--out", metavar="文件.pdf")
    printing.add_argument("--list", action="store_true", help="列出全部文表")
    printing.set_defaults(run=run_print)


def run_minutes(arguments: argparse.Namespace) -> Answer:
    """Write the minutes of a meeting."""
    from zxdesk.documents.minutes import write_minutes

    path = printable_file(arguments.out, ".pdf")
    with opened(arguments) as ledger:
        content = papers.minutes_content(
            ledger, one_record(ledger, KINDS["event"], arguments.event)
        )
    result = write_minutes(content, path)
    missing = list(content.missing)
    _tell_glyphs(result.missing_glyphs)
    data = {"file": str(path), "pages": result.pages, "missing": missing}
    lines = [f"已生成 {path}，{result.pages} 页"]
    if missing:
        lines.append(f"台账里还没有：{'、'.join(missing)}")
    return Answer(data, tuple(lines))


def _tell_glyphs(missing: tuple[str, ...]) -> None:
    if missing:
        note(f"字体里没有这些字，纸上印作〓：{' '.join(missing)}")


def _attendance(ledger: Ledger, keys: list[str], path: Path) -> Any:
    from zxdesk.documents.attendance_table import write_attendance

    if len(keys) != 1:
        raise UserError("出席表要写一个活动编号，没有生成文件", "请写作 print 出席表 HD-2026-001")
    event_id = one_record(ledger, KINDS["event"], keys[0])
    return write_attendance(papers.attendance_content(ledger, event_id), path)


def _roster(ledger: Ledger, keys: list[str], path: Path) -> Any:
    from zxdesk.documents.roster import write_roster

    if keys:
        raise UserError("委员名册不用写编号，没有生成文件", "请写作 print 委员名册")
    return write_roster(papers.roster_content(ledger, ledger.today), path)


PAPERS: dict[str, tuple[str, Printer]] = {
    "出席表": ("一个活动的出席情况，后面写活动编号", _attendance),
    "委员名册": ("今天在任的委员，按界别", _roster),
}
_ENGLISH = {"attendance": "出席表", "roster": "委员名册"}


def run_print(arguments: argparse.Namespace) -> Answer:
    """Write one of the other papers, or list them."""
    if arguments.list:
        rows = [{"paper": name, "about": about} for name, (about, _) in PAPERS.items()]
        return Answer({"papers": rows}, tuple(f"{r['paper']}  {r['about']}" for r in rows))
    name = _ENGLISH.get(arguments.paper, arguments.paper)
    if name not in PAPERS:
        raise UserError(
            f"没有“{name or ''}”这种文表，没有生成文件", f"可用的有：{'、'.join(PAPERS)}"
        )
    if not arguments.out:
        raise UserError("没有写生成到哪个文件", "请加 --out 文件.pdf")
    path = printable_file(arguments.out, ".pdf")
    with opened(arguments) as ledger:
        result = PAPERS[name][1](ledger, arguments.keys, path)
    _tell_glyphs(result.missing_glyphs)
    data = {"file": str(path), "pages": result.pages}
    return Answer(data, (f"已生成 {path}，{result.pages} 页",))
