"""Every shape in which offices lay out a list is read as what it is, and nothing else."""

import pytest

from tests.exchange.understanding.sheets import column, only, read, values

HEADINGS = ("姓名", "性别", "界别", "手机")
FIRST = ("周明远", "男", "经济", "13800000001")
SECOND = ("方小兰", "女", "农业", "13800000002")
BOTH = ["周明远", "方小兰"]


def test_headings_of_two_lines_with_cells_merged_either_way() -> None:
    table = only(
        [
            ("委员名册",),
            ("序号", "姓名", "界别", "任职情况", None, "联系方式", None),
            ("序号", "姓名", "界别", "工作单位", "单位职务", "手机", "备注"),
            (1, "周明远", "经济", "某厂", "厂长", "13800000001", None),
            (2, "方小兰", "农业", "某社", "社长", "13800000002", "新增"),
        ]
    )
    assert column(table, "姓名") == BOTH
    assert column(table, "手机") == ["13800000001", "13800000002"]
    assert table.heading_rows == (2, 3)


def test_a_sub_heading_that_is_not_known_does_not_make_its_line_a_record() -> None:
    table = only(
        [
            ("姓名", "界别", "联系方式", None),
            ("姓名", "界别", "手机", "座机"),
            ("周明远", "经济", "13800000001", "12345"),
        ]
    )
    assert column(table, "姓名") == ["周明远"]
    assert [note for note in table.notes if "座机" in note]


def test_headings_of_three_lines() -> None:
    table = only(
        [
            ("姓名", "基本情况", None, None, None),
            ("姓名", "界别", "任职", None, "手机"),
            ("姓名", "界别", "工作单位", "单位职务", "手机"),
            ("周明远", "经济", "某厂", "厂长", "13800000001"),
        ]
    )
    assert values(table) == [
        {
            "姓名": "周明远",
            "界别": "经济",
            "工作单位": "某厂",
            "单位职务": "厂长",
            "手机": "13800000001",
        }
    ]
    assert table.heading_rows == (1, 2, 3)


def test_headings_merged_in_a_file_that_keeps_no_merges() -> None:
    table = only(
        [
            ("姓名", "界别", "任职情况", None),
            (None, None, "工作单位", "单位职务"),
            ("周明远", "经济", "某厂", "厂长"),
        ]
    )
    assert column(table, "单位职务") == ["厂长"]


def test_the_same_sub_heading_below_two_groups_is_each_groups_own() -> None:
    table = only(
        [
            ("案由", "提交日期", "第一提案人", None, "主办单位", None),
            ("案由", "提交日期", "姓名", "电话", "名称", "电话"),
            ("关于道路", "2024-01-11", "周明远", "13800000001", "交通局", "0575"),
        ],
        "提案",
    )
    assert values(table) == [
        {
            "案由": "关于道路",
            "提交日期": "2024-01-11",
            "第一提案人": "周明远",
            "主办单位": "交通局",
        }
    ]


def test_what_stands_below_somebody_else_is_not_the_persons_own() -> None:
    table = only(
        [
            ("姓名", "界别", "紧急联系人", None),
            ("姓名", "界别", "姓名", "手机"),
            ("周明远", "经济", "方小兰", "13800000002"),
        ],
        "委员",
    )
    assert values(table) == [{"姓名": "周明远", "界别": "经济"}]


def test_a_date_in_three_columns_is_one_date() -> None:
    table = only(
        [
            ("姓名", "界别", "出生日期", None, None),
            ("姓名", "界别", "年", "月", "日"),
            ("周明远", "经济", 1975, 3, None),
        ]
    )
    assert column(table, "出生日期") == ["1975年3月"]


def test_page_lines_foot_lines_and_repeated_headings_are_no_records() -> None:
    table = only(
        [
            ("委员名单",),
            HEADINGS,
            FIRST,
            ("第1页 共2页",),
            ("委员名单（续）",),
            HEADINGS,
            SECOND,
            ("合计", None, "2人"),
            ("主席签字：", None, "日期：2024年3月"),
            ("此表由办公室填写",),
        ],
        "委员",
    )
    assert column(table, "姓名") == BOTH
    assert [left.row for left in table.left] == [4, 5, 6, 8, 9, 10]


def test_an_office_or_a_day_alone_below_the_names_is_left_and_said() -> None:
    lines = [("县政协办公室",), ("2024年3月5日",), ("2.手机写11位",), ("县政协办公室", "2024年3月")]
    table = only([HEADINGS, FIRST, *lines], "委员")
    assert column(table, "姓名") == ["周明远"]
    assert len([note for note in table.notes if "不像姓名" in note]) == len(lines)


@pytest.mark.parametrize("name", ["周明远", "周 明", "欧阳修远", "买买提·艾力", "John Smith"])
def test_a_person_may_stand_with_nothing_but_his_name(name: str) -> None:
    assert column(only([HEADINGS, (name,)], "委员"), "姓名") == [name]


@pytest.mark.parametrize("title", [("农业界委员名单",), ("农业界（2人）",)])
def test_a_sector_in_the_title_is_that_of_all(title: tuple[str, ...]) -> None:
    table = only([title, ("姓名", "性别", "手机"), FIRST[:2], SECOND[:2]], "委员")
    assert column(table, "界别") == ["农业界", "农业界"]


def test_two_tables_below_each_other_are_two_kinds() -> None:
    understood = read(
        [
            ("一、委员",),
            HEADINGS,
            FIRST,
            SECOND,
            (),
            ("二、活动",),
            ("编号", "名称", "类型", "开始时间"),
            ("2024-9", "视察道路", "视察", "2024-05-06"),
        ]
    )
    assert [(t.kind.sheet, len(t.rows)) for t in understood.tables] == [("委员", 2), ("活动", 1)]


def test_two_tables_beside_each_other_are_two_kinds() -> None:
    understood = read(
        [
            (*HEADINGS, None, "编号", "名称", "类型", "开始时间"),
            (*FIRST, None, "2024-9", "视察道路", "视察", "2024-05-06"),
            SECOND,
        ]
    )
    assert [(t.kind.sheet, len(t.rows)) for t in understood.tables] == [("委员", 2), ("活动", 1)]


@pytest.mark.parametrize("gap", [(), (None,)])
def test_a_list_in_halves_is_read_whole(gap: tuple[None, ...]) -> None:
    understood = read(
        [
            ("委员名单",),
            ("序号", *HEADINGS, *gap, "序号", *HEADINGS),
            (1, *FIRST, *gap, 2, *SECOND),
        ]
    )
    found = [name for table in understood.tables for name in column(table, "姓名")]
    assert found == BOTH


def test_a_list_in_thirds_is_read_whole() -> None:
    understood = read([HEADINGS * 3, (*FIRST, *SECOND, "钱宁", "男", "教育", None)], "委员")
    found = [name for table in understood.tables for name in column(table, "姓名")]
    assert found == [*BOTH, "钱宁"]


def test_how_a_column_is_to_be_filled_is_no_record() -> None:
    table = only(
        [("姓名", "界别", "出生日期"), (None, None, "年月"), ("周明远", "经济", "1975.3")], "委员"
    )
    assert column(table, "出生日期") == ["1975.3"]


def test_sections_of_proposals_give_their_topic() -> None:
    table = only(
        [
            ("政协某县十一届三次会议提案目录",),
            ("案号", "案由", "提案人"),
            ("一、经济建设类（1件）",),
            ("1", "关于道路", "周明远"),
        ]
    )
    assert column(table, "类别") == ["经济建设"]


def test_a_section_gives_its_sector_to_the_rows_below() -> None:
    table = only(
        [
            ("姓名", "性别", "工作单位", "手机"),
            ("一、经济界（1人）",),
            ("周明远", "男", "某厂", "13800000001"),
            ("二、农业界（1人）",),
            ("方小兰", "女", "某社", "13800000002"),
        ],
        "委员",
    )
    assert column(table, "界别") == ["经济界", "农业界"]
    assert column(table, "姓名") == BOTH


@pytest.mark.parametrize(
    "line",
    [
        ("二、特邀港澳人士（1人）",),
        ("二、", "特邀港澳人士"),
        ("特邀港澳台侨人士",),
        (None, "特邀港澳台侨人士"),
        ("界别：",),
    ],
)
def test_a_section_that_is_not_taken_ends_the_one_above(line: tuple[object, ...]) -> None:
    table = only(
        [
            ("序号", "姓名", "性别", "工作单位", "手机"),
            ("一、农业界（1人）",),
            (1, "方小兰", "女", "某社", "13800000002"),
            line,
            (2, "周明远", "男", "某厂", "13800000001"),
        ],
        "委员",
    )
    assert column(table, "姓名") == ["方小兰", "周明远"]
    assert column(table, "界别") == ["农业界", None]
    assert [note for note in table.notes if "第 4 行" in note]


def test_what_the_title_gives_holds_below_a_section_that_is_not_taken() -> None:
    table = only(
        [
            ("农业界委员名单",),
            ("姓名", "性别", "工作单位", "手机"),
            ("第一活动组（1人）",),
            ("方小兰", "女", "某社", "13800000002"),
            ("二、特邀港澳人士（1人）",),
            ("周明远", "男", "某厂", "13800000001"),
        ],
        "委员",
    )
    assert column(table, "界别") == ["农业界", "农业界"]
    assert column(table, "活动组") == ["第一活动组", None]


def test_a_section_of_a_field_with_a_column_of_its_own_leaves_others_alone() -> None:
    table = only(
        [
            ("姓名", "性别", "活动组", "手机"),
            ("一、农业界（2人）",),
            ("方小兰", "女", "第一组", "13800000002"),
            ("第二活动组（1人）",),
            ("周明远", "男", "第二组", "13800000001"),
        ],
        "委员",
    )
    assert column(table, "界别") == ["农业界", "农业界"]


def test_a_section_beside_a_column_of_its_field_only_parts_the_rows() -> None:
    table = only([HEADINGS, ("一、经济界（2人）",), FIRST, SECOND])
    assert column(table, "界别") == ["经济", "农业"]


def test_a_name_alone_below_the_heading_of_names_is_a_record() -> None:
    table = only([("姓名", "界别"), ("张世界",), ("方小兰", "农业")], "委员")
    assert column(table, "姓名") == ["张世界", "方小兰"]


def test_a_form_is_one_record() -> None:
    table = only(
        [
            ("政协委员登记表",),
            ("姓名", "周明远", "性别", "男"),
            ("界别", "经济", "手机", "13800000001"),
            ("工作单位", "某厂", None, None),
        ]
    )
    assert values(table) == [
        {
            "姓名": "周明远",
            "性别": "男",
            "界别": "经济",
            "手机": "13800000001",
            "工作单位": "某厂",
        }
    ]
    assert table.shape == "form"


def test_a_label_with_its_value_in_one_cell_is_read_too() -> None:
    table = only([("姓名：周明远", "性别：男"), ("界别：经济", "手机：13800000001")])
    assert values(table)[0]["手机"] == "13800000001"


def test_forms_below_each_other_are_records_of_their_own() -> None:
    table = only(
        [
            ("姓名", "周明远", "界别", "经济"),
            ("手机", "13800000001", None, None),
            (),
            ("姓名", "方小兰", "界别", "农业"),
            ("手机", None, None, None),
        ]
    )
    assert column(table, "姓名") == BOTH
    assert column(table, "手机") == ["13800000001", None]


def test_a_form_may_give_number_and_name_of_one_thing() -> None:
    lines = [
        ("活动编号", "HD-1", "活动名称", "座谈会"),
        ("委员编号", "W1", "委员姓名", "周明远"),
        ("出席情况", "出席"),
    ]
    again = [("活动编号", "HD-2"), ("委员编号", "W2", "委员姓名", "方小兰"), ("出席情况", "请假")]
    assert [row.cells for row in only(lines).rows] == [("HD-1", "座谈会", "W1", "周明远", "出席")]
    assert [row.cells for row in only(lines + again).rows] == [
        ("HD-1", "座谈会", "W1", "周明远", "出席"),
        ("HD-2", None, "W2", "方小兰", "请假"),
    ]


def test_forms_that_name_a_thing_either_way_stay_apart() -> None:
    lines = [
        ("活动编号", "HD-1", "委员姓名", "周明远"),
        ("出席情况", "出席"),
        ("活动名称", "座谈会", "委员姓名", "方小兰"),
        ("出席情况", "请假"),
    ]
    assert column(only(lines), "活动编号") == ["HD-1", "座谈会"]


def test_a_table_laid_on_its_side_is_left_and_named() -> None:
    understood = read([("姓名", *BOTH), ("界别", "经济", "农业"), ("性别", "男", "女")])
    assert not understood.tables
    assert "每列是一条记录" in understood.why


def test_a_cross_of_people_and_meetings_is_a_row_for_each_tick() -> None:
    table = only(
        [
            ("2024年会议考勤表",),
            ("序号", "姓名", "界别", "春季座谈会", "夏季视察", "备注"),
            (1, "周明远", "经济", "√", "请假", None),
            (2, "方小兰", "农业", None, "√", None),
            ("合计", None, None, 1, 1, None),
        ]
    )
    assert [tuple(value.values()) for value in values(table)] == [
        ("春季座谈会", "周明远", "√"),
        ("夏季视察", "周明远", "请假"),
        ("夏季视察", "方小兰", "√"),
    ]
    assert table.shape == "cross"


def test_a_cross_with_a_line_a_meeting_is_read_the_other_way() -> None:
    table = only([("会议名称", "周明远", "方小兰"), ("春季座谈会", "√", "请假")])
    assert [tuple(value.values()) for value in values(table)] == [
        ("春季座谈会", "周明远", "√"),
        ("春季座谈会", "方小兰", "请假"),
    ]


def test_ticks_in_a_roster_are_no_cross() -> None:
    table = only([(*HEADINGS, "是否常委", "是否连任"), (*FIRST, "√", "√"), (*SECOND, None, "√")])
    assert (table.kind.sheet, len(table.rows)) == ("委员", 2)


def test_a_sign_in_sheet_takes_its_event_from_the_title() -> None:
    table = only(
        [
            ("委员学习培训签到表",),
            ("时间：2024年3月5日  地点：三楼",),
            ("序号", "姓名", "界别", "签到"),
            (1, "周明远", "经济", "√"),
        ]
    )
    assert values(table) == [{"活动编号": "委员学习培训", "委员": "周明远", "出席情况": "√"}]
    assert "2024年3月5日" in next(c.context for c in table.columns if c.context)


def test_a_list_of_proposals_takes_term_and_session_from_the_title() -> None:
    table = only(
        [
            ("政协某县第十一届委员会第三次会议提案目录",),
            ("序号", "案号", "案由", "提案人", "提交日期"),
            (1, "第1号", "关于道路", "周明远", "2024-01-11"),
        ]
    )
    assert (column(table, "届次"), column(table, "会次")) == (["十一届"], ["三次"])


def test_two_terms_in_a_title_are_none() -> None:
    table = only([("十届、十一届委员名单",), HEADINGS, FIRST])
    assert column(table, "届次") == [None]


@pytest.mark.parametrize(
    ("name", "headings"),
    [
        ("通讯录", ("单位", "姓名", "职务", "办公电话", "手机")),
        ("党员名册", ("姓名", "性别", "民族", "出生年月", "入党时间", "所在支部", "电话")),
        ("值班表", ("日期", "姓名", "职务", "电话")),
        ("Sheet1", ("姓名", "单位", "职务", "手机")),
        ("县委委员名单", ("姓名", "性别", "职务")),
        ("政协委员推荐人选名单", ("姓名", "性别", "界别", "工作单位")),
    ],
)
def test_people_who_are_no_members_are_left_and_named(name: str, headings: tuple[str, ...]) -> None:
    understood = read([headings, tuple("甲" for _ in headings)], name)
    assert not understood.tables
    assert "没有导入" in understood.why


def test_a_roster_of_members_by_its_title_alone_is_taken() -> None:
    table = only(
        [("政协委员名单",), ("姓名", "单位", "职务", "手机"), ("周明远", "某厂", "厂长", "1")]
    )
    assert table.kind.sheet == "委员"


def test_an_unknown_table_below_a_known_one_is_named_and_no_record_of_it() -> None:
    table = only(
        [
            HEADINGS,
            FIRST,
            (),
            ("工作人员",),
            ("姓名", "单位", "职务", "手机"),
            ("方小兰", "办公室", "科员", "13800000002"),
        ]
    )
    assert column(table, "姓名") == ["周明远"]
    assert [note for note in table.notes if "第 5 行起的表" in note]


def test_minutes_in_a_table_put_the_responsible_into_the_agenda() -> None:
    table = only(
        [
            ("2024年会议台账",),
            ("序号", "会议名称", "会议类型", "会议时间", "会议地点", "议题", "责任单位"),
            (1, "第九次主席会议", "主席会议", "2024-05-08", "三楼", "审议计划", "提案委"),
        ]
    )
    assert column(table, "议程") == ["审议计划｜｜｜提案委"]
    assert column(table, "地点") == ["三楼"]
