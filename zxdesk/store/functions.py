"""SQL expressions that each database writes in its own way, and functions that we bring along.

What `dialect` is for acts, this module is for what stands within a statement.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction

from zxdesk.rules.sorting import sort_key


class position_of(GenericFunction[int]):
    """Where some words stand in a text, from 1; 0 where they do not: (text, words)."""

    type = sa.Integer()
    inherit_cache = True


class image_digest(GenericFunction[str]):
    """The digest of a row's image, empty for none: `digest` within a statement."""

    type = sa.Text()
    inherit_cache = True


class word_order(GenericFunction[str]):
    """What words are sorted by: (text, one of `sorting.ORDERS`, whether it is a person's name)."""

    type = sa.Text()
    inherit_cache = True


def digest(image: str | None) -> str:
    """Give the digest of a row's image, empty for none."""
    return hashlib.sha256(image.encode()).hexdigest() if image is not None else ""


def iso_day(column: Any) -> sa.ColumnElement[str]:
    """Give the day of a date or a moment as ISO text."""
    return sa.func.substr(sa.cast(column, sa.Text), 1, 10)


def iso_year(column: Any) -> sa.ColumnElement[str]:
    """Give the year of a date, a moment or a partial date as text."""
    return sa.func.substr(sa.cast(column, sa.Text), 1, 4)


def in_image(image: Any, name: str) -> sa.ColumnElement[Any]:
    """Give what the image of a row holds in one column; NULL where there is no image."""
    return sa.func.json_extract(image, f"$.{name}")


def image_without(image: Any, names: Iterable[str]) -> sa.ColumnElement[str]:
    """Give the image of a row with these columns emptied."""
    return image_with(image, dict.fromkeys(names))


def image_with(image: Any, values: Mapping[str, object]) -> sa.ColumnElement[str]:
    """Give the image of a row with other values in some columns; NULL where there is none."""
    places = [
        part
        for name, value in values.items()
        for part in (f"$.{name}", sa.null() if value is None else value)
    ]
    return sa.func.json_replace(image, *places)


def among(column: sa.ColumnElement[Any], ids: Iterable[int]) -> sa.ColumnElement[bool]:
    """Say that an id is one of these, however many they are: they are one parameter."""
    listed = sa.func.json_each(json.dumps(sorted(ids))).table_valued("value")
    found: sa.ColumnElement[bool] = column.in_(sa.select(listed.c.value))
    return found


@compiles(position_of, "sqlite")
def _instr(element: Any, compiler: Any, **options: Any) -> str:
    return f"instr({compiler.process(element.clauses, **options)})"


@compiles(position_of, "postgresql")
def _strpos(element: Any, compiler: Any, **options: Any) -> str:
    return f"strpos({compiler.process(element.clauses, **options)})"


def word_key(words: str | None, order: str, name: int) -> str | None:
    """Work `word_order` out, for a database that calls it from Python."""
    return sort_key(words, order, name=bool(name)) if isinstance(words, str) else words
