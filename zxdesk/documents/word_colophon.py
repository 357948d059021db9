"""The colophon in a DOCX: a table that floats at the foot of the page the text ends on."""

from zxdesk.documents.blocks import Colophon
from zxdesk.documents.colophon import ROW, THICK, THIN, listed
from zxdesk.documents.page import LEFT, SMALL_SIZE, WIDTH
from zxdesk.documents.plain import one_printable_line
from zxdesk.documents.word_package import HALF_WHITE
from zxdesk.documents.word_text import TINY, run, runs, twips

_WIDTH = twips(WIDTH)
_OPENING = (
    '<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="margin"'
    f' w:horzAnchor="page" w:tblpX="{twips(LEFT)}" w:tblpYSpec="bottom"/>'
    '<w:tblOverlap w:val="never"/>'
    f'<w:tblW w:w="{_WIDTH}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
    '<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblGrid><w:gridCol w:w="{_WIDTH}"/></w:tblGrid>'
)
_RULE = '<w:{} w:val="single" w:sz="{}" w:space="0" w:color="000000"/>'
_EDGE = twips(SMALL_SIZE)


def colophon_table(colophon: Colophon) -> str:
    """Give the table, and the tiny paragraph it is anchored to."""
    shown = [
        (runs(spans), _hanging(label))
        for label, names in colophon.lists
        if (spans := listed(label, names, SMALL_SIZE))
    ]
    foot = run(one_printable_line(colophon.issuer), size=SMALL_SIZE)
    foot += "<w:r><w:tab/></w:r>" + run(colophon.issued, size=SMALL_SIZE)
    shown.append((foot, f'<w:ind w:left="{_EDGE}"/>'))
    rows = [
        _row(content, indent, THIN if place else THICK)
        for place, (content, indent) in enumerate(shown)
    ]
    return f"{_OPENING}{''.join(rows)}{_lift()}</w:tbl>{TINY}"


def _hanging(label: str) -> str:
    left, hang = (len(label) + 2) * SMALL_SIZE, (len(label) + 1) * SMALL_SIZE
    return f'<w:ind w:left="{twips(left)}" w:right="{_EDGE}" w:hanging="{twips(hang)}"/>'


def _row(content: str, indent: str, rule: float) -> str:
    stop = twips(WIDTH - SMALL_SIZE)
    words = (
        '<w:p><w:pPr><w:pStyle w:val="ZXCopy"/>'
        f'<w:tabs><w:tab w:val="right" w:pos="{stop}"/></w:tabs>'
        f'<w:spacing w:line="{twips(ROW)}" w:lineRule="exact"/>{indent}</w:pPr>{content}</w:p>'
    )
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_cell(words, rule)}</w:tr>"


def _lift() -> str:
    """Give an empty row that lifts the last rule from the margin to the block's bottom."""
    height = f'<w:trHeight w:val="{twips(HALF_WHITE)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr>{height}</w:trPr>{_cell(TINY, THICK)}</w:tr>"


def _cell(content: str, rule: float) -> str:
    """Give a cell below a rule."""
    border = _RULE.format("top", round(rule * 8))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{_WIDTH}" w:type="dxa"/>'
        f"<w:tcBorders>{border}</w:tcBorders></w:tcPr>{content}</w:tc>"
    )
