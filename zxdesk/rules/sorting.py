"""The order of words: numbers by their size, characters by strokes or by pinyin."""

import re
from functools import lru_cache

from zxdesk import numerals
from zxdesk.rules import pinyin, strokes

STROKES, PINYIN = ORDERS = ("笔画", "拼音")
_NUMERALS = "〇零○一二两三四五六七八九十百"
# Chinese numerals count only where something is counted: 三 in 张三 is a name's part.
_NUMBER = re.compile(rf"\d+|(?<=第)[{_NUMERALS}]+|[{_NUMERALS}]+(?=[届次期号]|季度)")
_COUNTED = re.compile(r"\d|[第届次期号季]")


@lru_cache(maxsize=65536)
def sort_key(words: str, order: str = STROKES, *, name: bool = False) -> str:
    """Give a text by whose code points words are sorted as people expect.

    Args:
        order: One of `ORDERS`.
        name: A person's name: its first character is read as a surname.
    """
    if _COUNTED.search(words):
        words = _NUMBER.sub(_by_size, words)
    if words.isascii():
        return words
    if order != PINYIN:
        return words.translate(strokes.places())
    surname = pinyin.surname_place(words[0]) if name else ""
    return surname + words[1 if surname else 0 :].translate(pinyin.places())


def _by_size(found: re.Match[str]) -> str:
    """Give a number so that fewer digits come first."""
    try:
        digits = str(numerals.from_chinese(found[0])) if not found[0].isdecimal() else found[0]
    except ValueError:
        return found[0]
    digits = digits.lstrip("0") or "0"
    return f"{chr(ord('0') + len(digits))}{digits}"
