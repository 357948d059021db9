"""Asks the rules before a record is written: what may be passed over, and what may not."""

from collections.abc import Collection
from datetime import date
from enum import Enum

from sqlmodel import Session

from zxdesk.queries.facts import findings_in
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.rules.findings import by_field, findings
from zxdesk.rules.rule import Facts, Finding


class Ask(Enum):
    """How much is asked when a record is written.

    Attributes:
        ALL: Every rule.
        OWN: What the record alone shows; an import asks the rest once all rows are there.
        FIRM: Only what cannot be stored otherwise: others' records are taken as they are.
    """

    ALL = "all"
    OWN = "own"
    FIRM = "firm"


def refusals(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    today: date,
    ask: Ask = Ask.ALL,
    record_id: int | None = None,
    before: Values | None = None,
) -> dict[str, str]:
    """Give why a record cannot be written with these values, by field.

    Args:
        before: The values as they stand: what was already wrong, and is not touched, may stay.
    """
    if ask is Ask.ALL:
        found = findings_in(
            session,
            kind,
            values,
            owner_id=owner_id,
            today=today,
            record_id=record_id,
            before=before,
        )
    else:
        found = findings(kind.name, values | {"id": record_id}, Facts(today=today, before=before))
    wrong = [one for one in found if one.hard and (ask is not Ask.FIRM or one.firm)]
    if before is not None:
        changed = {name for name, value in values.items() if before.get(name) != value}
        wrong = [one for one in wrong if touches(one, changed)]
    return by_field(wrong)


def doubts(
    session: Session,
    kind: RecordKind,
    values: Values,
    *,
    owner_id: int,
    today: date,
    record_id: int | None = None,
    changed: Collection[str] | None = None,
) -> dict[str, str]:
    """Give what is odd about a record with these values, by field; it may be saved all the same.

    Args:
        changed: Only what has to do with these fields; None for a new record.
    """
    found = findings_in(session, kind, values, owner_id=owner_id, today=today, record_id=record_id)
    return by_field(one for one in found if not one.hard and touches(one, changed))


def touches(finding: Finding, changed: Collection[str] | None) -> bool:
    """Tell whether a finding has to do with what was changed; None stands for everything."""
    return changed is None or not set(changed).isdisjoint(finding.fields)
