"""The system's dialogs for files and folders, and what opens a file or its folder."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from zxdesk import paths
from zxdesk.desktop.base.settings import Preference, Settings
from zxdesk.store import EXTENSION

LAST_FOLDER = Preference("files.folder", "", "上次的文件夹")
BOOKS = (
    "工作簿 (*.xlsx *.xlsm *.xls *.et *.ods *.csv *.txt *.jsonl *.htm *.html *.mht *.mhtml *.xml)"
    ";;所有文件 (*)"
)
TABLES = "工作簿 (*.xlsx);;CSV 文本 (*.csv);;JSON Lines 文本 (*.jsonl)"
BOOK, PDF = "工作簿 (*.xlsx)", "PDF 文件 (*.pdf)"
WORD = "Word 文档 (*.docx)"
LEDGERS = f"台账 (*{EXTENSION})"
WHOLE = "台账的全部导出 (*.zip)"


class Files:
    """Asks for files; every question is a class method, so that it can be answered for it."""

    @classmethod
    def open_many(cls, parent: QWidget, title: str, folder: Path, kinds: str) -> list[Path]:
        """Ask for files that exist."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, str(folder), kinds)
        return [Path(name) for name in names]

    @classmethod
    def open_one(cls, parent: QWidget, title: str, folder: Path, kinds: str) -> Path | None:
        """Ask for one file that exists."""
        name, _ = QFileDialog.getOpenFileName(parent, title, str(folder), kinds)
        return Path(name) if name else None

    @classmethod
    def save(cls, parent: QWidget, title: str, suggested: Path, kinds: str) -> Path | None:
        """Ask where to save; the ending is added, and replacing a file is asked about."""
        dialog = QFileDialog(parent, title, str(suggested.parent), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.filterSelected.connect(lambda kind: dialog.setDefaultSuffix(first_ending(kind)))
        dialog.selectFile(suggested.name)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    @classmethod
    def folder(cls, parent: QWidget, title: str, folder: Path) -> Path | None:
        """Ask for a folder."""
        name = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(name) if name else None

    @classmethod
    def show(cls, path: Path) -> bool:
        """Open a file or a folder with the program the system has for it."""
        return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def first_ending(kind: str) -> str:
    """Give csv of the kind of file that is called CSV 文本 (*.csv)."""
    return kind.partition("(*.")[2].partition(")")[0].partition(" ")[0]


def documents() -> Path:
    """Give the user's folder for documents, or the program's own where there is none."""
    location = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(location)
    return Path(folder) if folder and Path(folder).is_dir() else paths.user_data()


def last_folder(settings: Settings) -> Path:
    """Give the folder a file was last taken from or put into."""
    kept = settings.get(LAST_FOLDER)
    return Path(kept) if kept and Path(kept).is_dir() else documents()


def remember_folder(settings: Settings, file: Path) -> None:
    """Note where a file was taken from or put."""
    settings.set(LAST_FOLDER, str(file.parent))
