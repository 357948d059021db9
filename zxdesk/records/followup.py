"""意见建议 and 问题: what members raised, and what became of it."""

from datetime import date

from zxdesk.records import unit
from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, Flag, LongText, Text
from zxdesk.records.kind import PROGRAMMES, OneOf, Record, RecordKind, RefList, column, reference

UNDER_STUDY = "研究中"
UPTAKES = (UNDER_STUDY, "采纳", "部分采纳", "未采纳")
PROBLEM_STATES = ("已登记", "推动中", "已解决", "暂不能解决")
SOLVED = "已解决"


class Suggestion(Record, table=True):
    """A suggestion raised at an event or on a topic."""

    number: str = column("编号", Code(), required=True)
    source_event_id: int | None = reference("来源活动", "event")
    source_topic_id: int | None = reference("来源协商", "consultation")
    content: str = column("内容", LongText(), required=True, headings=("意见建议", "建议内容"))
    raised_by: str | None = column("提出人")
    raised_on: date | None = column("日期", Day(expected=True), headings=("提出日期",))
    valid: bool = column("有效", Flag(), required=True, default=True)
    uptake: str | None = column("采纳情况", Choice(values=UPTAKES))
    result: str | None = column("结果", LongText())


class Problem(Record, table=True):
    """A problem that members push forward."""

    number: str = column("编号", Code(), required=True)
    source_event_id: int | None = reference("来源活动", "event")
    source_topic_id: int | None = reference("来源协商", "consultation")
    source_project_id: int | None = reference("来源共富项目", "project")
    content: str = column("内容", LongText(), required=True, headings=("问题",))
    theme: str | None = column("主题", Text(suggest="问题主题"))
    state: str | None = column("状态", Choice(values=PROBLEM_STATES))
    solved_on: date | None = column("解决日期", Day(expected=True))


_SOURCES = (("event", "source_event_id"), ("consultation", "source_topic_id"))


def _source(*more: tuple[str, str]) -> OneOf:
    return OneOf(
        title="来源编号", name="source", label="来源", required=True, options=(*_SOURCES, *more)
    )


SUGGESTION = declare(
    RecordKind(
        name="suggestion",
        sheet="意见建议",
        model=Suggestion,
        columns=(
            "number",
            "source",
            "content",
            "raised_by",
            "raised_on",
            "valid",
            "handlers",
            "uptake",
            "result",
            "programmes",
        ),
        naming="content",
        dated="raised_on",
        list_columns=("number", "content", "source", "raised_by", "raised_on", "uptake", "valid"),
        sections=(
            ("意见建议", ("number", "source", "content", "raised_by", "raised_on", "valid")),
            ("办理", ("handlers", "uptake", "result", "programmes")),
        ),
        search=("content", "number", "raised_by"),
        extra=(
            _source(),
            RefList(
                title="办理单位",
                name="handlers",
                target="unit",
                categories=(unit.HANDLING_UNIT, *unit.ORGANISERS),
                create_missing=True,
            ),
            PROGRAMMES,
        ),
        number_prefix="JY-",
    )
)

PROBLEM = declare(
    RecordKind(
        name="problem",
        sheet="问题",
        model=Problem,
        columns=(
            "number",
            "source",
            "content",
            "theme",
            "handlers",
            "state",
            "solved_on",
            "programmes",
        ),
        naming="content",
        list_columns=("number", "content", "source", "theme", "handlers", "state", "solved_on"),
        sections=(
            ("问题", ("number", "source", "content", "theme")),
            ("解决", ("handlers", "state", "solved_on", "programmes")),
        ),
        search=("content", "number", "theme"),
        extra=(
            _source(("project", "source_project_id")),
            RefList(
                title="责任单位",
                name="handlers",
                target="unit",
                categories=(unit.HANDLING_UNIT, *unit.ORGANISERS),
                create_missing=True,
            ),
            PROGRAMMES,
        ),
        number_prefix="WT-",
    )
)
