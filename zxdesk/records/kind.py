"""RecordKind: what a kind of record is called, which fields it has and where they stand.

A kind is declared once, beside its table. Label, help, unit, required and personal data stand on
the field; list, form, history, workbook, print, search and validation read them from here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field as SQLField
from sqlmodel import SQLModel

from zxdesk.records.attachment import attachments_of
from zxdesk.records.fieldtypes import FieldType, Text

# Constraints have names, so that a migration can call them by one.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
_INFO = "zxdesk"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a kind.

    Attributes:
        name: Its name in code and in the form.
        title: Its heading in workbooks and forms.
        label: Its name in filters and lists where that differs from the heading (来源 of 来源编号).
        personal: Personal data: masked on screen, left out of packages and logs.
        unit: 人次, 条, 元.
        headings: Other headings under which offices send it.
    """

    title: str
    name: str = ""
    label: str = ""
    type: FieldType = field(default_factory=Text)
    required: bool = False
    personal: bool = False
    unit: str = ""
    help: str = ""
    headings: tuple[str, ...] = ()

    @property
    def caption(self) -> str:
        """Give the word shown in lists and taken in filters."""
        return self.label or self.title


@dataclass(frozen=True, kw_only=True)
class Reference(Field):
    """A field that points to one record of `target`.

    Attributes:
        categories: For units, the 类别 that fit, the first fit wins; missing ones are created
            with the first.
        create_missing: A missing target is created (单位, 品牌, 会次) instead of rejecting the row.
    """

    target: str
    categories: tuple[str, ...] = ()
    create_missing: bool = False


@dataclass(frozen=True, kw_only=True)
class OneOf(Field):
    """A field that points to a record of one of several kinds; value: (kind, id).

    Attributes:
        options: Kind and the foreign key column for it; exactly one is set where required.
    """

    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class RefList(Reference):
    """An ordered field that points to several records; value: tuple of ids.

    Attributes:
        rest: The text field that keeps the names which fit no record: a reporter who is no member.
        table: The table of its links; it follows from the declaration (`declaring`).
    """

    rest: str = ""
    table: Any = None


@dataclass(frozen=True, kw_only=True)
class Through(RefList):
    """A RefList whose rows are records of their own: the handling units of a proposal.

    Attributes:
        table: A selection of those records, with the columns of a link table.
        child: The kind of those records; `parent` and `target_column` are its foreign keys.
        fixed: A column of theirs and the value that makes them belong to this field.
    """

    child: str
    target_column: str
    fixed: tuple[str, str]
    parent: str = ""


@dataclass(frozen=True, kw_only=True)
class Lines(Field):
    """A field of several lines, each of several parts; value: tuple of tuples.

    Attributes:
        parts: Column, title and type of each part, parted by ｜ in a cell; the first must be there.
        table: The table of its lines; it follows from the declaration (`declaring`).
    """

    parts: tuple[tuple[str, str, FieldType], ...]
    table: Any = None


def column(title: str, type_: FieldType | None = None, **spec: Any) -> Any:
    """Declare a plain column with its field."""
    type_ = type_ or Text()
    declared = Field(title=title, type=type_, **_split(spec))
    return _sql_field(type_.sql_type(), declared, **spec)


def reference(title: str, target: str, **spec: Any) -> Any:
    """Declare a foreign key column with its field."""
    declared = Reference(title=title, target=target, **_split(spec))
    key = sa.ForeignKey(f"{target}.id", ondelete=spec.pop("ondelete", "RESTRICT"))
    return _sql_field(sa.Integer(), declared, key, index=True, **spec)


_COLUMN_WORDS = ("default", "ondelete", "index")


def _split(spec: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in spec.items() if key not in _COLUMN_WORDS}


def _sql_field(type_: Any, declared: Field, *args: Any, **spec: Any) -> Any:
    default = spec.get("default")
    return SQLField(
        default=default,
        sa_column=sa.Column(
            type_,
            *args,
            nullable=not declared.required,
            index=spec.get("index", False),
            info={_INFO: declared},
        ),
    )


class Record(SQLModel):
    """Base of every table of a kind: its own id and the committee that owns the row."""

    id: int | None = SQLField(default=None, primary_key=True)
    owner_id: int = SQLField(default=None, foreign_key="committee.id", index=True, nullable=False)


# The programmes (品牌) that any record may belong to.
PROGRAMMES = RefList(
    title="品牌",
    name="programmes",
    target="programme",
    create_missing=True,
    headings=("系列", "专项"),
)


@dataclass(frozen=True, kw_only=True)
class Periods:
    """Rows of another kind that hold for a time and belong to this one: a member's services.

    Attributes:
        kind: The kind of those rows.
        column: Its foreign key to this kind.
        start: Its first day (partial date, None: since the beginning).
        end: Its last day (partial date, None: still in being).
    """

    kind: str
    column: str
    start: str = "start"
    end: str = "end"


@dataclass(frozen=True, kw_only=True)
class RecordKind:
    """All that lists, forms, workbooks, figures and paper need to know of a kind.

    What is left out follows from the fields (`declaring`).

    Attributes:
        name: English name, also the name of its table.
        sheet: Chinese name of the kind and of its sheet.
        naming: The field that names a record to people.
        dated: The field that says when it happened, for lists and for matching.
        key: Fields that identify a record within its owner.
        columns: Fields in the order of the workbook's columns.
        list_columns: Fields of the list, `service.sector` for a field of its periods.
        sections: Headings of the form and the fields below them.
        search: Fields in which typed text is looked for.
        sort: Order of the list, `-start` for the last first.
        extra: Fields that are not columns of the table.
        number_prefix: Prefix of numbers that the program assigns.
        children: Kinds whose rows are deleted with this one: (kind, foreign key).
        in_workbook: Whether it has a sheet of its own.
    """

    name: str
    sheet: str
    model: type[Record]
    naming: str
    dated: str = ""
    key: tuple[str, ...] = ("number",)
    columns: tuple[str, ...] = ()
    list_columns: tuple[str, ...] = ()
    sections: tuple[tuple[str, tuple[str, ...]], ...] = ()
    search: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    extra: tuple[Field, ...] = ()
    number_prefix: str = ""
    periods: Periods | None = None
    children: tuple[tuple[str, str], ...] = ()
    in_workbook: bool = True
    in_being: tuple[str, str] | None = None

    @cached_property
    def table(self) -> sa.Table:
        """The table."""
        return SQLModel.metadata.tables[self.name]

    @cached_property
    def attachments(self) -> sa.Table:
        """The table of the files that hang on its records."""
        return attachments_of(self.name)

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by name, in the order of declaration."""
        found = {
            column.name: replace(column.info[_INFO], name=column.name)
            for column in self.table.columns
            if _INFO in column.info
        }
        return found | {extra.name: extra for extra in self.extra}

    @property
    def named_by_key(self) -> bool:
        """Whether people name a record by its whole key: an issue by year and number, 2026/12."""
        return len(self.key) > 1 and self.naming == "number"

    @property
    def numbered_yearly(self) -> bool:
        """Whether the numbers that the program assigns bear a year: HD-2026-001."""
        return self.number_prefix.endswith("-")

    @cached_property
    def hidden_columns(self) -> frozenset[str]:
        """The foreign keys that stand behind a OneOf field."""
        return frozenset(c for f in self.extra if isinstance(f, OneOf) for _, c in f.options)

    def visible_fields(self) -> Iterator[Field]:
        """Give the fields that people see."""
        return (f for f in self.fields.values() if f.name not in self.hidden_columns)

    def by_caption(self, caption: str) -> Field | None:
        """Find a field by its heading, its label or its name in code."""
        for spec in self.visible_fields():
            if caption and caption in (spec.title, spec.label, spec.name):
                return spec
        return None
