"""import, export, templates."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import Any

from zxdesk.cli.figure_commands import read_terms
from zxdesk.cli.frame import HELD_BACK, Answer, note, opened, printable_file
from zxdesk.cli.naming import one_kind
from zxdesk.exchange.report import ImportReport
from zxdesk.queries.listed_values import all_lists
from zxdesk.queries.lists import RecordList
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.services.ledgers import starting_lists
from zxdesk.store import Ledger
from zxdesk.store.recent import default_ledger


def add(commands: Any) -> None:
    """Add these commands."""
    importing = commands.add_parser("import", help="导入工作簿")
    importing.add_argument("books", nargs="+", metavar="工作簿.xlsx")
    importing.add_argument("--dry-run", action="store_true")
    importing.add_argument("--strict", action="store_true")
    importing.add_argument("--rejects", metavar="文件.xlsx")
    importing.set_defaults(run=run_import)
    exporting = commands.add_parser("export", help="导出工作簿")
    exporting.add_argument("kinds", nargs="+", metavar="种类")
    exporting.add_argument("--out", required=True, metavar="文件.xlsx")
    exporting.add_argument("--where", nargs="+", action="extend", default=[], metavar="筛选项=值")
    exporting.set_defaults(run=run_export)
    templates = commands.add_parser("templates", help="空白导入模板")
    templates.add_argument("--out", required=True, metavar="文件夹")
    templates.set_defaults(run=run_templates)


def run_import(arguments: argparse.Namespace) -> Answer:
    """Import workbooks as one step."""
    from zxdesk.exchange.importing import import_books
    from zxdesk.exchange.rejects import write_rejects

    books = [Path(book) for book in arguments.books]
    with opened(arguments, writing=True) as ledger:
        if not arguments.dry_run:
            ledger.back_up()
        report = import_books(ledger, books, dry_run=arguments.dry_run, strict=arguments.strict)
    for line in report.notes:
        note(line)
    if arguments.rejects and report.rejected_rows:
        write_rejects(printable_file(arguments.rejects, ".xlsx"), report.rejected_rows)
    data = {
        "added": dict(report.added),
        "updated": dict(report.updated),
        "unchanged": dict(report.unchanged),
        "rejected": [asdict(row) for row in report.rejected],
        "notes": report.notes,
    }
    return Answer(data, tuple(_import_lines(report)), HELD_BACK if report.rejected else 0)


def _import_lines(report: ImportReport) -> list[str]:
    lines = []
    for title, counts in (
        ("新增", report.added),
        ("更新", report.updated),
        ("未变", report.unchanged),
    ):
        shown = "、".join(f"{sheet} {count}" for sheet, count in counts.items() if count)
        if shown:
            lines.append(f"{title}：{shown}")
    lines += [
        f"退回：{r.sheet} 第 {r.row} 行 {r.column}“{r.value}” {r.reason}" for r in report.rejected
    ]
    return lines or ["没有可导入的内容"]


def run_export(arguments: argparse.Namespace) -> Answer:
    """Export kinds in the form of the import workbook."""
    from zxdesk.exchange.exporting import export_book

    path = printable_file(arguments.out, ".xlsx")
    kinds = (
        list(workbook_kinds())
        if arguments.kinds in (["all"], ["全部"])
        else [one_kind(name) for name in arguments.kinds]
    )
    with opened(arguments) as ledger:
        where = _chosen(ledger, kinds, arguments.where) if arguments.where else None
        rows = export_book(ledger, kinds, path, where=where)
    lines = tuple(f"{sheet} {count} 行" for sheet, count in rows.items())
    return Answer({"rows": rows, "file": str(path)}, (f"已导出 {path}", *lines))


def _chosen(ledger: Ledger, kinds: list[RecordKind], terms: list[str]) -> dict[str, list[int]]:
    where = dict(read_terms(terms))
    return {kind.name: RecordList(ledger, kind).ids(where=where) for kind in kinds}


def run_templates(arguments: argparse.Namespace) -> Answer:
    """Write the empty import workbook."""
    from zxdesk.exchange.templates import write_templates

    lists = starting_lists()
    if arguments.ledger or default_ledger().exists():
        with opened(arguments) as ledger, ledger.read() as session:
            lists = all_lists(session, owner_id=ledger.own_id)
    files = [str(file) for file in write_templates(Path(arguments.out), lists)]
    return Answer({"files": files}, tuple(f"已生成 {file}" for file in files))
