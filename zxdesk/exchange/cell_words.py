"""The words that stand in cells for the values of closed lists (`resources/cell_words.toml`)."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from zxdesk import paths, text

_FILE = "cell_words.toml"
_REMARKED = re.compile(r"(.+?)\s*[（(](.+)[）)]")


@dataclass(frozen=True)
class Meant:
    """What a cell of a closed list says.

    Attributes:
        value: The value of the list.
        field: The title of the field that keeps the rest of what it says; empty where none does.
        remark: That rest: 出差 of 请假（出差）.
    """

    value: str
    field: str = ""
    remark: str = ""


@cache
def _all() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads((paths.resources() / _FILE).read_text(encoding="utf-8"))
    return found


@cache
def nothing() -> frozenset[str]:
    """Give what says in a cell that there is nothing."""
    return frozenset(_all()["nothing"])


@cache
def people(part: str) -> frozenset[str]:
    """Give words that stand beside names: `posts` or `remarks`."""
    return frozenset(_all()["people"][part])


@lru_cache(maxsize=4096)
def meant(sheet: str, title: str, values: tuple[str, ...], cell: str) -> Meant | None:
    """Give the value of a closed list that a cell means; None where it means none of them.

    Args:
        sheet: The kind's sheet.
        title: The field's title there.
        values: The list.
    """
    known = _words(sheet, title, values)
    words = _folded(cell)
    if words in known:
        return known[words]
    found = _REMARKED.fullmatch(text.one_line(cell))
    bare = known.get(_folded(found[1])) if found else None
    if found is None or bare is None:
        return None
    remark = f"{bare.remark}，{found[2]}" if bare.remark else found[2].strip()
    rest = _rest(sheet, title)
    return Meant(bare.value, rest["field"] if bare.value in rest["of"] else "", remark)


@cache
def _words(sheet: str, title: str, values: tuple[str, ...]) -> dict[str, Meant]:
    listed: dict[str, list[str]] = _all()["choices"].get(sheet, {}).get(title, {})
    found = {_folded(word): Meant(value) for value in listed for word in listed[value]}
    rest = _rest(sheet, title)
    for value, words in rest["words"].items():
        found |= {_folded(word): Meant(value, rest["field"], word) for word in words}
    return found | {_folded(value): Meant(value) for value in values}


def _rest(sheet: str, title: str) -> dict[str, Any]:
    """Give which field keeps what a cell says beside a value, of which values, and such words."""
    found: dict[str, Any] = _all()["rest"].get(sheet, {}).get(title, {})
    return {"field": "", "of": (), "words": {}} | found


def _folded(words: str) -> str:
    return "".join(text.one_line(words).split()).casefold()
