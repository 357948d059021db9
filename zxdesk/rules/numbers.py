"""Running numbers: the next after the highest of the same shape, and the holes in a row.

The shape of a number is all that stands before its last digits: XS-2026-22 is 22 after `XS-2026-`,
YX11001 is 11001 after `YX`. An office's own way of writing them goes on, zeros in front included.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_TAIL = re.compile(r"(.*?)(\d{1,18})(\D*)", re.DOTALL)
_YEAR = re.compile(r"(?:19|20)\d\d")
# 2026001: the year and a number without anything between.
_DATED = re.compile(r"(?:19|20)\d\d\d{2,}")
_WIDTH = 3
_MOST_HOLES = 20


@dataclass(frozen=True)
class _Number:
    """A number in its parts; the shape is what stands before and behind its digits."""

    front: str
    digits: str
    behind: str

    def of_year(self, year: int | None) -> tuple[str, str]:
        """Give the shape with this year in place of its own."""
        front = self.front if year is None else _YEAR.sub(str(year), self.front, count=1)
        return front, self.behind


def following(
    numbers: Iterable[str], *, prefix: str, year: int | None, elsewhere: Iterable[str] = ()
) -> str:
    """Give the next number of a row.

    Args:
        numbers: Those given so far, also of records that are gone: they may stand on paper.
        prefix: What the program itself writes in front where there is no number yet.
        year: The year that a number bears whose shape has one; None where it bears none.
        elsewhere: Numbers of other rows, which show the shape of one that begins.
    """
    given = list(_parted(numbers, year))
    shapes = given or list(_parted(elsewhere, year))
    if not shapes:
        return f"{prefix}{1:0{_WIDTH}d}"
    # An office that changed its way this year goes on in the new one.
    this_year = [one for one in shapes if one.of_year(year) == (one.front, one.behind)]
    shape = _usual([one.of_year(year) for one in this_year or shapes], prefix)
    same = [one.digits for one in given if (one.front, one.behind) == shape]
    if not same:
        width = _width([one.digits for one in shapes if one.of_year(year) == shape])
        return f"{shape[0]}{1:0{width}d}{shape[1]}"
    highest = max(same, key=lambda digits: (int(digits), len(digits)))
    return f"{shape[0]}{int(highest) + 1:0{len(highest)}d}{shape[1]}"


def after(number: str, *, year: int | None) -> str:
    """Give the number that comes next in the shape of this one (see `following`)."""
    return following([number], prefix="", year=year)


def shape_of(number: str) -> str:
    """Give what stands before a number's digits."""
    match = _TAIL.fullmatch(number)
    return match[1] if match else number


def _parted(numbers: Iterable[str], year: int | None) -> Iterator[_Number]:
    for number in numbers:
        match = _TAIL.fullmatch(number)
        if match is None:
            continue
        front, digits, behind = match.groups()
        if year is not None and _DATED.fullmatch(digits):
            front, digits = front + digits[:4], digits[4:]
        yield _Number(front, digits, behind)


def _usual(shapes: Sequence[tuple[str, str]], prefix: str) -> tuple[str, str]:
    """Give the shape that most numbers have; of two alike the program's own."""
    counted = Counter(shapes)
    return max(counted, key=lambda shape: (counted[shape], shape == (prefix, "")))


def _width(digits: Sequence[str]) -> int:
    """Give how many digits a row that begins anew is written with."""
    padded = Counter(len(one) for one in digits if one.startswith("0"))
    return max(padded, key=lambda width: padded[width]) if padded else 1


def holes(numbers: Iterable[str]) -> list[str]:
    """Give the numbers that are left out between the lowest and the highest of one shape."""
    rows: dict[tuple[str, str], dict[int, str]] = {}
    for number in numbers:
        match = _TAIL.fullmatch(number)
        if match:
            front, digits, behind = match.groups()
            rows.setdefault((front, behind), {})[int(digits)] = digits
    found: list[str] = []
    for (front, behind), given in rows.items():
        width = max(map(len, given.values())) if _padded(given.values()) else 1
        low, high = min(given), max(given)
        missing = (n for n in range(low, high) if n not in given) if len(given) > 1 else ()
        found += [f"{front}{n:0{width}d}{behind}" for n in islice(missing, _MOST_HOLES)]
    return found


def _padded(digits: Iterable[str]) -> bool:
    return any(one.startswith("0") for one in digits)
