"""Tables with a row for each unit, member, venue or session: every cell leads to its records."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.ledgers import Office, founded, ledger, ledger_file, office
from zxdesk.errors import UserError
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import figure
from zxdesk.statistics.object_tables import Cell, ObjectTable, object_table

__all__ = ["founded", "ledger", "ledger_file", "office"]

YEAR = Period("2026", date(2026, 1, 1), date(2026, 12, 31))


def filled(office: Office, number: str) -> ObjectTable:
    return object_table(office.ledger, YEAR, number)


def cells(table: ObjectTable, title: str, group: str = "") -> dict[str, Cell]:
    row = next(row for row in table.rows if row.title == title and row.group == group)
    columns = table.table.rows
    labels = [column.label for column in columns]
    names = [c.label if labels.count(c.label) == 1 else c.group + c.label for c in columns]
    return dict(zip(names, row.cells, strict=True))


def values(table: ObjectTable, title: str, group: str = "") -> dict[str, Any]:
    return {label: cell.value for label, cell in cells(table, title, group).items()}


@pytest.fixture
def people(office: Office) -> dict[str, int]:
    sector = office.add("unit", name="经济界", category="界别")
    office.add("unit", name="农业界", category="界别")
    return {
        "sector": sector,
        "first": office.member("张三", sector_id=sector, employer="云溪茶厂"),
        "namesake": office.member("张三", sector_id=sector),
    }


def test_members_of_one_name_stand_apart(office: Office, people: dict[str, int]) -> None:
    office.add("proposal", serial="1", subject="甲", first_signer_id=people["first"])
    office.add("proposal", serial="2", subject="乙", first_signer_id=people["first"])
    office.add("proposal", serial="3", subject="丙", joint_signers=(people["namesake"],))
    rows = {row.record_id: row for row in filled(office, "T6").rows}
    labels = [column.label for column in filled(office, "T6").table.rows]
    by_label = {i: dict(zip(labels, row.cells, strict=True)) for i, row in rows.items()}
    assert by_label[people["first"]]["提案"].value == 2
    assert by_label[people["first"]]["工作单位"].value == "云溪茶厂"
    assert by_label[people["first"]]["界别"].value == "经济界"
    assert by_label[people["namesake"]]["提案"].value == 0
    assert by_label[people["namesake"]]["联名"].value == 1


def test_every_figure_is_that_of_its_expression(office: Office, people: dict[str, int]) -> None:
    event = office.add(
        "event", name="会", type="全体会议", start=datetime(2026, 3, 1, 9), state="已举办"
    )
    office.add("attendance", event_id=event, member_id=people["first"])
    office.add("opinion", title="路灯", reporters=(people["first"],))
    checked = 0
    for number in ("T6", "T7"):
        table = filled(office, number)
        for row in table.rows:
            for column, cell in zip(table.table.rows, row.cells, strict=True):
                if cell.expression is not None and "÷" not in column.expression:
                    found = figure(office.ledger, cell.expression, period=YEAR).value
                    assert (row.title, cell.expression, found) == (
                        row.title,
                        cell.expression,
                        cell.value,
                    )
                    checked += bool(found)
    assert checked > 5


def test_a_share_is_worked_out_from_both_figures(office: Office, people: dict[str, int]) -> None:
    event = office.add("event", name="会", start=datetime(2026, 3, 1, 9), state="已举办")
    office.add("attendance", event_id=event, member_id=people["first"])
    found = values(filled(office, "T7"), "经济界", "界别")
    assert (found["人数"], found["参加活动的委员"], found["参加参与比例"]) == (2, 1, 50.0)
    assert values(filled(office, "T7"), "农业界", "界别")["人数"] == 0


def test_who_has_left_since_does_not_raise_the_share(
    office: Office, people: dict[str, int]
) -> None:
    gone = office.member("李四", sector_id=people["sector"], end="2026-06")
    event = office.add("event", name="会", start=datetime(2026, 3, 1, 9), state="已举办")
    for member in (people["first"], people["namesake"], gone):
        office.add("attendance", event_id=event, member_id=member)
    found = values(filled(office, "T7"), "经济界", "界别")
    assert (found["人数"], found["参加活动的委员"], found["参加参与比例"]) == (2, 3, 100.0)


def test_a_session_shows_its_topic_across_the_link(office: Office) -> None:
    topic = office.add("consultation", topic="老旧小区改造", category="协商", form="对口协商")
    event = office.add(
        "event",
        name="协商会",
        start=datetime(2026, 3, 1, 9),
        state="已举办",
        topics=(topic,),
        leaders="李县长",
    )
    office.add("suggestion", content="增设车位", source=("event", event))
    office.add("product", title="纪要", source=("event", event))
    found = values(filled(office, "T2"), "协商会")
    assert found["议题"] == "老旧小区改造"
    assert found["形式"] == "对口协商"
    assert found["党政领导"] == "李县长"
    assert (found["建议条数"], found["成果"]) == (1, 1)


def test_units_without_anything_to_handle_are_left_out(office: Office) -> None:
    bureau = office.add("unit", name="住建局", category="承办单位")
    office.add("unit", name="水利局", category="承办单位")
    office.add(
        "proposal",
        serial="1",
        subject="修路",
        conclusion="立案",
        assigned_on=date(2026, 3, 1),
        leads=(bureau,),
        grade="A",
    )
    table = filled(office, "T4")
    assert [row.title for row in table.rows] == ["住建局"]
    found = values(table, "住建局")
    assert (found["主办"], found["会办"], found["A"], found["B"]) == (1, 0, 1, 0)


def test_proposals_are_classified_with_their_total(office: Office) -> None:
    office.add("proposal", serial="1", subject="甲", topic="经济建设", nature="个人")
    office.add("proposal", serial="2", subject="乙", topic="社会建设", nature="集体")
    table = filled(office, "T3")
    assert next((row.group, row.title) for row in table.rows) == ("", "合计")
    assert values(table, "合计")["收到"] == 2
    assert values(table, "经济建设", "类别")["收到"] == 1
    assert values(table, "集体", "提案者性质")["集体提案"] == 1


def test_adoption_goes_to_the_unit_that_reported(office: Office) -> None:
    party = office.add("unit", name="民建云溪支部", category="民主党派")
    issue = office.add("issue", number="7")
    office.add("opinion", title="路灯", issue_id=issue, reporting_units=(party,))
    office.add("adoption", issue_id=issue, level="市")
    found = values(filled(office, "T5"), "民建云溪支部")
    assert (found["报送"], found["采用市"], found["省"]) == (1, 1, 0)


def test_venues_in_being_have_a_row_each(office: Office) -> None:
    venue = office.add("venue", name="溪口客厅", stars=5)
    office.add("venue", name="旧客厅", end="2025-06")
    office.add(
        "event",
        name="会",
        start=datetime(2026, 3, 1, 9),
        state="已举办",
        venues=(venue,),
        public=30,
    )
    table = filled(office, "T8")
    assert [row.title for row in table.rows] == ["溪口客厅"]
    found = values(table, "溪口客厅")
    assert (found["活动场次"], found["群众人次"], found["星级"]) == (1, 30, "五星")


def test_a_table_of_figures_is_reported_by_quarter(office: Office) -> None:
    with pytest.raises(UserError, match="按季度填报"):
        filled(office, "T1")
    with pytest.raises(UserError, match="没有“T99”"):
        filled(office, "T99")
