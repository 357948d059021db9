"""The empty import workbook has every column, offers its choices and imports as nothing."""

from pathlib import Path

import openpyxl
import pytest

from tests.exchange.books import Desk, counts
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.captions import must_be_filled, sheet_fields
from zxdesk.exchange.templates import write_templates
from zxdesk.records import workbook_kinds
from zxdesk.services.ledgers import starting_lists


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """The template with the starting lists."""
    [path] = write_templates(tmp_path / "新的" / "夹", starting_lists())
    return path


def test_every_kind_has_its_sheet_with_required_columns_marked(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    for kind in workbook_kinds():
        headings = [cell.value for cell in workbook[kind.sheet][1]]
        assert headings == [
            spec.title + ("*" if must_be_filled(owner, spec) else "")
            for owner, spec in sheet_fields(kind)
        ]
        assert all(cell.comment for cell in workbook[kind.sheet][1])


def test_what_the_program_settles_itself_is_not_marked(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    marked = {
        name: [cell.value for cell in workbook[name][1] if cell.value.endswith("*")]
        for name in ("委员", "活动", "出席", "意见建议")
    }
    assert marked == {
        "委员": ["姓名*"],
        "活动": ["编号*", "名称*", "类型*", "开始时间*"],
        "出席": ["活动编号*", "委员*", "出席情况*"],
        "意见建议": ["编号*", "来源编号*", "内容*"],
    }


def test_closed_choices_are_enforced_and_open_ones_offered(template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    headings = [cell.value for cell in workbook["活动"][1]]
    rules = {
        headings[next(iter(rule.sqref.ranges)).min_col - 1]: rule
        for rule in workbook["活动"].data_validations.dataValidation
    }
    assert rules["状态"].showErrorMessage
    assert not rules["类型*"].showErrorMessage
    choices = workbook["取值"]
    column = rules["状态"].formula1.split("!")[1].split("$")[1]
    assert [cell.value for cell in choices[column] if cell.value] == ["计划", "已举办", "取消"]
    column = rules["类型*"].formula1.split("!")[1].split("$")[1]
    assert "议事堂活动" in [cell.value for cell in choices[column]]
    assert choices.sheet_state == "hidden"


def test_the_template_imports_as_nothing(desk: Desk, template: Path) -> None:
    report = desk.take_files(template)
    assert (counts(report), report.rejected) == ({}, [])
    assert report.notes == [
        f"工作表“{kind.sheet}”（导入模板.xlsx）的示例行没有导入。" for kind in workbook_kinds()
    ]


def test_a_filled_template_is_imported(desk: Desk, template: Path) -> None:
    workbook = openpyxl.load_workbook(template)
    sheet = workbook["单位"]
    sheet["A3"], sheet["B3"] = "经济界", "界别"
    workbook.save(template)
    assert counts(desk.take_files(template)) == {"added": {"单位": 1}}


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "档").write_text("")
    with pytest.raises(EnvironmentProblem, match="没有写成"):
        write_templates(tmp_path / "档" / "夹", {})
