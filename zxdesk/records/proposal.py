"""提案, 办理 and 反馈: proposals, who handles them, and what the proposers say of it."""

from datetime import date

from zxdesk.records import unit
from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, Flag, LongText, OpenChoice, Ordinal, Text
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, RefList, Through, column, reference

NATURES = ("个人", "联名", "集体")
OCCASIONS = ("大会", "平时")
PENDING, FILED, NOT_FILED, MERGED, TO_OPINION, RETURNED, WITHDRAWN = CONCLUSIONS = (
    "待审查",
    "立案",
    "不予立案",
    "并案",
    "转社情民意",
    "退回",
    "撤案",
)
LEAD, JOINT, SEPARATE = ROLES = ("主办", "会办", "分办")
GRADES = ("A", "B", "C", "D")
SATISFIED = "满意"
OPINIONS = (SATISFIED, "基本满意", "不满意")
_HANDLERS = (unit.HANDLING_UNIT, *unit.ORGANISERS)


class Proposal(Record, table=True):
    """A proposal, from its submission to its closing."""

    term: int = column("届次", Ordinal(counter="届"), required=True)
    session: int = column("会次", Ordinal(counter="次"), required=True)
    serial: str = column("流水号", Code(), required=True, headings=("收文号", "登记号"))
    case_number: str | None = column("案号", Code(), headings=("提案编号",))
    subject: str = column("案由", required=True, headings=("提案题目", "题目", "标题"))
    text: str | None = column("正文", LongText(), headings=("提案内容", "内容"))
    topic: str | None = column("类别", OpenChoice(suggest="提案类别"), headings=("提案类别",))
    nature: str | None = column("提案者性质", Choice(values=NATURES))
    first_signer_id: int | None = reference(
        "第一提案人", "member", headings=("提案人", "提案者", "提案委员", "领衔人")
    )
    submitted_on: date = column(
        "提交日期", Day(expected=True), required=True, index=True, headings=("提案日期", "收到日期")
    )
    occasion: str | None = column("时间标识", Choice(values=OCCASIONS))
    conclusion: str = column(
        "审查结论",
        Choice(values=CONCLUSIONS),
        required=True,
        default=PENDING,
        headings=("审查结果", "立案情况"),
    )
    refusal: str | None = column("不予立案理由", Text(suggest="不予立案理由"))
    merged_into_id: int | None = reference("并入流水号", "proposal", label="并入")
    key_proposal: bool = column("重点提案", Flag(), required=True, default=False)
    supervisor: str | None = column("督办领导")
    assigned_on: date | None = column("交办日期", Day())
    due_on: date | None = column("答复期限", Day(), headings=("办理期限",))
    replied_on: date | None = column("答复日期", Day(past=True))
    reply_number: str | None = column("答复文号")
    grade: str | None = column("办理结果", Choice(values=GRADES), headings=("答复类别", "办理类别"))
    attitude: str | None = column("办理态度评价", Choice(values=OPINIONS))
    satisfaction: str | None = column("办理结果评价", Choice(values=OPINIONS))
    feedback_on: date | None = column("反馈日期", Day(past=True))
    closed_on: date | None = column("结案日期", Day(past=True))


class Handling(Record, table=True):
    """One unit's part in handling a proposal."""

    proposal_id: int = reference("提案", "proposal", required=True, ondelete="CASCADE")
    unit_id: int = reference(
        "单位", "unit", required=True, categories=_HANDLERS, create_missing=True
    )
    role: str = column("角色", Choice(values=ROLES), required=True)
    assigned_on: date | None = column("交办日期", Day())
    received_on: date | None = column("签收日期", Day(expected=True))
    due_on: date | None = column("期限", Day())
    extended_to: date | None = column("延期至", Day())
    extension_reason: str | None = column("延期理由")
    replied_on: date | None = column("答复日期", Day(past=True))
    reply_number: str | None = column("答复文号")
    grade: str | None = column("办理结果", Choice(values=GRADES))


class Feedback(Record, table=True):
    """What one proposer says of the handling."""

    proposal_id: int = reference("提案", "proposal", required=True, ondelete="CASCADE")
    member_id: int = reference("委员", "member", required=True)
    attitude: str | None = column("办理态度评价", Choice(values=OPINIONS))
    satisfaction: str | None = column("办理结果评价", Choice(values=OPINIONS))
    given_on: date | None = column("日期", Day(past=True))
    opinion: str | None = column("意见", LongText())


def _handlers(role: str, name: str, *headings: str) -> Through:
    return Through(
        title=f"{role}单位",
        name=name,
        target="unit",
        child="handling",
        target_column="unit_id",
        fixed=("role", role),
        categories=_HANDLERS,
        create_missing=True,
        headings=headings,
    )


PROPOSAL = declare(
    RecordKind(
        name="proposal",
        sheet="提案",
        model=Proposal,
        columns=(
            "term",
            "session",
            "serial",
            "case_number",
            "subject",
            "text",
            "topic",
            "nature",
            "first_signer_id",
            "joint_signers",
            "bodies",
            "submitted_on",
            "occasion",
            "conclusion",
            "refusal",
            "merged_into_id",
            "key_proposal",
            "supervisor",
            "leads",
            "joints",
            "separates",
            "assigned_on",
            "due_on",
            "replied_on",
            "reply_number",
            "grade",
            "attitude",
            "satisfaction",
            "feedback_on",
            "closed_on",
            "programmes",
        ),
        key=("term", "session", "serial"),
        naming="subject",
        dated="submitted_on",
        list_columns=(
            "case_number",
            "subject",
            "topic",
            "first_signer_id",
            "leads",
            "due_on",
            "conclusion",
            "grade",
        ),
        sections=(
            ("提案", ("term", "session", "serial", "case_number", "subject", "topic")),
            ("提案者", ("nature", "first_signer_id", "joint_signers", "bodies")),
            ("提交与审查", ("submitted_on", "occasion", "conclusion", "refusal", "merged_into_id")),
            ("办理", ("leads", "joints", "separates", "key_proposal", "supervisor")),
            ("期限与答复", ("assigned_on", "due_on", "replied_on", "reply_number", "grade")),
            ("反馈", ("attitude", "satisfaction", "feedback_on", "closed_on")),
            ("正文", ("text", "programmes")),
        ),
        search=("subject", "case_number", "serial"),
        extra=(
            RefList(
                title="联名人",
                name="joint_signers",
                target="member",
                headings=("附议人", "联名委员", "附议委员"),
            ),
            RefList(
                title="集体单位",
                name="bodies",
                target="unit",
                categories=(
                    unit.PARTY,
                    unit.BODY,
                    unit.SECTOR,
                    unit.SPECIAL_COMMITTEE,
                    unit.ACTIVITY_GROUP,
                    unit.COMMITTEE,
                    unit.OTHER,
                ),
                create_missing=True,
            ),
            _handlers(LEAD, "leads", "承办单位", "办理单位", "承办部门"),
            _handlers(JOINT, "joints", "协办单位"),
            _handlers(SEPARATE, "separates"),
            PROGRAMMES,
        ),
        children=(("handling", "proposal_id"), ("feedback", "proposal_id")),
        sort=("-submitted_on", "-serial"),
    )
)

HANDLING = declare(
    RecordKind(
        name="handling",
        sheet="办理",
        model=Handling,
        key=("proposal_id", "unit_id"),
        naming="unit_id",
        dated="assigned_on",
        list_columns=("proposal_id", "unit_id", "role", "due_on", "extended_to", "replied_on"),
        sections=(
            ("办理", ("proposal_id", "unit_id", "role", "assigned_on", "received_on")),
            ("期限", ("due_on", "extended_to", "extension_reason")),
            ("答复", ("replied_on", "reply_number", "grade", "programmes")),
        ),
        search=("reply_number",),
        extra=(PROGRAMMES,),
        sort=("-proposal_id", "id"),
    )
)

FEEDBACK = declare(
    RecordKind(
        name="feedback",
        sheet="反馈",
        model=Feedback,
        key=("proposal_id", "member_id", "given_on"),
        naming="member_id",
        dated="given_on",
        sections=(
            ("反馈", ("proposal_id", "member_id", "attitude", "satisfaction", "given_on")),
            ("意见", ("opinion", "programmes")),
        ),
        search=("opinion",),
        extra=(PROGRAMMES,),
        sort=("-given_on", "id"),
    )
)
