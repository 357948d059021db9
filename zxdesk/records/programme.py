"""品牌: brands, series and campaigns, a tree that any record may belong to."""

from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import LongText
from zxdesk.records.kind import Record, RecordKind, column, reference


class Programme(Record, table=True):
    """A brand of work; committees rename theirs every year."""

    name: str = column("名称", required=True, headings=("品牌", "品牌名称"))
    parent_id: int | None = reference("上级品牌", "programme", create_missing=True)
    description: str | None = column("说明", LongText())
    yearly_target: str | None = column("每年指标", help="如 12 或 6+X")


PROGRAMME = declare(
    RecordKind(
        name="programme",
        sheet="品牌",
        model=Programme,
        key=("name",),
        naming="name",
        list_columns=("name", "parent_id", "yearly_target", "description"),
        sections=(("品牌", ("name", "parent_id", "yearly_target", "description")),),
        search=("name", "description"),
    )
)
