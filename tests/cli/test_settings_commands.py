"""`zxdesk settings` and `zxdesk calendar` decide how the office works."""

from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from zxdesk.exchange.plain_book import write_plain_book


def test_everything_that_can_be_decided_is_listed(desk: Desk) -> None:
    found = {one["name"]: one["value"] for one in desk.json("settings")["settings"]}
    assert found["答复期限"] == "3个月"
    assert found["提案案号"] == ""
    assert found["层级"] == "县"
    assert desk("settings", "答复期限").out.startswith("答复期限：3个月（")


def test_a_deadline_is_decided_undone_and_given_back(desk: Desk) -> None:
    assert desk("settings", "答复期限", "六十个工作日").out == "答复期限：60个工作日\n"
    assert "没有变化" in desk("settings", "答复期限", "60工作日").out
    assert desk("settings", "答复期限", "--default").out == "答复期限：3个月\n"
    assert desk("undo").code == 0
    assert desk.json("settings", "答复期限")["value"] == "60个工作日"


def test_the_committee_is_called_otherwise(desk: Desk) -> None:
    assert desk("settings", "名称", "政协新县委员会").out == "名称：政协新县委员会\n"
    assert "修改本单位的名称" in desk("history").out


@pytest.mark.parametrize(
    "words",
    [
        ("没有的", "1"),
        ("答复期限", "很久"),
        ("名称", "a/b"),
        ("名称", ""),
        ("活动编号", "{届}-1"),
        ("层级", "乡"),
    ],
)
def test_what_cannot_be_decided_is_refused(desk: Desk, words: tuple[str, str]) -> None:
    before = desk("settings").out
    refused = desk("settings", *words)
    assert refused.code == 2
    assert "没有" in refused.err
    assert desk("settings").out == before


def test_the_holidays_of_a_year_are_told(desk: Desk) -> None:
    lines = desk("calendar", "--year", "2026").out.splitlines()
    assert "2026-02-14\t上班" in lines
    assert "2026-02-15\t放假" in lines
    assert desk("calendar", "--year", "2031").out == "2031 年没有放假安排，按周一至周五计\n"


def test_a_year_is_taken_from_a_file_as_people_write_it(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "放假.csv"
    file.write_text(
        "日期,安排\n2027年2月6日至12日,放假\n2027-02-20,上班\n2027.9.30～2027.10.2,休\n",
        encoding="utf-8",
    )
    answer = desk.json("calendar", file, "--year", "2027")
    assert len(answer["days"]) == 11
    assert answer["days"]["2027-02-20"] == "上班"
    assert answer["days"]["2027-10-02"] == "放假"
    assert "没有变化" in desk("calendar", file).out


def test_a_workbook_is_taken_too(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "放假.xlsx"
    write_plain_book(file, {"放假": [{"日期": "2027-01-01", "安排": "放假", "说明": "元旦"}]})
    assert desk.json("calendar", file, "--year", "2027")["days"] == {"2027-01-01": "放假"}


def test_what_is_written_can_be_read_again(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "现在.csv"
    assert desk("calendar", "--out", file).code == 0
    assert "没有变化" in desk("calendar", file).out


@pytest.mark.parametrize(
    "lines",
    [
        "日期,安排",
        "胡说,放假",
        "2027-02-06,也许",
        "2027-02-06至2026-02-01,放假",
        "2027-02-06至2月45日,放假",
    ],
)
def test_a_line_that_tells_no_day_is_named_and_nothing_kept(
    desk: Desk, tmp_path: Path, lines: str
) -> None:
    file = tmp_path / "放假.csv"
    file.write_text(f"2027-01-01,放假\n{lines}\n" if "," in lines[3:] else lines, encoding="utf-8")
    refused = desk("calendar", file)
    assert refused.code == 2 or lines == "日期,安排"
    assert desk("calendar", "--year", "2027").out.startswith("2027 年没有") or refused.code == 0
