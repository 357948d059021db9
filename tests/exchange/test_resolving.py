"""A cell names another record by key or, where only one fits, by name; never a guess."""

import pytest

from tests.exchange.books import EVENT, MEMBER, UNIT, Desk, counts, reasons

MEETING = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")
TOPIC = ("编号", "年度", "议题")
NAMESAKES = [
    MEMBER,
    ("W001", "陈伟", "经济界", 5, None),
    ("W002", "陈伟", "教育界", 5, None),
    ("W003", "沈若梅", "教育界", 5, None),
]


def organisers(desk: Desk, cell: str) -> list[tuple[str, str]]:
    """The units one cell of 主办单位 comes to mean, as 类别 and name."""
    desk.take({"活动": [(*EVENT, "主办单位"), (*MEETING, cell)]})
    units = {row["id"]: row for row in with_ids(desk)}
    return [(units[i]["category"], units[i]["name"]) for i in desk.values("event")[0]["organisers"]]


def with_ids(desk: Desk) -> list[dict[str, object]]:
    """Every unit with its id."""
    with desk.ledger.read() as session:
        rows = session.connection().exec_driver_sql("SELECT id, category, name FROM unit")
        return [dict(row._mapping) for row in rows]


def test_the_first_category_that_fits_wins(desk: Desk) -> None:
    bodies = [("工商联", "承办单位"), ("工商联", "人民团体"), ("工商联", "界别")]
    desk.take({"单位": [UNIT, *bodies]})
    assert organisers(desk, "工商联") == [("界别", "工商联")]


def test_a_category_before_the_name_is_explicit(desk: Desk) -> None:
    desk.take({"单位": [UNIT, ("工商联", "承办单位"), ("工商联", "界别")]})
    assert organisers(desk, "承办单位/工商联") == [("承办单位", "工商联")]


def test_missing_units_and_programmes_are_created_and_counted(desk: Desk) -> None:
    report = desk.take(
        {
            "活动": [
                (*EVENT, "主办单位", "品牌"),
                (*MEETING, "提案委、承办单位/民政局", "剡山/系列"),
            ],
            "协商": [(*TOPIC, "参与单位"), ("XS-1", 2026, "养老", "民政局；卫健局")],
        }
    )
    assert counts(report)["added"] == {"协商": 1, "单位": 3, "品牌": 1, "活动": 1}
    assert {(row["category"], row["name"]) for row in desk.values("unit")} == {
        ("专委会", "提案委"),
        ("承办单位", "民政局"),
        ("承办单位", "卫健局"),
    }


@pytest.mark.parametrize("mark", ["、", "，", ",", "；", ";", "\n", " 、 "])
def test_several_values_are_parted_by_any_usual_mark(desk: Desk, mark: str) -> None:
    assert [name for _, name in organisers(desk, f"提案委{mark}经济委")] == ["提案委", "经济委"]


def test_the_whole_cell_is_tried_as_one_name_first(desk: Desk) -> None:
    desk.take({"单位": [UNIT, ("共青团、青联", "界别"), ("共青团", "人民团体")]})
    assert organisers(desk, "共青团、青联") == [("界别", "共青团、青联")]


def test_a_name_with_a_separator_is_known_among_others(desk: Desk) -> None:
    desk.take({"单位": [UNIT, ("共青团、青联", "界别"), ("妇联", "界别")]})
    assert organisers(desk, "妇联、共青团、青联，工会") == [
        ("界别", "妇联"),
        ("界别", "共青团、青联"),
        ("专委会", "工会"),
    ]


def test_naming_one_twice_counts_once(desk: Desk) -> None:
    assert [name for _, name in organisers(desk, "提案委、提案委")] == ["提案委"]


def test_two_members_of_one_name_are_named_by_number(desk: Desk) -> None:
    desk.take({"委员": NAMESAKES})
    report = desk.take(
        {
            "阵地": [
                ("编号", "名称", "类型", "牵头委员"),
                ("ZD-1", "会客厅", "委员会客厅", "沈若梅、陈伟"),
            ]
        }
    )
    assert [(r.column, r.value, r.reason) for r in report.rejected] == [
        (
            "牵头委员",
            "沈若梅、陈伟",
            "有 2 个委员叫“陈伟”：W001（经济界）、W002（教育界），请填委员编号",
        )
    ]
    assert desk.shown("venue") == []


def test_members_are_found_by_number_and_by_name_with_a_gap(desk: Desk) -> None:
    desk.take({"委员": NAMESAKES})
    desk.take(
        {
            "阵地": [
                ("编号", "名称", "类型", "牵头委员"),
                ("ZD-1", "会", "委员会客厅", "W002；沈 若　梅"),
            ]
        }
    )
    assert desk.column("venue", "leads") == ["陈伟、沈若梅"]


def test_a_missing_reference_rejects_the_row(desk: Desk) -> None:
    report = desk.take({"活动": [(*EVENT, "阵地", "协商编号"), (*MEETING, "ZD-9", "XS-9")]})
    assert [row.problems for row in report.rejected_rows] == [
        ("阵地：没有找到阵地“ZD-9”", "协商编号：没有找到协商“XS-9”")
    ]


def test_a_reference_to_a_rejected_row_says_so(desk: Desk) -> None:
    report = desk.take(
        {
            "协商": [TOPIC, ("XS-1", "去年", "养老")],
            "活动": [(*EVENT, "协商编号"), (*MEETING, "XS-1")],
            "问题": [("编号", "来源编号", "内容"), ("WT-1", "HD-1", "甲"), ("WT-2", "养老", "乙")],
        }
    )
    assert reasons(report)[1:] == [
        "所引用的协商“XS-1”在“协商”第 2 行没有导入",
        "所引用的活动“HD-1”在“活动”第 2 行没有导入",
        "所引用的协商“养老”在“协商”第 2 行没有导入",
    ]


def test_a_reference_to_a_rejected_row_finds_the_record_that_was_there(desk: Desk) -> None:
    desk.take({"协商": [TOPIC, ("XS-1", 2026, "养老")]})
    report = desk.take(
        {
            "协商": [TOPIC, ("XS-1", "去年", "养老")],
            "活动": [(*EVENT, "协商编号"), (*MEETING, "XS-1")],
        }
    )
    assert len(report.rejected) == 1
    assert desk.column("event", "topics") == ["养老"]


def test_events_and_topics_are_found_by_name_where_only_one_fits(desk: Desk) -> None:
    desk.take(
        {
            "协商": [
                TOPIC,
                ("XS-1", 2026, "关于养老，助餐的议题"),
                ("XS-2", 2025, "同名"),
                ("XS-3", 2026, "同名"),
            ],
        }
    )
    report = desk.take(
        {
            "活动": [
                (*EVENT, "协商编号"),
                (*MEETING, "关于养老，助餐的议题、XS-2"),
                ("HD-2", "会", "座谈会", "2026-03-05", "同名"),
            ]
        }
    )
    assert desk.column("event", "topics") == ["关于养老，助餐的议题、同名"]
    assert reasons(report) == ["有 2 个协商叫“同名”：XS-2、XS-3，请填编号"]


@pytest.fixture
def both(desk: Desk) -> Desk:
    """A ledger in which 2024-001 is an event and a topic."""
    desk.take(
        {
            "协商": [TOPIC, ("2024-001", 2024, "养老")],
            "活动": [EVENT, ("2024-001", "座谈", "座谈会", "2024-03-05")],
        }
    )
    return desk


def source(desk: Desk, word: str) -> object:
    """What a word in 来源编号 comes to mean: a kind, or why it means nothing."""
    report = desk.take({"问题": [("编号", "来源编号", "内容"), ("WT-1", word, "甲")]})
    return reasons(report)[0] if report.rejected else desk.values("problem")[0]["source"][0]


def test_a_source_that_fits_two_kinds_must_name_its_kind(both: Desk) -> None:
    assert source(both, "2024-001") == (
        "“2024-001”活动和协商里都有，请写明 活动:2024-001 或 协商:2024-001"
    )
    assert both.shown("problem") == []


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("活动:2024-001", "event"),
        ("活动：２０２４-001", "event"),
        ("协商: 2024-001", "consultation"),
        ("养老", "consultation"),
        ("座谈", "event"),
    ],
)
def test_a_source_that_is_clear_is_taken(both: Desk, word: str, kind: str) -> None:
    assert source(both, word) == kind


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("活动:2024-009", "活动里没有“2024-009”"),
        ("2024-009", "活动、协商和共富项目里没有“2024-009”"),
        ("委员:2024-001", "活动、协商和共富项目里没有“委员:2024-001”"),
    ],
)
def test_a_source_that_is_nowhere_is_rejected(both: Desk, word: str, reason: str) -> None:
    assert source(both, word) == reason


def test_parents_may_stand_below_their_children(desk: Desk) -> None:
    report = desk.take(
        {
            "单位": [
                (*UNIT, "上级单位"),
                ("三科", "其他", "二处"),
                ("二处", "承办单位", "承办单位/一局"),
                ("一局", "承办单位", None),
            ],
            "品牌": [("名称", "上级品牌"), ("丙", "乙"), ("乙", "甲"), ("甲", None)],
            "协商": [
                (*TOPIC, "上级议题"),
                ("XS-2", 2026, "助餐", "养老"),
                ("XS-1", 2026, "养老", None),
            ],
        }
    )
    assert report.rejected == []
    assert counts(report) == {"added": {"单位": 3, "品牌": 3, "协商": 2}}
    assert {row["name"]: row["parent_id"] for row in desk.shown("unit")} == {
        "三科": "二处",
        "二处": "一局",
        "一局": "",
    }
    assert {row["topic"]: row["parent_id"] for row in desk.shown("consultation")} == {
        "助餐": "养老",
        "养老": "",
    }


def test_a_circle_of_parents_is_rejected_whole(desk: Desk) -> None:
    report = desk.take(
        {"品牌": [("名称", "上级品牌"), ("甲", "乙"), ("乙", "甲"), ("丙", "甲"), ("丁", "丁")]}
    )
    assert [(r.row, r.reason) for r in report.rejected] == [
        (2, "上下级互相包含，成了一个圈"),
        (3, "上下级互相包含，成了一个圈"),
        (4, "所引用的品牌“甲”在“品牌”第 2 行没有导入"),
        (5, "不能是自己或自己的下级"),
    ]
    assert desk.shown("programme") == []


def test_a_missing_parent_is_created_or_rejects(desk: Desk) -> None:
    report = desk.take(
        {
            "品牌": [("名称", "上级品牌"), ("乙", "甲")],
            "协商": [(*TOPIC, "上级议题"), ("XS-1", 2026, "助餐", "养老")],
        }
    )
    assert counts(report) == {"added": {"品牌": 2}}
    assert reasons(report) == ["没有找到协商“养老”"]


PEOPLE = [
    ("委员编号", "姓名"),
    ("W1", "程立言"),
    ("W2", "沈若梅"),
    ("W3", "欧阳修远"),
    ("W4", "陈伟"),
]


def attendees(desk: Desk, cell: str) -> list[str]:
    """The members whom a cell of 参加委员 comes to mean."""
    desk.take({"委员": PEOPLE, "活动": [(*EVENT, "参加委员"), (*MEETING, cell)]})
    return desk.column("attendance", "member_id")


@pytest.mark.parametrize(
    "cell",
    [
        "程立言 沈若梅 欧阳 修远",
        "程立言/沈若梅/欧阳修远",
        "程立言、沈　若梅、欧阳修远。",
        "委员程立言、沈若梅、欧阳修远",
        "程立言（组长）、沈若梅(副组长)、欧阳修远",
        "主席：程立言　秘书长：沈若梅；欧阳修远（女）",
        "1.程立言 2.沈若梅 3.欧阳修远",
        "组长 程立言，沈若梅 欧阳修远 委员",
    ],
)
def test_people_are_parted_however_they_stand_in_a_cell(desk: Desk, cell: str) -> None:
    assert len(attendees(desk, cell)) == 3


@pytest.mark.parametrize(
    ("cell", "unknown"),
    [("程立言 王五", "王五"), ("程立言（经济界）", "程立言（经济界）"), ("赵 六 程立言", "赵")],
)
def test_who_is_not_known_among_them_is_named(desk: Desk, cell: str, unknown: str) -> None:
    report = desk.take({"委员": PEOPLE, "活动": [(*EVENT, "参加委员"), (*MEETING, cell)]})
    assert reasons(report) == [f"没有找到委员“{unknown}”"]
    assert desk.values("attendance") == []


def test_others_who_are_not_named_reject_a_list_of_people(desk: Desk) -> None:
    report = desk.take(
        {"委员": PEOPLE, "活动": [(*EVENT, "参加委员"), (*MEETING, "程立言、沈若梅等3人")]}
    )
    assert reasons(report) == ["没有找到委员“沈若梅等3人”"]


def test_the_first_of_several_signers_is_the_one_who_is_named(desk: Desk) -> None:
    heading = ("届次", "会次", "流水号", "案由", "提交日期", "第一提案人")
    desk.take(
        {"委员": PEOPLE, "提案": [heading, (5, 1, "1", "关于道路", "2026-01-11", "沈若梅等3人")]}
    )
    assert desk.shown("proposal")[0]["first_signer_id"] == "沈若梅"
