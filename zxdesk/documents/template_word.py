"""A Word file as a template: its text is filled, every other byte stays as it is.

The markup is never made anew. Where a text begins and ends is learned from the parser, and only
what stands between is written; so styles, runs, tables, headers and what no library knows of stay.
A placeholder that Word has split over several runs is filled in the first of them.
"""

import html
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from zxdesk.documents.template_engine import Piece, Placed, fault_of_tag, fill
from zxdesk.documents.template_tags import TagFault, only_statements, tags_in
from zxdesk.documents.word_places import Paragraph, Part, Text, places_in
from zxdesk.errors import EnvironmentProblem, UserError

MAIN, STYLES = "word/document.xml", "word/styles.xml"
_MOST_BYTES, _MOST_PART, _MOST_RATIO = 200_000_000, 20_000_000, 200
_RATIO_MATTERS_FROM = 20_000_000
_NAMES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}
_PRESERVED = b' xml:space="preserve"'


def unusable(path: Path, words: str, advice: str) -> EnvironmentProblem:
    """Give the error of a template that cannot be read."""
    return EnvironmentProblem(
        f"模板“{path.name}”{words}，没有生成文件", advice, code="unreadable_template"
    )


class WordTemplate:
    """The parts of a Word file, in their order."""

    def __init__(self, path: Path, parts: dict[str, bytes]) -> None:
        self.path = path
        self.parts = parts

    def texts(self) -> Iterator[tuple[str, str]]:
        """Give the parts that hold text, and what a reader calls each; the body has no name."""
        for name in self.parts:
            stem = name.removeprefix("word/").removesuffix(".xml")
            if name == MAIN:
                yield name, ""
            elif name.startswith("word/") and stem.rstrip("0123456789") in _NAMES:
                yield name, _NAMES[stem.rstrip("0123456789")]


def read_word(path: Path, data: bytes) -> WordTemplate:
    """Unpack a Word file.

    Raises:
        EnvironmentProblem: it is none, is damaged, asks for a password or swells beyond measure.
    """
    advice = "请用 Word 或 WPS 打开检查，另存为 .docx 再试"
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = _unpacked(path, package, len(data))
    except RuntimeError as error:  # zipfile's word for a part with a password
        raise unusable(path, "有打开密码", "请取消密码后另存再试") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError) as error:
        raise unusable(path, "不是 Word 文件，或者已经损坏", advice) from error
    if MAIN not in parts:
        raise unusable(path, "不是 Word 文件，或者已经损坏", advice)
    found = WordTemplate(path, parts)
    for name in {STYLES, *(name for name, _ in found.texts())} & set(parts):
        places_in(path, parts[name])
    return found


def _unpacked(path: Path, package: zipfile.ZipFile, packed: int) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    room = _MOST_BYTES
    for info in package.infolist():
        with package.open(info) as stream:
            content = stream.read(room + 1)
        room -= len(content)
        total = _MOST_BYTES - room
        swollen = total > _RATIO_MATTERS_FROM and total > _MOST_RATIO * packed
        text = info.filename.endswith(".xml") and len(content) > _MOST_PART
        if room < 0 or swollen or text:
            raise unusable(path, "展开后过大，可能不是正常的 Word 文件", "请删去多余的内容再试")
        parts[info.filename] = content
    return parts


def fill_word(template: WordTemplate, functions: Mapping[str, Callable[..., Any]]) -> WordTemplate:
    """Fill the body, headers, footers and notes of a Word file.

    Raises:
        UserError: a placeholder that cannot be filled, named as it stands there.
    """
    parts = dict(template.parts)
    for name, called in template.texts():
        part = places_in(template.path, parts[name])
        pieces = list(_pieces(part, called))
        if any(isinstance(piece, Placed) for piece in pieces):
            parts[name] = fill(pieces, functions, _escaped).encode("utf-8")
            _check_whole(template.path, parts[name])
    return WordTemplate(template.path, parts)


def _escaped(text: str) -> str:
    return escape(" ".join(text.split("\n")))


def _check_whole(path: Path, data: bytes) -> None:
    try:
        places_in(path, data)
    except EnvironmentProblem as error:
        raise UserError(
            "模板里的条件或循环从一段的中间开始，在另一段的中间结束，没有生成文件",
            "请写在同一段里，或者让开头和结尾的语句各自单独成段",
            code="bad_template",
        ) from error


def _pieces(part: Part, called: str) -> Iterator[Piece]:
    """Give the markup of a part in pieces: what stays, and the placeholders in their places."""
    changed: dict[int, tuple[int, list[Piece]]] = {}
    for number, paragraph in enumerate(part.paragraphs, start=1):
        changed.update(_filled(part, paragraph, f"{called}第{number}段"))
    for start, end in _vanishing_rows(part):
        tags = [p for at in sorted(changed) if start <= at < end for p in _tags(changed[at][1])]
        changed = {at: found for at, found in changed.items() if not start <= at < end}
        changed[start] = end, list(tags)
    at = 0
    for start in sorted(changed):
        end, pieces = changed[start]
        yield part.data[at:start].decode("utf-8")
        yield from pieces
        at = end
    yield part.data[at:].decode("utf-8")


def _tags(pieces: Sequence[Piece]) -> list[Placed]:
    return [piece for piece in pieces if isinstance(piece, Placed)]


def _filled(part: Part, paragraph: Paragraph, place: str) -> dict[int, tuple[int, list[Piece]]]:
    """Give what is to stand in place of a paragraph's texts, by where they begin."""
    line = "".join(text.words for text in paragraph.texts)
    try:
        placed = [Placed(tag, place) for tag in tags_in(line)]
    except TagFault as error:
        raise fault_of_tag(error, place) from error
    if not placed:
        return {}
    if paragraph.may_vanish and only_statements(line, [one.tag for one in placed]):
        return {paragraph.start: (paragraph.end, list(placed))}
    found: dict[int, tuple[int, list[Piece]]] = {}
    at = 0
    for text in paragraph.texts:
        end = at + len(text.words)
        touching = [one for one in placed if one.tag.start < end and one.tag.end > at]
        if touching:
            found[text.tag] = text.end, _of_text(part, text, at, line, touching)
        at = end
    return found


def _of_text(part: Part, text: Text, at: int, line: str, touching: Sequence[Placed]) -> list[Piece]:
    """Give one text anew; a placeholder stands in the text where it begins."""
    opening = part.data[text.tag : text.start]
    if b"xml:space" not in opening:
        opening = opening[:-1] + _PRESERVED + b">"
    pieces: list[Piece] = [opening.decode("utf-8")]
    end = at + len(text.words)
    for one in touching:
        pieces.append(escape(line[at : max(at, one.tag.start)]))
        if one.tag.start >= at:
            pieces.append(one)
        at = min(one.tag.end, end)
    pieces.append(escape(line[at:end]))
    return pieces


def _vanishing_rows(part: Part) -> Iterator[tuple[int, int]]:
    """Give the rows of tables that hold statements and nothing else."""
    for row in part.rows:
        within = [p for p in part.paragraphs if row[0] <= p.start < row[1]]
        lines = ["".join(text.words for text in p.texts) for p in within]
        found = [(line, list(tags_in(line))) for line in lines]
        if any(tags for _, tags in found) and all(only_statements(*one) for one in found):
            yield row


def word_bytes(template: WordTemplate, appendix: Sequence[str] = ()) -> bytes:
    """Pack a Word file; the same parts give the same bytes.

    Args:
        appendix: Paragraphs on a page of their own at the end, the first of them their title.
    """
    parts = dict(template.parts)
    if appendix:
        part = places_in(template.path, parts[MAIN])
        added = _appended(part.namespace, appendix).encode("utf-8")
        parts[MAIN] = part.data[: part.end] + added + part.data[part.end :]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return out.getvalue()


def _appended(namespace: str, lines: Sequence[str]) -> str:
    title, *rest = (escape(line) for line in lines)
    w = f'xmlns:w="{html.escape(namespace)}"'
    text = '<w:t xml:space="preserve">'
    return (
        f"<w:p {w}><w:pPr><w:pageBreakBefore/></w:pPr><w:r><w:rPr><w:b/></w:rPr>{text}{title}"
        "</w:t></w:r></w:p>"
    ) + "".join(f"<w:p {w}><w:r>{text}{line}</w:t></w:r></w:p>" for line in rest)
