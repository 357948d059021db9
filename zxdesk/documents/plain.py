"""Text and words as they may stand on paper."""

import re
from datetime import datetime

from zxdesk.dates import chinese_date
from zxdesk.text import clean

# Selectors only choose a drawing of the character before them; no font here has a choice.
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def printable(text: str) -> str:
    """Give `text` without anything that cannot be drawn; lines stay apart."""
    return clean(_SELECTORS.sub("", _LONE_SURROGATE.sub("\ufffd", text)).replace("\t", " "))


def one_printable_line(text: str) -> str:
    """Give `text` as `printable` does, in one line."""
    return " ".join(printable(text).split())


def paragraphs(text: str) -> list[str]:
    """Give the paragraphs of `text`, none of them empty."""
    return [line for line in printable(text).split("\n") if line]


# A name of two characters is set as wide as one of three.
NAME_CELLS = 3


def is_short_name(name: str) -> bool:
    """Tell whether a name is one of two Chinese characters, as 张三."""
    return len(name) == 2 and name.isalpha() and not name.isascii()


def chinese_moment(start: datetime) -> str:
    """Give 2026年3月16日09:00, or the day alone where no hour was given."""
    day = chinese_date(start.date())
    return f"{day}{start:%H:%M}" if (start.hour, start.minute) != (0, 0) else day
