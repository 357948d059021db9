"""The committees whose rows a ledger holds, its settings and the office's value lists."""

from sqlmodel import Field as SQLField
from sqlmodel import SQLModel

from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Flag, Text, Whole
from zxdesk.records.kind import Record, RecordKind, column

LEVELS = ("县", "市", "省")


class Committee(SQLModel, table=True):
    """A committee: the ledger's own, and those whose packages were received."""

    id: int | None = SQLField(default=None, primary_key=True)
    name: str = SQLField(unique=True)
    level: str
    region: str = ""


class Setting(SQLModel, table=True):
    """One thing the ledger itself knows: whose it is, what it prints by default."""

    id: int | None = SQLField(default=None, primary_key=True)
    key: str = SQLField(unique=True)
    value: str


class ListedValue(Record, table=True):
    """One value of a list that the office edits."""

    __tablename__ = "listed_value"

    list_name: str = column("取值表", Text(), required=True)
    value: str = column("取值", Text(), required=True)
    position: int = column("次序", Whole(), required=True, default=0)
    retired: bool | None = column("停用", Flag(), help="停用的取值不再供人选择，用到它的记录照旧")


LISTED_VALUE = declare(
    RecordKind(
        name="listed_value",
        sheet="取值表",
        model=ListedValue,
        key=("list_name", "value"),
        naming="value",
        sections=(("取值", ("list_name", "value", "position", "retired")),),
        search=("list_name", "value"),
        sort=("list_name", "position"),
        in_workbook=False,
    )
)
