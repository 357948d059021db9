"""update: a newer version of the program, from a file."""

import argparse
from datetime import datetime
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer
from zxdesk.errors import UserError


def add(commands: Any) -> None:
    """Add this command."""
    update = commands.add_parser("update", help="用安装程序更新")
    update.add_argument(
        "file", nargs="?", metavar="安装程序.exe", help="新版的安装程序，旁边要有它的 .sig 文件"
    )
    update.add_argument("--check", action="store_true", help="只核对，不安装")
    # What the installer asks the version it replaces to do.
    update.add_argument("--prepare", action="store_true", help="只备份台账")
    update.set_defaults(run=run_update)


def run_update(arguments: argparse.Namespace) -> Answer:
    """Verify an installer, back the ledger up, and hand over."""
    from zxdesk.services import updates

    if arguments.prepare:
        return _backed_up(updates.back_up(now=datetime.now()))
    if not arguments.file:
        raise UserError("没有写出安装程序，没有更新", "请写作 zxdesk update 安装程序.exe")
    update = updates.take_in(Path(arguments.file).absolute())
    data = {"version": update.version, "started": not arguments.check}
    if arguments.check:
        updates.tidy()
        return Answer(data, (f"签名无误，版本 {update.version}",))
    saved = _backed_up(updates.back_up(now=datetime.now()))
    updates.hand_over(update, silent=True)
    line = f"已开始安装 {update.version} 版，约一分钟后可以使用"
    return Answer({**data, **saved.data}, (*saved.lines, line))


def _backed_up(backup: Any) -> Answer:
    if backup is None:
        return Answer({"backup": None}, ("还没有台账，不用备份",))
    return Answer({"backup": str(backup.file)}, (f"已备份到 {backup.file}，已核对",))
