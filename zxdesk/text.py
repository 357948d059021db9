"""Folding of text: what counts as the same word when people type it differently."""

import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff]+")
_HAN_GAP = re.compile(
    r"(?<=[\u2e80-\u9fff\U00020000-\U0003ffff])\s+(?=[\u2e80-\u9fff\U00020000-\U0003ffff])"
)
_DOTS = str.maketrans(dict.fromkeys("•・‧∙⋅｡．", "·"))
# Full-width punctuation is proper Chinese: only letters, digits, signs and spaces are folded.
_WIDE: dict[int, int | str] = {
    code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code - 0xFEE0).isalnum()
}
_WIDE |= {0x3000: " ", 0xFF0D: "-", 0xFF0F: "/", 0xFF0E: ".", 0xFF0B: "+", 0xFF05: "%"}


def clean(value: str) -> str:
    """Give `value` as it is stored: NFC, narrow digits and letters, no stray space."""
    text = value.translate(_WIDE).replace("\r\n", "\n").replace("\r", "\n")
    if not text.isprintable():
        kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf"))
        text = "".join(kept)
    text = unicodedata.normalize("NFC", text)
    return "\n".join(
        re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in text.split("\n")
    ).strip()


def one_line(value: str) -> str:
    """Give `value` cleaned and without line breaks."""
    return _SPACES.sub(" ", clean(value)).strip()


def fold_name(value: str) -> str:
    """Give a name for comparing: 「张　三」 is 张三, 「阿依·古丽」 has one kind of dot."""
    return _HAN_GAP.sub("", one_line(value.translate(_DOTS)))


def fold(value: str) -> str:
    """Give any text for comparing and searching: NFKC, one kind of dot, lower case."""
    return (
        _HAN_GAP.sub("", unicodedata.normalize("NFKC", one_line(value))).translate(_DOTS).casefold()
    )


def split_values(value: str) -> list[str]:
    """Split a cell that may hold several values at 、，,；; or a line break."""
    return [part for part in (one_line(p) for p in re.split(r"[、，,；;\n]", value)) if part]
