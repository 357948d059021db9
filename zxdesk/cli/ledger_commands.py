"""new, check, backup, restore."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import HELD_BACK, Answer, clock_of, ledger_path, opened
from zxdesk.records.committee import LEVELS
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import backups
from zxdesk.store.recent import remember


def add(commands: Any) -> None:
    """Add these commands."""
    new = commands.add_parser("new", help="新建空白台账")
    new.add_argument("file", metavar="文件")
    new.add_argument("--committee", required=True, metavar="名称")
    new.add_argument("--level", required=True, choices=LEVELS)
    new.add_argument("--region", default="", metavar="地区")
    new.set_defaults(run=run_new)
    checking = commands.add_parser("check", help="核对台账")
    checking.add_argument("--deep", action="store_true")
    checking.set_defaults(run=run_check)
    backup = commands.add_parser("backup", help="备份台账")
    backup.add_argument("--out", metavar="文件")
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="恢复备份")
    restore.add_argument("file", metavar="备份文件")
    restore.set_defaults(run=run_restore)


def run_new(arguments: argparse.Namespace) -> Answer:
    """Make an empty ledger."""
    with found_ledger(
        Path(arguments.file),
        committee=arguments.committee,
        level=arguments.level,
        region=arguments.region,
        clock=clock_of(arguments),
    ) as ledger:
        remember(ledger.path)
        path = str(ledger.path)
    return Answer({"ledger": path}, (f"已新建台账 {path}",))


def run_check(arguments: argparse.Namespace) -> Answer:
    """Check the ledger."""
    from zxdesk.exchange.checking import check_ledger

    with opened(arguments) as ledger:
        problems = check_ledger(ledger, deep=arguments.deep)
    lines = tuple(problems) or ("台账完好",)
    data = {"ok": not problems, "problems": problems}
    return Answer(data, lines, HELD_BACK if problems else 0)


def run_backup(arguments: argparse.Namespace) -> Answer:
    """Make a verified copy."""
    now = datetime.now()
    with opened(arguments) as ledger:
        path = ledger.path
    target = (
        Path(arguments.out).absolute() if arguments.out else backups.automatic_file(path, now=now)
    )
    made = backups.make(path, target, now=now)
    data = {"file": str(made.file), "sha256": made.sha256, "records": made.records}
    return Answer(data, (f"已备份到 {made.file}，{made.records} 条记录，已核对",))


def run_restore(arguments: argparse.Namespace) -> Answer:
    """Put a backup in the ledger's place."""
    path, backup = ledger_path(arguments).absolute(), Path(arguments.file).absolute()
    kept = backups.restore(backup, path, now=datetime.now())
    remember(path)
    line = f"已恢复 {path}" + (f"，原来的台账保存在 {kept}" if kept else "")
    data = {
        "file": str(path),
        "sha256": backups.sha256(backup),
        "records": backups.count(path),
        "kept": str(kept) if kept else None,
    }
    return Answer(data, (line,))
