"""Files of every form offices send become the same plain rows."""

from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlwt

from tests.exchange.books import EVENT, Desk, make_book
from zxdesk.errors import EnvironmentProblem
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


def text_file(folder: Path, *lines: str) -> Path:
    """A text file of these lines."""
    path = folder / "委员.csv"
    path.write_text("".join(f"{line}\r\n" for line in lines), "utf-8", newline="")
    return path


def test_a_cell_may_stand_over_several_lines(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "姓名,备注,界别",
        '王明,"第一行',
        '第二行，""引用""',
        '第三行",经济界',
        "李强,,医卫界",
    )
    assert cells(path)[1:] == [
        ("王明", '第一行\r\n第二行，"引用"\r\n第三行', "经济界"),
        ("李强", None, "医卫界"),
    ]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_line_within_a_cell_may_be_as_wide_as_the_table(tmp_path: Path, mark: str) -> None:
    wide = mark.join("甲乙丙丁戊")
    rows = [("姓名", "备注", "界别", "电话"), ("王明", f"有\r\n{wide}\r\n等", "经济界", "1")]
    path = text_file(tmp_path, *(mark.join(f'"{cell}"' for cell in row) for row in rows))
    assert cells(path) == rows


def test_any_letter_may_stand_in_a_text(tmp_path: Path) -> None:
    path = text_file(tmp_path, "姓名,备注", "王明,甲\x1f乙", "李强,.")
    assert cells(path)[1:] == [("王明", "甲\x1f乙"), ("李强", ".")]


def test_a_cell_may_be_long(tmp_path: Path) -> None:
    long = "长" * 200_000
    assert cells(text_file(tmp_path, "姓名,备注", f"王明,{long}"))[1:] == [("王明", long)]


def test_two_quotes_that_close_each_other_take_no_rows_along(tmp_path: Path) -> None:
    lines = ["姓名,备注,界别,电话", '王明,"优,甲,1', "李强,,乙,2", '张华,秀",丙,3']
    with pytest.raises(EnvironmentProblem, match="第 2 行有一个引号没有配对"):
        read_book(text_file(tmp_path, *lines))


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["姓名,备注", "王明,优", '李强,"秀', *["张华,良"] * 40_000], 3),
        (["姓名,备注,界别", '王明,"优秀,经济界', "李强,,医卫界"], 2),
        (["姓名,备注,界别", "王明,,经济界", '李强,"优秀,医卫界', "张华,,教育界"], 3),
        (["姓名,备注,界别", '王明,"优秀,经济界', "李强,,医卫界", '张华,5"屏,教育界'], 2),
        (["姓名,备注,界别,电话", '王明,"优秀,经济界,1', "李强,,医卫界,2", '张华,"好",教育界,3'], 2),
        (['姓名,备注,"界别', "王明,优秀,经济界"], 1),
    ],
)
def test_a_quote_without_its_twin_takes_no_row_along(
    tmp_path: Path, lines: list[str], line: int
) -> None:
    with pytest.raises(EnvironmentProblem, match=f"第 {line} 行有一个引号没有配对"):
        read_book(text_file(tmp_path, *lines))


def test_json_lines_become_sheets_by_kind(tmp_path: Path) -> None:
    path = tmp_path / "记录.jsonl"
    lines = ['{"种类":"委员","姓名":"王明"}', "", '{"种类":"单位","单位名称":"工商联","人数":3}']
    lines += ['{"种类":"委员","姓名":"李强","界别":" "}', '{"姓名":"谁"}']
    path.write_text("\n".join(lines), "utf-8-sig")
    sheets = {s.name: [row.cells for row in s.rows] for s in read_book(path).sheets}
    assert sheets == {
        "委员": [("姓名", "界别"), ("王明", None), ("李强", None)],
        "单位": [("单位名称", "人数"), ("工商联", 3)],
        "记录": [("姓名",), ("谁",)],
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"姓名":"王明"}\n{"姓名"', "第 2 行不是完好的 JSON"),
        ('{"姓名":["王明"]}', "第 1 行不是一条记录"),
        ('[{"姓名":"王明"},\n"李强"]', "第 2 条不是一条记录"),
        ('[{"姓名":"王明"},\n{"姓名":}]', "第 2 行不是完好的 JSON"),
        ('{"人数":NaN}', "第 1 行不是完好的 JSON"),
        ('{"人数":1}\n{"人数":-1e999}', "第 2 行不是完好的 JSON"),
        ("[" * 100_000, "不是完好的 JSON"),
    ],
)
def test_json_that_holds_no_records_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "记录.json"
    path.write_text(text, "utf-8")
    with pytest.raises(EnvironmentProblem, match=said):
        read_book(path)


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
