"""媒体报道, 文件, 荣誉: what was published about the work, written down, and honoured."""

from datetime import date

from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, OpenChoice, Text, Whole
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, column

OUTLET_LEVELS = ("中央", "省级", "市级", "县级", "自有")
ACTIONS = ("制定", "修订")


class MediaReport(Record, table=True):
    """A report in the media, or an issue of the office's own programme."""

    __tablename__ = "media"

    number: str = column("编号", Code(), required=True)
    title: str = column("标题", required=True, headings=("题目",))
    outlet: str | None = column("媒体", Text(suggest="媒体"))
    level: str | None = column("级别", Choice(values=OUTLET_LEVELS))
    series: str | None = column("栏目", Text(suggest="栏目"))
    published_on: date = column("日期", Day(expected=True), required=True, index=True)


class Document(Record, table=True):
    """A rule that was made or revised, a publication."""

    number: str = column("编号", Code(), required=True)
    type: str = column("类型", OpenChoice(suggest="文件类型"), required=True)
    title: str = column("标题", required=True, headings=("题目", "名称"))
    action: str | None = column("方式", Choice(values=ACTIONS))
    issuer: str | None = column("发文单位")
    words: int | None = column("字数", Whole(), unit="字")
    issued_on: date = column("日期", Day(), required=True, index=True)


class Award(Record, table=True):
    """An honour."""

    number: str = column("编号", Code(), required=True)
    recipient: str = column("对象", required=True, headings=("获奖对象",))
    title: str = column("名称", required=True, headings=("荣誉名称",))
    grantor: str | None = column("授予单位")
    level: str | None = column("级别", Text(suggest="荣誉级别"))
    granted_on: date = column("日期", Day(expected=True), required=True, index=True)


MEDIA = declare(
    RecordKind(
        name="media",
        sheet="媒体报道",
        model=MediaReport,
        naming="title",
        dated="published_on",
        sections=(
            (
                "报道",
                ("number", "title", "outlet", "level", "series", "published_on", "programmes"),
            ),
        ),
        search=("title", "number", "outlet", "series"),
        extra=(PROGRAMMES,),
        number_prefix="MT-",
    )
)

DOCUMENT = declare(
    RecordKind(
        name="document",
        sheet="文件",
        model=Document,
        naming="title",
        dated="issued_on",
        list_columns=("number", "title", "type", "action", "issuer", "words", "issued_on"),
        search=("title", "number", "issuer"),
        extra=(PROGRAMMES,),
        number_prefix="WJ-",
    )
)

AWARD = declare(
    RecordKind(
        name="award",
        sheet="荣誉",
        model=Award,
        naming="title",
        dated="granted_on",
        list_columns=("number", "title", "recipient", "grantor", "level", "granted_on"),
        search=("title", "number", "recipient", "grantor"),
        extra=(PROGRAMMES,),
        number_prefix="RY-",
    )
)
