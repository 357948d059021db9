"""Which unit a name was said to mean in an earlier import."""

from sqlmodel import Session

from zxdesk.exchange.choices import UnitName
from zxdesk.services.ledger_memory import UNIT_NAMES, recalled


def remembered_units(session: Session) -> dict[UnitName, int]:
    """Give the units that names were said to mean."""
    found: dict[UnitName, int] = {}
    for entry in recalled(session, UNIT_NAMES):
        match entry:
            case [str(category), str(words), int(unit_id)]:
                found[category, words] = unit_id
    return found
