"""A row of numbers as the office has decided it: its first number says all of it.

`XS-{年}-001` begins anew with 001 every year, `{届}{次}-1` with every session; the digits at the
end are where it begins and how wide it is written.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

YEAR, TERM, SESSION = PLACES = ("年", "届", "次")
_TAIL = re.compile(r"(.*?)(\d{1,9})([^\d{}]*)", re.DOTALL)
_PLACE = re.compile(r"\{([^{}]*)\}")
_LONGEST = 40


@dataclass(frozen=True)
class Series:
    """A row of numbers.

    Attributes:
        front, behind: What stands around the digits; in front the year and the like in braces.
        first: The digits of the first number.
    """

    front: str
    first: str
    behind: str

    def __str__(self) -> str:
        return f"{self.front}{self.first}{self.behind}"

    def at(self, places: Mapping[str, int]) -> "Series":
        """Give the row of one year, term and session."""
        front = _PLACE.sub(lambda match: str(places[match[1]]), self.front)
        return Series(front, self.first, self.behind)

    def following(self, taken: Iterable[str]) -> str:
        """Give the number after the highest that was given in this row.

        Args:
            taken: All numbers; those of other rows count for nothing.
        """
        digits = re.compile(re.escape(self.front) + r"(\d{1,18})" + re.escape(self.behind))
        given = (int(match[1]) for number in taken if (match := digits.fullmatch(number)))
        number = max([int(self.first) - 1, *given]) + 1
        return f"{self.front}{number:0{len(self.first)}d}{self.behind}"


def read_series(words: str, places: Iterable[str] = PLACES) -> Series:
    """Read a row by its first number.

    Args:
        places: What may stand in braces.

    Raises:
        ValueError: it is none; the reason is Chinese.
    """
    bare = "".join(words.split())
    match = _TAIL.fullmatch(bare)
    if match is None or len(bare) > _LONGEST:
        raise ValueError("应写第一个号，末尾是数字，如 {年}-001")
    front, first, behind = match.groups()
    allowed = tuple(places)
    unknown = next((name for name in _PLACE.findall(front) if name not in allowed), None)
    if unknown is not None or re.search(r"[{}]", _PLACE.sub("", front)):
        known = "、".join(f"{{{name}}}" for name in allowed)
        raise ValueError(f"大括号里只能写 {known}" if known else "这里不能写大括号")
    return Series(front, first, behind)
