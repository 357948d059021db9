"""Reporting tables as workbooks: the heading block, the figures, what is counted."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ledgers import Office
from tests.reports import report
from zxdesk.exchange.object_book import write_object_book
from zxdesk.exchange.quarter_book import write_quarter_book
from zxdesk.exchange.rollup_book import write_rollup_book
from zxdesk.papers.statistics_table import objects_paper, quarter_paper
from zxdesk.rules.periods import Period, quarter
from zxdesk.services.report_head import ReportHead
from zxdesk.statistics.object_tables import object_table
from zxdesk.statistics.reporting import quarter_table
from zxdesk.statistics.rollup import roll_up

Q3 = quarter(2026, 3)
YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
HEAD = ReportHead(
    committee="政协云溪县委员会",
    leader="林晓芸",
    clerk="=张三",
    phone="0577-1",
    reported_on=date(2026, 10, 8),
)


@pytest.fixture
def busy(office: Office) -> Office:
    """An office with one event at one venue."""
    venue = office.add("venue", name="溪口客厅")
    start = datetime(2026, 8, 5, 9)
    office.add("event", name="会", start=start, state="已举办", venues=(venue,), public=30)
    return office


def rows_of(path: Path) -> list[tuple[Any, ...]]:
    """Give every row of the first sheet."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return [row for row in sheet.iter_rows(values_only=True) if any(row)]


def row_with(path: Path, word: str) -> tuple[Any, ...]:
    """Give the row that holds a cell."""
    return next(row for row in rows_of(path) if word in row)


def test_the_quarter_has_its_head_its_figures_and_what_is_counted(
    busy: Office, tmp_path: Path
) -> None:
    table = quarter_table(busy.ledger, Q3)
    write_quarter_book(table, tmp_path / "表.xlsx", head=HEAD)
    rows = rows_of(tmp_path / "表.xlsx")
    assert rows[0][0] == "政协工作季度统计表"
    assert "2026-07-01 至 2026-09-30" in rows[1][0]
    assert "单位负责人：林晓芸" in rows[2][0]
    assert "报出日期：2026-10-08" in rows[2][0]
    row = row_with(tmp_path / "表.xlsx", "参与群众")
    assert row[3:8] == (30, 30, 0, 0, 30)
    assert row[8] == "已举办活动登记的群众人次之和"
    content = quarter_paper(table, HEAD)
    assert ("活动", "参与群众", "人次", "30", "30", "0", "0", "30") in content.rows
    assert content.signers[0] == ("单位负责人", "林晓芸")
    assert "参与群众：已举办活动登记的群众人次之和" in content.notes


def test_a_table_of_venues_has_a_row_each(busy: Office, tmp_path: Path) -> None:
    table = object_table(busy.ledger, YEAR, "T8")
    write_object_book(table, tmp_path / "表.xlsx", head=HEAD)
    assert row_with(tmp_path / "表.xlsx", "溪口客厅")[2:6] == ("委员会客厅", 1, 0, 30)
    content = objects_paper(table, HEAD)
    assert content.columns[:2] == (("", "名称"), ("", "类型"))
    assert content.rows[0][:3] == ("溪口客厅", "委员会客厅", "1")
    assert any(note.startswith("活动：群众人次：") for note in content.notes)


def test_the_roll_up_names_committees_totals_and_missing_ones(busy: Office, tmp_path: Path) -> None:
    busy.add("unit", name="政协双桥县委员会", category="政协组织")
    write_rollup_book(roll_up(busy.ledger, Q3), tmp_path / "汇总.xlsx")
    assert row_with(tmp_path / "汇总.xlsx", "政协云溪县委员会")[-1] == "合计"
    assert row_with(tmp_path / "汇总.xlsx", "参与群众")[3:] == (30, 30)
    assert row_with(tmp_path / "汇总.xlsx", "未报：政协双桥县委员会")


def test_a_committee_that_has_not_reported_says_so_in_its_cells(
    busy: Office, tmp_path: Path
) -> None:
    report(busy, "政协双桥县委员会", [quarter(2026, 2)], days=[date(2026, 8, 5)])
    write_rollup_book(roll_up(busy.ledger, Q3), tmp_path / "汇总.xlsx")
    assert row_with(tmp_path / "汇总.xlsx", "参与群众")[3:] == (30, "未报", 30)
    assert row_with(tmp_path / "汇总.xlsx", "未报：政协双桥县委员会")
