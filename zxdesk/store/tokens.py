"""How text becomes the tokens of the full-text index, and typed words a question to it.

SQLite's own tokenizers find no Chinese word of two characters (trigram) or drop signs and take a
run of Chinese for one word (unicode61). So every character is a token of its own, written in ASCII
letters, and a word is a phrase of them: the index answers exactly what a plain search through the
folded text would. Digits and Latin letters stand in pairs: one alone is in every record.
"""

import re
from collections.abc import Iterable, Iterator

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
# Four letters at most write any other character, and none of those begins with zzz.
_PLAIN = "zzz"
_SOUND = "zzzy"
# The letters after which prefixes of pairs and of pinyin are indexed too.
PREFIX = len(_PLAIN) + 2
_RUN = re.compile(r"[\x00-\x7f]+")


class _Tokens(dict[str, str]):
    """Gives each character's token, worked out once."""

    def __missing__(self, char: str) -> str:
        self[char] = token = _base36(ord(char))
        return token


class _Pairs(dict[str, str]):
    """Gives the token of each pair of letters, worked out once."""

    def __missing__(self, pair: str) -> str:
        self[pair] = token = _PLAIN + pair.encode().hex()
        return token


_TOKENS, _PAIRS = _Tokens(), _Pairs()


def _base36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits


def _pairs(run: str, count: int) -> list[str]:
    return [_PAIRS[run[at : at + 2]] for at in range(count)]


def segmented(body: str, sounds: Iterable[str]) -> str:
    """Give the text to be indexed for a record's folded text and its ways to be pronounced."""
    parts: list[str] = []
    end = 0
    for run in _RUN.finditer(body):
        parts += map(_TOKENS.__getitem__, body[end : run.start()])
        parts += _pairs(run[0], len(run[0]))
        end = run.end()
    parts += map(_TOKENS.__getitem__, body[end:])
    # Sounds stand apart: no phrase may reach from the text into them.
    return " ".join([*parts, *(f"{_SOUND} {_SOUND}{sound}" for sound in sounds)])


def question(words: Iterable[str]) -> str:
    """Give the MATCH expression for folded words that must all be there, or be pronounced so."""
    return " AND ".join(_asked(word) for word in words)


def _asked(word: str) -> str:
    phrase = _phrase(word)
    return f"({phrase} OR {_SOUND}{word}*)" if pronounced(word) else phrase


def pronounced(word: str) -> bool:
    """Tell whether a folded word may be pinyin."""
    return word.isascii() and word.isalpha()


def _phrase(word: str) -> str:
    tokens = list(_word_tokens(word))
    # What is typed may go on: its last letter is the beginning of a pair.
    goes_on = "*" if word[-1].isascii() and len(tokens[-1]) == PREFIX else ""
    return f'"{" ".join(tokens)}"{goes_on}'


def _word_tokens(word: str) -> Iterator[str]:
    end = 0
    for run in _RUN.finditer(word):
        yield from map(_TOKENS.__getitem__, word[end : run.start()])
        end = run.end()
        # The last letter of the word stands in the pair before it, and may go on in the text.
        known = end == len(word) and len(run[0]) > 1
        yield from _pairs(run[0], len(run[0]) - known)
    yield from map(_TOKENS.__getitem__, word[end:])
