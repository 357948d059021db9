"""Sets a filled template by our own rules: its title, headings, paragraphs and simple tables.

What else a Word file can hold we do not draw; it is named rather than left out unseen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from defusedxml.ElementTree import fromstring

from zxdesk.documents.blocks import (
    Document,
    FlowBlock,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
    Turn,
)
from zxdesk.documents.column_widths import fitted_columns
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import PORTRAIT
from zxdesk.documents.plain import one_printable_line, paragraphs
from zxdesk.documents.template_word import MAIN, STYLES, WordTemplate
from zxdesk.documents.texts import FIRST_LEVEL, own_paragraph
from zxdesk.errors import UserError

Align = Literal["both", "centre", "right"]
_ROLES = {1: Role.HEADING, 2: Role.KAI}
_TABLE_SIZE = 12.0
_LONGEST_TITLE = 60
_STOPS = ("。", "；", "：", "，")
_UNDRAWN = {
    "drawing": "图片或文本框",
    "pict": "图片或文本框",
    "object": "嵌入的对象",
    "AlternateContent": "图片或文本框",
    "fldSimple": "域",
    "fldChar": "域",
    "instrText": "域",
    "footnoteReference": "脚注",
    "endnoteReference": "尾注",
    "commentReference": "批注",
    "oMath": "公式",
    "oMathPara": "公式",
    "sdt": "内容控件",
    "ins": "修订",
    "del": "修订",
    "altChunk": "嵌入的文件",
    "numPr": "自动编号",
}
_ALIGNED: Mapping[str, Align] = {
    "center": "centre",
    "right": "right",
    "end": "right",
}
_PAGE_NUMBER = re.compile(r"[\s\d\-—–－/·]|第|页|共")


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A filled template as it will be set.

    Attributes:
        title: Stands in the head; empty where the template has none.
    """

    title: str
    flow: tuple[FlowBlock, ...]


def compose_draft(draft: Draft, *, author: str, appendix: Sequence[str] = ()) -> Document:
    """Say what a filled template is made of, its appendix on a page of its own."""
    head = (Title(text=draft.title),) if draft.title else ()
    flow = (*draft.flow, *_appendix(appendix))
    return Document(
        title=draft.title or "报告", author=author, sections=(Section(head=head, flow=flow),)
    )


def _appendix(lines: Sequence[str]) -> Iterator[FlowBlock]:
    if not lines:
        return
    title, *rest = lines
    yield Turn()
    yield Paragraph(spans=(Span(title, Role.HEADING),), first=0, keep=True)
    for line in rest:
        yield Paragraph(spans=(Span(one_printable_line(line)),), first=0, align="left")


def draft_of_text(text: str) -> Draft:
    """Set a text: a first line without a stop is its title, headings are known by their numbers."""
    lines = paragraphs(text)
    title = lines[0] if lines and _is_title(lines[0]) else ""
    return Draft(title=title, flow=tuple(map(own_paragraph, lines[1:] if title else lines)))


def _is_title(line: str) -> bool:
    heading = FIRST_LEVEL.match(line) or line.endswith(_STOPS)
    return len(line) <= _LONGEST_TITLE and not heading


def draft_of_word(template: WordTemplate) -> Draft:
    """Set a Word file.

    Raises:
        UserError: it holds what we do not draw.
    """
    setting = _Setting(_levels(template.parts.get(STYLES)))
    for name, called in template.texts():
        if called and (said := _beside(template.parts[name])):
            raise _undrawn(f"{called}“{said}”")
    root = fromstring(template.parts[MAIN], forbid_dtd=True)
    flow = tuple(block for body in root for child in body for block in setting.blocks(child))
    return Draft(title=setting.title, flow=flow)


def _beside(data: bytes) -> str:
    """Give what a header or footer says beyond the number of the page."""
    root = fromstring(data, forbid_dtd=True)
    said = "".join(one.text or "" for one in root.iter() if _local(one) == "t")
    return one_printable_line(said)[:20] if _PAGE_NUMBER.sub("", said) else ""


def _undrawn(what: str) -> UserError:
    return UserError(
        f"模板里有{what}，自己排版的 PDF 只排标题、正文和简单的表格，没有生成文件",
        "请去掉它，或者写成 .docx 再用 Word、WPS 转成 PDF",
        code="undrawn",
    )


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _value(element: Any, *way: str) -> str:
    """Give the value at the end of a way of children; empty where there is none."""
    for name in way:
        element = next((child for child in element if _local(child) == name), None)
        if element is None:
            return ""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "val"), "")


def _levels(styles: bytes | None) -> dict[str, int]:
    """Give the level of each style of headings; 0 is the title."""
    found: dict[str, int] = {}
    for style in fromstring(styles, forbid_dtd=True) if styles else ():
        key = next((v for k, v in style.attrib.items() if k.endswith("styleId")), "")
        name = _value(style, "name").lower()
        outline = _value(style, "pPr", "outlineLvl")
        if name in ("title", "标题"):
            found[key] = 0
        elif match := re.fullmatch(r"(?:heading|标题) ?([1-9])", name):
            found[key] = int(match[1])
        elif outline.isdigit() and int(outline) < 9:
            found[key] = int(outline) + 1
    return found


class _Setting:
    """Sets one body; the first paragraph in the style of titles becomes the title."""

    def __init__(self, levels: Mapping[str, int]) -> None:
        self.title = ""
        self._levels = levels
        self._begun = False

    def blocks(self, element: Any) -> Iterator[FlowBlock]:
        """Set a paragraph or a table."""
        match _local(element):
            case "p":
                yield from self._paragraph(element)
            case "tbl":
                self._begun = True
                yield _table(element)
            case name if name in _UNDRAWN:
                raise _undrawn(_UNDRAWN[name])

    def _paragraph(self, element: Any) -> Iterator[FlowBlock]:
        level = self._levels.get(_value(element, "pPr", "pStyle"), -1)
        aligned = _ALIGNED.get(_value(element, "pPr", "jc"), "both")
        for number, page in enumerate(_words(element).split("\f")):
            if number:
                yield Turn()
            for line in paragraphs(page):
                if level == 0 and not self._begun:
                    self.title, self._begun = line, True
                else:
                    self._begun = True
                    yield _set(line, level, aligned)


def _set(line: str, level: int, aligned: Align) -> Paragraph:
    if level == 0:
        spans = (Span(line, Role.TITLE, 22.0),)
        return Paragraph(spans=spans, first=0, align="centre", keep=True)
    if level > 0:
        spans = (Span(line, _ROLES.get(level, Role.BODY)),)
        return Paragraph(spans=spans, keep=True, level=min(level, 3))
    if aligned != "both":
        return Paragraph(spans=(Span(line),), first=0, align=aligned)
    return own_paragraph(line)


def _words(element: Any) -> str:
    """Give the words of a paragraph; a page break is a form feed."""
    found: list[str] = []
    for child in element.iter():
        name = _local(child)
        if name in _UNDRAWN:
            raise _undrawn(_UNDRAWN[name])
        if name == "t":
            found.append((child.text or "").replace("\f", " "))
        elif name in ("br", "cr"):
            page = any(value == "page" for value in child.attrib.values())
            found.append("\f" if page else "\n")
        elif name == "tab" and not child.attrib:
            found.append(" ")
    return "".join(found)


def _table(element: Any) -> Table:
    rows = [_cells(row) for row in element if _local(row) == "tr"]
    if not rows or len({len(row) for row in rows}) != 1:
        raise _undrawn("各行格数不同的表格")
    titles, *body = rows
    columns = fitted_columns(titles, body, size=_TABLE_SIZE, total=PORTRAIT.width)
    return Table(columns=tuple(columns), rows=[Row(row) for row in body], size=_TABLE_SIZE)


def _cells(row: Any) -> tuple[str, ...]:
    found: list[str] = []
    for cell in row:
        if _local(cell) != "tc":
            continue
        for one in cell.iter():
            if _local(one) in ("gridSpan", "vMerge", "hMerge"):
                raise _undrawn("有合并单元格的表格")
            if _local(one) == "tbl":
                raise _undrawn("嵌套的表格")
        words = [_words(child) for child in cell if _local(child) == "p"]
        found.append(one_printable_line(" ".join(words)))
    return tuple(found)
