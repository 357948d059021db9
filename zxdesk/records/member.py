"""委员: a person, and his services with their dates (one row of the sheet is one service)."""

from zxdesk.records import unit
from zxdesk.records.daytypes import PartialDay
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Code, LongText, Name, Names, Ordinal, Text
from zxdesk.records.identity import IdNumber, Phone
from zxdesk.records.kind import PROGRAMMES, Periods, Record, RecordKind, RefList, column, reference


class Member(Record, table=True):
    """A person who is or was a member."""

    number: str = column("委员编号", Code(), required=True, headings=("编号", "委员证号"))
    name: str = column("姓名", Name(), required=True)
    gender: str | None = column("性别", Text(suggest="性别"))
    ethnicity: str | None = column("民族", Text(suggest="民族"))
    birth: str | None = column(
        "出生日期", PartialDay(past=True), personal=True, headings=("出生年月",)
    )
    political_status: str | None = column("政治面貌", Text(suggest="政治面貌"))
    party: str | None = column("党派", Text(suggest="党派"))
    phone: str | None = column(
        "手机", Phone(), personal=True, headings=("电话", "联系电话", "手机号", "手机号码")
    )
    id_number: str | None = column("身份证号", IdNumber(), personal=True, headings=("身份证号码",))
    note: str | None = column("备注", LongText())


class Service(Record, table=True):
    """One service of a member: his term, sector, groups and posts from one day to another."""

    member_id: int = reference("委员", "member", required=True, ondelete="CASCADE")
    term: int | None = column("届次", Ordinal(counter="届"), headings=("届",))
    sector_id: int | None = reference(
        "界别", "unit", categories=(unit.SECTOR,), create_missing=True
    )
    group_id: int | None = reference(
        "活动组",
        "unit",
        categories=(unit.ACTIVITY_GROUP,),
        create_missing=True,
        headings=("所属活动组",),
    )
    branch_id: int | None = reference(
        "履职党支部", "unit", categories=(unit.BRANCH,), create_missing=True
    )
    post: str | None = column("政协职务", Names(suggest="政协职务"), headings=("委员职务",))
    employer: str | None = column("工作单位", headings=("单位", "所在单位"))
    job: str | None = column("单位职务", headings=("职务", "单位及职务", "工作单位及职务"))
    start: str | None = column("任职起", PartialDay(), headings=("任职开始", "任职日期"))
    end: str | None = column("任职止", PartialDay(), headings=("任职结束", "离任日期"))
    leaving: str | None = column("离任原因", Text(suggest="离任原因"))


SERVICE = declare(
    RecordKind(
        name="service",
        sheet="任职",
        model=Service,
        columns=(
            "term",
            "sector_id",
            "committees",
            "group_id",
            "branch_id",
            "post",
            "employer",
            "job",
            "start",
            "end",
            "leaving",
        ),
        key=("member_id", "term", "start"),
        naming="member_id",
        dated="start",
        list_columns=("term", "sector_id", "committees", "post", "employer", "job", "start", "end"),
        sections=(
            ("界别与组织", ("term", "sector_id", "committees", "group_id", "branch_id", "post")),
            ("工作单位", ("employer", "job")),
            ("任期", ("start", "end", "leaving")),
        ),
        search=("employer", "job"),
        extra=(
            RefList(
                title="专委会",
                name="committees",
                target="unit",
                categories=(unit.SPECIAL_COMMITTEE,),
                create_missing=True,
                headings=("专门委员会",),
            ),
        ),
        in_workbook=False,
    )
)

MEMBER = declare(
    RecordKind(
        name="member",
        sheet="委员",
        model=Member,
        naming="name",
        list_columns=(
            "name",
            "service.sector_id",
            "service.post",
            "service.employer",
            "service.job",
            "service.committees",
            "gender",
            "party",
            "number",
        ),
        sections=(
            ("基本情况", ("number", "name", "gender", "ethnicity", "birth")),
            ("政治面貌", ("political_status", "party")),
            ("联系方式", ("phone", "id_number")),
            ("其他", ("programmes", "note")),
        ),
        extra=(PROGRAMMES,),
        number_prefix="W",
        periods=Periods(kind="service", column="member_id"),
        children=(("service", "member_id"),),
        sort=("number",),
    )
)
