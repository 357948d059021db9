"""A table inside a cell of a web page is its text, or a table of its own: the shape tells."""

from pathlib import Path

import pytest

from zxdesk.exchange.book import Book
from zxdesk.exchange.book_file import open_book

HEADING = ["姓名", "性别", "届次", "界别"]
PERSON = ["周大明", "男", "十一届"]


def row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def table(*rows: list[str]) -> str:
    return "<table>" + "".join(row(*cells) for cells in rows) + "</table>"


def read(folder: Path, page: str) -> Book:
    path = folder / "名册.xls"
    path.write_text(f"<html><meta charset=utf-8>{page}", encoding="utf-8")
    return open_book(path)


def rows_of(book: Book) -> list[tuple[object, ...]]:
    return [found.cells for found in book.sheets[0].rows]


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (table(["经济界"]), "经济界"),
        (table([table(["经济界"])]), "经济界"),
        (table(["经济界", "农业界"]), "经济界 农业界"),
        (table(["经济界"], [""], ["农业界"]), "经济界\n农业界"),
        ("现为" + table(["经济界"]) + "<br>（兼）", "现为\n经济界\n（兼）"),
        (table([""]), None),
    ],
)
def test_a_value_in_a_table_stays_in_its_row_and_column(
    tmp_path: Path, cell: str, value: str | None
) -> None:
    last = ["钱二", "女", "十一届", "农业界"]
    book = read(tmp_path, table(HEADING, [*PERSON, cell], [cell, *PERSON], last))
    first = (*PERSON, value) if value else tuple(PERSON)
    assert rows_of(book) == [tuple(HEADING), first, (value, *PERSON), tuple(last)]
    assert book.notes == []


def test_a_heading_and_values_all_in_tables_are_one_table(tmp_path: Path) -> None:
    rows = [HEADING, [*PERSON, "经济界"]]
    page = table(*([table([words]) for words in cells] for cells in rows))
    assert rows_of(read(tmp_path, page)) == [tuple(cells) for cells in rows]


def test_a_value_in_a_table_below_a_cell_that_spans_rows_keeps_its_column(tmp_path: Path) -> None:
    page = f"<table><tr><td rowspan=2>经济界<td>周大明{row(table(['钱二']))}</table>"
    assert rows_of(read(tmp_path, page)) == [("经济界", "周大明"), ("经济界", "钱二")]


PEOPLE = [HEADING, [*PERSON, "经济界"], ["钱二", "女", "十一届", "农业界"]]


@pytest.mark.parametrize(
    "page",
    [
        table([table(["委员名册"])], [table(*PEOPLE)]),
        table(["委员名册"], [table([table(*PEOPLE)])]),
        table(["委员名册"], ["", table(*PEOPLE), ""]),
        "<table>" + row("委员名册") + table(*PEOPLE) + "</table>",
    ],
)
def test_a_table_for_layout_gives_the_tables_in_it(tmp_path: Path, page: str) -> None:
    book = read(tmp_path, page)
    assert rows_of(book) == [("委员名册",), *map(tuple, PEOPLE)]
    assert book.notes == []


def test_what_stands_beside_a_table_in_a_layout_is_kept(tmp_path: Path) -> None:
    book = read(tmp_path, table(["目录", "上文" + table(*PEOPLE) + "下文", "右栏"]))
    assert rows_of(book) == [("目录", "上文"), *map(tuple, PEOPLE), ("下文", "右栏")]
    assert book.notes == []


def test_a_small_table_of_several_rows_and_columns_among_data_is_named(tmp_path: Path) -> None:
    roll = table(["程立言", "出席"], ["沈若梅", "请假"])
    book = read(tmp_path, table(HEADING, *[[*PERSON, roll]] * 2))
    assert rows_of(book)[1:] == [(*PERSON, "程立言 出席\n沈若梅 请假")] * 2
    (note,) = book.notes
    assert "“名册.xls”第 2 行等 2 行的单元格里套着表格" in note


def test_a_large_table_in_a_small_one_is_taken_apart_and_named(tmp_path: Path) -> None:
    book = read(tmp_path, table(["政协", "王芳"], ["目录", table(*PEOPLE)]))
    assert rows_of(book) == [("政协", "王芳"), ("目录",), *map(tuple, PEOPLE)]
    (note,) = book.notes
    assert "第 2 行起是套在单元格里的表格" in note


def test_a_long_list_beside_a_word_is_taken_apart_and_named(tmp_path: Path) -> None:
    book = read(tmp_path, table(["目录", table(["姓名"], ["周大明"], ["钱二"])]))
    assert rows_of(book) == [("目录",), ("姓名",), ("周大明",), ("钱二",)]
    assert len(book.notes) == 1


def test_tables_deep_in_one_another_are_all_read(tmp_path: Path) -> None:
    page = table(*PEOPLE * 300)
    for _ in range(38):
        page = table(["a", page])
    assert len(rows_of(read(tmp_path, page))) == 938


LIST = [["姓名"], ["周大明"], ["钱二"]]


@pytest.mark.parametrize(
    ("inner", "apart"),
    [
        (table([table(*LIST)]), True),
        (table([table(*LIST[:2])]), False),
        (table([table([""])], *LIST), True),
        (table([table([""])], *LIST[:2]), False),
        (table([table(["姓名"], ["周大明"])], ["钱二"]), True),
    ],
)
def test_a_list_is_as_long_as_its_values_however_deep_they_stand(
    tmp_path: Path, inner: str, apart: bool
) -> None:
    """Longer than the two values of its row it is a table of its own."""
    assert (len(rows_of(read(tmp_path, table(["目录", inner])))) > 1) is apart


def test_what_stands_above_a_list_counts_against_it(tmp_path: Path) -> None:
    book = read(tmp_path, table(["委员名册"], ["目录", table(*LIST)]))
    assert rows_of(book) == [("委员名册",), ("目录", "姓名\n周大明\n钱二")]
