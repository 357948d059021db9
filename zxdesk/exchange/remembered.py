"""What an import leaves behind for the next one: which unit a name means, how sheets are read."""

from sqlmodel import Session

from zxdesk.exchange.choices import UnitName
from zxdesk.exchange.incoming import Answers
from zxdesk.exchange.remembered_units import remembered_units
from zxdesk.exchange.understanding.recalling import learned
from zxdesk.services.ledger_memory import SHEETS, UNIT_NAMES, recalled
from zxdesk.services.ledger_memory import remember as keep


def remember(session: Session, answers: Answers) -> None:
    """Remember what somebody said while he imported."""
    known: dict[UnitName, int | None] = {**remembered_units(session), **answers.choices.units}
    entries = [[*name, unit_id] for name, unit_id in sorted(known.items()) if unit_id is not None]
    keep(session, UNIT_NAMES, entries)
    if answers.saved and answers.saved.remembered:
        keep(session, SHEETS, learned(recalled(session, SHEETS), answers.saved.remembered))
