"""共富项目: projects by which sectors help towns and villages."""

from datetime import date

from zxdesk.records import unit
from zxdesk.records.fieldtypes import Code, Day, Text, Whole
from zxdesk.records.kind import Record, RecordKind, column, declare, programme_tags, reference


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
        columns=("number", "name", "sector_id", "region", "type", "start", "public", "programmes"),
        key=("number",),
        naming="name",
        dated="start",
        list_columns=("number", "name", "sector_id", "region", "type", "start", "public"),
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
        extra=(programme_tags("project"),),
        number_prefix="GF-",
        sort=("-start", "-number"),
    )
)
