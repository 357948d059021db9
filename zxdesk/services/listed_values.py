"""A value of a list is renamed wherever it stands, or retired; none that is used is lost."""

from sqlmodel import Session

from zxdesk.queries.listed_values import fields_of
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.committee import LISTED_VALUE


def value_users(
    session: Session, kind: RecordKind, values: Values, *, owner_id: int
) -> dict[str, int]:
    """Count the records of each kind that hold a value; nothing where the record is none."""
    if kind is not LISTED_VALUE:
        return {}
    found: dict[str, int] = {}
    for field in fields_of(values["list_name"]):
        count = len(field.rows(session, values["value"], owner_id=owner_id))
        if count:
            found[field.kind.sheet] = found.get(field.kind.sheet, 0) + count
    return found


def rename_value(session: Session, before: Values, now: Values, *, owner_id: int) -> None:
    """Write a value anew in every record that holds it, in the step that renames it."""
    for field in fields_of(before["list_name"]):
        table, column = field.kind.table, field.name
        held = field.rows(session, before["value"], owner_id=owner_id)
        for record, values in held.items():
            renamed = (now["value"] if one == before["value"] else one for one in values)
            text = "、".join(dict.fromkeys(renamed))
            session.connection().execute(
                table.update().where(table.c.id == record).values({column: text})
            )
