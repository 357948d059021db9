"""Cleaned words, remembered: the same few names and values stand in thousands of cells."""

from functools import lru_cache

from zxdesk import text
from zxdesk.records.fieldtypes import FieldType, Value

_SHORT = 60


def clean(words: str) -> str:
    """Give words as `zxdesk.text.clean` does."""
    return _clean(words) if len(words) <= _SHORT else text.clean(words)


def one_line(words: str) -> str:
    """Give words as `zxdesk.text.one_line` does."""
    return _one_line(words) if len(words) <= _SHORT else text.one_line(words)


def fold_name(words: str) -> str:
    """Give words as `zxdesk.text.fold_name` does."""
    return _fold_name(words) if len(words) <= _SHORT else text.fold_name(words)


def parse(type_: FieldType, cell: object) -> Value:
    """Give a cell's value as `type_.parse` does.

    Raises:
        ValueError: the cell does not fit.
    """
    if isinstance(cell, str) and len(cell) <= _SHORT:
        return _parse(type_, cell)
    return type_.parse(cell)


@lru_cache(maxsize=32_768)
def _clean(words: str) -> str:
    return text.clean(words)


@lru_cache(maxsize=32_768)
def _one_line(words: str) -> str:
    return text.one_line(words)


@lru_cache(maxsize=32_768)
def _fold_name(words: str) -> str:
    return text.fold_name(words)


@lru_cache(maxsize=32_768)
def _parse(type_: FieldType, cell: str) -> Value:
    return type_.parse(cell)
