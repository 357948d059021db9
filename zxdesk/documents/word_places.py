"""Where paragraphs, rows and texts stand in the markup of a Word file, byte by byte."""

from dataclasses import dataclass, field
from pathlib import Path
from xml.parsers import expat

from zxdesk.errors import EnvironmentProblem

NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_DEEPEST = 200
# What makes a paragraph more than its text: it stays, even where only a statement stands in it.
_KEEPING = ("sectPr", "drawing", "pict", "object", "tab", "br", "fldChar", "footnoteReference")


@dataclass(kw_only=True)
class Text:
    """A text of a run: where its tag begins, where its words begin and end."""

    tag: int
    start: int
    end: int
    words: str


@dataclass(kw_only=True)
class Paragraph:
    """A paragraph.

    Attributes:
        may_vanish: The markup stays whole without it.
    """

    start: int
    end: int = 0
    texts: list[Text] = field(default_factory=list)
    may_vanish: bool = True


@dataclass(kw_only=True)
class Part:
    """The markup of a part, and what stands where.

    Attributes:
        paragraphs: In the order in which they begin.
        rows: Start and end of each row of a table.
        end: Where the body's own text ends: before the last section's settings.
    """

    data: bytes
    namespace: str = NAMESPACES[0]
    paragraphs: list[Paragraph] = field(default_factory=list)
    rows: list[tuple[int, int]] = field(default_factory=list)
    end: int = 0


class _Refused(Exception):
    """Markup that no word processor writes."""


def places_in(path: Path, data: bytes) -> Part:
    """Read where things stand.

    Raises:
        EnvironmentProblem: it is no sound markup, or declares entities.
    """
    try:
        return _Reading(data).read()
    except (expat.ExpatError, _Refused, UnicodeDecodeError, LookupError, ValueError) as error:
        raise EnvironmentProblem(
            f"模板“{path.name}”里的内容不是正常的 Word 内容，没有生成文件",
            "请用 Word 或 WPS 打开，另存为 .docx 再试",
            code="unreadable_template",
        ) from error


class _Reading:
    """One reading: what is open, and what was found."""

    def __init__(self, data: bytes) -> None:
        data.decode("utf-8")
        self._part = Part(data=data)
        self._open: list[tuple[str, int]] = []
        self._paragraphs: list[Paragraph] = []
        self._words: list[str] | None = None
        self._text_at = self._start = 0
        self._parser = parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._finish
        parser.CharacterDataHandler = self._take
        parser.StartDoctypeDeclHandler = self._refuse
        parser.XmlDeclHandler = self._declared

    def read(self) -> Part:
        """Read all of it."""
        self._parser.Parse(self._part.data, True)
        return self._part

    def _refuse(self, *_: object) -> None:
        raise _Refused

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in ("utf-8", "utf8"):
            raise _Refused

    def _begin(self, name: str, _attributes: object) -> None:
        at = self._parser.CurrentByteIndex
        namespace, _, local = name.rpartition(" ")
        local = local if namespace in NAMESPACES else ""
        if not self._open:
            self._part.namespace = namespace if local else NAMESPACES[0]
        self._open.append((local, at))
        if len(self._open) > _DEEPEST:
            raise _Refused
        if local == "p":
            for outer in self._paragraphs:
                outer.may_vanish = False
            in_cell = any(one == "tc" for one, _ in self._open)
            self._paragraphs.append(Paragraph(start=at, may_vanish=not in_cell))
            self._part.paragraphs.append(self._paragraphs[-1])
        elif local == "t" and self._paragraphs:
            self._words, self._text_at = [], at
            self._start = self._part.data.index(b">", at) + 1
        elif self._paragraphs and local in _KEEPING:
            self._paragraphs[-1].may_vanish = False
        elif local == "sectPr" and len(self._open) == 3:
            self._part.end = at

    def _take(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def _finish(self, _name: str) -> None:
        at = self._parser.CurrentByteIndex
        local, start = self._open.pop()
        if local == "t" and self._words is not None:
            if at >= self._start:  # not <w:t/>
                self._paragraphs[-1].texts.append(
                    Text(tag=self._text_at, start=self._start, end=at, words="".join(self._words))
                )
            self._words = None
        elif local == "p":
            self._paragraphs.pop().end = self._after(at)
        elif local == "tr":
            self._part.rows.append((start, self._after(at)))
        elif local == "body" and not self._part.end:
            self._part.end = at

    def _after(self, at: int) -> int:
        return self._part.data.index(b">", at) + 1
