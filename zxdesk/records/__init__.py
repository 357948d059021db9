"""What the office keeps: one module per kind, and the register of all kinds."""

from zxdesk.records.committee import LISTED_VALUE, Committee, Setting
from zxdesk.records.consultation import CONSULTATION
from zxdesk.records.event import ATTENDANCE, EVENT
from zxdesk.records.followup import PROBLEM, SUGGESTION
from zxdesk.records.kind import RecordKind
from zxdesk.records.member import MEMBER, SERVICE
from zxdesk.records.plenary import PLENARY_SESSION
from zxdesk.records.programme import PROGRAMME
from zxdesk.records.unit import UNIT
from zxdesk.records.venue import VENUE

__all__ = ["KINDS", "Committee", "RecordKind", "Setting", "kind_named", "workbook_kinds"]

# In the order in which they refer to one another: import and export follow it.
KINDS: dict[str, RecordKind] = {
    kind.name: kind
    for kind in (
        UNIT,
        PLENARY_SESSION,
        PROGRAMME,
        MEMBER,
        SERVICE,
        VENUE,
        CONSULTATION,
        EVENT,
        ATTENDANCE,
        SUGGESTION,
        PROBLEM,
        LISTED_VALUE,
    )
}


def kind_named(name: str) -> RecordKind | None:
    """Find a kind by its English name or by its sheet."""
    if name in KINDS:
        return KINDS[name]
    return next((kind for kind in KINDS.values() if kind.sheet == name), None)


def workbook_kinds() -> tuple[RecordKind, ...]:
    """Give the kinds that have a sheet of their own, in the order of the workbook."""
    return tuple(kind for kind in KINDS.values() if kind.in_workbook)
