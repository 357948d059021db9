"""星级方案 and 星级评定: how venues are rated, and what each got in which year."""

from datetime import date

from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import LongText, Stars, Text, Whole, Year
from zxdesk.records.kind import Lines, Record, RecordKind, column, reference


class RatingScheme(Record, table=True):
    """A scheme of points and of the least total for each number of stars."""

    __tablename__ = "rating_scheme"

    name: str = column("名称", required=True)
    note: str | None = column("说明", LongText())


class Rating(Record, table=True):
    """What one venue got in one year."""

    venue_id: int = reference("阵地", "venue", required=True)
    year: int = column("年度", Year(), required=True)
    scheme_id: int | None = reference("方案", "rating_scheme")
    total: int | None = column("总分", Whole(), unit="分")
    stars: int | None = column("星级", Stars())
    rated_by: str | None = column("评定单位")
    rated_on: date | None = column("评定日期", Day())
    note: str | None = column("备注", LongText())


RATING_SCHEME = declare(
    RecordKind(
        name="rating_scheme",
        sheet="星级方案",
        model=RatingScheme,
        columns=("name", "items", "thresholds", "note"),
        key=("name",),
        naming="name",
        list_columns=("name", "items", "thresholds", "note"),
        sections=(("方案", ("name", "items", "thresholds", "note")),),
        extra=(
            Lines(
                title="评分项目",
                name="items",
                help="一行一项：项目｜满分｜指标｜每件得分；填了指标的按该阵地当年的数字算分",
                parts=(
                    ("title", "项目", Text()),
                    ("maximum", "满分", Whole()),
                    ("expression", "指标", Text()),
                    ("each", "每件得分", Whole()),
                ),
            ),
            Lines(
                title="星级标准",
                name="thresholds",
                help="一行一级：星级｜最低总分",
                parts=(("stars", "星级", Stars()), ("least", "最低总分", Whole())),
            ),
        ),
        in_workbook=False,
    )
)

RATING = declare(
    RecordKind(
        name="rating",
        sheet="星级评定",
        model=Rating,
        columns=(
            "venue_id",
            "year",
            "scheme_id",
            "points",
            "total",
            "stars",
            "rated_by",
            "rated_on",
            "note",
        ),
        key=("venue_id", "year"),
        naming="venue_id",
        dated="rated_on",
        list_columns=("venue_id", "year", "total", "stars", "rated_by", "rated_on"),
        sections=(
            ("评定", ("venue_id", "year", "scheme_id", "points", "total", "stars")),
            ("依据", ("rated_by", "rated_on", "note")),
        ),
        search=("rated_by", "note"),
        extra=(
            Lines(
                title="得分",
                name="points",
                help="一行一项：项目｜得分｜依据",
                parts=(
                    ("title", "项目", Text()),
                    ("points", "得分", Whole()),
                    ("evidence", "依据", Text()),
                ),
            ),
        ),
        sort=("-year", "id"),
        in_workbook=False,
    )
)
