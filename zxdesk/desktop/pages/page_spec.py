"""What a page offers: filters and words."""

from dataclasses import dataclass

YEAR = "年份"


@dataclass(frozen=True, kw_only=True)
class PageSpec:
    """One page or register.

    Attributes:
        filters: Labels offered as filters.
        counter: The measure word of its count: 118 场.
        sort: The order of the list where the kind's own is not wanted.
    """

    kind: str
    label: str
    icon: str
    counter: str
    filters: tuple[str, ...]
    empty: str
    sort: tuple[str, ...] = ()
