"""Chinese numerals as offices write them: 十一届, 第二十四次, 三星."""

import re

_DIGITS = "零一二三四五六七八九"
_VALUES = {c: i for i, c in enumerate(_DIGITS)} | {"〇": 0, "两": 2, "○": 0}
_PLACES = {"十": 10, "百": 100}
_ONE = "[一二两三四五六七八九]"
_NUMERAL = re.compile(
    rf"[零〇○]|(?:{_ONE}?百)?[零〇○]?(?:{_ONE}?十)?{_ONE}?|[零〇○一二三四五六七八九]+"
)


def to_chinese(number: int) -> str:
    """Give 0 to 999 in words: 11 → 十一, 24 → 二十四, 105 → 一百零五."""
    if not 0 <= number <= 999:
        raise ValueError(f"no numeral for {number}")
    if number < 10:
        return _DIGITS[number]
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    words = f"{_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        words += ("" if tens == 1 and not hundreds else _DIGITS[tens]) + "十"
    elif hundreds and ones:
        words += "零"
    return words + (_DIGITS[ones] if ones else "")


def from_chinese(words: str) -> int:
    """Read a numeral, in words or digits; raise ValueError for anything else."""
    if words.isascii() and words.isdigit():
        return int(words)
    if not words or not _NUMERAL.fullmatch(words):
        raise ValueError(f"not a numeral: {words}")
    if not any(place in words for place in _PLACES):
        return int("".join(str(_VALUES[c]) for c in words))
    total = digit = 0
    for char in words:
        if char in _PLACES:
            total += (digit or 1) * _PLACES[char]
            digit = 0
        else:
            digit = _VALUES[char]
    return total + digit
