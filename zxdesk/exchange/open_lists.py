"""Which values the open lists of a committee had before an import, to say which are new."""

from collections.abc import Iterator
from functools import cached_property

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.values import Values
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import OpenChoice


class OpenLists:
    """Knows the value lists as they were before the import."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def new_values(self, kind: RecordKind, owner: int, values: Values) -> Iterator[str]:
        """Say which values of a record its lists do not have yet."""
        for name, value in values.items():
            type_ = kind.fields[name].type
            grows = value and isinstance(type_, OpenChoice) and type_.suggest
            if grows and (owner, type_.suggest, value) not in self._listed:
                yield f"{type_.suggest} 新增取值“{value}”"

    @cached_property
    def _listed(self) -> set[tuple[int, str, str]]:
        table = KINDS["listed_value"].table
        query = sa.select(table.c.owner_id, table.c.list_name, table.c.value)
        rows = self._session.connection().execute(query)
        return {(row.owner_id, row.list_name, row.value) for row in rows}
