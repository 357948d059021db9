"""Pinyin initials of names, with every reading of a surname.

pypinyin misreads many surnames (单 as dān, 曾 as céng); the table below holds the readings that
people use.
"""

from functools import lru_cache
from itertools import product

from zxdesk import text

_SURNAMES = {
    "单": "sd", "曾": "zc", "仇": "qc", "解": "xj", "区": "oq", "查": "zc", "朴": "p",
    "翟": "zd", "缪": "m", "召": "s", "卜": "b", "盖": "g", "葛": "g", "华": "h", "任": "r",
    "宁": "n", "种": "cz", "尹": "y", "员": "y", "乐": "yl", "覃": "qt", "谌": "cs", "隗": "wk",
    "郗": "xc", "逄": "p", "冼": "x", "乜": "n", "繁": "p", "洗": "x", "秘": "b", "重": "c",
    "折": "s", "黑": "h", "适": "k", "佴": "n", "尉": "wy", "长": "z", "沈": "s", "盛": "s",
    "石": "s", "车": "c", "薄": "b", "万": "wm", "那": "n", "褚": "c", "祭": "z", "晟": "sc",
    "牟": "m", "訾": "z", "缑": "g", "芮": "r", "郇": "xh", "鲜": "x", "相": "x", "应": "y",
    "要": "y", "占": "z", "丁": "d", "行": "hx",
}  # fmt: skip
_LONGEST_NAME = 4


@lru_cache(maxsize=8192)
def initials(name: str) -> tuple[str, ...]:
    """Give the initials of a name in every likely reading: 曾单 → zs, zd, cs, cd.

    Of longer titles only the first character is read in every way.
    """
    from pypinyin import Style, pinyin

    name = text.fold_name(name)
    every = len(name) <= _LONGEST_NAME
    readings: list[str] = []
    for position, char in enumerate(name):
        if char == "·":
            continue
        if position == 0 and char in _SURNAMES:
            readings.append(_SURNAMES[char])
            continue
        found = pinyin(char, style=Style.FIRST_LETTER, heteronym=every or not position)[0]
        letters = "".join(dict.fromkeys(f[0].lower() for f in found if f))
        readings.append(letters or char.lower())
    return tuple("".join(combination) for combination in product(*readings))


@lru_cache(maxsize=8192)
def spelled(name: str) -> str:
    """Give the full pinyin of a name, without tones."""
    from pypinyin import Style, pinyin

    return "".join(part[0] for part in pinyin(text.fold_name(name), style=Style.NORMAL)).lower()


def matches(name: str, typed: str) -> bool:
    """Tell whether typed text is part of a name, of its initials or of its pinyin."""
    words = text.fold(typed)
    if words in text.fold(name):
        return True
    if not words.isascii():
        return False
    return any(reading.startswith(words) for reading in initials(name)) or spelled(name).startswith(
        words
    )


def sort_key(name: str) -> str:
    """Give a key that sorts names by their pinyin."""
    first = initials(name)
    return (first[0] if first else "") + spelled(name) + name
