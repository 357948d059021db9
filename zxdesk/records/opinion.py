"""社情民意 and 采用: opinion reports, the issues they are published in, and who adopted them."""

from datetime import date

from zxdesk.records import unit
from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, LongText, Names, Text, Year
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, RefList, column, reference

LEVELS = ("县", "市", "省", "全国")
MANNERS = ("单篇", "综合")


class Issue(Record, table=True):
    """One issue; it may hold several reports, and several reports may be merged into it."""

    year: int = column("年度", Year(), required=True)
    number: str = column("期号", Code(), required=True)


class Opinion(Record, table=True):
    """One opinion report."""

    number: str = column("编号", Code(), required=True)
    title: str = column("标题", required=True, headings=("题目",))
    text: str | None = column("正文", LongText(), headings=("内容",))
    other_reporters: str | None = column("其他反映人", Names(), help="不是委员的反映人")
    submitted_on: date = column(
        "提交日期", Day(expected=True), required=True, index=True, headings=("报送日期", "收到日期")
    )
    topic: str | None = column("类别", Text(suggest="社情民意类别"))
    issue_id: int | None = reference("期号", "issue", create_missing=True)
    reported_on: date | None = column("上报日期", Day(expected=True))


class Adoption(Record, table=True):
    """The adoption of an issue at one level."""

    issue_id: int = reference("期号", "issue", required=True)
    level: str = column("级别", Choice(values=LEVELS), required=True)
    manner: str = column("方式", Choice(values=MANNERS), required=True, default=MANNERS[0])
    adopted_on: date = column("日期", Day(expected=True), required=True, index=True)


ISSUE = declare(
    RecordKind(
        name="issue",
        sheet="期",
        model=Issue,
        key=("year", "number"),
        naming="number",
        search=("number",),
        sort=("-year", "-number"),
        in_workbook=False,
    )
)

OPINION = declare(
    RecordKind(
        name="opinion",
        sheet="社情民意",
        model=Opinion,
        columns=(
            "number",
            "title",
            "text",
            "reporters",
            "other_reporters",
            "reporting_units",
            "submitted_on",
            "topic",
            "issue_id",
            "reported_on",
            "programmes",
        ),
        naming="title",
        dated="submitted_on",
        list_columns=(
            "number",
            "title",
            "reporters",
            "reporting_units",
            "submitted_on",
            "issue_id",
            "reported_on",
        ),
        sections=(
            ("信息", ("number", "title", "topic", "submitted_on")),
            ("反映", ("reporters", "other_reporters", "reporting_units")),
            ("编报", ("issue_id", "reported_on", "programmes")),
            ("正文", ("text",)),
        ),
        search=("title", "number", "other_reporters"),
        extra=(
            RefList(
                title="反映人",
                name="reporters",
                target="member",
                rest="other_reporters",
                headings=("报送人", "信息作者", "撰稿人"),
            ),
            RefList(
                title="反映单位",
                name="reporting_units",
                target="unit",
                categories=unit.ORGANISERS,
                create_missing=True,
            ),
            PROGRAMMES,
        ),
        number_prefix="SQ-",
    )
)

ADOPTION = declare(
    RecordKind(
        name="adoption",
        sheet="采用",
        model=Adoption,
        key=("issue_id", "level", "manner"),
        naming="issue_id",
        dated="adopted_on",
        extra=(PROGRAMMES,),
        sort=("-adopted_on", "id"),
    )
)
