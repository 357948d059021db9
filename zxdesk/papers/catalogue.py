"""The papers of the office, in the order in which the window and the command line list them."""

from typing import Any

from zxdesk.papers.attendance import ATTENDANCE_TABLE
from zxdesk.papers.consultation_minutes import CONSULTATION_MINUTES
from zxdesk.papers.handover import HANDOVER
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.labels import LABELS
from zxdesk.papers.member_sheet import MEMBER_SHEET
from zxdesk.papers.minutes import MINUTES
from zxdesk.papers.name_cards import NAME_CARDS
from zxdesk.papers.opinion_issue import OPINION_ISSUE
from zxdesk.papers.plan import PLAN
from zxdesk.papers.product_cover import REPORT_COVER, SUGGESTION_COVER
from zxdesk.papers.proposal import PROPOSAL_SHEET
from zxdesk.papers.proposal_register import PROPOSAL_REGISTER
from zxdesk.papers.proposal_volume import PROPOSAL_VOLUME
from zxdesk.papers.record_list import RECORD_LIST
from zxdesk.papers.reminder import REMINDER
from zxdesk.papers.roster import ROSTER
from zxdesk.papers.sign_in import SIGN_IN
from zxdesk.papers.statistics_table import STATISTICS_TABLE
from zxdesk.papers.venue_register import VENUE_REGISTER

LISTED: tuple[PaperKind[Any], ...] = (
    MINUTES,
    CONSULTATION_MINUTES,
    SUGGESTION_COVER,
    REPORT_COVER,
    SIGN_IN,
    ATTENDANCE_TABLE,
    NAME_CARDS,
    LABELS,
    PROPOSAL_SHEET,
    PROPOSAL_VOLUME,
    HANDOVER,
    PROPOSAL_REGISTER,
    REMINDER,
    OPINION_ISSUE,
    ROSTER,
    MEMBER_SHEET,
    VENUE_REGISTER,
    STATISTICS_TABLE,
    PLAN,
    RECORD_LIST,
)

PAPERS: dict[str, PaperKind[Any]] = {paper.name: paper for paper in LISTED}
