"""The rows of a fictional county, sheet by sheet, as the import takes them."""

import random
from collections.abc import Callable
from datetime import date
from functools import partial

from zxdesk.demo.activities import Setting, activities
from zxdesk.demo.attendance import attendance_rows
from zxdesk.demo.brands import brand_rows
from zxdesk.demo.filing import Filing
from zxdesk.demo.findings import problem_rows, suggestion_rows
from zxdesk.demo.meetings import body_meetings, opening, session_rows
from zxdesk.demo.members import Roster, make_roster
from zxdesk.demo.model import Event, Row, Topic
from zxdesk.demo.opinions import adoption_rows, make_opinions
from zxdesk.demo.outputs import instruction_rows, make_products, speech_rows
from zxdesk.demo.proposals import make_proposals
from zxdesk.demo.publicity import (
    award_rows,
    document_rows,
    media_rows,
    project_problem_rows,
    project_rows,
)
from zxdesk.demo.sectors import SECTOR_NAMES
from zxdesk.demo.sessions import topic_events
from zxdesk.demo.settle import held, settle
from zxdesk.demo.timetable import arrange
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
    events = settle(chance("settle"), arrange(thought_of, roster), today=today)
    registers = {
        "单位": unit_rows(SECTOR_NAMES, opened=opening(year, 1)),
        "会次": session_rows(year),
        "品牌": brand_rows(),
        "委员": [member.row() for member in roster.members],
        "阵地": [venue.row() for venue in venues],
    }
    work = {
        "协商": [topic.row() for topic in topics],
        "活动": [event.row() for event in events],
    }
    past = held(events, today=today)
    proposals = make_proposals(chance("proposals"), roster, today=today)
    filed = {
        "提案": [filing.row() for filing in proposals],
        "办理": [part.row(filing.number) for filing in proposals for part in filing.handled],
        "反馈": [row for filing in proposals for row in filing.feedback_rows()],
    }
    came_of_it = _came_of_it(chance, roster, topics, past, proposals, today=today)
    return registers | filed | work | came_of_it


def _came_of_it(
    chance: Callable[[str], random.Random],
    roster: Roster,
    topics: tuple[Topic, ...],
    past: list[Event],
    proposals: list[Filing],
    *,
    today: date,
) -> dict[str, list[Row]]:
    """Give what came of the events, the topics and the proposals."""
    attendances = attendance_rows(chance("attendance"), roster, past)
    opinions = make_opinions(chance("opinions"), roster, proposals, today=today)
    products = make_products(chance("products"), topics, past, today=today)
    projects = project_rows(chance("projects"), today=today)
    problems = problem_rows(chance("problems"), past, today=today)
    return {
        "出席": attendances,
        "共富项目": projects,
        "意见建议": suggestion_rows(chance("suggestions"), roster, past, today=today),
        "问题": problems + project_problem_rows(chance("project problems"), projects, today=today),
        "社情民意": [report.row() for report in opinions],
        "采用": adoption_rows(chance("adoptions"), opinions, today=today),
        "成果": [product.row for product in products],
        "批示": instruction_rows(
            chance("instructions"), products, opinions, proposals, today=today
        ),
        "大会发言": speech_rows(chance("speeches"), roster, past),
        "媒体报道": media_rows(chance("media"), past, today=today),
        "文件": document_rows(chance("documents"), today=today),
        "荣誉": award_rows(chance("awards"), today=today),
    }
