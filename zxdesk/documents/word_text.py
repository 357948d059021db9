"""Paragraphs as WordprocessingML: indents in cells, hands as styles, lengths in twips."""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from zxdesk.documents.blocks import Paragraph
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.page import BODY_SIZE, CELL
from zxdesk.documents.plain import printable

_ODD_BLANK = re.compile("[^ \u3000]")
_HANDS = {
    Role.TITLE: "ZXBiaoSong",
    Role.HEADING: "ZXHei",
    Role.KAI: "ZXKai",
    Role.SONG: "ZXSong",
}
_ALIGN = {"both": "both", "left": "left", "centre": "center", "right": "right"}
TINY = (
    '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20"'
    ' w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def twips(points: float) -> int:
    """Give a length in twentieths of a point."""
    return round(points * 20)


def safe(text: str) -> str:
    """Give text as it may stand in XML."""
    return escape(printable(text))


def run(text: str, role: Role = Role.BODY, size: float | None = None, extra: str = "") -> str:
    """Give words of one hand; `size` only where it is not the paragraph's own."""
    if not text:
        return ""
    hand = f'<w:rStyle w:val="{_HANDS[role]}"/>' if role in _HANDS else ""
    height = "" if size is None else f'<w:sz w:val="{round(size * 2)}"/>'
    spread = extra if extra.startswith(("<w:spacing", "<w:position")) else ""
    rest = "" if spread else extra
    properties = f"<w:rPr>{hand}{spread}{height}{rest}</w:rPr>" if hand or height or extra else ""
    lead = " " if text[:1] == " " else ""
    tail = " " if text[-1:] == " " else ""
    words = f"{lead}{safe(text)}{tail}" if text.strip() else _ODD_BLANK.sub(" ", text)
    return f'<w:r>{properties}<w:t xml:space="preserve">{words}</w:t></w:r>'


def runs(spans: Sequence[Span]) -> str:
    """Give the words of spans; neighbours of one hand are one run."""
    found: list[str] = []
    held: list[str] = []
    role: Role | None = None
    size = BODY_SIZE
    for span in spans:
        if (span.role, span.size) != (role, size) and held:
            found.append(_held(held, role, size))
            held = []
        role, size = span.role, span.size
        held.append(span.text)
    return "".join([*found, _held(held, role, size)])


def _held(texts: Sequence[str], role: Role | None, size: float) -> str:
    return run("".join(texts), role or Role.BODY, None if size == BODY_SIZE else size)


def paragraph(
    style: str, content: str, *, properties: str = "", before: float = 0, after: float = 0
) -> str:
    """Give a paragraph in a style; white above and below in points."""
    spacing = ""
    if before or after:
        spacing = f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}"/>'
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties_in_order(properties, spacing)}'
        f"</w:pPr>{content}</w:p>"
    )


# The schema wants the properties of a paragraph in this order.
_ORDER = (
    "keepNext",
    "pageBreakBefore",
    "framePr",
    "pBdr",
    "tabs",
    "snapToGrid",
    "spacing",
    "ind",
    "jc",
    "outlineLvl",
    "sectPr",
)
_ELEMENT = re.compile(r"<w:(\w+)\b(?:[^>]*/>|.*?</w:\1>)", re.DOTALL)


def properties_in_order(*parts: str) -> str:
    """Give the properties of a paragraph as the schema orders them; of two the first counts."""
    found: dict[str, str] = {}
    for match in _ELEMENT.finditer("".join(parts)):
        found.setdefault(match[1], match[0])
    return "".join(found[name] for name in _ORDER if name in found)


def grid_paragraph(block: Paragraph, content: str, *, extra: str = "") -> str:
    """Give a paragraph of the grid around its words."""
    style = f"Heading{block.level}" if block.level else "ZXList" if block.hang else "ZXBody"
    properties = [extra, _indent(block), f'<w:jc w:val="{_ALIGN[block.align]}"/>']
    if block.keep or block.tied:
        properties.append("<w:keepNext/>")
    return paragraph(style, content, properties="".join(properties))


def _indent(block: Paragraph) -> str:
    """Indent in hundredths of a character, which follow the type, and in twips for others."""
    first = block.first - block.hang
    parts = [
        f'w:leftChars="{round(block.hang * 100)}" w:left="{twips(block.hang * CELL)}"',
        f'w:rightChars="{round(block.right * 100)}" w:right="{twips(block.right * CELL)}"',
    ]
    name, value = ("firstLine", first) if first >= 0 else ("hanging", -first)
    parts.append(f'w:{name}Chars="{round(value * 100)}" w:{name}="{twips(value * CELL)}"')
    return f"<w:ind {' '.join(parts)}/>"
