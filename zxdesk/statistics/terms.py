"""The values of a filter as text: parted by commas, one within a name behind a backslash."""

import re
import shlex
from collections.abc import Iterable

_COMMA = re.compile(r"\\([\\,，])|[,，]")


def split_values(words: str) -> tuple[str, ...]:
    r"""Part values: 读书,学习 are two, 读书\,学习 is one."""
    parts, part, at = [], "", 0
    for mark in _COMMA.finditer(words):
        part += words[at : mark.start()]
        at = mark.end()
        if mark[1]:
            part += mark[1]
        else:
            parts.append(part)
            part = ""
    parts.append(part + words[at:])
    return tuple(found for found in map(str.strip, parts) if found)


def join_values(values: Iterable[str]) -> str:
    """Give values as `split_values` takes them."""
    return ",".join(re.sub(r"([\\,，])", r"\\\1", value) for value in values)


def quoted(word: str) -> str:
    """Give a word of an expression so that it is read as one word again."""
    try:
        plain = shlex.split(word) == [word]
    except ValueError:
        plain = False
    return word if plain else shlex.quote(word)
