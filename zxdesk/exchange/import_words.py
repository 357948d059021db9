"""The words by which tables of offices are understood (`resources/import_words.toml`)."""

import re
import tomllib
from functools import cache
from typing import Any

from zxdesk import paths

_FILE = "import_words.toml"


@cache
def _all() -> dict[str, Any]:
    return tomllib.loads((paths.resources() / _FILE).read_text(encoding="utf-8"))


@cache
def words(*place: str) -> frozenset[str]:
    """Give a list of words by its place in the file; empty where it is not there."""
    return frozenset(_found(place) or ())


@cache
def lists(*place: str) -> dict[str, tuple[str, ...]]:
    """Give the lists of words below a place, by their names."""
    found: dict[str, Any] = _found(place) or {}
    return {name: tuple(value) for name, value in found.items() if isinstance(value, list)}


@cache
def firsts(*place: str) -> dict[str, str]:
    """Give the first word of the group, in a list of groups, that each word stands in."""
    groups: list[list[str]] = _found(place) or []
    return {word: group[0] for group in groups for word in group}


@cache
def text(*place: str) -> str:
    """Give a text by its place in the file; empty where it is not there."""
    return str(_found(place) or "")


@cache
def number(*place: str) -> int:
    """Give a number by its place in the file."""
    return int(_found(place))


@cache
def longest_first(*place: str) -> tuple[str, ...]:
    """Give a list of words, longer ones first, so that the longest that fits is found."""
    return tuple(sorted(words(*place), key=lambda word: (-len(word), word)))


@cache
def pattern(*place: str) -> re.Pattern[str]:
    """Give the regular expression at a place, of several the one that any of them fits."""
    found = _found(place)
    several = [found] if isinstance(found, str) else list(found or ())
    return re.compile("|".join(several) if several else r"(?!)")


def _found(place: tuple[str, ...]) -> Any:
    found: Any = _all()
    for name in place:
        found = found.get(name) if isinstance(found, dict) else None
    return found
