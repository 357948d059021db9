"""Names of people as offices write them in a cell: with posts, with spaces between them."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from zxdesk.exchange import cell_words
from zxdesk.exchange.person_names import (
    are_several,
    bracketed,
    is_ethnicity,
    is_gender,
    peeled,
)

Find = Callable[[str], list[int]]
_TITLED = re.compile(r"([^:：]+)[:：]\s*(.+)")
_AND_OTHERS = re.compile(r"(.+?)\s*等(?:\s*[\d一二三四五六七八九十]+\s*(?:名|位)?(?:委员|人)?)?")
_GAP = re.compile(r"[\s/|]+|(?<=。)")
_ENDS = "。．.！!；;，,、:："
_LONGEST_NAME = 4  # parts that one name may have: 买 买 提


@lru_cache(maxsize=4096)
def without_posts(words: str, *, any_post: bool) -> tuple[str, ...]:
    """Give what may be the bare name in words that are none: 委员张三, 张三（组长）, 主席：张三。

    Args:
        any_post: Take away any post, not only those of members: who stands here is one.
    """
    bare = peeled(words.rstrip(_ENDS))
    if are_several(bare):
        return ()
    posts = cell_words.people("posts" if any_post else "member_posts")
    found = [bare, *_unbracketed(bare, posts), *_untitled(bare, posts)]
    return tuple(dict.fromkeys(name for name in found if name and name != words))


def without_others(words: str) -> str:
    """Give 李四 of 李四等3人; empty where nobody else is meant."""
    found = _AND_OTHERS.fullmatch(words)
    return found[1] if found else ""


def _unbracketed(words: str, posts: frozenset[str]) -> Iterator[str]:
    name, said = bracketed(words)
    if said and (_is_post(said, posts) or _is_remark(said)):
        yield name
        yield from _untitled(name, posts)


def _untitled(words: str, posts: frozenset[str]) -> Iterator[str]:
    found = _TITLED.fullmatch(words)
    if found and _is_post(found[1].strip(), posts):
        yield found[2]
    for end in range(len(words) - 1, 0, -1):
        if _is_post(words[:end].strip(), posts):
            yield words[end:].strip()
        if _is_post(words[end:].strip(), posts):
            yield words[:end].strip()


def _is_remark(said: str) -> bool:
    return is_gender(said) or is_ethnicity(said) or said in cell_words.people("remarks")


def _is_post(words: str, posts: frozenset[str]) -> bool:
    return words in posts or (words.startswith("副") and words[1:] in posts)


def parted(words: str, find: Find) -> Iterator[tuple[str, list[int]]]:
    """Part words that are no name at spaces and slashes, where that gives one that is known."""
    parts = [part for part in _GAP.split(words) if part]
    names = list(_longest(parts, find))
    if len(parts) < 2 or not any(found for _, found in names):
        yield words, []
        return
    for name, found in names:
        if found or not _is_post(name, cell_words.people("posts")):
            yield name, found


def _longest(parts: list[str], find: Find) -> Iterator[tuple[str, list[int]]]:
    start = 0
    while start < len(parts):
        for end in range(min(len(parts), start + _LONGEST_NAME), start, -1):
            name = " ".join(parts[start:end])
            found = find(name)
            if found or end == start + 1:
                yield name, found
                start = end
                break
