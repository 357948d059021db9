"""What the office keeps: one module per kind, and the register of all kinds."""

from zxdesk.records.committee import LISTED_VALUE, Committee, Setting
from zxdesk.records.consultation import CONSULTATION
from zxdesk.records.event import ATTENDANCE, EVENT
from zxdesk.records.followup import PROBLEM, SUGGESTION
from zxdesk.records.kind import RecordKind
from zxdesk.records.member import MEMBER, SERVICE
from zxdesk.records.opinion import ADOPTION, ISSUE, OPINION
from zxdesk.records.output import INSTRUCTION, PRODUCT, SPEECH
from zxdesk.records.plenary import PLENARY_SESSION
from zxdesk.records.programme import PROGRAMME
from zxdesk.records.project import PROJECT
from zxdesk.records.proposal import FEEDBACK, HANDLING, PROPOSAL
from zxdesk.records.publicity import AWARD, DOCUMENT, MEDIA
from zxdesk.records.rating import RATING, RATING_SCHEME
from zxdesk.records.reporting import (
    REPORTING_ROW,
    REPORTING_TABLE,
    ClosedFigure,
    Closing,
    Package,
)
from zxdesk.records.target import QUOTA, SAVED_FIGURE
from zxdesk.records.unit import UNIT
from zxdesk.records.venue import VENUE

__all__ = [
    "KINDS",
    "ClosedFigure",
    "Closing",
    "Committee",
    "Package",
    "RecordKind",
    "Setting",
    "kind_named",
    "kind_of_sheet",
    "workbook_kinds",
]

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
        PROPOSAL,
        HANDLING,
        FEEDBACK,
        CONSULTATION,
        EVENT,
        ATTENDANCE,
        PROJECT,
        SUGGESTION,
        PROBLEM,
        ISSUE,
        OPINION,
        ADOPTION,
        PRODUCT,
        INSTRUCTION,
        SPEECH,
        MEDIA,
        DOCUMENT,
        AWARD,
        QUOTA,
        SAVED_FIGURE,
        RATING_SCHEME,
        RATING,
        REPORTING_TABLE,
        REPORTING_ROW,
        LISTED_VALUE,
    )
}


def kind_named(name: str) -> RecordKind | None:
    """Find a kind by its English name or by its sheet."""
    if name in KINDS:
        return KINDS[name]
    return next((kind for kind in KINDS.values() if kind.sheet == name), None)


def kind_of_sheet(name: object) -> RecordKind | None:
    """Find the kind whose sheet of the workbook bears this name."""
    return next((kind for kind in workbook_kinds() if kind.sheet == name), None)


def workbook_kinds() -> tuple[RecordKind, ...]:
    """Give the kinds that have a sheet of their own, in the order of the workbook."""
    return tuple(kind for kind in KINDS.values() if kind.in_workbook)
