"""Two records that got one number are two: with everything that hangs on them, in both ledgers."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.ledgers import Office, clock, dump
from zxdesk.exchange.merging import MergePlan, merge
from zxdesk.records import KINDS
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import history, open_ledger
from zxdesk.store.erasure import erase


@pytest.fixture
def begun(ledger_file: Path) -> Path:
    """Our ledger with two members and two events, as a colleague copied it."""
    with open_ledger(ledger_file, clock=clock) as ledger:
        office = Office(ledger)
        for number, name in (("W001", "张三"), ("W002", "李四")):
            office.add("member", name=name, number=number)
        office.add("event", name="老会", start=datetime(2026, 1, 2))
        office.add("event", name="旧会", start=datetime(2026, 1, 5))
        office.add("attendance", event_id=2, member_id=1)
        office.add("unit", name="经济界")
    return ledger_file


def merged(office: Office, his: Office) -> MergePlan:
    return merge(office.ledger, his.ledger.path)


def found(office: Office, kind: str, **values: Any) -> list[int]:
    """Give the ids of the records with these values."""
    table = KINDS[kind].table
    with office.ledger.read() as session:
        conditions = [table.c[name] == value for name, value in values.items()]
        return list(session.connection().scalars(sa.select(table.c.id).where(*conditions)))


def add_two_meetings(office: Office, his: Office) -> None:
    """Register a meeting in each ledger; both get the number HD-2026-003."""
    ours = office.add("event", name="主席会议", start=datetime(2026, 3, 1, 9))
    office.add("attendance", event_id=ours, member_id=1)
    theirs = his.add("event", name="读书活动", start=datetime(2026, 4, 2, 9))
    his.add("attendance", event_id=theirs, member_id=2)
    his.add("suggestion", source=("event", theirs), content="加强读书")
    his.add("speech", title="见 HD-2026-003 的发言", event_id=theirs)


def test_another_meeting_of_the_same_number_comes_in_under_a_new_one_with_all_of_it(
    office: Office, his: Office
) -> None:
    add_two_meetings(office, his)
    plan = merged(office, his)
    (one,) = plan.renumbered
    assert (one.key_there, one.key_here) == ("HD-2026-003", "HD-2026-004")
    assert (one.title, one.other) == ("读书活动", "主席会议")
    assert one.along == {"出席": 1, "意见建议": 1, "大会发言": 1}
    (theirs,) = found(office, "event", name="读书活动")
    (ours,) = found(office, "event", name="主席会议")
    assert len(found(office, "attendance", event_id=ours, member_id=1)) == 1
    assert found(office, "attendance", event_id=ours, member_id=2) == []
    assert len(found(office, "attendance", event_id=theirs, member_id=2)) == 1
    assert len(found(office, "suggestion", source_event_id=theirs)) == 1


def test_texts_that_name_the_number_follow_it(office: Office, his: Office) -> None:
    add_two_meetings(office, his)
    his.change("event", 1, note="接着见 HD-2026-003，不是 HD-2026-0031。")
    merged(office, his)
    assert len(found(office, "speech", title="见 HD-2026-004 的发言")) == 1
    assert len(found(office, "event", note="接着见 HD-2026-004，不是 HD-2026-0031。")) == 1


def test_merging_both_ways_and_again_changes_nothing_more(office: Office, his: Office) -> None:
    add_two_meetings(office, his)
    merged(office, his)
    back = merged(his, office)
    assert [one.title for one in back.renumbered] == ["主席会议"]
    states = dump(office.ledger.path), dump(his.ledger.path)
    assert merged(office, his).nothing_new
    assert merged(his, office).nothing_new
    assert (dump(office.ledger.path), dump(his.ledger.path)) == states
    for one in (office, his):
        assert len(found(one, "event")) == 4
        assert len(found(one, "attendance")) == 3


def test_what_came_in_by_a_merge_is_known_when_it_is_changed_later(
    office: Office, his: Office
) -> None:
    add_two_meetings(office, his)
    merged(office, his)
    (there,) = found(his, "event", name="读书活动")
    his.change("event", there, name="读书分享会", place="书房")
    plan = merged(office, his)
    assert (plan.report.added, plan.report.updated) == ({}, {"活动": 1})
    assert len(found(office, "event", name="读书分享会", number="HD-2026-004")) == 1


def test_one_meeting_that_both_registered_stays_one(office: Office, his: Office) -> None:
    for one, member in ((office, 1), (his, 2)):
        event = one.add("event", name="主席会议", start=datetime(2026, 3, 1, 9))
        one.add("attendance", event_id=event, member_id=member)
    plan = merged(office, his)
    assert (plan.report.added, plan.renumbered) == ({"出席": 1}, [])
    (event,) = found(office, "event", name="主席会议")
    assert len(found(office, "attendance", event_id=event)) == 2


def test_what_cannot_be_told_is_held_back_with_what_hangs_on_it(
    office: Office, his: Office
) -> None:
    office.add("event", name="主席会议", start=datetime(2026, 3, 1, 9))
    event = his.add("event", name="主席会议", start=datetime(2026, 4, 1, 9))
    his.add("attendance", event_id=event, member_id=2)
    before = dump(office.ledger.path)
    plan = merged(office, his)
    assert [(one.kind, one.key) for one in plan.held_back] == [
        ("event", "HD-2026-003"),
        ("attendance", "HD-2026-003/W002"),
    ]
    assert "分不清是不是同一条" in plan.held_back[0].reason
    assert dump(office.ledger.path) == before


def test_what_we_deleted_does_not_come_back_and_is_named(office: Office, his: Office) -> None:
    office.delete("event", 2)
    plan = merged(office, his)
    assert plan.nothing_new
    assert plan.report.notes == ["本方已删除、对方还有的没有取回：活动 HD-2026-002“旧会”。"]
    his.change("event", 2, place="县城")
    his.add("attendance", event_id=2, member_id=2)
    plan = merged(office, his)
    assert [(one.kind, one.key) for one in plan.held_back] == [
        ("event", "HD-2026-002"),
        ("attendance", "HD-2026-002/W002"),
    ]
    assert found(office, "event", name="旧会") == []


def test_what_came_in_and_was_deleted_here_does_not_come_back(office: Office, his: Office) -> None:
    add_two_meetings(office, his)
    merged(office, his)
    (attendance,) = found(office, "attendance", member_id=2)
    office.delete("attendance", attendance)
    assert merged(office, his).nothing_new
    assert found(office, "attendance", member_id=2) == []


def test_what_he_deleted_is_named_and_goes_only_where_that_is_chosen(
    office: Office, his: Office
) -> None:
    his.delete("event", 2)
    (one,) = merged(office, his).differences
    assert (one.kind, one.key, one.deleted) == ("event", "HD-2026-002", True)
    assert one.fields == (("整条记录", "保留", "已删除（连同出席 1 条）"),)
    assert office.values("event", 2) is not None
    merge(office.ledger, his.ledger.path, take=[one.place])
    assert office.values("event", 2) is None
    history.undo(office.ledger)
    assert office.values("event", 2) is not None


def test_taking_all_of_his_never_replaces_another_record(office: Office, his: Office) -> None:
    add_two_meetings(office, his)
    office.add("member", name="赵六", number="W003")
    his.add("member", name="孙七", number="W003")
    office.add("proposal", serial="1", subject="关于修路", submitted_on=date(2026, 1, 5))
    there = his.add("proposal", serial="1", subject="关于养老", submitted_on=date(2026, 1, 6))
    his.add("unit", name="民政局", category="承办单位")
    his.add("handling", proposal_id=there, unit_id=found(his, "unit", name="民政局")[0])
    his.add("feedback", proposal_id=there, member_id=2, satisfaction="不满意")
    plan = merged(office, his)
    merge(office.ledger, his.ledger.path, take=[one.place for one in plan.differences])
    assert len(found(office, "member", number="W003", name="赵六")) == 1
    assert len(found(office, "member", name="孙七")) == 1
    (ours,) = found(office, "proposal", subject="关于修路")
    (theirs,) = found(office, "proposal", subject="关于养老")
    assert [office.values("proposal", i)["serial"] for i in (ours, theirs)] == ["1", "2"]
    assert found(office, "feedback", proposal_id=ours) == []
    assert len(found(office, "handling", proposal_id=theirs)) == 1


def test_a_name_given_there_is_taken_and_the_old_one_is_free_for_another(
    office: Office, his: Office
) -> None:
    his.change("unit", 1, name="经济科技界")
    his.add("unit", name="经济界")
    merged(office, his)
    assert office.values("unit", 1)["name"] == "经济科技界"
    assert len(found(office, "unit", name="经济界")) == 1


def test_ledgers_without_a_common_history_are_told_apart_by_key_name_and_date(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "另起.zxd"
    with found_ledger(file, committee=office.ledger.own.name, level="县", clock=clock) as ledger:
        other = Office(ledger)
        other.add("event", name="老会", number="HD-2026-001", start=datetime(2026, 1, 2), public=9)
        other.add("event", name="茶会", number="HD-2026-002", start=datetime(2026, 6, 2))
    plan = merge(office.ledger, file)
    assert [(one.key_there, one.key_here) for one in plan.renumbered] == [
        ("HD-2026-002", "HD-2026-003")
    ]
    assert [one.fields for one in plan.differences] == [(("群众人次", "", "9"),)]
    assert merge(office.ledger, file).report.added == {}


def test_an_expression_names_the_record_it_named_in_his_ledger(office: Office, his: Office) -> None:
    office.add("venue", name="东门客厅", number="ZD-001")
    his.add("venue", name="西门书房", number="ZD-001")
    his.add("quota", name="书房活动", expression="event.held 阵地=ZD-001")
    merged(office, his)
    (venue,) = found(office, "venue", name="西门书房")
    number = office.values("venue", venue)["number"]
    assert number != "ZD-001"
    assert office.values("quota", 1)["expression"] == f"event.held 阵地={number}"
    assert merged(office, his).nothing_new


def test_expressions_of_both_follow_a_name_that_only_he_gave(office: Office, his: Office) -> None:
    office.add("quota", name="界别活动", expression="event.held 主办单位=经济界")
    his.add("saved_figure", name="界别", expression="event.held 主办单位=经济界")
    his.change("unit", 1, name="经济科技界")
    merged(office, his)
    for kind in ("quota", "saved_figure"):
        assert office.values(kind, 1)["expression"] == "event.held 主办单位=经济科技界"


def test_an_expression_follows_a_name_that_only_we_gave(office: Office, his: Office) -> None:
    his.add("saved_figure", name="界别", expression="event.held 主办单位=经济界")
    office.change("unit", 1, name="经济科技界")
    merged(office, his)
    now = office.values("saved_figure", 1)["expression"]
    assert now == "event.held 主办单位=界别/经济科技界"
    assert merged(office, his).nothing_new


def test_whoever_owes_a_quota_there_owes_it_here(office: Office, his: Office) -> None:
    office.add("member", name="钱本方", number="W003")
    his.add("member", name="孙同事", number="W003")
    his.add(
        "quota",
        name="客厅活动",
        expression="event.held",
        each="阵地",
        label="阵地",
        among="牵头委员=W003,W001",
    )
    merged(office, his)
    (member,) = found(office, "member", name="孙同事")
    number = office.values("member", member)["number"]
    assert number == "W004"
    assert office.values("quota", 1)["among"] == "牵头委员=W004,W001"
    assert merged(office, his).nothing_new


def test_points_are_given_for_what_was_counted_there(office: Office, his: Office) -> None:
    office.add("event", name="主席会议", start=datetime(2026, 3, 1, 9))
    his.add("event", name="读书活动", start=datetime(2026, 4, 2, 9))
    items = (("读书", 10, "event.held 编号=HD-2026-003", 5), ("HD-2026-003 的宣传", 5, None, None))
    his.add("rating_scheme", name="同事的", items=items)
    merged(office, his)
    (scheme,) = found(office, "rating_scheme", name="同事的")
    assert [item[::2] for item in office.values("rating_scheme", scheme)["items"]] == [
        ("读书", "event.held 编号=HD-2026-004"),
        ("HD-2026-004 的宣传", None),
    ]
    assert merged(office, his).nothing_new


def test_an_expression_that_would_count_another_record_here_is_held_back(
    office: Office, his: Office
) -> None:
    office.add("quota", name="老任务", expression="event.held")
    merged(his, office)
    office.delete("member", 2)
    office.add("member", name="钱本方", number="W002")
    his.change("quota", 1, expression="proposal.filed 第一提案人=W002", target=3)
    his.add("saved_figure", name="李四的提案", expression="proposal.filed 第一提案人=W002")
    plan = merged(office, his)
    told = {one.title: one.reason for one in plan.held_back}
    assert set(told) == {"老任务", "李四的提案"}
    assert all("指标里写到的记录没有合并或本方已删除" in reason for reason in told.values())
    quota = office.values("quota", 1)
    assert (quota["expression"], quota["target"]) == ("event.held", 3)
    assert found(office, "saved_figure") == []


def test_what_was_erased_here_does_not_come_back_unasked(office: Office, his: Office) -> None:
    his.change("member", 1, phone="13800138000")
    merged(office, his)
    erase(office.ledger, KINDS["member"], [1], title="张三", reason="本人要求")
    his.change("member", 1, phone="13900139000", party="民革")
    plan = merged(office, his)
    assert [one.fields for one in plan.differences] == [(("手机", "", "13900139000"),)]
    member = office.values("member", 1)
    assert (member["phone"], member["party"]) == (None, "民革")
    merge(office.ledger, his.ledger.path, take=[one.place for one in plan.differences])
    assert office.values("member", 1)["phone"] == "13900139000"
