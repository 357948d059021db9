"""单位: sectors, special committees, groups, branches, parties, bodies, handling units."""

from zxdesk.records.daytypes import PartialDay
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice
from zxdesk.records.identity import Phone
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, column, reference

SECTOR = "界别"
SPECIAL_COMMITTEE = "专委会"
ACTIVITY_GROUP = "活动组"
BRANCH = "履职党支部"
PARTY = "民主党派"
BODY = "人民团体"
HANDLING_UNIT = "承办单位"
COMMITTEE = "政协组织"
OTHER = "其他"
CATEGORIES = (
    SECTOR,
    SPECIAL_COMMITTEE,
    ACTIVITY_GROUP,
    BRANCH,
    PARTY,
    BODY,
    HANDLING_UNIT,
    COMMITTEE,
    OTHER,
)
# Who may organise an event or lead a topic, the first fit wins.
ORGANISERS = (
    SPECIAL_COMMITTEE,
    SECTOR,
    ACTIVITY_GROUP,
    BRANCH,
    PARTY,
    BODY,
    COMMITTEE,
    HANDLING_UNIT,
    OTHER,
)


class Unit(Record, table=True):
    """A body that members belong to, or that organises or handles."""

    name: str = column("单位名称", required=True, headings=("名称", "单位"))
    category: str = column("类别", Choice(values=CATEGORIES), required=True)
    parent_id: int | None = reference(
        "上级单位", "unit", categories=CATEGORIES, create_missing=True
    )
    region: str | None = column("地区")
    contact: str | None = column("联系人")
    phone: str | None = column("电话", Phone(), personal=True, headings=("联系电话", "手机"))
    start: str | None = column("启用日期", PartialDay())
    end: str | None = column("停用日期", PartialDay())


UNIT = declare(
    RecordKind(
        name="unit",
        sheet="单位",
        model=Unit,
        key=("category", "name"),
        naming="name",
        sections=(
            ("单位", ("name", "category", "parent_id", "region", "programmes")),
            ("联系", ("contact", "phone")),
            ("时间", ("start", "end")),
        ),
        search=("name", "region", "contact"),
        extra=(PROGRAMMES,),
        sort=("category", "name"),
        in_being=("start", "end"),
    )
)
