"""Pinyin of names: initials and full spelling, with every reading of a surname.

pypinyin's first choice misreads many surnames (单 as dān, 曾 as céng); the table below holds the
readings that people use, and both are taken when something is looked for.
"""

import os
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from itertools import product
from math import prod

from zxdesk import text
from zxdesk.rules import strokes

# Only single characters are asked for: without its phrases pypinyin loads in a third of the time.
os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
# The usual reading first; what pypinyin knows besides is added.
_SURNAMES = {
    "单": "shan dan", "曾": "zeng ceng", "仇": "qiu chou", "解": "xie jie", "区": "ou qu",
    "查": "zha cha", "朴": "piao pu", "翟": "zhai di", "缪": "miao mou", "召": "shao zhao",
    "卜": "bu", "盖": "ge gai", "葛": "ge", "华": "hua", "任": "ren", "宁": "ning",
    "种": "chong zhong", "尹": "yin", "员": "yun yuan", "乐": "yue le", "覃": "qin tan",
    "谌": "chen shen", "隗": "wei kui", "郗": "xi chi", "逄": "pang", "冼": "xian", "乜": "nie",
    "繁": "po", "洗": "xian", "秘": "bi", "重": "chong", "折": "she", "黑": "he", "适": "kuo",
    "佴": "nai", "尉": "wei yu", "长": "zhang", "沈": "shen", "盛": "sheng", "石": "shi",
    "车": "che", "薄": "bo", "万": "wan mo", "俟": "qi si", "那": "na", "褚": "chu",
    "祭": "zhai ji", "晟": "cheng sheng", "牟": "mou mu", "訾": "zi", "缑": "gou", "芮": "rui",
    "郇": "xun huan", "鲜": "xian", "相": "xiang", "应": "ying", "要": "yao", "占": "zhan",
    "丁": "ding", "行": "xing hang", "澹": "tan dan", "亓": "qi", "宓": "mi fu", "幺": "yao",
    "厍": "she", "句": "gou ju", "台": "tai", "纪": "ji", "曲": "qu", "燕": "yan", "都": "du",
    "哈": "ha",
}  # fmt: skip
_LONGEST_NAME = 4
_LONGEST_TITLE = 12
_MOST_READINGS = 256
_TONES = "\u0304\u0301\u030c\u0300"


@lru_cache(maxsize=16384)
def _readings(char: str) -> tuple[str, ...]:
    """Give every syllable that a character may be read as; none for a sign."""
    from pypinyin import Style, pinyin

    found = [syllable.lower() for syllable in pinyin(char, style=Style.NORMAL, heteronym=True)[0]]
    return tuple(dict.fromkeys(s for s in found if s.isascii() and s.isalpha()))


def load() -> None:
    """Load the readings of all characters: 0.06 s, which the first record saved would wait for."""
    _readings("一")


@lru_cache(maxsize=16384)
def _surname(char: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*_SURNAMES.get(char, "").split(), *_readings(char))))


def _syllables(name: str) -> list[tuple[str, ...]]:
    """Give what each character may be read as; in a longer title only the first in every way."""
    chars = [char for char in text.fold_name(name) if _readings(char)]
    short = len(chars) <= _LONGEST_NAME
    every = [
        _surname(char) if not at else _readings(char) if short else _readings(char)[:1]
        for at, char in enumerate(chars)
    ]
    if prod(map(len, every)) > _MOST_READINGS:
        every = [readings if at < 2 else readings[:1] for at, readings in enumerate(every)]
    return every


def _spoken(syllables: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys("".join(chosen) for chosen in product(*syllables)))


@lru_cache(maxsize=8192)
def initials(name: str) -> tuple[str, ...]:
    """Give the initials of a name in every reading, the usual one first: 单曾 → sz, sc, dz, dc."""
    return _spoken(tuple(dict.fromkeys(s[0] for s in every)) for every in _syllables(name))


@lru_cache(maxsize=8192)
def spelled(name: str) -> tuple[str, ...]:
    """Give the full pinyin of a name in every reading, without tones, the usual one first."""
    return _spoken(_syllables(name))


@lru_cache(maxsize=8192)
def sounds(name: str) -> tuple[str, ...]:
    """Give all that may be typed for a name, from its beginning.

    Those are the initials and, but for long titles, the full pinyin; of a name as short as a
    person's also the full pinyin of what follows the surname.
    """
    name = text.fold_name(name)
    if len(name) > _LONGEST_TITLE:
        return initials(name[:_LONGEST_TITLE])
    every = _syllables(name)
    starts = range(len(every)) if len(every) <= _LONGEST_NAME else (0,)
    parts = (found for at in starts for found in _spoken(every[at:]))
    return tuple(sound for sound in dict.fromkeys((*initials(name), *parts)) if sound)


def matches(name: str, typed: str) -> bool:
    """Tell whether typed text is part of a name, or the beginning of its pinyin or initials."""
    words = text.fold(typed)
    if words in text.fold(name):
        return True
    return words.isascii() and any(
        sound.startswith(words.replace(" ", "")) for sound in sounds(name)
    )


def within(title: str, typed: str) -> bool:
    """Tell whether typed text means a title, also from a later character on: gaj, 县公安局."""
    letters = text.fold(typed).replace(" ", "")
    if matches(title, typed):
        return True
    if len(letters) < 2 or not letters.isalpha() or not letters.isascii():
        return False
    return any(letters in one for one in initials(title[:_LONGEST_TITLE]))


def surname_place(char: str) -> str:
    """Give the place of a character that begins a person's name; empty where it has none."""
    usual = _SURNAMES.get(char, "").split()
    return _placed(usual[0], char) if usual else places()[ord(char)]


@cache
def places() -> strokes.Places:
    """Give the place of every character by its usual reading, then by its strokes."""
    from pypinyin.constants import PINYIN_DICT

    read = {c: PINYIN_DICT[ord(c)] for c in strokes.characters() if ord(c) in PINYIN_DICT}
    return strokes.Places(
        {ord(char): _placed(_plain(reading), char) for char, reading in read.items()}
    )


def _placed(syllable: str, char: str) -> str:
    """Give a syllable in letters of a plane of its own, closed, and the character's strokes."""
    letters = "".join(chr(strokes.KNOWN + ord(letter)) for letter in syllable)
    return f"{letters}{chr(strokes.KNOWN)}{strokes.places()[ord(char)]}"


def _plain(readings: str) -> str:
    """Give the first of several readings without its tone, which comes last: dān → dan1."""
    parted = unicodedata.normalize("NFD", readings.split(",", maxsplit=1)[0])
    tone = next((str(_TONES.index(sign) + 1) for sign in parted if sign in _TONES), "5")
    letters = parted.replace("u\u0308", "v")
    return "".join(letter for letter in letters if letter.isascii()) + tone


def sort_key(name: str) -> str:
    """Give a key that sorts names by their pinyin."""
    first, whole = initials(name), spelled(name)
    return (first[0] if first else "") + (whole[0] if whole else "") + name
