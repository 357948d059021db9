"""The fixed parts of a DOCX: styles with their East Asian fonts, settings, footers, sections."""

from collections.abc import Iterable
from xml.sax.saxutils import escape

from zxdesk.documents.blocks import MM, Section
from zxdesk.documents.page import (
    BODY_SIZE,
    BOTTOM,
    CELL,
    LANDSCAPE,
    LEFT,
    PAPER_HEIGHT,
    PAPER_WIDTH,
    PITCH,
    PORTRAIT,
    SMALL_SIZE,
    WIDTH,
)
from zxdesk.documents.word_text import TINY, twips

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The grid centres a line's type in its height: half the white stands above the first line.
HALF_WHITE = (PITCH - BODY_SIZE) / 2
TOP_MARGIN = PORTRAIT.top - HALF_WHITE
_FOOTER = twips(PAPER_HEIGHT - BOTTOM - 9.7 * MM)
# Cells are kept by the type's own spacing (28 × 15.75 pt, spread to the edge), which every word
# processor reads alike; the grid has the lines, and names the cells in 4096ths of a point.
_CHAR_SPACE = round((CELL - BODY_SIZE) * 4096)
_GRID = f'<w:docGrid w:type="lines" w:linePitch="{twips(PITCH)}" w:charSpace="{_CHAR_SPACE}"/>'
_TIGHTER = '<w:spacing w:val="-5"/>'

FANG, BIAO, HEI, KAI, SONG = "仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312", "宋体"
_OTHER_NAMES = {FANG: "仿宋", BIAO: "小标宋", HEI: "SimHei", KAI: "楷体", SONG: "SimSun"}


def _fonts(name: str) -> str:
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style(
    key: str,
    name: str,
    *,
    based: str | None = "Normal",
    properties: str = "",
    font: str = "",
    size: float = 0,
    colour: str = "",
    tighter: bool = False,
) -> str:
    """Give a paragraph style; without a parent's name it is a style of characters."""
    hand = _fonts(font) if font else ""
    ink = f'<w:color w:val="{colour}"/>' if colour else ""
    height = f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/>' if size else ""
    kind = "paragraph" if based else "character"
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    spacing = _TIGHTER if tighter else ""
    default = ' w:default="1"' if key == "Normal" else ""
    parent = "" if key == "Normal" else parent
    return (
        f'<w:style w:type="{kind}"{default} w:styleId="{key}"><w:name w:val="{name}"/>{parent}'
        f"<w:qFormat/>{inner}<w:rPr>{hand}{ink}{spacing}{height}</w:rPr></w:style>"
    )


_FREE = '<w:snapToGrid w:val="0"/>'
_CENTRE = '<w:jc w:val="center"/>'
_FIRST = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'


def _contents_style(level: int) -> str:
    tab = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{twips(WIDTH)}"/></w:tabs>'
    cell = twips(CELL)
    indent = f'w:left="{level * cell}" w:hanging="{cell}"'
    return _style(
        f"TOC{level}",
        f"toc {level}",
        properties=f'{tab}<w:ind {indent}/><w:jc w:val="left"/>',
        font=HEI if level == 1 else FANG,
    )


# No white of Word's own between Chinese and Latin or digits: the cells are counted.
_TOGETHER = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANG)}"
    '<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    f"</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>{_TOGETHER}</w:pPr></w:pPrDefault></w:docDefaults>"
)
_NORMAL = f'<w:widowControl w:val="0"/>{_TOGETHER}<w:jc w:val="both"/>'


def styles() -> str:
    """Give the styles: real ones, which the office may change in one place."""
    listed = (*_paragraph_styles(), *_character_styles())
    return f"{HEADER}<w:styles {NAMESPACES}>{_DEFAULTS}{''.join(listed)}</w:styles>"


def _paragraph_styles() -> list[str]:
    headings = [(1, HEI), (2, KAI), (3, FANG)]
    return [
        _style("Normal", "Normal", properties=_NORMAL, font=FANG, size=BODY_SIZE),
        _style("ZXBody", "公文正文", properties=_FIRST, tighter=True),
        *(
            _style(
                f"Heading{level}",
                f"heading {level}",
                based="ZXBody",
                properties=f'<w:outlineLvl w:val="{level}"/>',
                font=font,
            )
            for level, font in headings
        ),
        _style("Title", "Title", properties=_FREE + _CENTRE, font=BIAO, size=22),
        _style("ZXMark", "红头", properties=_FREE + _CENTRE, font=BIAO, colour="E60000"),
        _style("ZXNumber", "发文字号", properties=_FREE + _CENTRE),
        _style("ZXEnds", "两端文字", properties=_FREE + '<w:jc w:val="left"/>'),
        _style("ZXWords", "版头文字", properties=_FREE + '<w:jc w:val="left"/>'),
        _style("ZXList", "名单", properties='<w:jc w:val="both"/>', tighter=True),
        _style("ZXCell", "表格文字", properties=_FREE + '<w:jc w:val="left"/>', size=12),
        _style("ZXCopy", "版记", properties=_FREE + '<w:jc w:val="left"/>', size=SMALL_SIZE),
        _style("ZXNote", "表注", properties=_FREE + '<w:jc w:val="left"/>', size=12),
        _style("Footer", "footer", properties=_FREE, font=SONG, size=SMALL_SIZE),
        *(_contents_style(level) for level in (1, 2, 3)),
    ]


def _character_styles() -> list[str]:
    return [
        _style(key, name, based=None, font=font)
        for key, name, font in (
            ("ZXBiaoSong", "小标宋字", BIAO),
            ("ZXHei", "黑体字", HEI),
            ("ZXKai", "楷体字", KAI),
            ("ZXSong", "宋体字", SONG),
        )
    ]


def settings() -> str:
    """Give the settings: different footers on odd and even pages, marks squeezed at line ends."""
    return (
        f"{HEADER}<w:settings {NAMESPACES}>"
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode"'
        ' w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table() -> str:
    """Name the fonts, and what to take where an office has not got them."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _OTHER_NAMES.items()
    )
    return f"{HEADER}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def _field(instruction: str) -> str:
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in _FIELD]
    return (
        f'{kinds[0]}<w:r><w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f"{kinds[1]}<w:r><w:t>1</w:t></w:r>{kinds[2]}"
    )


_FIELD = ("begin", "separate", "end")
_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
    + _field("PAGE")
    + '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)


def _footer_line(align: str, content: str) -> str:
    edge = twips(SMALL_SIZE)
    return (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:spacing w:line="400" w:lineRule="exact"/>'
        f'<w:ind w:left="{edge}" w:right="{edge}"/><w:jc w:val="{align}"/></w:pPr>{content}</w:p>'
    )


def _turned(*, odd: bool) -> str:
    """Give a number where the upright sheet has it: a floating cell of turned words."""
    height = 80.0
    y = LEFT + WIDTH - SMALL_SIZE - height if odd else LEFT + SMALL_SIZE
    x = PAPER_HEIGHT - BOTTOM - 7 * MM - SMALL_SIZE * 0.6
    words = (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="'
        f'{"right" if odd else "left"}"/></w:pPr>{_NUMBER}</w:p>'
    )
    return (
        '<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page"'
        f' w:tblpX="{twips(x)}" w:tblpY="{twips(y)}"/><w:tblW w:w="400" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblGrid><w:gridCol w:w="400"/></w:tblGrid><w:tr><w:trPr>'
        f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr><w:tc><w:tcPr>'
        '<w:tcW w:w="400" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>'
        f"{words}</w:tc></w:tr></w:tbl>{TINY}"
    )


def _letter_foot() -> str:
    """Give the second red rule of a letter, 20 mm above the edge of the page (10.1)."""
    border = '<w:pBdr><w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="E60000"/>'
    return (
        '<w:p><w:pPr><w:pStyle w:val="Footer"/>'
        f'<w:framePr w:w="{twips(170 * MM)}" w:hRule="exact" w:h="80" w:wrap="around"'
        f' w:vAnchor="page" w:hAnchor="page" w:x="{twips(20 * MM)}"'
        f' w:y="{twips(PAPER_HEIGHT - 20 * MM) - 120}"/>{border}</w:pBdr>'
        '<w:spacing w:line="60" w:lineRule="exact"/></w:pPr></w:p>' + TINY
    )


# A letter's head begins above the block: its pages have a line more, on the same grid, and on
# all but the first an empty head pushes the text to where the block begins.
LETTER_MARGIN = TOP_MARGIN - PITCH
_HEADER = 10 * MM


def headers() -> list[str]:
    """Give the page heads of a letter, both without words: of its first page, of the others."""
    heights = (1.0, TOP_MARGIN - _HEADER)
    return [f"{HEADER}<w:hdr {NAMESPACES}>{_white(height)}</w:hdr>" for height in heights]


def _white(height: float) -> str:
    return (
        '<w:p><w:pPr><w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0"'
        f' w:line="{twips(height)}" w:lineRule="exact"/></w:pPr></w:p>'
    )


_EMPTY = '<w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p>'


def footers() -> list[str]:
    """Give the footers: odd, even, none, odd and even of turned sheets, of a letter's head."""
    contents = (
        _footer_line("right", _NUMBER),
        _footer_line("left", _NUMBER),
        _EMPTY,
        _turned(odd=True),
        _turned(odd=False),
        _letter_foot(),
    )
    return [f"{HEADER}<w:ftr {NAMESPACES}>{content}</w:ftr>" for content in contents]


_LETTER = (
    '<w:headerReference w:type="first" r:id="header1"/>'
    '<w:headerReference w:type="default" r:id="header2"/>'
    '<w:headerReference w:type="even" r:id="header2"/>'
    '<w:footerReference w:type="first" r:id="footer6"/>'
)


def section_properties(section: Section, *, start: int | None, on_grid: bool = True) -> str:
    """Give page, margins, grid and footers of a section.

    Args:
        start: The number its first page bears; the numbers go on where it is None.
        on_grid: Lines of text fill the block, each in the middle of its grid line; a table
            begins and ends where the block does.
    """
    odd, even = (3, 3) if not section.numbered else (4, 5) if section.landscape else (1, 2)
    first = _LETTER if section.first_page_bare else ""
    number = f'<w:pgNumType w:start="{start}"/>' if start else ""
    return (
        f'<w:sectPr>{first}<w:footerReference w:type="default" r:id="footer{odd}"/>'
        f'<w:footerReference w:type="even" r:id="footer{even}"/>'
        f'<w:type w:val="nextPage"/>{_sheet(section, on_grid)}{number}'
        f"{'<w:titlePg/>' if first else ''}{_GRID if on_grid else ''}</w:sectPr>"
    )


def _sheet(section: Section, on_grid: bool) -> str:
    if section.landscape:
        frame = LANDSCAPE
        size = f'w:w="{twips(PAPER_HEIGHT)}" w:h="{twips(PAPER_WIDTH)}" w:orient="landscape"'
        right = PAPER_HEIGHT - frame.left - frame.width
        margins = (frame.top, right, PAPER_WIDTH - frame.bottom, frame.left)
    else:
        size = f'w:w="{twips(PAPER_WIDTH)}" w:h="{twips(PAPER_HEIGHT)}"'
        white = HALF_WHITE if on_grid else 0.0
        top = LETTER_MARGIN if section.first_page_bare else PORTRAIT.top - white
        margins = (top, PAPER_WIDTH - LEFT - WIDTH, PAPER_HEIGHT - BOTTOM - white, LEFT)
    named = zip(("top", "right", "bottom", "left"), margins, strict=True)
    edges = " ".join(f'w:{name}="{int(value * 20)}"' for name, value in named)
    ends = f'w:header="{twips(_HEADER)}" w:footer="{_FOOTER}" w:gutter="0"'
    return f"<w:pgSz {size}/><w:pgMar {edges} {ends}/>"


def page_ends() -> dict[str, str]:
    """Give the page heads and feet by the names of their parts."""
    named = {f"header{n}": text for n, text in enumerate(headers(), start=1)}
    return named | {f"footer{n}": text for n, text in enumerate(footers(), start=1)}


def content_types(ends: Iterable[str]) -> str:
    """Say what each part of the package is."""
    parts = [("document", "document.main"), ("styles", "styles"), ("settings", "settings")]
    parts += [("fontTable", "fontTable")]
    parts += [(name, name.rstrip("0123456789")) for name in ends]
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{kind}+xml"/>'
        for name, kind in parts
    )
    return (
        f'{HEADER}<Types xmlns="{_TYPES}">'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def package_relations() -> str:
    """Say which part is the document and which its description."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        f'{HEADER}<Relationships xmlns="{_RELATIONS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="rId2" Type="{core}" Target="docProps/core.xml"/></Relationships>'
    )


def document_relations(ends: Iterable[str]) -> str:
    """Say which styles, settings, page heads and feet the document has."""
    names = ["styles", "settings", "fontTable"]
    found = [
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in names
    ]
    found += [
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("0123456789")}"'
        f' Target="{name}.xml"/>'
        for name in ends
    ]
    return f'{HEADER}<Relationships xmlns="{_RELATIONS}">{"".join(found)}</Relationships>'


def core_properties(title: str, author: str) -> str:
    """Give title, author and language; no date, so that the same paper is the same file."""
    return (
        f"{HEADER}<cp:coreProperties"
        ' xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )
