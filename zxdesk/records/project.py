"""共富项目: projects by which sectors help towns and villages."""

from datetime import date

from zxdesk.records import unit
from zxdesk.records.daytypes import Day
from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Code, Text, Whole
from zxdesk.records.kind import PROGRAMMES, Record, RecordKind, column, reference


class Project(Record, table=True):
    """A project of a sector."""

    number: str = column("编号", Code(), required=True)
    name: str = column("名称", required=True, headings=("项目名称",))
    sector_id: int | None = reference(
        "界别", "unit", categories=(unit.SECTOR,), create_missing=True
    )
    region: str | None = column("地区", headings=("乡镇", "乡镇街道"))
    type: str | None = column("类型", Text(suggest="共富项目类型"))
    start: date = column("开始日期", Day(), required=True, index=True)
    public: int | None = column("群众人次", Whole(), unit="人次", headings=("覆盖群众",))


PROJECT = declare(
    RecordKind(
        name="project",
        sheet="共富项目",
        model=Project,
        naming="name",
        dated="start",
        sections=(
            (
                "项目",
                (
                    "number",
                    "name",
                    "sector_id",
                    "region",
                    "type",
                    "start",
                    "public",
                    "programmes",
                ),
            ),
        ),
        search=("name", "number", "region"),
        extra=(PROGRAMMES,),
        number_prefix="GF-",
    )
)
