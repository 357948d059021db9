"""The pages of the rail: what each offers."""

from zxdesk.desktop.pages.page_spec import YEAR, PageSpec
from zxdesk.desktop.pages.register_specs import GROUPS, REGISTERS

__all__ = ["BY_KIND", "GROUPS", "PAGES", "REGISTERS", "YEAR", "PageSpec"]

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
        kind="proposal",
        label="提案",
        icon="proposal",
        counter="件",
        filters=("届次", "会次", "类别", "审查结论", "主办单位", "办理结果", "重点提案"),
        empty="还没有提案。可以从工作簿导入，也可以逐件登记。",
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
        kind="opinion",
        label="社情民意",
        icon="opinion",
        counter="条",
        filters=(YEAR, "类别", "反映单位", "期号"),
        empty="还没有社情民意。",
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
BY_KIND = {spec.kind: spec for spec in (*PAGES, *REGISTERS)}
