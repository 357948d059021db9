"""The pages of the rail: what each offers. A kind that stands nowhere gets a plain register."""

from zxdesk.desktop.records import register_specs
from zxdesk.desktop.records.page_spec import YEAR, PageSpec, plain_page
from zxdesk.records import KINDS

__all__ = ["BY_KIND", "GROUPS", "PAGES", "REGISTERS", "YEAR", "PageSpec"]

PAGES = (
    PageSpec(
        kind="member",
        icon="member",
        counter="人",
        filters=("界别", "专委会", "政协职务", "党派", "性别"),
        empty="还没有委员。可以从名册导入，也可以逐人登记。",
    ),
    PageSpec(
        kind="proposal",
        icon="proposal",
        counter="件",
        filters=("届次", "会次", "类别", "审查结论", "主办单位", "办理结果", "重点提案"),
        empty="还没有提案。可以从工作簿导入，也可以逐件登记。",
    ),
    PageSpec(
        kind="consultation",
        icon="consultation",
        counter="项",
        filters=("年度", "类别", "形式", "牵头单位", "阶段"),
        empty="还没有协商议题。",
    ),
    PageSpec(
        kind="event",
        icon="event",
        counter="场",
        filters=(YEAR, "类型", "品牌", "主办单位", "状态"),
    ),
    PageSpec(
        kind="opinion",
        icon="opinion",
        filters=(YEAR, "类别", "反映单位", "期号"),
    ),
    PageSpec(
        kind="venue",
        icon="venue",
        counter="处",
        filters=("类型", "子类", "地区", "星级"),
    ),
)
# Shown with the record they belong to: a member's services.
_WITHIN = {kind.periods.kind for kind in KINDS.values() if kind.periods}
_PLACED = {spec.kind for spec in (*PAGES, *register_specs.REGISTERS)} | _WITHIN
_MORE = tuple(plain_page(kind) for kind in KINDS.values() if kind.name not in _PLACED)
REGISTERS = (*register_specs.REGISTERS, *_MORE)
_MORE_TABS = (("其他", tuple(spec.kind for spec in _MORE)),)
GROUPS = (*register_specs.GROUPS, *(_MORE_TABS if _MORE else ()))
BY_KIND = {spec.kind: spec for spec in (*PAGES, *REGISTERS)}
