"""A colleague's workbook has no history: key, name and date say which record is which."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.exchange.books import make_book
from tests.ledgers import Office, dump
from zxdesk.exchange.merging import merge, plan_merge
from zxdesk.records import KINDS
from zxdesk.store import history

Sheets = dict[str, list[list[Any]]]


@pytest.fixture
def send(tmp_path: Path) -> Callable[[Sheets], Path]:
    """Write the workbook that a colleague sends."""
    return lambda sheets: make_book(tmp_path / "同事.xlsx", sheets)


@pytest.fixture
def ours(office: Office) -> Office:
    """Our ledger: a meeting, a member and a proposal with numbers that he gave to others."""
    office.add("member", name="赵六", number="W001")
    office.add("event", name="主席会议", number="HD-2026-001", start=datetime(2026, 3, 1))
    office.add("proposal", term=5, session=3, serial="1", subject="关于修路")
    return office


def count(office: Office, kind: str, **values: Any) -> int:
    table = KINDS[kind].table
    with office.ledger.read() as session:
        query = sa.select(sa.func.count()).select_from(table)
        conditions = [table.c[name] == value for name, value in values.items()]
        return int(session.connection().scalar(query.where(*conditions)) or 0)


HIS: Sheets = {
    "委员": [["委员编号", "姓名", "界别", "届次"], ["W001", "孙七", "农业界", "五"]],
    "活动": [
        ["编号", "名称", "类型", "开始时间"],
        ["HD-2026-001", "读书活动", "读书", "2026-04-02"],
        ["HD-2026-002", "茶会", "座谈", "2026-04-03"],
    ],
    "出席": [["活动编号", "委员", "出席情况"], ["HD-2026-001", "W001", "出席"]],
    "意见建议": [["编号", "来源编号", "内容"], ["JY-1", "活动:HD-2026-001", "加强读书"]],
    "提案": [
        ["届次", "会次", "流水号", "案由", "提交日期", "第一提案人"],
        ["五", "三", "1", "关于养老", "2026-02-01", "W001"],
    ],
    "反馈": [
        ["提案", "委员", "办理结果评价", "日期"],
        ["五届/三次/1", "W001", "满意", "2026-04-01"],
    ],
}


def test_other_records_of_our_numbers_come_in_beside_ours_with_all_of_theirs(
    ours: Office, send: Callable[[Sheets], Path]
) -> None:
    before = dump(ours.ledger.path)
    plan = merge(ours.ledger, send(HIS))
    assert plan.report.rejected == []
    told = {(one.kind, one.title, one.key_here, one.other) for one in plan.renumbered}
    assert told == {
        ("member", "孙七", "W002", "赵六"),
        ("event", "读书活动", "HD-2026-003", "主席会议"),
        ("proposal", "关于养老", "五届/三次/2", "关于修路"),
    }
    assert count(ours, "attendance", event_id=1) == 0
    assert count(ours, "attendance", member_id=2) == 1
    assert count(ours, "feedback", member_id=2) == 1
    assert count(ours, "feedback", proposal_id=1) == 0
    assert count(ours, "suggestion", source_event_id=1) == 0
    assert count(ours, "service", member_id=1) == 0
    history.undo(ours.ledger)
    assert dump(ours.ledger.path) == before


def test_a_second_row_on_such_a_record_means_it_too(
    ours: Office, send: Callable[[Sheets], Path]
) -> None:
    rows = [
        ["委员编号", "姓名", "届次", "任职起"],
        ["W001", "孙七", "四", "2017-01"],
        ["W001", "孙七", "五", "2022-01"],
    ]
    plan = merge(ours.ledger, send({"委员": rows}))
    assert plan.report.rejected == []
    assert count(ours, "member") == 2
    assert count(ours, "service", member_id=2) == 2


def test_what_cannot_be_told_is_rejected_with_what_names_its_number(
    ours: Office, send: Callable[[Sheets], Path]
) -> None:
    sheets = {
        "活动": [
            ["编号", "名称", "类型", "开始时间"],
            ["HD-2026-001", "主席会议", "会议", "2026-04-02"],
        ],
        "出席": [["活动编号", "委员", "出席情况"], ["HD-2026-001", "W001", "出席"]],
    }
    plan = plan_merge(ours.ledger, send(sheets))
    assert [row.sheet for row in plan.report.rejected] == ["活动", "出席"]
    assert "分不清" in plan.report.rejected[0].reason
    assert plan.report.added == {}


def test_a_row_that_names_only_the_number_changes_ours_where_that_is_chosen(
    ours: Office, send: Callable[[Sheets], Path]
) -> None:
    file = send({"委员": [["委员编号", "姓名", "手机"], ["W001", "赵六", "13800000000"]]})
    (one,) = plan_merge(ours.ledger, file).differences
    assert (one.kind, one.fields) == ("member", (("手机", "", "13800000000"),))
    merge(ours.ledger, file, take=[one.place])
    assert count(ours, "member", phone="13800000000") == 1
