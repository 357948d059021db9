"""Rejected rows come back as a workbook that can be corrected and imported again."""

from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from tests.exchange.books import EVENT, Desk, counts, make_book
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.rejects import write_rejects


def written(path: Path, name: str) -> list[tuple[object, ...]]:
    """The rows of a sheet."""
    return list(openpyxl.load_workbook(path)[name].iter_rows(values_only=True))


def test_rows_keep_their_columns_and_gain_their_problems(desk: Desk) -> None:
    report = desk.take(
        {
            "活动一览": [
                ("2026年活动",),
                ("编号*", "名称", "类型", "开始时间", "结束时间", "心得", "群众人次"),
                ("HD-1", "会", "座谈会", datetime(2026, 3, 5, 9, 30), "春天", "好", 20),
                ("HD-2", "会", "座谈会", datetime(2026, 3, 5), None, "好", 20),
                ("HD-3", "会", "座谈会", datetime(2026, 3, 5), None, None, "很多"),
            ]
        }
    )
    path = desk.folder / "退回.xlsx"
    assert write_rejects(path, report.rejected_rows) == 2
    headings, first, *_ = written(path, "活动")
    assert headings == (
        *("编号", "名称", "类型", "开始时间", "结束时间", "心得", "群众人次"),
        "问题",
    )
    assert first == (
        *("HD-1", "会", "座谈会", datetime(2026, 3, 5, 9, 30), "春天", "好", 20),
        "结束时间：不是日期，应如 2024-03-05",
    )


def test_corrected_rejects_go_in(desk: Desk) -> None:
    report = desk.take({"活动": [EVENT, ("HD-1", "会", "座谈会", "春天"), ("HD-2", None, None, 2)]})
    path = desk.folder / "退回.xlsx"
    write_rejects(path, report.rejected_rows)
    again = desk.take_files(path)
    assert [(r.row, r.column) for r in again.rejected] == [(2, "开始时间"), (3, "开始时间")]
    assert again.notes == []
    workbook = openpyxl.load_workbook(path)
    workbook["活动"]["D2"] = "2026-03-05"
    workbook.save(path)
    corrected = desk.take_files(path)
    assert counts(corrected) == {"added": {"活动": 1}}
    write_rejects(path, corrected.rejected_rows)
    assert written(path, "活动")[0] == (*EVENT, "问题")


def test_problems_have_a_sheet_whose_own_column_may_be_called_so(desk: Desk) -> None:
    desk.take({"活动": [EVENT, ("HD-1", "会", "座谈会", "2026-03-05")]})
    for content in ("内容", "问题"):
        report = desk.take(
            {"问题": [("编号", "来源编号", content), (f"WT-{content}", "HD-9", "无人照料")]}
        )
        path = desk.folder / "退回.xlsx"
        for _ in range(2):
            write_rejects(path, report.rejected_rows)
            assert written(path, "问题")[0] == ("编号", "来源编号", content, "问题")
            report = desk.take_files(path)
            assert len(report.rejected) == 1
        workbook = openpyxl.load_workbook(path)
        workbook["问题"]["B2"] = "HD-1"
        workbook.save(path)
        assert counts(desk.take_files(path)) == {"added": {"问题": 1}}
    assert desk.column("problem", "content") == ["无人照料", "无人照料"]


def test_sheets_of_different_columns_stay_apart(desk: Desk) -> None:
    line = ("HD-1", "会", "座谈会", "春天")
    files = [
        make_book(desk.folder / "甲.xlsx", {"活动": [EVENT, line]}),
        make_book(desk.folder / "乙.xlsx", {"活动": [(*EVENT, "地点"), (*line, "大会堂")]}),
    ]
    path = desk.folder / "退回.xlsx"
    write_rejects(path, desk.take_files(*files).rejected_rows)
    assert openpyxl.load_workbook(path).sheetnames == ["活动", "活动（2）"]
    assert len(desk.take_files(path).rejected) == 2


def test_nothing_rejected_makes_a_book_that_says_so(desk: Desk) -> None:
    path = desk.folder / "退回.xlsx"
    assert write_rejects(path, []) == 0
    assert counts(desk.take_files(path)) == {}


def test_rejects_that_cannot_be_written_are_told(desk: Desk) -> None:
    with pytest.raises(EnvironmentProblem, match="没有写成"):
        write_rejects(desk.folder / "没有" / "退回.xlsx", [])
