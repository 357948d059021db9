"""协商: topics of consultation, supervision, inspection and research, from choice to filing."""

from zxdesk.records import unit
from zxdesk.records.daytypes import Month
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, LongText, OpenChoice, Text, Year
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, RefList, column, reference

CATEGORIES = ("协商", "民主监督", "视察", "调研")
STAGES = (
    "选题",
    "列入计划",
    "方案",
    "调研",
    "协商",
    "报送",
    "办理",
    "跟踪",
    "已完成",
    "归档",
    "未开展",
)
UNPLANNED = ("选题",)
COMPLETED = ("已完成", "归档")
REACHES = ("本级", "联动")


class Consultation(Record, table=True):
    """A topic; its sessions are events linked to it."""

    number: str = column("编号", Code(), required=True, headings=("协商编号",))
    year: int = column("年度", Year(), required=True)
    topic: str = column("议题", required=True, headings=("名称", "题目"))
    category: str | None = column("类别", Choice(values=CATEGORIES))
    form: str | None = column("形式", OpenChoice(suggest="协商形式"))
    origin: str | None = column("选题来源", OpenChoice(suggest="选题来源"))
    leader: str | None = column("牵头领导", Text())
    parent_id: int | None = reference("上级议题", "consultation")
    planned_month: str | None = column("计划月份", Month())
    stage: str | None = column("阶段", Choice(values=STAGES))
    reach: str | None = column("范围", Choice(values=REACHES))
    note: str | None = column("备注", LongText())


CONSULTATION = declare(
    RecordKind(
        name="consultation",
        sheet="协商",
        model=Consultation,
        columns=(
            "number",
            "year",
            "topic",
            "category",
            "form",
            "origin",
            "leader",
            "lead_units",
            "partners",
            "parent_id",
            "planned_month",
            "stage",
            "reach",
            "note",
            "programmes",
        ),
        naming="topic",
        list_columns=(
            "number",
            "topic",
            "category",
            "form",
            "lead_units",
            "planned_month",
            "stage",
            "@sessions",
        ),
        sections=(
            ("议题", ("number", "year", "topic", "category", "form", "origin", "parent_id")),
            ("牵头与参与", ("leader", "lead_units", "partners")),
            ("进度", ("planned_month", "stage", "reach", "programmes", "note")),
        ),
        search=("topic", "number", "leader"),
        extra=(
            RefList(
                title="牵头单位",
                name="lead_units",
                target="unit",
                categories=unit.ORGANISERS,
                create_missing=True,
            ),
            RefList(
                title="参与单位",
                name="partners",
                target="unit",
                categories=(unit.HANDLING_UNIT, *unit.ORGANISERS),
                create_missing=True,
            ),
            PROGRAMMES,
        ),
        number_prefix="XS-",
        sort=("-year", "-number"),
    )
)
