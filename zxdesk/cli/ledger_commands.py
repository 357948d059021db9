"""new, check, backup, restore."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from zxdesk.cli import passwords
from zxdesk.cli.frame import HELD_BACK, Answer, clock_of, ledger_path, note, note_all, opened
from zxdesk.errors import UserError
from zxdesk.recent import remember
from zxdesk.records.committee import LEVELS
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, backups, sealed
from zxdesk.store.bringing import lacking_words
from zxdesk.store.check import against_head
from zxdesk.store.restoring import restore


def add(commands: Any) -> None:
    """Add these commands."""
    new = commands.add_parser("new", help="新建空白台账")
    new.add_argument("file", metavar="文件", help="新台账的文件名，以 .zxd 结尾")
    new.add_argument("--committee", default="", metavar="名称", help="政协委员会的全称")
    new.add_argument("--level", default="", choices=LEVELS, help="层级")
    new.add_argument("--region", default="", metavar="地区", help="地区，如 云溪县")
    new.add_argument(
        "--from", dest="source", metavar="全部.zip", help="用 zxdesk export all 写成的文件重建台账"
    )
    new.set_defaults(run=run_new)
    checking = commands.add_parser("check", help="核对台账")
    checking.add_argument("--deep", action="store_true", help="逐条对照变更日志、附件和合计")
    checking.add_argument("--head", metavar="步号:校验值", help="与纸上或报送包里的校验值比对")
    checking.set_defaults(run=run_check)
    backup = commands.add_parser("backup", help="备份台账")
    backup.add_argument(
        "--out", metavar="文件", help="备份成这个文件；不写就放在台账旁边的备份文件夹"
    )
    passwords.add(backup, purpose="加密备份")
    backup.set_defaults(run=run_backup)
    restoring = commands.add_parser("restore", help="恢复备份")
    restoring.add_argument("file", metavar="备份文件", help="要恢复的备份")
    restoring.add_argument(
        "--other-committee", action="store_true", help="换成另一家政协的台账也恢复"
    )
    passwords.add(restoring, purpose="打开加密的备份")
    restoring.set_defaults(run=run_restore)


def run_new(arguments: argparse.Namespace) -> Answer:
    """Make an empty ledger, or one anew from all that was exported of one."""
    with _founded(arguments) as ledger:
        remember(ledger.path)
        path, whose = str(ledger.path), ledger.own.name
    note_all(ledger)
    line = f"已重建“{whose}”的台账 {path}" if arguments.source else f"已新建台账 {path}"
    return Answer({"ledger": path}, (line,))


def _founded(arguments: argparse.Namespace) -> Ledger:
    path, clock = Path(arguments.file), clock_of(arguments)
    named = arguments.committee, arguments.level, arguments.region
    if not arguments.source:
        if not all(named[:2]):
            raise UserError(
                "没有说是哪个政协委员会的台账，没有新建",
                "请写明 --committee 名称 --level 县，或用 --from 全部.zip 重建",
                code="bad_arguments",
            )
        committee, level, region = named
        return found_ledger(path, committee=committee, level=level, region=region, clock=clock)
    if any(named):
        raise UserError(
            "--from 重建的台账属于原来的政协委员会，没有新建",
            "请去掉 --committee、--level、--region",
            code="bad_arguments",
        )
    from zxdesk.exchange.whole_ledger import rebuild_ledger

    return rebuild_ledger(path, Path(arguments.source), clock=clock)


def run_check(arguments: argparse.Namespace) -> Answer:
    """Check the ledger."""
    from zxdesk.exchange.checking import check_ledger, missing_packages
    from zxdesk.statistics.consistency import remarks_of_all_time

    with opened(arguments) as ledger:
        found = check_ledger(ledger, deep=arguments.deep)
        problems = found.problems
        if arguments.head:
            problems += against_head(ledger, *_read_head(arguments.head))
        notes = missing_packages(ledger)
        notes += [] if problems else remarks_of_all_time(ledger)
    for each in notes:
        note(f"提示：{each}。")
    lines = [*(problems or ["台账完好"]), *(f"请核对：{each}" for each in found.notes)]
    data = {"ok": not problems, "problems": problems, "notes": [*notes, *found.notes]}
    return Answer(data, tuple(lines), HELD_BACK if problems else 0)


def _read_head(words: str) -> tuple[int, str]:
    number, _, beginning = words.replace("：", ":").partition(":")
    if not number.isdecimal() or len(beginning) < 8:
        raise UserError(
            f"“{words}”不是步号和校验值，没有核对", "请照纸上写作 128:9f2c41d07a3e", code="bad_head"
        )
    return int(number), beginning


def run_backup(arguments: argparse.Namespace) -> Answer:
    """Make a verified copy."""
    now = datetime.now()
    with opened(arguments) as ledger:
        path = ledger.path
    automatic = backups.automatic_file(path, now=now)
    target = Path(arguments.out).absolute() if arguments.out else automatic
    if target.is_dir():
        target /= automatic.name
    password = passwords.read(arguments, new=True)
    if password:
        made = sealed.back_up(path, target, password=password, now=now)
    else:
        made = backups.make(path, target, now=now)
    data = {
        "file": str(made.file),
        "sha256": made.sha256,
        "records": made.records,
        "lacking": list(made.lacking),
    }
    how = "，已加密" if password else ""
    _note_lacking(made.lacking)
    return Answer(data, (f"已备份到 {made.file}，{made.records} 条记录，已核对{how}",))


def _note_lacking(names: Sequence[str]) -> None:
    if names:
        note(f"提示：{lacking_words(names)}。")


@contextmanager
def opened_backup(arguments: argparse.Namespace, backup: Path, ledger: Path) -> Iterator[Path]:
    """Give a backup to restore; for one under a password the password is asked for."""
    if not sealed.is_sealed(backup):
        yield backup
        return
    password = passwords.read(arguments) or passwords.ask()
    with sealed.unsealed(backup, ledger, password) as plain:
        yield plain


def run_restore(arguments: argparse.Namespace) -> Answer:
    """Put a backup in the ledger's place."""
    path = ledger_path(arguments).absolute()
    backup = backups.found(Path(arguments.file).absolute())
    with opened_backup(arguments, backup, path) as plain:
        done = restore(plain, path, now=datetime.now(), other_committee=arguments.other_committee)
    remember(path)
    _note_lacking(done.lacking)
    line = f"已恢复“{done.committee}”的台账 {path}"
    line += f"，原来的台账保存在 {done.kept}" if done.kept else ""
    data = {
        "file": str(path),
        "sha256": backups.sha256(backup),
        "records": backups.count(path),
        "kept": str(done.kept) if done.kept else None,
        "committee": done.committee,
        "lacking": list(done.lacking),
    }
    return Answer(data, (line,))
