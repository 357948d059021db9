"""What cells beside the records of a table say and nobody takes: it is told, and not guessed."""

import re
from collections.abc import Iterator, Sequence

from zxdesk.exchange import import_words
from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.understanding.block import Heading
from zxdesk.exchange.understanding.scoring import Fit
from zxdesk.records.kind import Reference

_FEW, _FEW_WORDS = 2, 20
_NO_CELL = ((), (None,))
_NUMBER = re.compile(r"[\d.]+")


def untaken(
    fit: Fit, headings: Sequence[Heading], rows: Sequence[Row], kept: Sequence[Row]
) -> Iterator[str]:
    """Say what of a table is not taken.

    Args:
        rows: All lines below the headings.
        kept: Those that are records.
    """
    yield from _beyond(rows, kept, headings)
    yield from _without_heading(kept, headings)
    if fit.kind.name == "attendance":
        yield from remarks_lost(headings, rows)
    yield from _groups_ending(fit, kept)


def _beyond(rows: Sequence[Row], kept: Sequence[Row], headings: Sequence[Heading]) -> Iterator[str]:
    """Say which records have cells behind the last heading: nobody can tell what they are."""
    end = max((heading.index for heading in headings), default=-1) + 1
    records = {row.number for row in kept}
    found = [
        row.number
        for row in rows
        if row.number in records and any(cell is not None for cell in row.cells[end:])
    ]
    if found:
        few = "、".join(str(number) for number in found[:_FEW])
        more = f"等 {len(found)} 行" if len(found) > _FEW else "行"
        yield f"第 {few} {more}在最后一个表头的右边还有内容，没有导入。"


def _without_heading(kept: Sequence[Row], headings: Sequence[Heading]) -> Iterator[str]:
    """Say which columns between others have no heading, line numbers left out."""
    known = {heading.index: heading for heading in headings}
    for index in range(max(known, default=0)):
        if index in known:
            continue
        said = [(row.number, row.cells[index]) for row in kept if _at(row, index) is not None]
        words = [str(cell).strip() for _, cell in said]
        if not said or all(_NUMBER.fullmatch(word) for word in words):
            continue
        left = next((known[i].whole for i in range(index - 1, -1, -1) if i in known), "")
        where = f"“{left}”右边的一列" if left else "最左边的一列"
        yield (
            f"{where}没有表头，有 {len(said)} 行写着内容"
            f"（如第 {said[0][0]} 行“{words[0][:_FEW_WORDS]}”），没有导入。"
        )


def _at(row: Row, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def remarks_lost(headings: Sequence[Heading], rows: Sequence[Row]) -> Iterator[str]:
    """Say of a remark on somebody who came that there is no field for it."""
    for heading in headings:
        if heading.word not in import_words.words("remarks"):
            continue
        said = [row for row in rows if row.cells[heading.index : heading.index + 1] not in _NO_CELL]
        if said:
            words = str(said[0].cells[heading.index])[:_FEW_WORDS]
            yield f"的列“{heading.whole}”没有登记（如第 {said[0].number} 行“{words}”）。"


def _groups_ending(fit: Fit, kept: Sequence[Row]) -> Iterator[str]:
    """Say where a group at the left of the names is not written on: it may end there, or not."""
    naming = next((c.index for c in fit.columns if c.field.name == fit.kind.naming), 0)
    for column in fit.columns:
        if not isinstance(column.field, Reference) or column.index >= naming:
            continue
        cells = [row.cells[column.index : column.index + 1] in _NO_CELL for row in kept]
        empty = [row.number for row, is_empty in zip(kept, cells, strict=True) if is_empty]
        if empty and len(empty) < len(kept):
            yield (
                f"的列“{column.heading}”有 {len(empty)} 行空着（如第 {empty[0]} 行），"
                "没有沿用上面的；合并的单元格才沿用。"
            )
