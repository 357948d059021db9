"""报表, and what was closed and sent: reporting tables as data, frozen quarters, packages."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Field as SQLField
from sqlmodel import SQLModel

from zxdesk.records.declaring import declare
from zxdesk.records.fieldtypes import Choice, Code, Flag, LongText, Whole
from zxdesk.records.kind import Record, RecordKind, column, reference

FIGURES, SESSIONS, PROPOSALS = "指标", "协商活动", "提案分类"
OBJECTS = (
    FIGURES,
    SESSIONS,
    PROPOSALS,
    "承办单位",
    "反映单位",
    "委员",
    "界别、专委会、活动组",
    "阵地",
)


class ReportingTable(Record, table=True):
    """A table that is reported: rows of figures, or one row for each of some objects."""

    __tablename__ = "reporting_table"

    number: str = column("编号", Code(), required=True)
    title: str = column("标题", required=True)
    objects: str = column("按", Choice(values=OBJECTS), required=True, default=FIGURES)
    landscape: bool = column("横排", Flag(), required=True, default=False)
    position: int = column("次序", Whole(), required=True, default=0)
    note: str | None = column("说明", LongText())


class ReportingRow(Record, table=True):
    """A row of a table of figures; of the other tables, one column."""

    __tablename__ = "reporting_row"

    table_id: int = reference("报表", "reporting_table", required=True, ondelete="CASCADE")
    number: str = column("编号", Code(), required=True)
    position: int = column("次序", Whole(), required=True, default=0)
    group: str | None = column("类")
    label: str = column("名称", required=True)
    expression: str | None = column(
        "指标", help="指标代码加筛选，如 event.held 类型=读书；两个指标用 ÷ 隔开得出比例"
    )
    binding: str | None = column("归属", help="指标按哪个筛选项归到一行；没有指标时显示这一栏")
    note: str | None = column("备注")


class Closing(SQLModel, table=True):
    """A period whose figures were frozen.

    Attributes:
        step_no: The step after which changes are restatements.
        catalogue: By which version of the catalogue of indicators it was counted.
        reopened_at: None while it stands closed.
    """

    id: int | None = SQLField(default=None, primary_key=True)
    owner_id: int = SQLField(foreign_key="committee.id", index=True)
    table_number: str
    period: str
    first: date
    last: date
    step_no: int
    catalogue: int
    closed_at: datetime = SQLField(sa_type=sa.DateTime)
    closed_by: str
    reopened_at: datetime | None = SQLField(default=None, sa_type=sa.DateTime)
    reopened_by: str | None = None
    reason: str | None = None


class ClosedFigure(SQLModel, table=True):
    """One frozen number of a closing.

    Attributes:
        column: quarter, year_to_date, last_year, last_year_to_date.
        value: None for a share of nothing.
        record_ids: The records behind it as ranges: 1-5,9.
    """

    __tablename__ = "closed_figure"
    id: int | None = SQLField(default=None, primary_key=True)
    closing_id: int = SQLField(foreign_key="closing.id", index=True)
    row_number: str
    label: str
    expression: str
    column: str
    value: float | None
    record_kind: str = ""
    record_ids: str = ""


class Package(SQLModel, table=True):
    """A package that was sent or received.

    Attributes:
        committee_id: Whose figures it brings.
        number: n: 1 for the first of a period, one more for each correction.
        created: When it was written.
        handled_at: When it was sent, or last taken in.
        file: The name under which it is kept beside the ledger.
        manifest: What it says of itself, as JSON.
        removed_at: When a received one was taken back; None where it stands.
    """

    id: int | None = SQLField(default=None, primary_key=True)
    committee_id: int = SQLField(foreign_key="committee.id", index=True)
    received: bool
    period: str
    first: date
    last: date
    number: int
    created: datetime = SQLField(sa_type=sa.DateTime)
    handled_at: datetime = SQLField(sa_type=sa.DateTime)
    file: str
    sha256: str
    manifest: str
    removed_at: datetime | None = SQLField(default=None, sa_type=sa.DateTime)
    removed_by: str | None = None


REPORTING_TABLE = declare(
    RecordKind(
        name="reporting_table",
        sheet="报表",
        model=ReportingTable,
        naming="title",
        list_columns=("number", "title", "objects", "position"),
        search=("number", "title"),
        children=(("reporting_row", "table_id"),),
        sort=("position", "number"),
        in_workbook=False,
    )
)

REPORTING_ROW = declare(
    RecordKind(
        name="reporting_row",
        sheet="报表行",
        model=ReportingRow,
        key=("table_id", "number"),
        naming="label",
        list_columns=("table_id", "number", "group", "label", "expression"),
        sections=(
            ("报表行", ("table_id", "number", "position", "group", "label")),
            ("算法", ("expression", "binding", "note")),
        ),
        search=("label", "expression"),
        sort=("table_id", "position"),
        in_workbook=False,
    )
)
