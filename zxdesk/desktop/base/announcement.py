"""Says what was done that is no ordinary step, such as closing a quarter."""

from pathlib import Path

from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.files import Files
from zxdesk.store import Changes


def announce(context: DeskContext, text: str, *, folder: Path | None = None) -> None:
    """Have everything open refreshed after what is no ordinary step, and say what was done."""
    context.changed.emit(Changes(label=text))
    links = (("打开文件夹", lambda: Files.show(folder)),) if folder else ()
    context.noticed.emit(Notice(text, links=links))
