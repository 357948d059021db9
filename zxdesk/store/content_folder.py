"""Contents of attachments as read-only files: 「云溪-附件/ab/abcdef…」 beside the ledger.

The folder says in a note whose it is: the hash of the ledger's first step, which every copy of the
ledger has. So it is found beside a ledger that was renamed, a backup or a copy, and a ledger that
was founded in the place of another gets a folder of its own.
"""

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import count
from pathlib import Path

from zxdesk.errors import EnvironmentProblem
from zxdesk.files import TEMPORARY, reason_of
from zxdesk.store import copies
from zxdesk.store.contents import ALTERED, MISSING, PIECE, Content, Spoilt

ENDING, NOTE = "-附件", "说明.txt"
BACKUPS = "-备份"
_NAME = re.compile("[0-9a-f]{64}")
_MARK = "台账标识："
_SAID = (
    "这里存放同名台账的附件，按内容命名。请不要改动、改名或删除；"
    "搬动台账时请把这个文件夹一起带走。\n"
)


def beside(file: Path) -> "ContentFolder":
    """Give the contents of a ledger file that is not opened here."""
    origin = copies.origin(file)
    return ContentFolder(folder_of(file, origin), origin)


def folder_of(file: Path, origin: str) -> Path:
    """Give the folder of a ledger's contents, be it there or not.

    Its own name first, then any beside that says it is this ledger's; for an automatic backup
    also beside the ledger. Else a name that is free.
    """
    own = file.with_name(file.stem + ENDING)
    if own.is_dir() and _whose(own) in ("", origin):
        return own
    places = [file.parent]
    if file.parent.name.endswith(BACKUPS):
        places.append(file.parent.parent)
    for place in places:
        for folder in sorted(place.glob(f"*{ENDING}")):
            if folder.is_dir() and _whose(folder) == origin:
                return folder
    names = (f"{file.stem}（{n}）{ENDING}" if n > 1 else own.name for n in count(1))
    return next(free for name in names if not (free := file.with_name(name)).exists())


def _whose(folder: Path) -> str:
    """Give whose contents a folder holds; empty where it does not say."""
    try:
        said = (folder / NOTE).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""
    return said.partition(_MARK)[2].strip()


class ContentFolder:
    """The contents in one folder (see `contents.Contents`)."""

    def __init__(self, folder: Path, origin: str) -> None:
        """Use a folder; it is made with the first content."""
        self.folder = folder
        self._origin = origin

    def place(self, sha256: str) -> Path:
        """Give the file of a content."""
        return self.folder / sha256[:2] / sha256

    def add(self, pieces: Iterable[bytes]) -> Content:
        """Write it under a passing name, have it on the disk, then give it its name."""
        try:
            self._make_folder()
            return self._added(pieces)
        except OSError as error:
            raise EnvironmentProblem(
                f"附件的内容没有存进“{self.folder.name}”（{reason_of(error)}），台账没有改动",
                "请检查磁盘空间和这个文件夹的权限后再试",
                code="contents_unwritable",
            ) from error

    def _added(self, pieces: Iterable[bytes]) -> Content:
        number, name = tempfile.mkstemp(prefix=TEMPORARY, suffix=".tmp", dir=self.folder)
        passing = Path(name)
        try:
            digest, size = hashlib.sha256(), 0
            with os.fdopen(number, "wb") as file:
                for piece in pieces:
                    digest.update(piece)
                    size += file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            content = Content(digest.hexdigest(), size)
            if self.fault(content, deep=True):
                self._put(passing, self.place(content.sha256))
            return content
        finally:
            passing.unlink(missing_ok=True)

    def _put(self, passing: Path, target: Path) -> None:
        made = not target.parent.exists()
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            target.chmod(0o644)  # Windows replaces no file that is read-only.
        os.replace(passing, target)
        target.chmod(0o444)
        copies.sync_folder(target.parent)
        if made:
            copies.sync_folder(self.folder)

    def _make_folder(self) -> None:
        note = self.folder / NOTE
        if note.exists():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        partial = copies.partial_of(note)
        try:
            partial.write_text(f"{_SAID}{_MARK}{self._origin}\n", encoding="utf-8")
            copies.sync(partial)
            os.replace(partial, note)
        finally:
            partial.unlink(missing_ok=True)
        copies.sync_folder(self.folder)
        copies.sync_folder(self.folder.parent)

    def pieces(self, content: Content) -> Iterator[bytes]:
        """Read it, counting and digesting."""
        digest, size = hashlib.sha256(), 0
        try:
            with self.place(content.sha256).open("rb") as file:
                while piece := file.read(PIECE):
                    digest.update(piece)
                    size += len(piece)
                    yield piece
        except FileNotFoundError:
            raise Spoilt(MISSING) from None
        except OSError as error:
            raise Spoilt(f"读不了（{reason_of(error, reading=True)}）") from error
        if (digest.hexdigest(), size) != (content.sha256, content.size):
            raise Spoilt(ALTERED)

    def fault(self, content: Content, *, deep: bool = False) -> str:
        """Look at how long its file is; where it is deep, read it."""
        try:
            if deep:
                for _ in self.pieces(content):
                    pass
            elif self.place(content.sha256).stat().st_size != content.size:
                return ALTERED
        except Spoilt as spoilt:
            return spoilt.reason
        except FileNotFoundError:
            return MISSING
        except OSError as error:
            return f"读不了（{reason_of(error, reading=True)}）"
        return ""

    def listed(self) -> list[str]:
        """Give the names of the files that stand where their names put them."""
        return sorted(file.name for file in self._files() if self._is_content(file))

    def strange(self) -> list[str]:
        """Name the other files, but not what is being written nor the note."""
        others = (file for file in self._files() if not self._is_content(file))
        return sorted(
            str(file.relative_to(self.folder))
            for file in others
            if file.name != NOTE and not file.name.startswith(TEMPORARY)
        )

    def _files(self) -> Iterator[Path]:
        return (file for file in self.folder.glob("**/*") if file.is_file())

    def _is_content(self, file: Path) -> bool:
        return bool(_NAME.fullmatch(file.name)) and file == self.place(file.name)

    def remove(self, sha256: str) -> None:
        """Remove its file, and its folder where that is empty then."""
        file = self.place(sha256)
        if file.exists():
            file.chmod(0o644)  # Windows removes no file that is read-only.
            file.unlink()
        with suppress(OSError):
            file.parent.rmdir()

    def remove_empty(self) -> None:
        """Remove the folder where only its note is left in it."""
        if [*self.folder.glob("*")] == [self.folder / NOTE]:
            (self.folder / NOTE).unlink()
            self.folder.rmdir()
