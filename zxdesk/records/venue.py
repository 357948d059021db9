"""阵地: the places and posts where members meet people."""

from zxdesk.records.daytypes import PartialDay
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Code, OpenChoice, Stars
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, RefList, column


class Venue(Record, table=True):
    """A venue, from its opening to its closing."""

    number: str = column("编号", Code(), required=True, headings=("阵地编号",))
    name: str = column("名称", required=True, headings=("阵地名称",))
    type: str = column("类型", OpenChoice(suggest="阵地类型"), required=True)
    subtype: str | None = column("子类", OpenChoice(suggest="阵地子类"))
    region: str | None = column("地区", headings=("乡镇", "乡镇街道"))
    start: str | None = column("成立日期", PartialDay())
    end: str | None = column("撤销日期", PartialDay())
    stars: int | None = column("星级", Stars())
    yearly_target: str | None = column("每年指标", help="如 12 或 4+X")


VENUE = declare(
    RecordKind(
        name="venue",
        sheet="阵地",
        model=Venue,
        columns=(
            "number",
            "name",
            "type",
            "subtype",
            "region",
            "start",
            "end",
            "leads",
            "team",
            "stars",
            "yearly_target",
            "programmes",
        ),
        naming="name",
        list_columns=(
            "number",
            "name",
            "type",
            "subtype",
            "region",
            "leads",
            "stars",
            "@events",
            "start",
        ),
        sections=(
            ("阵地", ("number", "name", "type", "subtype", "region", "programmes")),
            ("人员", ("leads", "team")),
            ("时间与指标", ("start", "end", "stars", "yearly_target")),
        ),
        search=("name", "number", "region", "type"),
        extra=(
            RefList(title="牵头委员", name="leads", target="member"),
            RefList(title="团队成员", name="team", target="member"),
            PROGRAMMES,
        ),
        number_prefix="ZD-",
        sort=("number",),
        in_being=("start", "end"),
    )
)
