"""What the generator builds before it becomes rows."""

from dataclasses import dataclass, field
from datetime import date, datetime

Row = dict[str, object]


def joined(values: tuple[str, ...] | list[str]) -> str | None:
    """Give several values as one cell holds them; None for none."""
    return "、".join(values) or None


@dataclass(frozen=True, kw_only=True)
class Member:
    """One service of a member."""

    number: str
    name: str
    gender: str
    nation: str
    born: date
    politics: str
    party: str | None
    sector: str
    committee: str
    group: str
    branch: str | None
    post: str
    employer: str
    job: str
    mobile: str
    id_number: str
    since: date
    until: date | None = None
    reason: str | None = None
    note: str | None = None

    def in_office(self, day: date) -> bool:
        """Say whether the member is in office on a day; the last day no longer counts."""
        return self.since <= day and (self.until is None or day < self.until)

    def row(self) -> Row:
        """Give the row of the sheet 委员."""
        return {
            "委员编号": self.number,
            "姓名": self.name,
            "性别": self.gender,
            "民族": self.nation,
            "出生日期": self.born,
            "政治面貌": self.politics,
            "党派": self.party,
            "界别": self.sector,
            "专委会": self.committee,
            "活动组": self.group,
            "履职党支部": self.branch,
            "政协职务": self.post,
            "工作单位": self.employer,
            "单位职务": self.job,
            "手机": self.mobile,
            "身份证号": self.id_number,
            "届次": "十一届",
            "任职起": self.since,
            "任职止": self.until,
            "离任原因": self.reason,
            "备注": self.note,
        }


@dataclass(frozen=True, kw_only=True)
class Venue:
    """A venue; `closed` is None while it is open."""

    number: str
    name: str
    kind: str
    subkind: str
    town: str
    founded: date
    leads: tuple[Member, ...]
    team: tuple[Member, ...]
    stars: str | None
    quota: str
    brands: tuple[str, ...]
    closed: date | None = None

    def open_on(self, day: date) -> bool:
        """Say whether the venue is open on a day."""
        return self.founded <= day and (self.closed is None or day < self.closed)

    def row(self) -> Row:
        """Give the row of the sheet 阵地."""
        return {
            "编号": self.number,
            "名称": self.name,
            "类型": self.kind,
            "子类": self.subkind,
            "地区": self.town,
            "成立日期": self.founded,
            "撤销日期": self.closed,
            "牵头委员": joined([m.number for m in self.leads]),
            "团队成员": joined([m.number for m in self.team]),
            "星级": self.stars,
            "每年指标": self.quota,
            "品牌": joined(self.brands),
        }


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What a topic is about: the table the topics of a year are made from."""

    title: str
    category: str
    form: str
    source: str
    month: int
    committee: str
    unit: str
    advice: tuple[str, str]
    parent: str | None = None


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A subject in the plan of a year."""

    number: str
    year: int
    subject: Subject
    stage: str
    leader: str
    partners: tuple[str, ...]
    parent: str | None
    brands: tuple[str, ...]
    note: str | None

    @property
    def begun(self) -> bool:
        """Say whether work has begun, so that there may be sessions."""
        return self.stage not in ("选题", "列入计划", "方案", "未开展")

    def row(self) -> Row:
        """Give the row of the sheet 协商."""
        about = self.subject
        return {
            "编号": self.number,
            "年度": self.year,
            "议题": about.title,
            "类别": about.category,
            "形式": about.form,
            "选题来源": about.source,
            "牵头领导": self.leader,
            "牵头单位": about.committee,
            "参与单位": joined(self.partners),
            "上级议题": self.parent,
            "计划月份": None if self.stage == "选题" else f"{self.year}-{about.month:02d}",
            "阶段": self.stage,
            "范围": "联动" if "市县联动" in (self.note or "") else "本级",
            "备注": self.note,
            "品牌": joined(self.brands),
        }


@dataclass(frozen=True)
class Finding:
    """A suggestion or a problem, and the unit that has to do with it."""

    text: str
    unit: str


@dataclass(kw_only=True)
class Event:
    """An event while it is put together.

    Attributes:
        invited: Those who may be asked.
        size: How many of them are; None for all.
        roles: 身份 by member number; all others are 应到.
        advice: Suggestions made there.
        trouble: Problems found there.
        theme: What it is about, in short.
        came: Who was there, once that is known.
    """

    name: str
    kind: str
    start: datetime
    place: str
    hosts: tuple[str, ...]
    invited: tuple[Member, ...]
    end: datetime | None = None
    mode: str = "线下"
    size: int | None = None
    roles: dict[str, str] = field(default_factory=dict)
    venue: Venue | None = None
    topic: Topic | None = None
    brands: tuple[str, ...] = ()
    public: int | None = None
    guests: int | None = None
    remarks: int | None = None
    amount: float | None = None
    chair: str | None = None
    clerk: str | None = None
    leaders: tuple[str, ...] = ()
    observers: tuple[str, ...] = ()
    agenda: str | None = None
    minutes: str | None = None
    minutes_no: str | None = None
    note: str | None = None
    status: str | None = None
    number: str = ""
    advice: tuple[Finding, ...] = ()
    trouble: tuple[Finding, ...] = ()
    theme: str = ""
    came: tuple[Member, ...] = ()

    @property
    def day(self) -> date:
        """The day it begins."""
        return self.start.date()

    def row(self) -> Row:
        """Give the row of the sheet 活动."""
        return {
            "编号": self.number,
            "名称": self.name,
            "类型": self.kind,
            "方式": self.mode,
            "开始时间": self.start,
            "结束时间": self.end,
            "地点": self.place,
            "主办单位": joined(self.hosts),
            "阵地": self.venue.number if self.venue else None,
            "协商编号": self.topic.number if self.topic else None,
            "状态": self.status,
            "群众人次": self.public,
            "来宾人数": self.guests,
            "发言条数": self.remarks,
            "成效金额": self.amount,
            "主持人": self.chair,
            "记录人": self.clerk,
            "参加领导": joined(self.leaders),
            "列席人员": joined(self.observers),
            "纪要号": self.minutes_no,
            "议程": self.agenda,
            "纪要正文": self.minutes,
            "备注": self.note,
            "品牌": joined(self.brands),
        }
