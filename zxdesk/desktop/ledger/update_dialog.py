"""An update from a file: choose it, have it verified and the ledger backed up, hand over."""

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zxdesk import __version__
from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.services import updates
from zxdesk.services.updates import Update
from zxdesk.store.backups import Backup

_KINDS = "安装程序 (*.exe)"
Ready = tuple[Update, Backup | None]


def run(context: DeskContext, window: QWidget) -> None:
    """Ask for an installer and update with it; the window closes when all is ready."""
    folder = files.last_folder(context.settings)
    file = Files.open_one(window, "选择新版安装程序", folder, _KINDS)
    if file is not None:
        context.run(
            "核对安装程序",
            lambda _progress: prepared(file),
            lambda ready: _ask(context, window, ready),
        )


def prepared(file: Path) -> Ready:
    """Verify an installer and back the ledger up."""
    return updates.take_in(file), updates.back_up(now=datetime.now())


def _ask(context: DeskContext, window: QWidget, ready: Ready) -> None:
    update, backup = ready
    saved = f"台账已备份为 {backup.file.name}。" if backup else ""
    agreed = MessageDialog.confirm(
        window,
        f"更新到 {update.version} 版（现在是 {__version__} 版）",
        f"签名无误。{saved}程序将关闭，由安装程序接着更新，台账和设置不变。",
        verb="关闭程序并更新",
    )
    if not agreed:
        updates.tidy()
    elif window.close():
        context.attempt(lambda: updates.hand_over(update))
