"""Writes a table as a workbook where the clerk says, and offers the file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.files import Files
from zxdesk.files import safe_stem


def export_table(
    context: DeskContext, parent: QWidget, what: str, name: str, write: Callable[[Path], object]
) -> None:
    """Write a table as a workbook to where the clerk says.

    Args:
        what: What is exported, e.g. 季度报表.
        name: What the file is to be called, without its ending.
    """
    folder = files.last_folder(context.settings)
    path = Files.save(parent, f"导出{what}", folder / f"{safe_stem(name)}.xlsx", files.BOOK)
    if path is None:
        return
    files.remember_folder(context.settings, path)
    context.run(f"导出{what}", lambda _progress: write(path), lambda _done: _tell(context, path))


def _tell(context: DeskContext, path: Path) -> None:
    links = (
        ("打开", lambda: Files.show(path)),
        ("打开文件夹", lambda: Files.show(path.parent)),
    )
    context.noticed.emit(Notice(f"已导出 {path.name}", links=links))
