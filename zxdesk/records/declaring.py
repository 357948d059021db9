"""What follows from the declaration of a kind: its link tables, CHECKs and unique key, its columns.

Nothing of this is written a second time: the baseline of `store` is held to it by a test, and the
triggers of the change log are generated from the same tables.
"""

from dataclasses import replace

import sqlalchemy as sa
from sqlmodel import SQLModel

from zxdesk.records.attachment import attachment_table
from zxdesk.records.fieldtypes import Choice, LongText, Whole
from zxdesk.records.kind import (
    PROGRAMMES,
    Field,
    Lines,
    OneOf,
    RecordKind,
    Reference,
    RefList,
    Through,
)


def declare(kind: RecordKind) -> RecordKind:
    """Make all that the fields of a kind imply in the schema."""
    kind = _completed(
        replace(kind, extra=tuple(_with_table(kind.name, spec) for spec in kind.extra))
    )
    for spec in kind.fields.values():
        for name, test in _checks(kind.table, spec):
            kind.table.append_constraint(sa.CheckConstraint(test, name=f"{spec.name}_{name}"))
    kind.table.append_constraint(sa.UniqueConstraint("owner_id", *kind.key))
    attachment_table(kind.name)
    return kind


def _completed(kind: RecordKind) -> RecordKind:
    """Let columns, list, form and search follow from the fields where they are not said."""
    columns = kind.columns or tuple(spec.name for spec in kind.visible_fields())
    naming = kind.fields[kind.naming]
    numbered = ("number",) if "number" in columns else ()
    if numbered:
        order = tuple(f"-{name}" for name in (kind.dated, *numbered) if name)
    else:
        order = () if isinstance(naming, Reference) else (kind.naming,)
    words = dict.fromkeys((kind.naming, *numbered))
    return replace(
        kind,
        columns=columns,
        list_columns=kind.list_columns or tuple(n for n in columns if _listed(kind.fields[n])),
        sections=kind.sections or ((kind.sheet, columns),),
        search=kind.search or tuple(name for name in words if _is_text(kind.fields[name])),
        sort=kind.sort or order,
    )


def _is_text(spec: Field) -> bool:
    """Tell whether words can be looked for in a field: not in a number of what it points to."""
    return not isinstance(spec, (Reference, OneOf)) and isinstance(spec.type.sql_type(), sa.Text)


def _listed(spec: Field) -> bool:
    """Tell whether a list has room for a field: not for prose, lines and programmes."""
    prose = isinstance(spec.type, LongText) or isinstance(spec, Lines)
    return not (prose or spec.personal or spec.name == PROGRAMMES.name)


def _with_table(source: str, spec: Field) -> Field:
    match spec:
        case Through():
            parent = f"{source}_id"
            return replace(spec, parent=parent, table=_selection(source, parent, spec))
        case RefList():
            return replace(spec, table=_table_of_links(source, spec))
        case Lines():
            return replace(spec, table=_table_of_lines(source, spec))
    return spec


def _table_of_links(source: str, spec: RefList) -> sa.Table:
    return sa.Table(
        f"{source}_{spec.name}",
        SQLModel.metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        _record_of(source),
        sa.Column(
            "target_id",
            sa.ForeignKey(f"{spec.target}.id", ondelete="RESTRICT"),
            nullable=False,
            index=True,
        ),
        sa.Column("position", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("record_id", "target_id"),
    )


def _table_of_lines(source: str, spec: Lines) -> sa.Table:
    return sa.Table(
        f"{source}_{spec.name}",
        SQLModel.metadata,
        sa.Column("id", sa.Integer, primary_key=True),
        _record_of(source),
        sa.Column("position", sa.Integer, nullable=False),
        *(
            sa.Column(part, type_.sql_type(), nullable=number > 0)
            for number, (part, _, type_) in enumerate(spec.parts)
        ),
        sa.UniqueConstraint("record_id", "position"),
    )


def _record_of(source: str) -> sa.Column[int]:
    key = sa.ForeignKey(f"{source}.id", ondelete="CASCADE")
    return sa.Column("record_id", key, nullable=False)


def _selection(source: str, parent: str, spec: Through) -> sa.Subquery:
    rows = SQLModel.metadata.tables[spec.child].c
    column, value = spec.fixed
    return (
        sa.select(
            rows.id,
            rows[parent].label("record_id"),
            rows[spec.target_column].label("target_id"),
            rows.id.label("position"),
        )
        .where(rows[column] == value)
        .subquery(f"{source}_{spec.name}")
    )


def _checks(table: sa.Table, spec: Field) -> list[tuple[str, str]]:
    """Give name and condition of what the schema itself refuses in a field."""
    if isinstance(spec, OneOf):
        count = " + ".join(f"({column} IS NOT NULL)" for _, column in spec.options)
        return [("one", f"{count} = 1" if spec.required else f"{count} <= 1")]
    if spec.name in table.columns and isinstance(spec.type, Choice):
        listed = ", ".join(f"'{value}'" for value in spec.type.values)
        return [("listed", f"{spec.name} IN ({listed})")]
    if spec.name in table.columns and isinstance(spec.type, Whole):
        return [("least", f"{spec.name} >= {spec.type.minimum}")]
    return []
