"""Tables with a row for each unit, member, venue or session: every cell leads to its records."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.ledgers import Office, founded, ledger, ledger_file, office
from zxdesk.errors import UserError
from zxdesk.rules.periods import Period, quarter
from zxdesk.statistics.figures import figure
from zxdesk.statistics.object_tables import Cell, ObjectTable, object_table
from zxdesk.statistics.reporting import quarter_table, table_named

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


def test_what_a_unit_below_did_counts_for_the_unit_above_and_is_told_twice(office: Office) -> None:
    above = office.add("unit", name="县府办", category="承办单位")
    below = office.add("unit", name="教育局", category="承办单位", parent_id=above)
    office.add("proposal", serial="1", subject="校车", assigned_on=date(2026, 3, 1), leads=(below,))
    table = filled(office, "T4")
    for name in ("县府办", "教育局"):
        cell = cells(table, name)["主办"]
        assert cell.expression is not None
        assert cell.value == figure(office.ledger, cell.expression, period=YEAR).value == 1
    assert any("“承担：主办”各行加起来是 2，总数是 1" in remark for remark in table.remarks)


def test_a_share_is_worked_out_from_both_figures(office: Office, people: dict[str, int]) -> None:
    event = office.add("event", name="会", start=datetime(2026, 3, 1, 9), state="已举办")
    office.add("attendance", event_id=event, member_id=people["first"])
    found = values(filled(office, "T7"), "经济界", "界别")
    assert (found["人数"], found["参加活动的委员"], found["参加参与比例"]) == (2, 1, 50.0)
    before = object_table(office.ledger, quarter(2025, 4), "T7")
    assert values(before, "经济界", "界别")["参加参与比例"] == 0.0
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


def test_notes_of_a_table_and_its_rows_are_kept(office: Office) -> None:
    table = office.add(
        "reporting_table", number="B1", title="表", objects="指标", note="口径见附件"
    )
    office.add(
        "reporting_row",
        table_id=table,
        number="R1",
        label="活动",
        expression="event.held",
        note="含联合活动",
    )
    with office.ledger.read() as session:
        assert table_named(session, "B1", owner_id=office.ledger.own_id).note == "口径见附件"
    (row,) = quarter_table(office.ledger, quarter(2026, 1), number="B1").rows
    assert row.note == "含联合活动"


def test_a_table_of_figures_is_reported_by_quarter(office: Office) -> None:
    with pytest.raises(UserError, match="按季度填报"):
        filled(office, "T1")
    with pytest.raises(UserError, match="没有“T99”"):
        filled(office, "T99")
    with pytest.raises(UserError, match="不是指标表") as caught:
        quarter_table(office.ledger, quarter(2026, 1), number="T6")
    assert caught.value.code == "unknown_table"


def test_what_the_rows_do_not_make_up_is_named(office: Office, people: dict[str, int]) -> None:
    event = office.add("event", name="会", start=datetime(2026, 3, 1, 9), state="已举办")
    office.add("attendance", event_id=event, member_id=people["first"])
    assert filled(office, "T6").remarks == ()
    gone = office.member("李四", sector_id=people["sector"], end="2026-06")
    office.add("attendance", event_id=event, member_id=gone)
    assert (
        "“参加活动：全部”各行加起来是 1，总数是 2，有 1 不在表中任何一行"
        in filled(office, "T6").remarks
    )
    for serial, signers in (("1", ("first", "namesake")), ("2", ("namesake",))):
        joint = tuple(people[name] for name in signers)
        office.add("proposal", serial=serial, subject=serial, joint_signers=joint)
    said = [remark for remark in filled(office, "T6").remarks if "联名" in remark]
    assert said == ["“建言献策：联名”各行加起来是 3，总数是 2，有的记录算在几行里"]


def test_columns_of_proposals_that_do_not_make_the_whole_are_named(office: Office) -> None:
    office.add("proposal", serial="1", subject="甲", conclusion="立案")
    assert filled(office, "T3").remarks == ()
    office.add("proposal", serial="2", subject="乙", conclusion="退回")
    office.add(
        "proposal", serial="3", subject="丙", conclusion="立案", replied_on=date(2026, 5, 6),
        assigned_on=date(2026, 3, 1), grade="A",
    )  # fmt: skip
    assert filled(office, "T3").remarks == (
        "“收到”是 3，立案、不予立案、转社情民意加起来是 2，其余的待审查、退回或撤案",
        "“已答复”是 1，满意、基本满意、不满意加起来是 0，其余的没有反馈，或提交和答复不在同一期间",
    )


def test_a_table_of_some_records_is_no_whole(office: Office) -> None:
    venue = office.add("venue", name="溪口客厅")
    office.add("event", name="会", start=datetime(2026, 3, 1, 9), state="已举办", venues=(venue,))
    office.add("event", name="厅外", start=datetime(2026, 3, 2, 9), state="已举办")
    assert filled(office, "T8").remarks == ()
