"""Fonts as the layout asks for them: which face draws this character, and how wide it is."""

import struct
import threading
import zlib
from functools import cache
from pathlib import Path
from typing import Any

from zxdesk.documents.font_files import (
    Role,
    bundled_file,
    files_for,
    files_for_rare,
    system_folders,
)
from zxdesk.errors import EnvironmentProblem
from zxdesk.paths import resources

SUBSTITUTE = "〓"

# Where the em square stands on the base line, in ems; the bundled and Windows' fonts agree.
EM_ASCENT = 0.88

_loading = threading.Lock()


class Face:
    """One font file, loaded and known to reportlab under `name`."""

    def __init__(self, font: Any) -> None:
        self.name: str = font.fontName
        self._face = font.face
        self._outlines: int = font.face.get_table_pos("glyf")[0]

    def covers(self, character: str) -> bool:
        """Say whether the character would be seen: a glyph without ink is as good as none."""
        if ord(character) not in self._face.charToGlyph:
            return False
        return character.isspace() or self.ink(character) is not None

    def width(self, character: str) -> float:
        """Give the advance in ems."""
        width: float = self._face.getCharWidth(ord(character))
        return width / 1000

    def ink(self, character: str) -> tuple[float, float, float, float] | None:
        """Give the box of the drawn part (left, bottom, right, top) in ems; None if empty."""
        glyph = self._face.charToGlyph[ord(character)]
        start, end = self._face.glyphPos[glyph : glyph + 2]
        if start == end:
            return None
        units = self._face.unitsPerEm
        box = struct.unpack_from(">4h", self._face._ttf_data, self._outlines + start + 2)
        return (box[0] / units, box[1] / units, box[2] / units, box[3] / units)


@cache
def _load(path: Path) -> Face | None:
    """Load and register a file; None when reportlab cannot use it (CFF outlines, no embedding)."""
    from reportlab.pdfbase import pdfmetrics, ttfonts

    from zxdesk.documents import reportlab_patches

    reportlab_patches.apply()
    try:
        font = ttfonts.TTFont(_name_for(path), str(path), shapable=False)
    except (OSError, ttfonts.TTFError, struct.error):
        return None
    reportlab_patches.give_own_name(font)
    pdfmetrics.registerFont(font)
    return Face(font)


def _name_for(path: Path) -> str:
    """Give the same name on every run, so that the same paper has the same bytes."""
    if path.parent == resources() / "fonts":
        return path.stem
    return f"ZX-{zlib.crc32(str(path).encode()):08x}"


def load_face(path: Path) -> Face | None:
    """Give the face of a file, loaded once for the whole program."""
    with _loading:
        return _load(path)


@cache
def first_level_characters() -> frozenset[str]:
    """Give the 3,755 characters of GB 2312 level 1, which a font for papers must hold."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF))
    return frozenset(code.decode("gb2312", "ignore") for code in rows) - {""}


@cache
def _good_for_papers(face: Face) -> bool:
    return all(face.covers(character) for character in first_level_characters())


class FontBook:
    """Finds a face for every character of one paper and remembers what it could not find.

    Attributes:
        missing: Characters no font has, in the order met; 〓 was drawn for them.
        measured: Room for glyphs that were measured already, by hand, size and grid.
        pieces, clusters: Room for what they were put together to.
    """

    def __init__(self, *, bundled_only: bool, folders: tuple[Path, ...] | None = None) -> None:
        found = system_folders() if folders is None else folders
        self._folders = () if bundled_only else found
        self._roles: dict[Role, Face] = {}
        self._chosen: dict[tuple[Role, str], tuple[Face, str]] = {}
        self.missing: list[str] = []
        self.measured: dict[Any, dict[str, Any]] = {}
        self.pieces: dict[Any, dict[str, Any]] = {}
        self.clusters: dict[Any, Any] = {}

    def face(self, role: Role) -> Face:
        """Give the face that draws `role`; loaded when first asked for."""
        if role not in self._roles:
            self._roles[role] = self._first_usable(role)
        return self._roles[role]

    def find(self, role: Role, character: str) -> tuple[Face, str]:
        """Give the face for a character, and the character to draw (itself, or 〓)."""
        key = (role, character)
        if key not in self._chosen:
            self._chosen[key] = self._search(role, character)
        return self._chosen[key]

    def bundled_roles(self) -> tuple[str, ...]:
        """Give the roles met so far that a font of the program draws."""
        return tuple(
            role.value for role, face in self._roles.items() if face.name == bundled_file(role).stem
        )

    def _search(self, role: Role, character: str) -> tuple[Face, str]:
        own = self.face(role)
        if own.covers(character):
            return own, character
        for path in files_for_rare(self._folders):
            face = load_face(path)
            if face is not None and face.covers(character):
                return face, character
        if character not in self.missing:
            self.missing.append(character)
        return self.face(Role.SONG), SUBSTITUTE

    def _first_usable(self, role: Role) -> Face:
        for path in files_for(role, self._folders):
            face = load_face(path)
            if face is not None and _good_for_papers(face):
                return face
        raise EnvironmentProblem(f"程序自带的{role.value}字体不能使用", "请重新安装本程序")
