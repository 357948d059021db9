"""Which unit has which part in a proposal, where one cell says it of several: 主办：A；会办：B."""

import re
from collections.abc import Sequence
from functools import cache

from zxdesk.exchange import import_words
from zxdesk.exchange.pieces import split
from zxdesk.exchange.rows import Entry, Word
from zxdesk.records.kind import Through
from zxdesk.records.proposal import PROPOSAL

_FIELDS = {
    spec.title.removesuffix("单位"): name
    for name, spec in PROPOSAL.fields.items()
    if isinstance(spec, Through)
}


def part_units(entries: Sequence[Entry]) -> None:
    """Put every unit into the field of the part that is said beside it."""
    for entry in entries:
        for name in _FIELDS.values():
            words = entry.words_of().get(name)
            if words:
                _part(entry, name, words[0])


def _part(entry: Entry, name: str, word: Word) -> None:
    found = _told(word.raw, name)
    if found is None:
        return
    del entry.words_of()[name]
    for field, units in found.items():
        own = entry.words_of().get(field)
        before = [own[0].raw] if own else []
        column = own[0].column if own else word.column
        entry.words_of()[field] = [Word(column, "、".join([*before, *units]))]


def _told(raw: str, own: str) -> dict[str, list[str]] | None:
    """Give the units by the field of their part; None where no part is said but the own one."""
    found: dict[str, list[str]] = {}
    field, is_said = own, False
    for piece in split(raw)[::2]:
        unit = piece.strip()
        label = _before().match(unit)
        if label:
            field, unit, is_said = _field(label[1], own), label[2].strip(), True
        behind = _behind().search(unit)
        part = _field(behind[1], own) if behind else field
        is_said = is_said or part != own
        if unit:
            found.setdefault(part, []).append(unit)
    return found if is_said else None


def _field(role: str, own: str) -> str:
    """Give the field of a part; 承办 may be any, and stays where it stands."""
    for part, words in import_words.lists("units", "parts").items():
        if role in words:
            return _FIELDS.get(part, own)
    return own


@cache
def _roles() -> str:
    return "|".join(map(re.escape, import_words.longest_first("units", "roles")))


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"({_roles()})\s*[:：]\s*(.*)$", re.DOTALL)


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[（(]\s*({_roles()})\s*[)）]$")
