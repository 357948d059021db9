"""The head of a paper in a DOCX: each line where the PDF has it, as paragraphs one can edit."""

from zxdesk.documents.blocks import Ends, LetterRules, Mark, Number, Title, Words
from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import EM_ASCENT
from zxdesk.documents.head import HeadLayout, Placed
from zxdesk.documents.line import Line
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.word_text import properties_in_order, run, twips

# Where Word stands the base line of a line of exact height, in parts of that height.
_BASE = 0.8
_LEAST = 1.0
_LETTER_EIGHTHS = 24
# So much short of the grid's line, that rounding does not push the text to the next.
_SHORT = 0.5
_LETTER_INDENT = '<w:ind w:left="-454" w:right="-340" w:firstLine="0"/>'
_STYLES: dict[type, str] = {
    Mark: "ZXMark",
    Number: "ZXNumber",
    Ends: "ZXEnds",
    Title: "Title",
    Words: "ZXWords",
}


class HeadWriter:
    """Writes a head from the top margin down; `y` is where the next paragraph begins."""

    def __init__(self, layout: HeadLayout, *, top: float, first: str, level: int | None) -> None:
        self.parts: list[str] = []
        self._layout = layout
        self._first = first
        self._level = level
        self.y = top

    def write(self, end: float) -> str:
        """Give the paragraphs; what follows begins at `end`."""
        for placed in self._layout.placed:
            if isinstance(placed.block, Mark):
                for n in range(len(placed.lines)):
                    self._text(placed, n)
            elif placed.strokes:
                self._rule(placed)
            else:
                self._text(placed, None)
        if self.parts and end - self.y > _LEAST:
            self._spacer(end - self.y - _SHORT)
        return "".join(self.parts)

    def _text(self, placed: Placed, line: int | None) -> None:
        """Write one line of a mark, or a whole block."""
        top = placed.top + (line or 0) * placed.pitch
        start = top - (_BASE * placed.pitch - EM_ASCENT * placed.size)
        before = max(0.0, start - self.y)
        count = len(placed.lines) if line is None else 1
        exact = (
            f'<w:spacing w:before="{twips(before)}" w:after="0" w:line="{twips(placed.pitch)}"'
            ' w:lineRule="exact"/>'
        )
        style = _STYLES[type(placed.block)]
        # Where there is no room above for the line's height, the words are raised in it.
        words = _words(placed, line, raised=max(0.0, self.y - start))
        self._add(style, words, exact + _properties(placed, self._level))
        self.y += before + count * placed.pitch

    def _rule(self, placed: Placed) -> None:
        """Write an empty line whose lower border is the rule."""
        letter = isinstance(placed.block, LetterRules)
        stroke = placed.strokes[0]
        height = max(_LEAST, stroke.y - stroke.thickness - self.y)
        kind = "thickThinSmallGap" if letter else "single"
        size = _LETTER_EIGHTHS if letter else round(stroke.thickness * 8)
        line = f'<w:bottom w:val="{kind}" w:sz="{size}" w:space="0" w:color="E60000"/>'
        border = f"<w:pBdr>{line}</w:pBdr>"
        exact = f'<w:spacing w:before="0" w:after="0" w:line="{twips(height)}" w:lineRule="exact"/>'
        self._add("ZXWords", "", border + exact + (_LETTER_INDENT if letter else ""))
        self.y += height + (placed.strokes[1].y - stroke.y if letter else 0) + stroke.thickness

    def _spacer(self, height: float) -> None:
        exact = f'<w:spacing w:before="0" w:after="0" w:line="{twips(height)}" w:lineRule="exact"/>'
        self._add("ZXWords", "", exact)
        self.y += height

    def _add(self, style: str, content: str, properties: str) -> None:
        self.parts.append(
            f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
            f"{properties_in_order(self._first, properties)}</w:pPr>{content}</w:p>"
        )
        self._first = ""


def _properties(placed: Placed, level: int | None) -> str:
    block = placed.block
    if isinstance(block, Ends):
        edge = twips(block.indent)
        stop = twips(placed.lines[-1].right)
        return (
            f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
            f'<w:ind w:left="{edge}" w:firstLine="0"/>'
        )
    if isinstance(block, Number) and block.right:
        return '<w:jc w:val="right"/>'
    title = isinstance(block, Title) or (isinstance(block, Words) and block.title)
    outline = f'<w:outlineLvl w:val="{level}"/>' if title and level is not None else ""
    centred = isinstance(block, Words) and block.centred
    return ('<w:jc w:val="center"/>' if centred else "") + outline


def _words(placed: Placed, line: int | None, *, raised: float) -> str:
    """Give the words of a block; the lines of a title stay parted as they were set."""
    block = placed.block
    if isinstance(block, Ends):
        left = one_printable_line(block.left)
        tab = "<w:r><w:tab/></w:r>"
        return run(left, size=block.size) + tab + run(block.right, size=block.size)
    lines = placed.lines if line is None else placed.lines[line : line + 1]
    role = Role.BODY
    if isinstance(block, Words):
        role = Role.TITLE if block.title else Role.HEADING if block.bold else Role.BODY
    if isinstance(block, Mark):
        return _spread(lines[0], placed.size)
    breaks = "<w:r><w:br/></w:r>"
    extra = f'<w:position w:val="{round(raised * 2)}"/>' if raised >= _LEAST else ""
    return breaks.join(run(part.text, role, placed.size, extra) for part in lines)


def _spread(line: Line, size: float) -> str:
    """Give a line of the mark, as far apart as it is drawn."""
    gap = twips(line.runs[0].spacing) if line.runs else 0
    extra = f'<w:spacing w:val="{gap}"/>' if gap > 0 else ""
    text = line.text
    return run(text[:-1], size=size, extra=extra) + run(text[-1:], size=size)
