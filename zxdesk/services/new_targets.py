"""What is made because a record names it: a unit, a programme, an issue that is missing."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from zxdesk.queries.key_words import key_values
from zxdesk.queries.values import Values, find
from zxdesk.records import KINDS
from zxdesk.records.fieldtypes import Value
from zxdesk.services import records


@dataclass(frozen=True)
class NewTarget:
    """A unit or a programme that is named where it is not yet kept, and made on saving."""

    kind: str
    name: str
    categories: tuple[str, ...] = ()

    def make(self, session: Session, *, owner_id: int, today: date) -> int:
        """Give the record's id; it may be there by now."""
        kind = KINDS[self.kind]
        found = find(session, kind, self.name, owner_id=owner_id, categories=self.categories)
        if found:
            return found[0]
        values = key_values(kind, self.name) or {kind.naming: self.name}
        if self.categories:
            values["category"] = self.categories[0]
        return records.create(session, kind, values, owner_id=owner_id, today=today)


def with_targets(session: Session, values: Values, *, owner_id: int, today: date) -> Values:
    """Make what the values name and is missing; give the values with ids."""

    def one(value: Value) -> Value:
        if isinstance(value, NewTarget):
            return value.make(session, owner_id=owner_id, today=today)
        return value

    return {
        name: tuple(dict.fromkeys(map(one, value)))
        if isinstance(value, tuple) and any(isinstance(v, NewTarget) for v in value)
        else one(value)
        for name, value in values.items()
    }
