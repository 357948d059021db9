"""The rows of a fictional county, sheet by sheet, as the import takes them."""

import random
from datetime import date
from functools import partial

from zxdesk.demo.activities import Setting, activities
from zxdesk.demo.attendance import attendance_rows
from zxdesk.demo.brands import brand_rows
from zxdesk.demo.findings import problem_rows, suggestion_rows
from zxdesk.demo.meetings import body_meetings, opening, session_rows
from zxdesk.demo.members import make_roster
from zxdesk.demo.model import Row
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.sessions import topic_events
from zxdesk.demo.settle import held, settle
from zxdesk.demo.topics import make_topics
from zxdesk.demo.units import unit_rows
from zxdesk.demo.venues import make_venues

COMMITTEE = "政协云溪县委员会"
REGION = "云溪县"


def _chance(seed: int, part: str) -> random.Random:
    """Give each part its own numbers, so that one may change without the others."""
    return random.Random(f"{seed}/{part}")


def county_rows(*, today: date, seed: int = 20) -> dict[str, list[Row]]:
    """Give all rows by sheet, in the order of a workbook: last year, this year and what is next.

    Another seed gives other people and other events.
    """
    chance = partial(_chance, seed)
    year = today.year
    roster = make_roster(chance("members"), today=today, opened=opening(year, 1))
    venues = make_venues(chance("venues"), roster, today=today)
    topics = make_topics(chance("topics"), today=today)
    setting = Setting(chance("activities"), roster, venues)
    thought_of = [
        *body_meetings(chance("meetings"), roster, year=year),
        *topic_events(chance("sessions"), roster, topics, venues, today=today),
        *activities(setting, years=(year - 1, year, year + 1)),
    ]
    events = settle(chance("settle"), thought_of, today=today)
    past = held(events, today=today)
    return {
        "单位": unit_rows(SECTOR_NAMES, opened=opening(year, 1)),
        "会次": session_rows(year),
        "品牌": brand_rows(),
        "委员": [member.row() for member in roster.members],
        "阵地": [venue.row() for venue in venues],
        "协商": [topic.row() for topic in topics],
        "活动": [event.row() for event in events],
        "出席": attendance_rows(chance("attendance"), past),
        "意见建议": suggestion_rows(chance("suggestions"), roster, past, today=today),
        "问题": problem_rows(chance("problems"), past, today=today),
    }
