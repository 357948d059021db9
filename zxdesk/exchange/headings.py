"""Finds out which kind a sheet holds, where its headings stand and which rows are records."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zxdesk.exchange.captions import (
    PROBLEMS,
    Column,
    plain,
    read_headings,
    settle_doubles,
)
from zxdesk.exchange.reading import Cell, Row, Sheet
from zxdesk.records import RecordKind, workbook_kinds

SAMPLE = "示例"
_SAMPLE = re.compile(rf"{SAMPLE}(?!\w)")
NOT_DATA = ("说明", "填表说明", "填写说明", "取值")
_HEADINGS_WITHIN = 30
_TOTALS = re.compile(r"(?:合计|总计|小计|共计|累计)(?:[^\w]|\d|$)")
_FOOT = re.compile(
    r"(?:注|备注|说明|填表说明|填表人|制表人|审核人|负责人|填报单位|制表单位|填表日期|制表日期)[:：]"
)


@dataclass(frozen=True)
class Layout:
    """How a sheet that was recognised is laid out.

    Attributes:
        headings: Every heading by column index, known or not.
        row: The place of the last heading row within `Sheet.rows`.
    """

    kind: RecordKind
    columns: tuple[Column, ...]
    headings: tuple[str, ...]
    row: int
    notes: tuple[str, ...]


def lay_out(sheet: Sheet) -> Layout | str | None:
    """Recognise a sheet; a note where it cannot be, None where it is none of our business."""
    name = plain(sheet.name)
    if not sheet.rows or name in NOT_DATA:
        return None
    named = next((kind for kind in workbook_kinds() if kind.sheet == name), None)
    if named:
        found = _find_row(named, sheet, strict=False)
        if found is None:
            return f"工作表“{sheet.name}”（{sheet.file}）没有找到标题行，没有导入。"
        return _layout(named, sheet, *found)
    kind = _by_headings(sheet, name)
    if kind is None:
        return f"工作表“{sheet.name}”（{sheet.file}）认不出是哪一种记录，没有导入。"
    found = _find_row(kind, sheet, strict=True)
    assert found is not None
    return _layout(kind, sheet, *found)


def _by_headings(sheet: Sheet, name: str) -> RecordKind | None:
    """Give the kind that knows most of the headings; the sheet's name decides between equals."""
    scores: list[tuple[tuple[int, int, int], RecordKind]] = []
    for kind in workbook_kinds():
        found = _find_row(kind, sheet, strict=True)
        if found:
            known = {column.field.name for column in found[1]}
            exact = sum(column.exact for column in found[1])
            scores.append(((len(known), int(name.startswith(kind.sheet)), exact), kind))
    scores.sort(key=lambda pair: pair[0], reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    return scores[0][1]


def _find_row(kind: RecordKind, sheet: Sheet, *, strict: bool) -> tuple[int, list[Column]] | None:
    """Find the heading row: its place and the columns it names.

    Args:
        strict: Two headings at least, a required one among them, as the sheet's name says nothing.
    """
    fallback: tuple[int, list[Column]] | None = None
    for place, row in enumerate(sheet.rows[:_HEADINGS_WITHIN]):
        columns = read_headings(kind, row.cells)
        known = {(c.kind.name, c.field.name) for c in columns}
        required = any(column.field.required for column in columns)
        whole = len(columns) == sum(cell is not None for cell in row.cells)
        if len(known) >= 2 and (required or (whole and not strict)):
            return place, columns
        if not strict and fallback is None and len(known) == 1 and whole and required:
            fallback = place, columns
    return fallback


def _layout(kind: RecordKind, sheet: Sheet, place: int, columns: list[Column]) -> Layout:
    headings = [plain(cell) for cell in sheet.rows[place].cells]
    headings += [""] * (max(len(row.cells) for row in sheet.rows) - len(headings))
    lower = _second_row(kind, sheet, place, columns)
    if lower:
        place += 1
        columns = columns + lower
        for column in lower:
            headings[column.index] = column.heading
    taken, doubled = settle_doubles(columns)
    doubled = [c for c in doubled if not _is_problems(c)]
    known = {column.index for column in columns}
    where = f"工作表“{sheet.name}”（{sheet.file}）"
    notes = [f"{where}的列“{c.heading}”与另一列重复，没有导入。" for c in doubled] + [
        f"{where}的列“{heading}”认不出，没有导入。"
        for index, heading in enumerate(headings)
        if heading and index not in known and heading != PROBLEMS
    ]
    return Layout(kind, tuple(taken), tuple(headings), place, tuple(notes))


def _is_problems(column: Column) -> bool:
    return column.heading == PROBLEMS and not column.exact


def _second_row(kind: RecordKind, sheet: Sheet, place: int, columns: list[Column]) -> list[Column]:
    """Give the headings of a second row, where the first has merged ones (联系方式: 手机, …)."""
    if place + 1 >= len(sheet.rows):
        return []
    upper, lower = sheet.rows[place], sheet.rows[place + 1]
    named = {column.index for column in columns}
    fresh = {
        index
        for index, cell in enumerate(lower.cells)
        if cell is not None and not (index in named and plain(cell) == plain(upper.cells[index]))
    }
    found = [column for column in read_headings(kind, lower.cells) if column.index in fresh]
    whole = len(found) == len(fresh) and all(index not in named for index in fresh)
    return found if found and whole else []


def records(sheet: Sheet, layout: Layout) -> Iterator[Row]:
    """Give the rows that are records: no headings repeated, no samples, totals or foot notes."""
    for row in sheet.rows[layout.row + 1 :]:
        used = [c for c in layout.columns if c.index < len(row.cells)]
        filled = [c for c in used if row.cells[c.index] is not None]
        beside = (_is_total(row) or _is_foot(row)) and not _is_whole(layout, filled)
        if filled and not (beside or is_sample(row) or _is_heading(row, layout)):
            yield row


def _is_whole(layout: Layout, filled: Sequence[Column]) -> bool:
    """Tell whether a row has all that its kind requires, so that it may be called 合计."""
    required = [spec.name for spec in layout.kind.visible_fields() if spec.required]
    named = {column.field.name for column in filled if column.kind is layout.kind}
    return len(required) > 1 and named.issuperset(required)


def is_sample(row: Row) -> bool:
    """Tell whether a row is the sample of a template."""
    found = next((cell for cell in row.cells if cell is not None), None)
    return isinstance(found, str) and bool(_SAMPLE.match(found.strip()))


def _first(cells: tuple[Cell, ...]) -> str:
    found = next((cell for cell in cells if cell is not None), None)
    return "".join(found.split()) if isinstance(found, str) else ""


def _is_total(row: Row) -> bool:
    words = ["".join(cell.split()) for cell in row.cells[:3] if isinstance(cell, str)]
    return bool(words) and (
        any(_TOTALS.fullmatch(word) for word in words) or bool(_TOTALS.match(_first(row.cells)))
    )


def _is_foot(row: Row) -> bool:
    filled = sum(cell is not None for cell in row.cells)
    return filled <= 3 and bool(_FOOT.match(_first(row.cells)))


def _is_heading(row: Row, layout: Layout) -> bool:
    headings = layout.headings
    return all(
        index < len(headings) and plain(cell) == headings[index]
        for index, cell in enumerate(row.cells)
        if cell is not None
    )


def skipped_samples(sheet: Sheet, layout: Layout) -> int:
    """Count the samples of a template that were left in the sheet."""
    return sum(is_sample(row) for row in sheet.rows[layout.row + 1 :])
