"""成果, 批示, 大会发言: what consultations lead to, and what leaders say of it."""

from datetime import date

from zxdesk.records import unit
from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, LongText, Names, OpenChoice
from zxdesk.records.kind import PROGRAMMES, OneOf, Record, RecordKind, RefList, column, reference

RANKS = ("县主要领导", "县领导", "市主要领导", "市领导", "省领导", "国家领导")
SPOKEN, WRITTEN = MODES = ("口头", "书面")


class Product(Record, table=True):
    """A report, minutes or proposal that was sent to those who decide."""

    number: str = column("编号", Code(), required=True)
    type: str = column("类型", OpenChoice(suggest="成果类型"), required=True)
    title: str = column("标题", required=True, headings=("题目", "名称"))
    source_event_id: int | None = reference("来源活动", "event")
    source_topic_id: int | None = reference("来源协商", "consultation")
    sent_to: str | None = column("报送对象", Names())
    sent_on: date = column("报送日期", Day(expected=True), required=True, index=True)


class Instruction(Record, table=True):
    """What a leader wrote on something that was sent to him."""

    number: str = column("编号", Code(), required=True)
    target_product_id: int | None = reference("对象成果", "product")
    target_opinion_id: int | None = reference("对象社情民意", "opinion")
    target_proposal_id: int | None = reference("对象提案", "proposal")
    target_topic_id: int | None = reference("对象协商", "consultation")
    leader: str = column("领导", required=True, headings=("批示领导",))
    rank: str = column("层级", Choice(values=RANKS), required=True)
    given_on: date = column(
        "日期", Day(expected=True), required=True, index=True, headings=("批示日期",)
    )
    content: str | None = column("内容", LongText())
    follow_up: str | None = column("办理反馈", LongText())


class Speech(Record, table=True):
    """A speech at a plenary session, spoken or written."""

    number: str = column("编号", Code(), required=True)
    event_id: int | None = reference("活动编号", "event", label="活动")
    title: str = column("题目", required=True, headings=("标题",))
    other_speakers: str | None = column("其他发言人", Names(), help="不是委员的发言人")
    form: str | None = column("形式", Choice(values=MODES))
    given_on: date = column("日期", Day(), required=True, index=True)


PRODUCT = declare(
    RecordKind(
        name="product",
        sheet="成果",
        model=Product,
        columns=("number", "type", "title", "source", "sent_to", "sent_on", "programmes"),
        naming="title",
        dated="sent_on",
        list_columns=("number", "title", "type", "source", "sent_to", "sent_on"),
        search=("title", "number", "sent_to"),
        extra=(
            OneOf(
                title="来源编号",
                name="source",
                label="来源",
                options=(("event", "source_event_id"), ("consultation", "source_topic_id")),
            ),
            PROGRAMMES,
        ),
        number_prefix="CG-",
    )
)

INSTRUCTION = declare(
    RecordKind(
        name="instruction",
        sheet="批示",
        model=Instruction,
        columns=(
            "number",
            "target",
            "leader",
            "rank",
            "given_on",
            "content",
            "follow_up",
            "programmes",
        ),
        naming="leader",
        dated="given_on",
        sections=(
            ("批示", ("number", "target", "leader", "rank", "given_on")),
            ("内容", ("content", "follow_up", "programmes")),
        ),
        search=("leader", "number", "content"),
        extra=(
            OneOf(
                title="对象编号",
                name="target",
                label="对象",
                required=True,
                options=(
                    ("product", "target_product_id"),
                    ("opinion", "target_opinion_id"),
                    ("proposal", "target_proposal_id"),
                    ("consultation", "target_topic_id"),
                ),
            ),
            PROGRAMMES,
        ),
        number_prefix="PS-",
    )
)

SPEECH = declare(
    RecordKind(
        name="speech",
        sheet="大会发言",
        model=Speech,
        columns=(
            "number",
            "event_id",
            "title",
            "speakers",
            "other_speakers",
            "bodies",
            "form",
            "given_on",
            "programmes",
        ),
        naming="title",
        dated="given_on",
        list_columns=("number", "title", "speakers", "bodies", "form", "given_on"),
        sections=(
            (
                "发言",
                (
                    "number",
                    "title",
                    "speakers",
                    "other_speakers",
                    "bodies",
                    "form",
                    "given_on",
                    "event_id",
                    "programmes",
                ),
            ),
        ),
        search=("title", "number", "other_speakers"),
        extra=(
            RefList(title="发言人", name="speakers", target="member", rest="other_speakers"),
            RefList(
                title="代表单位",
                name="bodies",
                target="unit",
                categories=(unit.PARTY, unit.BODY, *unit.ORGANISERS),
                create_missing=True,
            ),
            PROGRAMMES,
        ),
        number_prefix="FY-",
    )
)
