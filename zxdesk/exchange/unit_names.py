"""When two names of units mean one: 农业 and 农业界, 中共 and 中国共产党, 农业农村局（主办）."""

import re
from collections.abc import Sequence
from functools import lru_cache

from zxdesk.exchange import import_words

_BRACKETS = re.compile(r"[（(]([^（()）]*)[)）]$")
_BETWEEN = re.compile(r"[、，,；;/／]")
_SHORTEST = 3  # letters that a name must keep when the region before it is taken away


@lru_cache(maxsize=8192)
def bare_unit(name: str, category: str, regions: tuple[str, ...]) -> str:
    """Give a unit's name without part, region and the ending that its category leaves out.

    Args:
        regions: The words for the committee's own region: 云溪县, 县.
    """
    bare = "".join(without_part(name).split())
    for region in regions:
        if bare.startswith(region) and len(bare) - len(region) >= _SHORTEST:
            bare = bare.removeprefix(region)
            break
    for ending in import_words.lists("units", "endings").get(category, ()):
        if bare.endswith(ending) and bare != ending:
            bare = bare.removesuffix(ending)
            break
    if category in import_words.words("units", "named_so"):
        return import_words.firsts("units", "sectors").get(bare, bare)
    return bare


def is_sector(name: str) -> bool:
    """Tell whether words are a name of a sector, though marks stand in it: 共青团、青联."""
    ends = import_words.lists("units", "endings")["界别"]
    bare = next((name.removesuffix(end) for end in ends if name.endswith(end)), name)
    return bare in import_words.firsts("units", "sectors")


def are_sectors(words: str) -> bool:
    """Tell whether words are the names of several sectors: 农业、经济, and not 共青团、青联."""
    parts = [part.strip() for part in _BETWEEN.split(words)]
    return len(parts) > 1 and not is_sector(words) and all(map(is_sector, parts))


def without_part(name: str) -> str:
    """Give a unit's name without its part in brackets: 农业农村局（主办）."""
    found = _BRACKETS.search(name)
    is_part = found and found[1].strip() in import_words.words("units", "roles")
    return name[: found.start()].strip() if found and is_part else name


def regions_of(region: str, level: str) -> tuple[str, ...]:
    """Give the words for a committee's own region, the longest first."""
    kinds = {level, region[-1:]} & set("县市区省州旗盟")
    return tuple(sorted({region, *kinds} - {""}, key=lambda word: (-len(word), word)))


def parted(words: str) -> Sequence[str]:
    """Part words at spaces where each part is the name of a unit; one part otherwise."""
    parts = words.split(" ")
    ends = tuple(import_words.words("units", "ends"))
    whole = all(without_part(part).endswith(ends) and len(part) > 2 for part in parts)
    return parts if len(parts) > 1 and whole else [words]
