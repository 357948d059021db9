"""The order of lists: as the office chose it, by strokes or by pinyin, numbers by their size."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.records import KINDS, RecordKind, Setting
from zxdesk.records.fieldtypes import Name, Names
from zxdesk.records.kind import Reference
from zxdesk.rules.sorting import ORDERS, STROKES
from zxdesk.store.functions import word_order

NAME_ORDER = "name_order"
_SETTING = sa.inspect(Setting).local_table
_CHOSEN = sa.func.coalesce(
    sa.select(_SETTING.c.value).where(_SETTING.c.key == NAME_ORDER).scalar_subquery(), STROKES
)


def chosen_order(session: Session) -> str:
    """Give the order that the office chose."""
    found = session.connection().scalar(sa.select(_CHOSEN))
    return found if found in ORDERS else STROKES


def in_order(column: sa.ColumnElement[Any], *, name: bool = False) -> sa.ColumnElement[Any]:
    """Give the SQL by which a column is sorted; what is no text stays as it is."""
    if not isinstance(column.type, sa.Text):
        return column
    return word_order(column, _CHOSEN, sa.literal(int(name)))


def field_order(kind: RecordKind, name: str, table: Any = None) -> sa.ColumnElement[Any]:
    """Give the SQL by which a field that points nowhere is sorted."""
    column = (kind.table if table is None else table).c[name]
    return in_order(column, name=isinstance(kind.fields[name].type, (Name, Names)))


def naming_order(kind_name: str, table: Any) -> sa.ColumnElement[Any]:
    """Give the SQL by which what names records of a kind is sorted."""
    kind = KINDS[kind_name]
    if isinstance(kind.fields[kind.naming], Reference):
        return sa.cast(table.c[kind.naming], sa.Integer)
    return field_order(kind, kind.naming, table)
