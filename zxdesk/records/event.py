"""活动 and 出席: meetings and activities, and who came."""

from datetime import date, datetime

from zxdesk.records import unit
from zxdesk.records.daytypes import Day, Moment
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Amount, Choice, Code, LongText, Names, OpenChoice, Text, Whole
from zxdesk.records.kind import PROGRAMMES, Lines, Record, RecordKind, RefList, column, reference

MODES = ("线下", "线上", "线上线下")
PLANNED, HELD, CANCELLED = STATES = ("计划", "已举办", "取消")
EXPECTED = "应到"
CAPACITIES = (EXPECTED, "列席", "授课", "主持", "牵头")
PRESENT, ON_LEAVE, ABSENT = STATUSES = ("出席", "请假", "缺席")


class Event(Record, table=True):
    """A meeting or an activity."""

    number: str = column("编号", Code(), required=True, headings=("活动编号",))
    name: str = column("名称", required=True, headings=("活动名称", "会议名称"))
    type: str = column("类型", OpenChoice(suggest="活动类型"), required=True)
    mode: str | None = column("方式", Choice(values=MODES))
    start: datetime = column(
        "开始时间",
        Moment(),
        required=True,
        index=True,
        headings=("时间", "日期", "活动时间", "举办时间", "开始日期"),
    )
    end: datetime | None = column("结束时间", Moment(), headings=("结束日期",))
    place: str | None = column("地点")
    state: str = column("状态", Choice(values=STATES), required=True)
    public: int | None = column("群众人次", Whole(), unit="人次", headings=("参与群众",))
    guests: int | None = column("来宾人数", Whole(), unit="人")
    remarks: int | None = column("发言条数", Whole(), unit="条")
    amount: float | None = column("成效金额", Amount(), unit="元")
    chair: str | None = column("主持人")
    recorder: str | None = column("记录人")
    leaders: str | None = column("参加领导", Names())
    sitting_in: str | None = column("列席人员", Names())
    minutes_number: str | None = column("纪要号", help="如 〔2026〕第3号")
    issued_on: date | None = column(
        "印发日期", Day(), headings=("纪要印发日期",), help="空着时纪要上用会议日期"
    )
    minutes: str | None = column("纪要正文", LongText())
    note: str | None = column("备注", LongText())


class Attendance(Record, table=True):
    """One member at one event."""

    event_id: int = reference(
        "活动编号", "event", label="活动", required=True, ondelete="CASCADE", headings=("活动",)
    )
    member_id: int = reference("委员", "member", required=True, headings=("姓名", "委员编号"))
    capacity: str = column("身份", Choice(values=CAPACITIES), required=True, default=EXPECTED)
    status: str = column("出席情况", Choice(values=STATUSES), required=True, headings=("签到",))
    reason: str | None = column("请假事由", Text(suggest="请假事由"))


EVENT = declare(
    RecordKind(
        name="event",
        sheet="活动",
        model=Event,
        columns=(
            "number",
            "name",
            "type",
            "mode",
            "start",
            "end",
            "place",
            "organisers",
            "venues",
            "topics",
            "state",
            "public",
            "guests",
            "remarks",
            "amount",
            "chair",
            "recorder",
            "leaders",
            "sitting_in",
            "minutes_number",
            "issued_on",
            "agenda",
            "minutes",
            "note",
            "programmes",
        ),
        naming="name",
        dated="start",
        list_columns=("number", "name", "type", "start", "@attendance", "state", "organisers"),
        sections=(
            ("基本情况", ("number", "name", "type", "mode", "start", "end", "place", "state")),
            ("归属", ("organisers", "venues", "topics", "programmes")),
            ("人员", ("chair", "recorder", "leaders", "sitting_in")),
            ("成效", ("public", "guests", "remarks", "amount")),
            ("议程与纪要", ("minutes_number", "issued_on", "agenda", "minutes")),
            ("其他", ("note",)),
        ),
        search=("name", "number", "place"),
        extra=(
            RefList(
                title="主办单位",
                name="organisers",
                target="unit",
                categories=unit.ORGANISERS,
                create_missing=True,
                headings=("主办", "承办单位", "组织单位"),
            ),
            RefList(title="阵地", name="venues", target="venue"),
            RefList(title="协商编号", name="topics", target="consultation", label="协商"),
            Lines(
                title="议程",
                name="agenda",
                help="一行一项：题目｜汇报人｜决定｜责任单位｜期限",
                parts=(
                    ("title", "题目", Text()),
                    ("reporter", "汇报人", Text()),
                    ("decision", "决定", Text()),
                    ("responsible", "责任单位", Text()),
                    ("due", "期限", Day()),
                ),
            ),
            PROGRAMMES,
        ),
        number_prefix="HD-",
        children=(("attendance", "event_id"),),
    )
)

ATTENDANCE = declare(
    RecordKind(
        name="attendance",
        sheet="出席",
        model=Attendance,
        key=("event_id", "member_id"),
        naming="member_id",
        search=("reason",),
        extra=(PROGRAMMES,),
        sort=("-event_id", "id"),
    )
)
