import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest

from tests.ledgers import Office, clock
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.rules.sorting import PINYIN
from zxdesk.services.name_order import set_name_order
from zxdesk.store import history, open_ledger

SORTABLE = [(kind.name, name) for kind in KINDS.values() for name in kind.list_columns]


def listed(office: Office, kind: str) -> RecordList:
    return RecordList(office.ledger, KINDS[kind])


def column(office: Office, kind: str, name: str, ids: list[int]) -> list[str]:
    """What the list shows in one column."""
    shown = listed(office, kind)
    position = [c.name for c in shown.columns].index(name)
    return [row[position] for row in shown.rows(ids)]


def test_rows_come_in_the_order_asked_for_and_gone_ones_are_blank(office: Office) -> None:
    one, two = office.add("unit", name="经济界"), office.add("unit", name="工会界")
    rows = listed(office, "unit").rows([two, 99, one, two])
    assert [row[0] for row in rows] == ["工会界", "", "经济界", "工会界"]
    assert {len(row) for row in rows} == {len(KINDS["unit"].list_columns)}


def test_a_list_keeps_the_kinds_own_order(office: Office) -> None:
    early = office.add("event", name="早", start=datetime(2026, 1, 5))
    late = office.add("event", name="晚", start=datetime(2026, 10, 5))
    assert listed(office, "event").ids() == [late, early]


@pytest.fixture(scope="module")
def varied(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Two records of every kind that differ wherever a list can show it; to be read only."""
    with open_ledger(
        Path(shutil.copy(filled, tmp_path_factory.mktemp("varied"))), clock=clock
    ) as it:
        office = Office(it)
        with_values(office)
        yield office


@pytest.mark.parametrize(("kind", "name"), SORTABLE, ids=lambda word: word)
def test_every_column_of_a_list_sorts_both_ways(varied: Office, kind: str, name: str) -> None:
    records = listed(varied, kind)
    up, down = records.ids(sort=[name]), records.ids(sort=[f"-{name}"])
    assert set(up) == set(down) == set(records.ids())
    shown = column(varied, kind, name, up)
    if len(set(shown)) > 1:
        assert up != down
        assert shown == column(varied, kind, name, down)[::-1]


def with_values(office: Office) -> None:
    """Let two records of a kind differ wherever a list can show it."""
    office.change(
        "unit", 2, parent_id=1, region="云溪街道", contact="张三", start="2022-01", end="2026-12"
    )
    office.change("programme", 2, parent_id=1, yearly_target="12", description="说明")
    committee = office.add("unit", name="提案委", category="专委会")
    service = {
        "committees": (committee,),
        "post": "常务委员",
        "employer": "县供电局",
        "job": "科长",
    }
    office.change("service", 2, sector_id=2, start="2022-01", end="2027-02", **service)
    office.change("member", 2, gender="女", party="民盟")
    office.change(
        "venue",
        2,
        type="读书点",
        subtype="书房",
        region="桥头镇",
        leads=(1,),
        stars=5,
        start="2024-01",
    )
    office.change(
        "consultation",
        2,
        category="视察",
        form="专题",
        lead_units=(1,),
        planned_month="2026-05",
        stage="协商",
    )
    office.change(
        "event",
        2,
        type="视察",
        start=datetime(2026, 4, 5),
        organisers=(1,),
        venues=(2,),
        topics=(2,),
    )
    office.change("attendance", 2, capacity="主持", status="请假", reason="因公")
    for kind in ("suggestion", "problem"):
        office.change(kind, 2, source=("event", 2))
    office.change(
        "suggestion", 2, raised_by="李四", raised_on=date(2026, 4, 5), uptake="采纳", valid=False
    )
    office.change(
        "problem", 2, theme="交通", handlers=(1,), state="已解决", solved_on=date(2026, 5, 5)
    )
    office.change("plenary_session", 2, opens=date(2026, 2, 3), closes=date(2026, 2, 6))
    office.change("listed_value", 2, list_name="试验二", position=9)


def test_attendance_is_sorted_by_what_is_shown(office: Office) -> None:
    full, guests = office.add("event", name="一"), office.add("event", name="二")
    members = [office.add("member", name=name) for name in ("张三", "李四", "王五")]
    office.add("attendance", event_id=full, member_id=members[0])
    for member_id in members:
        office.add("attendance", event_id=guests, member_id=member_id, capacity="列席")
    ids = listed(office, "event").ids(sort=["@attendance"])
    assert column(office, "event", "@attendance", ids) == ["0/0", "1/1"]


def test_what_is_worked_out_counts_held_events_only(office: Office) -> None:
    venue, topic = office.add("venue", name="客厅"), office.add("consultation", topic="议题")
    for state in ("已举办", "已举办", "计划", "取消"):
        office.add("event", name=state, state=state, venues=(venue,), topics=(topic,))
    assert column(office, "venue", "@events", [venue]) == ["2"]
    assert column(office, "consultation", "@sessions", [topic]) == ["2"]
    assert column(office, "event", "@attendance", [1]) == ["—"]


def test_text_is_looked_for_in_the_search_fields(office: Office) -> None:
    hit = office.add("event", name="城乡供水座谈会", place="水务局")
    office.add("event", name="读书会", note="供水")
    events = listed(office, "event")
    assert events.ids(text="供水") == [hit]
    assert events.ids(text=" 水务 ") == [hit]
    assert events.ids(text="HD-2026-001") == [hit]
    assert events.ids(text="100%") == []
    assert events.ids(text="_") == []
    assert len(events.ids(text="  ")) == 2


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("曾单", "zs"),
        ("单雄信", "sxx"),
        ("仇和", "qh"),
        ("万俟雪", "mqx"),
        ("解晓东", "xxd"),
        ("区伟", "ow"),
        ("张三", "zs"),
        ("张三", "zhangs"),
        ("张三", "三"),
        ("张三", "张 三"),
        ("阿依·古丽", "aygl"),
        ("阿依·古丽", "阿依•古丽"),
    ],
)
def test_members_are_found_by_name_initials_and_pinyin(
    office: Office, name: str, typed: str
) -> None:
    member_id = office.add("member", name=name)
    office.add("member", name="钱多多")
    assert listed(office, "member").ids(text=typed) == [member_id]


def test_attendance_is_found_by_the_members_name(office: Office) -> None:
    event_id = office.add("event", name="座谈会")
    ids = [
        office.add("attendance", event_id=event_id, member_id=office.add("member", name=name))
        for name in ("张三", "李四")
    ]
    assert listed(office, "attendance").ids(text="李四") == [ids[1]]


def test_filters_years_and_a_given_set_narrow_a_list(office: Office) -> None:
    old = office.add("event", name="旧", start=datetime(2025, 3, 5), type="读书")
    new = office.add("event", name="新", start=datetime(2026, 3, 5), type="读书")
    visit = office.add("event", name="视察", start=datetime(2026, 4, 5), type="视察")
    events = listed(office, "event")
    assert events.ids(where={"年份": ["2026"]}) == [visit, new]
    assert events.ids(where={"年份": ["2026"], "类型": ["读书"]}) == [new]
    assert events.ids(where={"类型": ["读书"]}, text="旧") == [old]
    assert events.ids(among=[old, visit, 99]) == [visit, old]
    assert events.ids(among=[]) == []
    assert events.years() == [2026, 2025]
    assert listed(office, "unit").years() == []


def test_received_rows_are_not_shown_unless_asked_for(office: Office) -> None:
    own = office.add("event", name="本级")
    with office.ledger.write("接收", kind="fixed") as session:
        connection = session.connection()
        connection.exec_driver_sql(
            "INSERT INTO committee (id, name, level, region) VALUES (9, '政协桥头县', '县', '')"
        )
        received = {
            "owner_id": 9,
            "number": "HD-1",
            "name": "别人的",
            "type": "读书",
            "state": "已举办",
        }
        connection.execute(
            KINDS["event"].table.insert().values(start=datetime(2019, 3, 5), **received)
        )
    events = listed(office, "event")
    assert events.ids() == [own]
    assert len(events.ids(everyone=True)) == 2
    assert events.years() == [2026]
    assert dict(events.choices("类型")) == {"专题协商会": 1}


def test_a_members_columns_come_from_the_service_of_today(office: Office) -> None:
    economy, labour = (office.add("unit", name=name) for name in ("经济界", "工会界"))
    member_id = office.member("张三", sector_id=economy, start="2022-01", end="2026-06-30")
    office.add("service", member_id=member_id, term=5, sector_id=labour, start="2026-07-01")
    assert column(office, "member", "service.sector_id", [member_id]) == ["工会界"]


@pytest.mark.parametrize("kind", KINDS)
def test_columns_have_titles_and_a_style(office: Office, kind: str) -> None:
    columns = listed(office, kind).columns
    assert [c.name for c in columns] == list(KINDS[kind].list_columns)
    assert all(c.title for c in columns)
    assert {c.style for c in columns} <= {"text", "number", "date", "name", "state"}


def test_proposals_stand_in_the_order_of_the_deadlines_they_show(office: Office) -> None:
    unit = office.add("unit", name="住建局", category="承办单位")
    early, late = (
        office.add("proposal", serial=serial, subject=serial, due_on=date(2026, 12, day))
        for serial, day in (("1", 1), ("2", 5))
    )
    assert listed(office, "proposal").ids(sort=["due_on"]) == [early, late]
    office.add("handling", proposal_id=early, unit_id=unit, extended_to=date(2026, 12, 9))
    assert listed(office, "proposal").ids(sort=["due_on"]) == [late, early]


def test_lists_go_by_natural_order_and_as_the_office_chose(office: Office) -> None:
    for number, name in enumerate(("曾志伟", "王芳", "单小芳", "丁一", "阿明"), start=8):
        office.add("member", name=name, number=f"W{number}")
    members = listed(office, "member")
    assert column(office, "member", "number", members.ids()) == ["W8", "W9", "W10", "W11", "W12"]
    by_name = members.ids(sort=["name"])
    assert column(office, "member", "name", by_name) == [
        "丁一", "王芳", "阿明", "单小芳", "曾志伟"
    ]  # fmt: skip
    set_name_order(office.ledger, PINYIN)
    by_name = members.ids(sort=["name"])
    assert column(office, "member", "name", by_name) == [
        "阿明", "丁一", "单小芳", "王芳", "曾志伟"
    ]  # fmt: skip
    history.undo(office.ledger)
    assert members.ids(sort=["name"]) != by_name


def test_text_numbers_of_one_day_go_by_their_size(office: Office) -> None:
    for serial in ("1", "10", "100", "2"):
        office.add("proposal", serial=serial, subject=f"第{serial}件")
    ids = listed(office, "proposal").ids()
    assert [office.values("proposal", one)["serial"] for one in ids] == ["100", "10", "2", "1"]
