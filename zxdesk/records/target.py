"""指标任务 and 常用数字: what is to be reached, and figures that the office keeps an eye on."""

from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, LongText, Whole, Year
from zxdesk.records.kind import Record, RecordKind, column

YEARLY, HALF_YEARLY, QUARTERLY, MONTHLY = SPANS = ("年", "半年", "季", "月")
WHOLE = "全体"
EACH = (
    WHOLE,
    "界别",
    "专委会",
    "活动组",
    "履职党支部",
    "民主党派",
    "人民团体",
    "承办单位",
    "品牌",
    "阵地",
    "委员",
)


class Quota(Record, table=True):
    """A number to be reached in every span of time, by the committee or by each of a group."""

    name: str = column("名称", required=True, headings=("任务",))
    expression: str = column(
        "指标", required=True, help="指标代码加筛选，如 event.held 类型=会议 主办类别=界别"
    )
    each: str = column("对象", Choice(values=EACH), required=True, default=WHOLE)
    label: str | None = column(
        "归属", help="指标按哪个筛选项归到对象名下，如 主办单位；对象为全体时不填"
    )
    among: str | None = column("对象条件", help="只算哪些对象，如 类型=委员会客厅")
    target: int = column("每期至少", Whole(minimum=1), required=True, default=1)
    span: str = column("周期", Choice(values=SPANS), required=True, default=YEARLY)
    first_year: int | None = column("起始年度", Year())
    last_year: int | None = column("截止年度", Year())
    note: str | None = column("备注", LongText())


class SavedFigure(Record, table=True):
    """A figure expression under a name of the office's own; it stands on the home page."""

    __tablename__ = "saved_figure"

    name: str = column("名称", required=True)
    expression: str = column("指标", required=True, help="指标代码加筛选，如 event.held 类型=读书")
    period: str | None = column("期间", help="如 2026Q3；不填为本年")
    position: int = column("次序", Whole(), required=True, default=0)


QUOTA = declare(
    RecordKind(
        name="quota",
        sheet="指标任务",
        model=Quota,
        key=("name",),
        naming="name",
        list_columns=("name", "each", "target", "span", "expression"),
        sections=(
            ("任务", ("name", "expression")),
            ("对象", ("each", "label", "among")),
            ("要求", ("target", "span", "first_year", "last_year", "note")),
        ),
        search=("name", "expression"),
        in_workbook=False,
    )
)

SAVED_FIGURE = declare(
    RecordKind(
        name="saved_figure",
        sheet="常用数字",
        model=SavedFigure,
        key=("name",),
        naming="name",
        search=("name", "expression"),
        sort=("position", "name"),
        in_workbook=False,
    )
)
