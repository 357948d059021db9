"""The small registers under one roof, and how they are grouped."""

from zxdesk.desktop.records.page_spec import YEAR, PageSpec

REGISTERS = (
    PageSpec(
        kind="suggestion",
        icon="opinion",
        filters=(YEAR, "采纳情况", "办理单位", "有效"),
    ),
    PageSpec(
        kind="problem",
        icon="warning",
        counter="个",
        filters=("状态", "主题", "责任单位"),
    ),
    PageSpec(
        kind="product",
        icon="consultation",
        counter="件",
        filters=(YEAR, "类型", "报送对象"),
        empty="还没有成果。调研报告、协商纪要、建议案等报送后在这里登记。",
    ),
    PageSpec(
        kind="instruction",
        icon="edit",
        filters=(YEAR, "层级", "领导"),
    ),
    PageSpec(
        kind="speech",
        icon="event",
        counter="篇",
        filters=(YEAR, "形式", "代表单位"),
    ),
    PageSpec(
        kind="project",
        icon="link",
        counter="个",
        filters=(YEAR, "界别", "地区", "类型"),
    ),
    PageSpec(
        kind="media",
        icon="statistics",
        counter="篇",
        filters=(YEAR, "媒体", "级别", "栏目"),
    ),
    PageSpec(
        kind="document",
        icon="proposal",
        counter="件",
        filters=(YEAR, "类型", "方式"),
    ),
    PageSpec(
        kind="award",
        icon="check",
        counter="项",
        filters=(YEAR, "级别", "授予单位"),
    ),
    PageSpec(
        kind="handling",
        icon="folder",
        filters=(YEAR, "角色", "单位", "办理结果"),
        empty="还没有办理记录。提案交办后这里列出各承办单位。",
        elsewhere="proposal",
    ),
    PageSpec(
        kind="feedback",
        icon="edit",
        filters=(YEAR, "办理态度评价", "办理结果评价"),
        empty="还没有反馈。反馈在提案页里登记。",
        elsewhere="proposal",
    ),
    PageSpec(
        kind="issue",
        counter="期",
        filters=("年度",),
        empty="还没有编成的期。登记社情民意时填期号即可。",
        elsewhere="opinion",
    ),
    PageSpec(
        kind="adoption",
        icon="check",
        filters=(YEAR, "级别", "方式"),
        empty="还没有采用记录。",
    ),
    PageSpec(
        kind="attendance",
        icon="check",
        filters=("身份", "出席情况", "请假事由"),
        empty="还没有出席记录。出席在活动的签到里登记。",
        elsewhere="event",
    ),
    PageSpec(
        kind="quota",
        icon="statistics",
        counter="项",
        filters=("对象", "周期"),
    ),
    PageSpec(
        kind="saved_figure",
        icon="statistics",
        counter="个",
        filters=("期间",),
    ),
    PageSpec(
        kind="rating_scheme",
        icon="columns",
        counter="个",
    ),
    PageSpec(
        kind="rating",
        icon="venue",
        filters=("年度", "方案", "星级"),
    ),
    PageSpec(
        kind="unit",
        counter="个",
        filters=("类别", "地区"),
    ),
    PageSpec(
        kind="plenary_session",
        icon="calendar",
        counter="次",
        filters=("届次",),
        empty="还没有会次。届次的起止靠会次的开幕日期推算。",
    ),
    PageSpec(
        kind="programme",
        icon="link",
        counter="个",
        filters=("上级品牌",),
    ),
    PageSpec(
        kind="listed_value",
        icon="columns",
        counter="个",
        filters=("取值表",),
        empty="还没有取值。",
    ),
    PageSpec(
        kind="reporting_table",
        icon="statistics",
        counter="张",
        filters=("按",),
    ),
    PageSpec(
        kind="reporting_row",
        icon="columns",
        counter="行",
        filters=("报表",),
    ),
)
# The registers by what they are about, in the order of their tabs.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("意见与成果", ("suggestion", "problem", "product", "instruction", "speech", "project")),
    ("宣传与荣誉", ("media", "document", "award")),
    ("办理与采用", ("handling", "feedback", "issue", "adoption", "attendance")),
    ("任务与评定", ("quota", "saved_figure", "rating_scheme", "rating")),
    (
        "基础资料",
        (
            "unit",
            "plenary_session",
            "programme",
            "listed_value",
            "reporting_table",
            "reporting_row",
        ),
    ),
)
