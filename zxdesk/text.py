"""Folding of text: what counts as the same word when people type it differently."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b\u200c\u2060\ufeff]+")
_HAN_GAP = re.compile(
    r"(?<=[\u2e80-\u9fff\U00020000-\U0003ffff])\s+(?=[\u2e80-\u9fff\U00020000-\U0003ffff])"
)
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅｡．", "·"))
# Full-width punctuation is proper Chinese: only letters, digits, signs and spaces are folded.
_WIDE: dict[int, int | str] = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()
}
_WIDE |= {0x3000: " ", 0xFF0D: "-", 0xFF0F: "/", 0xFF0E: ".", 0xFF0B: "+", 0xFF05: "%"}
# What other programs break a line with: vertical tab, form feed, NEL, line and paragraph separator.
_BREAKS = dict.fromkeys((0x0B, 0x0C, 0x85, 0x2028, 0x2029), "\n")
_STORED = _WIDE | _BREAKS
_BLANKS = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f]+")
_NEVER_STORED = ("Cc", "Cf", "Cs")
# What joins pictures to one (a family of four) is seen; anywhere else nobody sees it.
_JOINER = "\u200d"
_PICTURE = "\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_PICTURE}\ufe0f]){_JOINER}|{_JOINER}(?![{_PICTURE}])")
_LAST_OF_PLANES = "".join(f"{chr(p << 16 | 0xFFFE)}{chr(p << 16 | 0xFFFF)}" for p in range(17))
_UNSTORABLE = re.compile(
    f"[\\0-\\x08\\x0e-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\ufdd0-\\ufdef{_LAST_OF_PLANES}]"
)
_SEEN = re.compile(r"[!-~\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
# What nearly all texts consist of: such a one is stored as it stands, which is seen at a glance.
_USUAL = (
    r"!-~\u00b7\u2014\u201c\u201d\u2026\u3001\u3002\u3008-\u3011\u4e00-\u9fff"
    r"\uff01\uff08\uff09\uff0c\uff1a\uff1b\uff1f"
)
_CLEAN = re.compile(f"[{_USUAL}]+(?:[ \n][{_USUAL}]+)*")
_CLEAN_LINE = re.compile(f"[{_USUAL}]+(?: [{_USUAL}]+)*")
_ANY_DOT = re.compile("[•・‧∙⋅｡．]")
_OLD_BREAKS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n"})


def clean(value: str) -> str:
    """Give `value` as it is stored: NFC, narrow digits and letters, no stray space.

    Every kind of line break is one; what nobody sees (control and format characters) and what no
    file can hold (lone surrogates, noncharacters) is dropped.
    """
    return value if _CLEAN.fullmatch(value) else _cleaned(value)


def _cleaned(value: str) -> str:
    text = value.translate(_STORED).replace("\r\n", "\n").replace("\r", "\n")
    if not text.replace("\n", " ").replace("\t", " ").isprintable():
        text = _STRAY_JOINER.sub("", text)
        text = "".join(char for char in text if char in "\n\t\u200d" or _is_storable(char))
    text = unicodedata.normalize("NFC", text)
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def prose(value: str) -> str:
    """Give running text as it is stored: as it was written, in indents, spaces and letters.

    Only line breaks become one kind, and what no file can hold is dropped.
    """
    text = value.replace("\r\n", "\n").replace("\r", "\n").translate(_OLD_BREAKS)
    if not text.replace("\n", " ").replace("\t", " ").isprintable():
        text = _UNSTORABLE.sub("", text)
    return "" if is_blank(text) else text


def is_blank(value: str) -> bool:
    """Tell whether nothing of a text can be seen."""
    return not _SEEN.search(value) and not clean(value)


def _is_storable(char: str) -> bool:
    code = ord(char)
    # https://www.unicode.org/faq/private_use.html#noncharacters
    nothing = code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF
    return not nothing and unicodedata.category(char) not in _NEVER_STORED


def one_line(value: str) -> str:
    """Give `value` cleaned and without line breaks."""
    return value if _CLEAN_LINE.fullmatch(value) else _SPACES.sub(" ", clean(value)).strip()


def shortened(value: str, most: int) -> str:
    """Give one line of at most `most` characters, cut with … where it is longer."""
    line = one_line(value)
    return line if len(line) <= most else line[: most - 1] + "…"


def fold_name(value: str) -> str:
    """Give a name for comparing: 「张　三」 is 张三, 「阿依·古丽」 has one kind of dot."""
    if _ANY_DOT.search(value):
        value = value.translate(_DOTS)
    line = one_line(value)
    return _HAN_GAP.sub("", line) if " " in line else line


def fold(value: str) -> str:
    """Give any text for comparing and searching: NFKC, one kind of dot, lower case."""
    text = unicodedata.normalize("NFKC", one_line(value))
    if " " in text:
        text = _HAN_GAP.sub("", text)
    if _ANY_DOT.search(text):
        text = text.translate(_DOTS)
    return text.casefold()


def split_values(value: str) -> list[str]:
    """Split a cell that may hold several values at 、，,；; or a line break."""
    return [part for part in (one_line(p) for p in re.split(r"[、，,；;\n]", value)) if part]
