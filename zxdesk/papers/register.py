"""A register as a table: what stands on it, how it is set."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from zxdesk.documents.blocks import Column, Document, Ends, Group, Row, Section, Table, Title
from zxdesk.documents.column_widths import fitted_columns
from zxdesk.documents.page import LANDSCAPE, PORTRAIT

_SIZE, _SMALL_SIZE = 12.0, 10.5
_MANY_COLUMNS = 6
# So many rows are looked at before the first is drawn, to see how wide columns must be.
_LOOKED_AT = 200


@dataclass(frozen=True, kw_only=True)
class RegisterContent:
    """A register as a table: 提案登记簿, 阵地名册, or any list as it stands in the window.

    Attributes:
        rows: Cells in the order of `columns`; may be a generator, then give `widths`.
        widths: Shares of the columns, in any unit; fitted to the first rows if empty.
        groups: Row number (from 0) and the line above it, e.g. ((0, "委员会客厅"),).
        remark: What stands at the right above the table: 「截至2026年3月18日，共120件」.
    """

    committee: str
    title: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[str, ...]]
    total: int
    widths: tuple[float, ...] = ()
    groups: tuple[tuple[int, str], ...] = ()
    remark: str = ""
    landscape: bool = False


def compose_register(content: RegisterContent) -> Document:
    """Say what a register is made of."""
    size = _SIZE if len(content.columns) <= _MANY_COLUMNS else _SMALL_SIZE
    rows = iter(content.rows)
    seen = list(islice(rows, _LOOKED_AT))
    frame = LANDSCAPE if content.landscape else PORTRAIT
    table = Table(
        columns=_columns(content, seen, size, frame.width),
        rows=_rows(chain(seen, rows), dict(content.groups)),
        size=size,
        total=content.total,
    )
    head = (
        Title(text=content.title),
        Ends(left=content.committee, right=content.remark, size=_SIZE, indent=2.0),
    )
    section = Section(head=head, flow=(table,), landscape=content.landscape)
    return Document(title=content.title, author=content.committee, sections=(section,))


def _columns(
    content: RegisterContent, seen: Sequence[Sequence[str]], size: float, total: float
) -> tuple[Column, ...]:
    columns = fitted_columns(content.columns, seen, size=size, total=total)
    if not content.widths:
        return columns
    share = total / sum(content.widths)
    return tuple(
        Column(title=c.title, width=width * share, centred=c.centred, names=c.names)
        for c, width in zip(columns, content.widths, strict=True)
    )


def _rows(rows: Iterable[Sequence[str]], groups: dict[int, str]) -> Iterator[Row | Group]:
    for place, cells in enumerate(rows):
        if place in groups:
            yield Group(groups[place])
        yield Row(cells)
