"""Hanging files on the record shown, by dialog, by drop or by paste, and what is done with them."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QAction, QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.look import icons
from zxdesk.desktop.records.attachment_dialog import AttachmentDialog
from zxdesk.queries.attachments import Attachment
from zxdesk.records import RecordKind
from zxdesk.services import attachments
from zxdesk.services.attachments import Pasted, Source
from zxdesk.store import Changes

ANY = "所有文件 (*)"


def files_in(data: QMimeData) -> list[Path]:
    """Give the files that are dragged, or were copied in a file manager."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def picture_in(data: QMimeData, name: str) -> list[Pasted]:
    """Give the picture that was copied; cells of a spreadsheet bring one along and are none."""
    image = None if data.hasText() or not data.hasImage() else data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return []
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return [Pasted(name, bytes(buffer.data().data()))]


class Attaching:
    """The files of the record that a pane shows."""

    def __init__(
        self,
        context: DeskContext,
        parent: QWidget,
        kind: RecordKind,
        *,
        record: Callable[[], int | None],
    ) -> None:
        self._context = context
        self._parent = parent
        self._kind = kind
        self._record = record

    def may(self) -> bool:
        """Tell whether a file can be hung on something now."""
        return not self._context.ledger.read_only and self._record() is not None

    def choose(self) -> None:
        """Ask for files and hang them on the record."""
        folder = files.last_folder(self._context.settings)
        chosen = Files.open_many(self._parent, "添加附件", folder, ANY)
        if chosen:
            files.remember_folder(self._context.settings, chosen[0])
            self.add(chosen)

    def paste(self) -> bool:
        """Hang on the record what was copied; False where that is no file and no picture."""
        data = QGuiApplication.clipboard().mimeData()
        name = f"截图 {self._context.ledger.clock():%Y%m%d-%H%M%S}.png"
        sources: Sequence[Source] = files_in(data) or picture_in(data, name)
        if sources and self.may():
            self.add(sources)
        return bool(sources)

    def add(self, sources: Sequence[Source]) -> None:
        """Hang files on the record; reading them may take a while, and nobody waits for it."""
        record = self._record()
        if record is None:
            return
        ledger, kind = self._context.ledger, self._kind
        self._context.run(
            "添加附件",
            lambda _progress: attachments.store(ledger, sources),
            lambda stored: self._context.attempt(
                lambda: self._tell(attachments.hang(ledger, kind, record, stored))
            ),
        )

    def _tell(self, changes: Changes) -> None:
        if changes:
            self._context.wrote(changes, f"已{changes.label}")
        else:
            self._context.tell("内容相同的附件已经在了，没有再添加")

    def open(self, one: Attachment) -> None:
        """Have the system show a file: a copy, that nobody can change."""
        ledger = self._context.ledger
        self._context.run("打开附件", lambda _: attachments.opened_copy(ledger, one), self._show)

    def _show(self, file: Path) -> None:
        if not Files.show(file):
            self._context.tell(f"系统没有能打开“{file.name}”的程序，可以另存到别处")

    def save_as(self, one: Attachment) -> None:
        """Ask for a place and write a file there."""
        folder = files.last_folder(self._context.settings)
        target = Files.save(self._parent, "附件另存为", folder / one.name, ANY)
        if target is None:
            return
        files.remember_folder(self._context.settings, target)
        self._context.run(
            "存出附件",
            lambda _progress: attachments.save(self._context.ledger, one, target),
            lambda _: self._context.tell(f"已存为 {target}"),
        )

    def describe(self, one: Attachment) -> None:
        """Ask what a file is to be called, and what it is."""
        AttachmentDialog.run(self._context, self._parent, self._kind, self._shown(), one)

    def remove(self, one: Attachment) -> None:
        """Take a file off; the toast offers to put it back."""
        self._context.attempt(lambda: self._remove(one))

    def _remove(self, one: Attachment) -> None:
        changes = attachments.detach(self._context.ledger, self._kind, self._shown(), [one.id])
        self._context.wrote(changes, f"已移除附件“{one.name}”")

    def fill(self, one: Attachment, menu: QMenu) -> None:
        """Offer what may be done with a file."""
        writes = self._context.ledger.read_only
        for words, icon, act, refused in (
            ("打开", "", self.open, one.erased),
            ("另存为…", "export", self.save_as, one.erased),
            ("改名、写说明…", "edit", self.describe, bool(writes)),
            ("移除", "delete", self.remove, bool(writes)),
        ):
            action = QAction(words, menu)
            if icon:
                action.setIcon(icons.icon(icon, size=16))
            action.setEnabled(not refused)
            action.triggered.connect(partial(_do, act, one))
            menu.addAction(action)

    def _shown(self) -> int:
        record = self._record()
        assert record is not None
        return record


def _do(act: Callable[[Attachment], object], one: Attachment, _on: bool = False) -> None:
    act(one)
