"""The rows of a kind's list, as the table model asks for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from zxdesk.desktop.models.record_table import Column, Row, SortKey
from zxdesk.desktop.pages.specs import OF_KIND, STRETCHING, WIDTHS
from zxdesk.queries.lists import ListColumn, RecordList

_KINDS = {"number": "number", "date": "date", "state": "chip"}


@dataclass(frozen=True)
class Wanted:
    """Which records are wanted.

    Attributes:
        among: Only these; None means all.
    """

    text: str = ""
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    among: tuple[int, ...] | None = None


class ListSource:
    """Adapts a `RecordList` to the table model."""

    def __init__(self, records: RecordList) -> None:
        self._records = records
        self._columns = [column_of(records.kind.name, c) for c in records.columns]

    @property
    def columns(self) -> Sequence[Column]:
        """The columns."""
        return self._columns

    def ids(self, wanted: object, sort: Sequence[SortKey]) -> list[int]:
        """Give the ids of the wanted records in order."""
        assert isinstance(wanted, Wanted)
        return self._records.ids(
            text=wanted.text,
            where=wanted.where,
            among=wanted.among,
            sort=[f"-{key.column}" if key.descending else key.column for key in sort],
        )

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """Give the rows of these records."""
        return self._records.rows(ids)


def column_of(kind: str, column: ListColumn) -> Column:
    """Give a list's column with its width."""
    width, spare = OF_KIND.get((kind, column.name)) or WIDTHS.get(column.name, (120, 3))
    stretching = STRETCHING.get(kind)
    if stretching is None:
        style = "title" if column.style == "name" else _KINDS.get(column.style, "text")
    else:
        style = "title" if column.name == stretching else _KINDS.get(column.style, "text")
    if column.name == "number" and style == "text":
        style = "code"
    return Column(
        key=column.name,
        title=column.title,
        kind=style,
        align="right" if column.style == "number" else "left",
        width=width,
        spare=0 if style == "title" else spare,
    )
