"""Files of every form offices send become the same plain rows."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt

from tests.exchange.books import EVENT, Desk, make_book
from zxdesk.exchange.reading import read_book

LINE = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")
TEXT = "\r\n".join(",".join(row) for row in (EVENT, LINE))


def cells(path: Path) -> list[tuple[object, ...]]:
    """The rows of the first sheet."""
    return [row.cells for row in read_book(path).sheets[0].rows]


@pytest.mark.parametrize("encoding", ["gbk", "utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_files_are_read_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "活动.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert cells(path) == [EVENT, LINE]


def test_rare_characters_survive_in_gb18030(tmp_path: Path) -> None:
    path = tmp_path / "委员.csv"
    path.write_bytes("姓名,界别\n王㛃,经济界\n陈𬭎,经济界\n".encode("gb18030"))
    assert [row[0] for row in cells(path)[1:]] == ["王㛃", "陈𬭎"]


def test_a_text_file_is_named_by_its_stem_and_may_be_parted_by_tabs(tmp_path: Path) -> None:
    path = tmp_path / "活动.xls"
    path.write_bytes(TEXT.replace(",", "\t").encode("gbk"))
    sheet = read_book(path).sheets[0]
    assert (sheet.name, sheet.rows[1].cells) == ("活动", LINE)


def test_a_text_file_is_imported(desk: Desk) -> None:
    path = desk.folder / "活动.csv"
    path.write_bytes(TEXT.encode("gbk"))
    assert desk.take_files(path).added == {"活动": 1}


def test_old_workbooks_are_read(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    sheet = workbook.add_sheet("活动")
    for row, values in enumerate((EVENT, (*LINE[:3], datetime(2026, 3, 5, 9, 30)))):
        for column, value in enumerate(values):
            style = xlwt.easyxf(num_format_str="yyyy-mm-dd hh:mm")
            sheet.write(row + 1, column, value, style)
    path = tmp_path / "旧表.xls"
    workbook.save(str(path))
    rows = read_book(path).sheets[0].rows
    assert [row.number for row in rows] == [2, 3]
    assert rows[1].cells[3] == datetime(2026, 3, 5, 9, 30)


def test_rows_are_counted_as_excel_counts_them(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.xlsx", {"活动": [(), ("台账",), (), EVENT, (), LINE]})
    assert [row.number for row in read_book(path).sheets[0].rows] == [2, 4, 6]


def test_every_minute_of_a_day_survives(tmp_path: Path) -> None:
    moments = [datetime(2026, 3, 5, n // 60, n % 60) for n in range(1, 1440)]
    path = make_book(tmp_path / "a.xlsx", {"a": [(moment,) for moment in moments]})
    assert [row[0] for row in cells(path)] == moments


def test_days_numbers_and_truths_keep_their_form(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.xlsx", {"a": [(date(2026, 3, 5), 2.5, 7, True, "  ", "x")]})
    assert cells(path) == [(date(2026, 3, 5), 2.5, 7, True, None, "x")]


def test_a_merged_cell_counts_for_each_of_its_rows(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    sheet = workbook.worksheets[0]
    for row in (("活动编号", "委员"), ("HD-1", "甲"), (None, "乙"), ("HD-2", "丙")):
        sheet.append(row)
    sheet.merge_cells("A2:A3")
    workbook.save(tmp_path / "a.xlsx")
    assert [row[0] for row in cells(tmp_path / "a.xlsx")] == ["活动编号", "HD-1", "HD-1", "HD-2"]


def test_hidden_rows_columns_and_sheets_are_read(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.xlsx", {"别的": [("x",)], "活动": [EVENT, LINE]})
    workbook = openpyxl.load_workbook(path)
    workbook["活动"].row_dimensions[2].hidden = True
    workbook["活动"].column_dimensions["B"].hidden = True
    workbook["活动"].sheet_state = "hidden"
    workbook.save(path)
    assert read_book(path).sheets[1].rows[1].cells == LINE


def test_error_cells_are_told(tmp_path: Path) -> None:
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["#DIV/0!", "x"])
    workbook.save(tmp_path / "a.xlsx")
    book = read_book(tmp_path / "a.xlsx")
    assert book.notes == ["文件“a.xlsx”有 1 个单元格是公式错误，已按空白处理。"]
    assert book.sheets[0].rows[0].cells == (None, "x")
