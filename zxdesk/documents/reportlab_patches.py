"""Two repairs to reportlab, without which a name copied out of a paper is another name."""

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import ttfonts

_original_to_unicode = ttfonts.makeToUnicodeCMap


def to_unicode_map(fontname: str, subset: list[int]) -> str:
    """Give the map from codes to characters, with surrogate pairs above U+FFFF.

    reportlab writes 𬭎 (U+2CB4E) as the five digits <2CB4E>; readers take the first
    four and give back Ⲵ. The PDF reference asks for UTF-16BE.
    """
    text: str = _original_to_unicode(fontname, subset)
    for code, character in enumerate(subset):
        if character > 0xFFFF:
            pair = chr(character).encode("utf-16-be").hex().upper()
            text = text.replace(f"<{code:02X}> <{character:04X}>", f"<{code:02X}> <{pair}>")
    return text


def give_own_name(font: Any) -> None:
    """Make the font's PostScript name the name it is registered under, which is unique.

    Two fonts of one PostScript name share their subsets' references in one file and
    draw each other's glyphs.
    """
    font.face.name = font.fontName.encode("ascii")


def apply() -> None:
    """Put the first repair in place; doing so again changes nothing.

    Streams stay binary as well: text made of them is a quarter longer.
    """
    rl_config.useA85 = 0
    ttfonts.makeToUnicodeCMap = to_unicode_map
