"""What a page offers: filters and words."""

from dataclasses import dataclass

from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Choice
from zxdesk.records.kind import Field, Reference, RefList

YEAR = "年份"
_MOST_FILTERS = 4


@dataclass(frozen=True, kw_only=True)
class PageSpec:
    """One page or register.

    Attributes:
        filters: Labels offered as filters.
        counter: The measure word of its count: 118 场.
        empty: What an empty list says, where more is to be said than that nothing is there.
        elsewhere: The kind on whose page such records are made, if it is another.
        sort: The order of the list where the kind's own is not wanted.
    """

    kind: str
    icon: str = "register"
    counter: str = "条"
    filters: tuple[str, ...] = ()
    empty: str = ""
    elsewhere: str = ""
    sort: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Give the name of the page."""
        return KINDS[self.kind].sheet

    @property
    def nothing(self) -> str:
        """Give what an empty list says."""
        return self.empty or f"还没有{self.label}。"


def plain_page(kind: RecordKind) -> PageSpec:
    """Give a page that nobody put into words: it filters by what has few values."""
    captions = [spec.caption for spec in kind.visible_fields() if _has_few_values(spec)]
    years = [YEAR] if kind.dated else []
    return PageSpec(kind=kind.name, filters=tuple((years + captions)[:_MOST_FILTERS]))


def _has_few_values(spec: Field) -> bool:
    if isinstance(spec, Reference):
        return spec.target == "unit" and not isinstance(spec, RefList)
    return isinstance(spec.type, Choice) or bool(spec.type.suggest)
