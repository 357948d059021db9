"""The rejects workbook: rows that were not taken, to be corrected and imported again."""

from collections.abc import Sequence
from pathlib import Path

from xlsxwriter import Workbook

from zxdesk.exchange.captions import PROBLEMS
from zxdesk.exchange.report import RejectedRow
from zxdesk.exchange.workbooks import Looks, narrow_length, save_workbook, width_for, write_cell

_Group = tuple[str, tuple[str, ...]]


def write_rejects(path: Path, rejected: Sequence[RejectedRow]) -> int:
    """Write rejected rows in their own columns, with what is wrong in the last; count them.

    Raises:
        EnvironmentProblem: the file cannot be written.
    """
    groups: dict[_Group, list[RejectedRow]] = {}
    for row in rejected:
        groups.setdefault((row.kind_sheet, row.headings), []).append(row)

    def fill(workbook: Workbook, looks: Looks) -> None:
        seen: dict[str, int] = {}
        for (name, headings), rows in groups.items():
            seen[name] = seen.get(name, 0) + 1
            title = name if seen[name] == 1 else f"{name}（{seen[name]}）"
            _fill_sheet(workbook, looks, title, headings, rows)
        if not groups:
            workbook.add_worksheet("说明").write_string(0, 0, "没有未导入的行。")

    save_workbook(path, fill)
    return len(rejected)


def _fill_sheet(
    workbook: Workbook,
    looks: Looks,
    title: str,
    headings: tuple[str, ...],
    rows: Sequence[RejectedRow],
) -> None:
    sheet = workbook.add_worksheet(title)
    sheet.freeze_panes(1, 0)
    kept = _kept_columns(rows[0].kind_sheet, headings)
    names = [headings[index] for index in kept] + [PROBLEMS]
    for column, name in enumerate(names):
        sheet.write_string(0, column, name, looks.heading)
        sheet.set_column(column, column, width_for(max(narrow_length(name), 12)))
    sheet.set_column(len(kept), len(kept), 48)
    for place, row in enumerate(rows, start=1):
        for column, index in enumerate(kept):
            cell = row.cells[index] if index < len(row.cells) else None
            write_cell(sheet, (place, column), cell, looks)
        write_cell(sheet, (place, len(kept)), "；".join(row.problems), looks)


def _kept_columns(kind_sheet: str, headings: tuple[str, ...]) -> list[int]:
    """Leave out empty columns and the problems of an earlier rejects workbook."""
    filled = [index for index, heading in enumerate(headings) if heading]
    content = kind_sheet == PROBLEMS and "内容" not in headings and headings.count(PROBLEMS) == 1
    if filled and headings[filled[-1]] == PROBLEMS and not content:
        filled.pop()
    return filled
