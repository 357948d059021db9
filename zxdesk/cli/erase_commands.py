"""erase: a person's data are blanked wherever the ledger keeps them."""

import argparse
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import HELD_BACK, Answer, make_sure, note, opened, printable_file
from zxdesk.cli.naming import one_kind, one_record
from zxdesk.errors import UserError
from zxdesk.files import try_place
from zxdesk.queries.values import titles
from zxdesk.records import RecordKind
from zxdesk.store import Ledger
from zxdesk.store.erasure import Erasure, deleted_ids, erase, paths_of


def add(commands: Any) -> None:
    """Add this command."""
    erasing = commands.add_parser("erase", help="抹除一个人的个人信息（不能撤销）")
    erasing.add_argument("kind", metavar="种类", help="如 委员")
    erasing.add_argument("key", metavar="编号", help="记录的编号或名称")
    erasing.add_argument("--reason", required=True, metavar="原因", help="为什么抹除")
    erasing.add_argument("--backups", action="store_true", help="台账旁边的备份里也抹除")
    erasing.add_argument("--out", metavar="文件.pdf", help="写一份抹除记录")
    erasing.add_argument("--yes", action="store_true", help="在命令行窗口里也不再询问")
    erasing.set_defaults(run=run_erase)


def run_erase(arguments: argparse.Namespace) -> Answer:
    """Erase, say what was erased and where it still is, and write the paper of it."""
    from zxdesk.documents.writing import write_document
    from zxdesk.papers.erasure import compose_erasure, erasure_content

    kind = one_kind(arguments.kind)
    paper = printable_file(arguments.out, ".pdf", ".docx") if arguments.out else None
    if paper:
        try_place(paper)  # what is erased cannot be put back for want of the paper
    with opened(arguments, writing=True) as ledger:
        ids, title = _found(ledger, kind, arguments.key)
        where = "（连同备份里的）" if arguments.backups else ""
        make_sure(arguments, f"将抹除{kind.sheet} {title}的个人信息和附件{where}，不能撤销")
        done = erase(
            ledger,
            kind,
            ids,
            title=title,
            reason=arguments.reason,
            in_backups=arguments.backups,
        )
        if paper:
            write_document(compose_erasure(erasure_content(ledger, done)), paper)
    for line in done.notes:
        note(line)
    return Answer(_data(done, paper), tuple(_lines(done, paper)), HELD_BACK if done.notes else 0)


def _found(ledger: Ledger, kind: RecordKind, key: str) -> tuple[list[int], str]:
    """Give the record, or what the log still holds of one that was deleted."""
    try:
        record = one_record(ledger, kind, key)
    except UserError as error:
        gone = deleted_ids(ledger, kind, key) if error.code == "unknown_key" else {}
        if not gone:
            raise
        return list(gone), f"{next(iter(gone.values()))}（已删除）"
    with ledger.read() as session:
        return [record], titles(session, kind.name, [record])[record]


def _data(done: Erasure, paper: Path | None) -> dict[str, Any]:
    return {
        "erased": list(done.fields),
        "steps": done.steps,
        "backups": paths_of(done.cleared),
        "left": paths_of(done.left),
        **({"file": str(paper)} if paper else {}),
    }


def _lines(done: Erasure, paper: Path | None) -> list[str]:
    if done.fields:
        what = f"已抹除{done.kind.sheet} {done.title}的{'、'.join(done.fields)}"
        lines = [f"{what}，连同此前 {done.steps} 步历史里的内容；不能撤销"]
    else:
        lines = [f"台账里没有{done.kind.sheet} {done.title}的个人信息"]
    lines += [f"备份里也已抹除：{copy.file.name}（{copy.made}）" for copy in done.cleared]
    lines += [f"还留有：{copy.file}（{copy.made}，{copy.why}）" for copy in done.left]
    lines.append("U 盘上的备份、导出的工作簿和印出的文表请自行清理；报送包里没有个人信息。")
    return lines + ([f"抹除记录 {paper}"] if paper else [])
