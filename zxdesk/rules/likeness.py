"""When two names may be one thing's, and when two records certainly are not the same."""

import re
from difflib import SequenceMatcher

from zxdesk import text
from zxdesk.rules import pinyin

_NUMBERS = re.compile("[0-9一二三四五六七八九十东南西北中上下前后左右甲乙丙丁新老大小]")
_LEAST = 2
_NEAR = 0.8
SAME, NEAR, OTHER = 2, 1, 0


def near_names(one: str, other: str) -> int:
    """Tell whether two names are the same, near, or of different things."""
    first, second = text.fold_name(one), text.fold_name(other)
    if first == second:
        return SAME
    short, long = sorted((first, second), key=len)
    if len(short) < _LEAST or _told_apart(first, second):
        return OTHER
    letters = iter(long)
    within = all(letter in letters for letter in short) and short[-1] == long[-1]
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    alike = matcher.quick_ratio() > _NEAR and matcher.ratio() > _NEAR
    return NEAR if within or alike else OTHER


def near_persons(one: str, other: str) -> int:
    """Tell the same of two persons' names: those that sound alike are near, 张玮 and 张伟."""
    first, second = text.fold_name(one), text.fold_name(other)
    if first == second:
        return SAME
    sounds_alike = bool({*pinyin.spelled(first)} & {*pinyin.spelled(second)})
    return NEAR if len(first) == len(second) and sounds_alike else OTHER


def contradict(one: str | None, other: str | None) -> bool:
    """Tell whether two numbers or days exclude each other: 1975-03 and 1975-03-08 do not."""
    if not one or not other:
        return False
    short, long = sorted((one, other), key=len)
    return not long.startswith(short)


def _told_apart(one: str, other: str) -> bool:
    """Tell whether only a number or a direction parts two names: 第一支部 and 第二支部."""
    return _NUMBERS.sub("", one) == _NUMBERS.sub("", other)
