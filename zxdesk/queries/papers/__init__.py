"""Collects from the ledger what stands on each paper."""

from zxdesk.queries.papers.common import rank
from zxdesk.queries.papers.meetings import (
    attendance_content,
    minutes_content,
    sign_in_content,
    table_cards,
)
from zxdesk.queries.papers.members import (
    BY_SECTOR,
    BY_STROKES,
    ROSTER_COLUMNS,
    ROSTER_ORDERS,
    labels_content,
    member_cards,
    member_sheet_content,
    roster_content,
)
from zxdesk.queries.papers.official import consultation_minutes_content, cover_content
from zxdesk.queries.papers.opinions import opinion_issue_content
from zxdesk.queries.papers.proposals import (
    handover_content,
    proposal_content,
    proposal_register_content,
    proposals_in,
    reminder_content,
    units_to_remind,
    volume_content,
)
from zxdesk.queries.papers.registers import list_content, plan_content, venue_register_content

__all__ = [
    "BY_SECTOR",
    "BY_STROKES",
    "ROSTER_COLUMNS",
    "ROSTER_ORDERS",
    "attendance_content",
    "consultation_minutes_content",
    "cover_content",
    "handover_content",
    "labels_content",
    "list_content",
    "member_cards",
    "member_sheet_content",
    "minutes_content",
    "opinion_issue_content",
    "plan_content",
    "proposal_content",
    "proposal_register_content",
    "proposals_in",
    "rank",
    "reminder_content",
    "roster_content",
    "sign_in_content",
    "table_cards",
    "units_to_remind",
    "venue_register_content",
    "volume_content",
]
