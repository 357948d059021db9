"""import, export, templates."""

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zxdesk.cli import passwords
from zxdesk.cli.figure_commands import read_terms
from zxdesk.cli.frame import HELD_BACK, Answer, note, note_closed, opened, printable_file
from zxdesk.cli.naming import one_kind
from zxdesk.errors import UserError
from zxdesk.exchange.report import ImportReport
from zxdesk.files import try_place
from zxdesk.queries.listed_values import all_lists
from zxdesk.queries.lists import RecordList
from zxdesk.recent import default_ledger
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.services.ledgers import starting_lists
from zxdesk.store import Ledger

WHOLE = ".zip"  # of everything, from which the ledger can be made anew

if TYPE_CHECKING:
    from zxdesk.exchange.incoming import Answers


def add(commands: Any) -> None:
    """Add these commands."""
    importing = commands.add_parser("import", help="导入工作簿")
    importing.add_argument(
        "books",
        nargs="+",
        metavar="工作簿.xlsx",
        help="要导入的工作簿，可以几个；.xlsx .xls .et .ods .csv .jsonl、网页表格都可以",
    )
    importing.add_argument("--dry-run", action="store_true", help="只看会怎样，不写入")
    importing.add_argument("--strict", action="store_true", help="有一行退回就整次不写入")
    importing.add_argument("--rejects", metavar="文件.xlsx", help="退回的行另存为这个工作簿")
    passwords.add(importing, purpose="工作簿有打开密码")
    importing.add_argument(
        "--explain", action="store_true", help="只说每张工作表被当作什么来读，不写入"
    )
    importing.add_argument(
        "--map", metavar="对照.json", help="按这个文件读工作表：--explain --json 的结果，可以改"
    )
    importing.set_defaults(run=run_import)
    exporting = commands.add_parser("export", help="导出工作簿或文本")
    exporting.add_argument("kinds", nargs="+", metavar="种类", help="委员、活动、提案……；all：全部")
    exporting.add_argument(
        "--out",
        required=True,
        metavar="文件.xlsx",
        help="写成这个文件；.csv、.jsonl、.json 也可以，几种记录的 .csv 是一个文件夹；"
        "zxdesk export all 写成 .zip 时，历史、设置和留存的报送包都在里面",
    )
    exporting.add_argument(
        "--where",
        nargs="+",
        action="extend",
        default=[],
        metavar="筛选项=值",
        help="只要符合的，如 界别=经济界",
    )
    exporting.set_defaults(run=run_export)
    templates = commands.add_parser("templates", help="空白导入模板")
    templates.add_argument("--out", required=True, metavar="文件夹", help="模板放在哪个文件夹")
    templates.set_defaults(run=run_templates)


def run_import(arguments: argparse.Namespace) -> Answer:
    """Import workbooks as one step."""
    from zxdesk.exchange.importing import import_books
    from zxdesk.exchange.incoming import Answers
    from zxdesk.exchange.rejects import write_rejects
    from zxdesk.exchange.understanding import read_saved

    books = [Path(book) for book in arguments.books]
    saved = read_saved(Path(arguments.map)) if arguments.map else None
    answers = Answers(passwords.unlocker(arguments), saved)
    if arguments.explain:
        return _explain(books, answers)
    rejects = printable_file(arguments.rejects, ".xlsx") if arguments.rejects else None
    if rejects:
        try_place(rejects)
    with opened(arguments, writing=True) as ledger:
        if not arguments.dry_run:
            ledger.back_up(before="导入")
        report = import_books(
            ledger,
            books,
            dry_run=arguments.dry_run,
            strict=arguments.strict,
            answers=answers,
        )
        note_closed(ledger, report.changes.ids)
    for line in report.notes:
        note(line)
    if rejects and report.rejected_rows:
        write_rejects(rejects, report.rejected_rows)
    data = {
        "added": dict(report.added),
        "updated": dict(report.updated),
        "unchanged": dict(report.unchanged),
        "rejected": [asdict(row) for row in report.rejected],
        "notes": report.notes,
    }
    return Answer(
        data, tuple(_import_lines(report)), HELD_BACK if report.rejected or report.held_back else 0
    )


def _explain(books: list[Path], answers: "Answers") -> Answer:
    """Tell how every sheet is understood; no ledger is needed, and none is changed."""
    from zxdesk.exchange.incoming import explain_books
    from zxdesk.exchange.understanding import lines_of

    sheets, notes = explain_books(books, answers)
    for line in notes:
        note(line)
    return Answer({"sheets": sheets, "notes": notes}, tuple(lines_of(sheets)))


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
    """Export kinds in the form of the import workbook, or as text."""
    from zxdesk.exchange.exporting import ENDINGS, export_book, files_of

    everything = arguments.kinds in (["all"], ["全部"])
    path = printable_file(arguments.out, *ENDINGS, *([WHOLE] if everything else []))
    kinds = list(workbook_kinds()) if everything else [one_kind(n) for n in arguments.kinds]
    if path.suffix.lower() == WHOLE:
        return _export_whole(arguments, path)
    with opened(arguments) as ledger:
        where = _chosen(ledger, kinds, arguments.where) if arguments.where else None
        rows = export_book(ledger, kinds, path, where=where)
    lines = tuple(f"{sheet} {count} 行" for sheet, count in rows.items())
    files = [str(file) for file in files_of(path, kinds)]
    place = files[0] if len(files) == 1 else str(Path(files[0]).parent)
    return Answer({"rows": rows, "file": place, "files": files}, (f"已导出 {place}", *lines))


def _export_whole(arguments: argparse.Namespace, path: Path) -> Answer:
    """Export everything there is, so that the ledger can be made anew."""
    from zxdesk.exchange.whole_ledger import export_whole

    if arguments.where:
        raise UserError(
            "全部导出不能筛选，没有生成文件", "请去掉 --where，或导出成 .xlsx", code="bad_arguments"
        )
    with opened(arguments) as ledger:
        rows = export_whole(ledger, path)
    told = f"已导出 {path}，台账的全部内容都在里面，可用 zxdesk new 新台账.zxd --from 重建"
    lines = (told, *(f"{sheet} {count} 行" for sheet, count in rows.items()))
    return Answer({"rows": rows, "file": str(path), "files": [str(path)]}, lines)


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
