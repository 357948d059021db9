"""What each kind's page offers: filters, column widths, words."""

from dataclasses import dataclass

YEAR = "年份"


@dataclass(frozen=True, kw_only=True)
class PageSpec:
    """One page or register.

    Attributes:
        filters: Labels offered as filters.
        counter: The measure word of its count: 118 场.
        sort: The order of the list where the kind's own is not wanted.
    """

    kind: str
    label: str
    icon: str
    counter: str
    filters: tuple[str, ...]
    empty: str
    sort: tuple[str, ...] = ()


PAGES = (
    PageSpec(
        kind="member",
        label="委员",
        icon="member",
        counter="人",
        filters=("界别", "专委会", "政协职务", "党派", "性别"),
        empty="还没有委员。可以从名册导入，也可以逐人登记。",
    ),
    PageSpec(
        kind="consultation",
        label="协商",
        icon="consultation",
        counter="项",
        filters=("年度", "类别", "形式", "牵头单位", "阶段"),
        empty="还没有协商议题。",
    ),
    PageSpec(
        kind="event",
        label="活动",
        icon="event",
        counter="场",
        filters=(YEAR, "类型", "品牌", "主办单位", "状态"),
        empty="还没有活动。",
    ),
    PageSpec(
        kind="venue",
        label="阵地",
        icon="venue",
        counter="处",
        filters=("类型", "子类", "地区", "星级"),
        empty="还没有阵地。",
    ),
)
REGISTERS = (
    PageSpec(
        kind="suggestion",
        label="意见建议",
        icon="opinion",
        counter="条",
        filters=(YEAR, "采纳情况", "办理单位", "有效"),
        empty="还没有意见建议。",
    ),
    PageSpec(
        kind="problem",
        label="问题",
        icon="warning",
        counter="个",
        filters=("状态", "主题", "责任单位"),
        empty="还没有问题。",
    ),
    PageSpec(
        kind="unit",
        label="单位",
        icon="register",
        counter="个",
        filters=("类别", "地区"),
        empty="还没有单位。",
    ),
    PageSpec(
        kind="plenary_session",
        label="会次",
        icon="calendar",
        counter="次",
        filters=("届次",),
        empty="还没有会次。届次的起止靠会次的开幕日期推算。",
    ),
    PageSpec(
        kind="programme",
        label="品牌",
        icon="link",
        counter="个",
        filters=("上级品牌",),
        empty="还没有品牌。",
    ),
    PageSpec(
        kind="attendance",
        label="出席",
        icon="check",
        counter="条",
        filters=("身份", "出席情况", "请假事由"),
        empty="还没有出席记录。出席在活动的签到里登记。",
    ),
    PageSpec(
        kind="listed_value",
        label="取值表",
        icon="columns",
        counter="个",
        filters=("取值表",),
        empty="还没有取值。",
    ),
)
BY_KIND = {spec.kind: spec for spec in (*PAGES, *REGISTERS)}

# Width in pixels of the drawing, and how early the column gives way where room is short.
WIDTHS: dict[str, tuple[int, int]] = {
    "number": (112, 1),
    "type": (96, 3),
    "start": (140, 0),
    "@attendance": (92, 2),
    "@sessions": (76, 3),
    "@events": (64, 2),
    "state": (92, 0),
    "stage": (92, 0),
    "status": (82, 0),
    "uptake": (92, 0),
    "organisers": (150, 4),
    "category": (86, 1),
    "form": (104, 3),
    "lead_units": (150, 2),
    "planned_month": (86, 4),
    "subtype": (76, 5),
    "region": (90, 3),
    "leads": (130, 4),
    "stars": (64, 1),
    "service.sector_id": (120, 0),
    "service.post": (104, 1),
    "service.employer": (190, 2),
    "service.job": (110, 3),
    "service.committees": (150, 4),
    "gender": (54, 6),
    "party": (86, 5),
    "content": (260, 0),
    "source": (190, 3),
    "raised_by": (90, 2),
    "raised_on": (102, 0),
    "valid": (56, 4),
    "theme": (120, 3),
    "handlers": (150, 2),
    "solved_on": (102, 4),
    "parent_id": (150, 2),
    "contact": (90, 4),
    "end": (102, 5),
    "opens": (110, 0),
    "closes": (110, 0),
    "term": (80, 0),
    "event_id": (240, 0),
    "member_id": (110, 0),
    "capacity": (70, 1),
    "reason": (120, 2),
    "yearly_target": (96, 1),
    "description": (260, 3),
    "list_name": (140, 0),
    "position": (70, 0),
}
OF_KIND: dict[tuple[str, str], tuple[int, int]] = {
    ("member", "name"): (96, 0),
    ("member", "number"): (96, 7),
    ("venue", "number"): (86, 3),
    ("venue", "start"): (102, 6),
    ("unit", "start"): (102, 5),
    ("plenary_session", "number"): (80, 0),
}
# The column that takes the free room, where it is not the one that names the record.
STRETCHING = {
    "member": "service.employer",
    "attendance": "event_id",
    "plenary_session": "",
    "programme": "description",
}
