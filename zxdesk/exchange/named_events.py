"""The event that the title of a sign-in sheet means: 委员学习培训签到表, 2024年3月5日."""

import re
from datetime import date
from functools import lru_cache

from zxdesk.exchange import said_days
from zxdesk.exchange.directory import Directory, Facts
from zxdesk.records import KINDS

_SHORTEST = 4  # letters of a name that may stand anywhere in a title
_EVENT = KINDS["event"]


def events_in(directory: Directory, words: str, context: str, owner: int) -> tuple[list[int], str]:
    """Find the events that words mean, which stand among others.

    Args:
        words: What is left of the title when its ending is taken away, or a heading.
        context: All that stands above the table, for the day.

    Returns:
        The events, and why none fits where some are called so.
    """
    found = directory.find(_EVENT, words, owner=owner) or _contained(directory, words, owner)
    if not found and "".join(words.split()) in "".join(context.split()):
        # The end of a title may belong to the name: 常委会会议签到表.
        found = _contained(directory, context, owner)
    index = directory.index(_EVENT, owner)
    fitting = [i for i in found if _may_be(index.facts[i], words, context)]
    return fitting, "有这个名称的活动，日期与表头写的不同" if found and not fitting else ""


def _contained(directory: Directory, said: str, owner: int) -> list[int]:
    """Find the events whose name stands in words; of names within one another the longest."""
    bare = "".join(said.split())
    names = {
        name: ids
        for name, ids in directory.index(_EVENT, owner).by_name.items()
        if ids and len(name) >= _SHORTEST and "".join(name.split()) in bare
    }
    longest = [n for n in names if not any(n != other and n in other for other in names)]
    return [record_id for name in longest for record_id in names[name]]


def _may_be(event: Facts, words: str, context: str) -> bool:
    """Tell whether an event is on the day that is said; a year in its own name is no day."""
    held = next((part for part in event.likeness or () if isinstance(part, date)), None)
    said = [str(name) for name in (event.name, *event.key)]
    named = [name for name in said if len(name) >= _SHORTEST and not name.isdigit()]
    words, context = _without(words, *named), _without(context, *named)
    return held is None or said_days.allows(words, context, held)


@lru_cache(maxsize=1024)
def _without(words: str, *names: str) -> str:
    for name in names:
        spread = r"[^\S\n]*".join(map(re.escape, "".join(name.split())))
        words = re.sub(spread, " ", words)
    return words
