"""The life of a proposal: stages, what may follow, deadlines."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from zxdesk.records.proposal import CONCLUSIONS, FILED
from zxdesk.rules.deadlines import add_months
from zxdesk.rules.proposals import (
    ACTS,
    EXPLAINED,
    STAGES,
    Progress,
    Reply,
    Said,
    days_left,
    due_by,
    latest_due,
    may_follow,
    stage,
    standing,
    steps,
    urgency,
    whole_reply,
)

DAY = date(2026, 3, 5)
FRESH = Progress(conclusion="待审查", submitted_on=DAY)
LIFE = (
    ("待审查", FRESH),
    ("待交办", replace(FRESH, conclusion=FILED)),
    ("办理中", replace(FRESH, conclusion=FILED, assigned_on=DAY)),
    ("待反馈", replace(FRESH, conclusion=FILED, assigned_on=DAY, replied_on=DAY)),
    ("待结案", replace(FRESH, conclusion=FILED, replied_on=DAY, feedback_on=DAY)),
    ("重新办理", replace(FRESH, conclusion=FILED, replied_on=DAY, feedback_on=DAY, content=False)),
    ("已结案", replace(FRESH, conclusion=FILED, closed_on=DAY)),
)


@pytest.mark.parametrize(("name", "progress"), LIFE, ids=[name for name, _ in LIFE])
def test_the_facts_say_the_stage(name: str, progress: Progress) -> None:
    assert stage(progress) == name


@pytest.mark.parametrize("conclusion", [c for c in CONCLUSIONS if c not in (FILED, "待审查")])
def test_what_is_not_filed_goes_no_further(conclusion: str) -> None:
    progress = replace(FRESH, conclusion=conclusion, assigned_on=DAY)
    assert stage(progress) == conclusion
    assert [name for name, _, _ in steps(progress)] == ["提交", conclusion]
    expected = ["examine"] if conclusion == "退回" else []
    assert [act.key for act in may_follow(progress)] == expected


def test_each_stage_offers_what_may_follow() -> None:
    offered = {name: [act.key for act in may_follow(progress)] for name, progress in LIFE}
    assert offered == {
        "待审查": ["examine"],
        "待交办": ["assign"],
        "办理中": ["reply", "extend"],
        "待反馈": ["feedback"],
        "待结案": ["close", "feedback"],
        "重新办理": ["feedback"],
        "已结案": [],
    }


def test_every_stage_is_reached_and_every_act_is_possible() -> None:
    reached = {name for name, _ in LIFE}
    assert set(STAGES) | {"待审查"} == reached
    assert {act.key for _, p in LIFE for act in may_follow(p)} == set(ACTS)
    assert set(EXPLAINED) < set(CONCLUSIONS)


def test_the_steps_tell_what_was_done_and_when() -> None:
    told = steps(LIFE[3][1])
    assert told == [
        ("提交", DAY, True),
        ("立案", None, True),
        ("交办", DAY, True),
        ("答复", DAY, True),
        ("反馈", None, False),
        ("结案", None, False),
    ]
    assert steps(FRESH)[1] == ("审查", None, False)


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 6, 15), 6, date(2026, 12, 15)),
    ],
)
def test_months_end_on_their_last_day(day: date, months: int, then: date) -> None:
    assert add_months(day, months) == then


def test_units_have_three_months_and_joint_units_one() -> None:
    assert due_by(DAY) == due_by(DAY, "分办") == date(2026, 6, 5)
    assert due_by(DAY, "会办") == date(2026, 4, 5)
    assert latest_due(DAY) == date(2026, 9, 5)


@pytest.mark.parametrize(
    ("left", "word"), [(-1, "逾期"), (0, "临期"), (14, "临期"), (15, ""), (None, "")]
)
def test_a_deadline_says_how_urgent_it_is(left: int | None, word: str) -> None:
    assert urgency(left) == word


def test_nothing_is_due_once_it_is_replied() -> None:
    assert days_left(DAY, None, DAY - timedelta(days=3)) == 3
    assert days_left(DAY, None, DAY + timedelta(days=4)) == -4
    assert days_left(DAY, DAY, DAY) is None
    assert days_left(None, None, DAY) is None


def test_a_proposal_is_replied_to_when_the_last_unit_has_replied() -> None:
    lead = Reply(role="主办", replied_on=DAY, reply_number="1 号", grade="A")
    late = Reply(role="分办", replied_on=DAY + timedelta(days=2), grade="B")
    still_open = Reply(role="分办", replied_on=None)
    joint = Reply(role="会办", replied_on=None)
    assert whole_reply([late, lead, joint]) == replace(lead, replied_on=late.replied_on)
    assert whole_reply([lead, still_open]) is None
    assert whole_reply([joint]) is None
    assert whole_reply([late]) == late


def test_the_first_signers_last_word_stands() -> None:
    first = Said(member_id=1, given_on=DAY, attitude=None, satisfaction="不满意")
    later = replace(first, given_on=DAY + timedelta(days=30), satisfaction="满意")
    other = replace(first, member_id=2, given_on=DAY + timedelta(days=40))
    assert standing([later, first, other], 1) == later
    assert standing([later, other], None) == other
    assert standing([], 1) is None
