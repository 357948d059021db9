"""The roll-up as a workbook: committees × rows, totals, who is missing, what is counted twice."""

from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from zxdesk.exchange.workbooks import Looks, save_workbook, write_cell
from zxdesk.statistics.figures import Number
from zxdesk.statistics.rollup import UNREPORTED, RollUp

_FIRST_ROW = 3


def write_rollup_book(rollup: RollUp, path: Path) -> None:
    """Write a roll-up.

    Raises:
        EnvironmentProblem: the file cannot be written; what stood there stays.
    """
    save_workbook(path, lambda book, looks: _fill(book, looks, rollup))


def _fill(book: Workbook, looks: Looks, rollup: RollUp) -> None:
    sheet = book.add_worksheet("汇总")
    headings = ("类", "指标", "单位", *rollup.committees, "合计")
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    sheet.merge_range(0, 0, 0, len(headings) - 1, f"{rollup.title}（汇总）", title)
    sheet.write_string(1, 0, f"统计期间：{rollup.period.name}")
    for column, heading in enumerate(headings):
        sheet.write_string(_FIRST_ROW - 1, column, heading, looks.heading)
        sheet.set_column(column, column, 30 if column == 1 else 12)
    sheet.freeze_panes(_FIRST_ROW, 3)
    for place, row in enumerate(rollup.rows, start=_FIRST_ROW):
        values = [
            UNREPORTED if name in rollup.unreported else _shown(row.values[name])
            for name in rollup.committees
        ]
        cells = (row.group, row.label, row.unit, *values, _shown(row.total))
        for column, value in enumerate(cells):
            write_cell(sheet, (place, column), value, looks)
    _notes(sheet, rollup, _FIRST_ROW + len(rollup.rows) + 1)


def _shown(value: Number | None) -> Number | str:
    return "—" if value is None else value


def _notes(sheet: Worksheet, rollup: RollUp, row: int) -> None:
    notes = [f"未报：{'、'.join(rollup.missing) or '无'}"]
    for event in rollup.joint:
        who = "、".join(dict.fromkeys(name for name, _ in event.events))
        notes.append(
            f"重复上报：{event.start:%Y-%m-%d}“{event.name}”由 {who} 分别上报，合计里各计一次"
        )
    for place, note in enumerate(notes, start=row):
        sheet.write_string(place, 0, note)
