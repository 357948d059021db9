"""Every rule has a case that breaks it and one that keeps it (see the cases beside this)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from zxdesk.records import KINDS
from zxdesk.rules.findings import (
    by_field,
    fields_read,
    findings,
    kinds_with_rules,
    paths_of,
    rules_of,
)
from zxdesk.rules.rule import Facts

TODAY = date(2026, 11, 22)
D = date


@dataclass(frozen=True)
class Case:
    """Values that break a rule, and what to change so that it is kept."""

    kind: str
    rule: str
    broken: Mapping[str, Any]
    mended: Mapping[str, Any]
    linked: Mapping[str, tuple[Mapping[str, Any], ...]] = field(default_factory=dict)
    mended_linked: Mapping[str, tuple[Mapping[str, Any], ...]] | None = None
    before: Mapping[str, Any] | None = None
    terms: Mapping[int, date] = field(default_factory=dict)


def unit(
    role: str = "主办", assigned: date | None = None, replied: date | None = None
) -> dict[str, Any]:
    return {"role": role, "assigned_on": assigned, "replied_on": replied}


def proposal(**values: Any) -> dict[str, Any]:
    fixed = dict.fromkeys(("assigned_on", "replied_on", "closed_on", "merged_into_id"))
    return {"id": 9, "conclusion": "立案", "subject": "增设车位", "first_signer_id": None} | (
        fixed | values
    )


def service(term: int = 5, start: str | None = None, end: str | None = None) -> dict[str, Any]:
    return {"id": 9, "term": term, "start": start, "end": end}


def event(**values: Any) -> dict[str, Any]:
    return {
        "id": 9,
        "name": "主席会议",
        "start": datetime(2026, 3, 5, 9),
        "state": "已举办",
    } | values


UNITS, MAIN = "<handling.proposal_id", "merged_into_id"
NUMBER, SIGNER = "=term+session+case_number", "first_signer_id <service.member_id"
OF, OF_UNITS, SIGNERS = (
    "proposal_id",
    "proposal_id <handling.proposal_id",
    ("proposal_id joint_signers"),
)
HELD, HELD_BELOW = "<event.topics", "<consultation.parent_id <event.topics"
ROLL, ON_ROLL = "<attendance.event_id", "<attendance.event_id member_id"
SERVICES = "member_id <service.member_id"
MINUTES = "=type+minutes_number"
REPORTS = "issue_id <opinion.issue_id"
EARLY, LATE = D(2026, 3, 5), D(2026, 4, 5)
GOOD_ID = "11010519491231002X"

CASES = [
    # Persons
    Case("member", "gender_unknown", {"gender": "xyz"}, {"gender": "女"}),
    Case("member", "birth_to_come", {"birth": "2030-01"}, {"birth": "1970-01"}),
    Case("member", "birth_long_ago", {"birth": "1870-01-01"}, {"birth": "1970-01-01"}),
    Case("member", "phone_impossible", {"phone": "abc"}, {"phone": "无"}),
    Case("member", "phone_unusual", {"phone": "1380013800"}, {"phone": "13800138000/88123456"}),
    Case("member", "id_number_impossible", {"id_number": "12345"}, {"id_number": "H12345678"}),
    Case(
        "member",
        "id_number_check",
        {"id_number": "110105194912310021"},
        {"id_number": GOOD_ID},
    ),
    Case("member", "id_number_day", {"id_number": "110105194913310021"}, {"id_number": GOOD_ID}),
    Case(
        "member",
        "birth_and_id",
        {"birth": "1950-12", "id_number": GOOD_ID},
        {"birth": "1949-12"},
    ),
    Case("member", "gender_and_id", {"gender": "男", "id_number": GOOD_ID}, {"gender": "女"}),
    Case("member", "under_age", {"birth": "2009-01"}, {"birth": "2008-12"}),
    Case("service", "end_first", {"start": "2024-03-05", "end": "2023-12"}, {"end": "2024-03"}),
    Case(
        "service",
        "overlapping",
        {"id": 1, "term": 5, "start": "2024-03"},
        {"term": 4},
        {SERVICES: (service(start="2022-01"),)},
    ),
    # Proposals
    Case(
        "proposal", "due_before_assigned", {"due_on": EARLY, "assigned_on": LATE}, {"due_on": LATE}
    ),
    Case(
        "proposal",
        "reply_before_assigned",
        {"replied_on": EARLY, "assigned_on": LATE},
        {"replied_on": LATE},
    ),
    Case(
        "proposal",
        "feedback_before_reply",
        {"feedback_on": EARLY, "assigned_on": EARLY},
        {"feedback_on": LATE},
        {UNITS: (unit(replied=LATE),)},
    ),
    Case(
        "proposal",
        "closed_before_reply",
        {"closed_on": EARLY, "replied_on": LATE, "assigned_on": EARLY},
        {"closed_on": LATE},
        {UNITS: ()},
    ),
    Case(
        "proposal",
        "closed_unanswered",
        {"closed_on": LATE, "conclusion": "立案"},
        {},
        {UNITS: (unit("会办", replied=EARLY),)},
        {UNITS: (unit("分办", replied=EARLY),)},
    ),
    Case(
        "proposal",
        "handled_without_filing",
        {"conclusion": "转社情民意", "assigned_on": EARLY},
        {"conclusion": "立案"},
    ),
    Case(
        "proposal",
        "main_without_merging",
        {"merged_into_id": 9, "conclusion": "立案"},
        {"conclusion": "并案"},
    ),
    Case(
        "proposal",
        "merged_into_itself",
        {"id": 7, "merged_into_id": 7, "conclusion": "并案"},
        {"merged_into_id": 9},
    ),
    Case(
        "proposal",
        "merged_into_merged",
        {"merged_into_id": 9, "conclusion": "并案"},
        {},
        {MAIN: (proposal(conclusion="并案"),)},
        {MAIN: (proposal(),)},
    ),
    Case(
        "proposal",
        "merged_into_closed",
        {"merged_into_id": 9, "conclusion": "并案", "submitted_on": EARLY},
        {},
        {MAIN: (proposal(closed_on=LATE),)},
        {MAIN: (proposal(),)},
        before={"merged_into_id": None},
    ),
    Case(
        "proposal",
        "case_number_taken",
        {"term": 5, "session": 3, "case_number": "12", "conclusion": "立案"},
        {"conclusion": "并案"},
        {NUMBER: (proposal(),)},
    ),
    Case(
        "proposal",
        "signs_twice",
        {"first_signer_id": 1, "joint_signers": (1, 2)},
        {"joint_signers": (2,)},
    ),
    Case("proposal", "unit_in_two_parts", {"leads": (1, 2), "joints": (2,)}, {"joints": (3,)}),
    Case(
        "proposal",
        "assigned_before_submitted",
        {"assigned_on": EARLY, "submitted_on": LATE},
        {"submitted_on": EARLY},
    ),
    Case(
        "proposal",
        "closed_before_feedback",
        {"closed_on": EARLY, "feedback_on": LATE},
        {"closed_on": LATE},
    ),
    Case(
        "proposal",
        "handled_unexamined",
        {"conclusion": "待审查", "assigned_on": EARLY},
        {"conclusion": "立案"},
    ),
    Case(
        "proposal",
        "reply_unassigned",
        {"replied_on": LATE},
        {},
        {UNITS: (unit(),)},
        {UNITS: (unit(assigned=EARLY),)},
    ),
    Case(
        "proposal",
        "feedback_unanswered",
        {"satisfaction": "满意"},
        {"replied_on": LATE, "assigned_on": EARLY},
        {UNITS: ()},
    ),
    Case("proposal", "nobody_proposed", {}, {"bodies": (3,)}),
    Case(
        "proposal",
        "other_nature",
        {"nature": "个人", "joint_signers": (2,)},
        {"nature": "联名"},
    ),
    Case("proposal", "not_filed_unexplained", {"conclusion": "不予立案"}, {"refusal": "涉密"}),
    Case("proposal", "merged_into_nothing", {"conclusion": "并案"}, {"merged_into_id": 9}),
    Case(
        "proposal",
        "merged_into_unfiled",
        {"merged_into_id": 9, "conclusion": "并案"},
        {},
        {MAIN: (proposal(conclusion="待审查"),)},
        {MAIN: (proposal(),)},
    ),
    Case("proposal", "case_number_words", {"case_number": "待编"}, {"case_number": "第12号"}),
    Case(
        "proposal",
        "signer_out_of_office",
        {"first_signer_id": 1, "submitted_on": LATE},
        {"submitted_on": EARLY},
        {SIGNER: (service(end="2026-03"),)},
    ),
    # Handling and feedback
    Case(
        "handling", "due_before_assigned", {"due_on": EARLY, "assigned_on": LATE}, {"due_on": LATE}
    ),
    Case(
        "handling",
        "reply_before_assigned",
        {"replied_on": EARLY, "assigned_on": LATE},
        {"replied_on": LATE},
    ),
    Case(
        "handling",
        "reply_before_proposal_assigned",
        {"replied_on": EARLY},
        {"replied_on": LATE},
        {OF: (proposal(assigned_on=LATE),)},
    ),
    Case(
        "handling", "extended_before_due", {"extended_to": EARLY, "due_on": LATE}, {"due_on": EARLY}
    ),
    Case(
        "handling",
        "received_before_assigned",
        {"received_on": EARLY, "assigned_on": LATE},
        {"received_on": LATE},
    ),
    Case(
        "handling",
        "extension_unexplained",
        {"extended_to": LATE},
        {"extension_reason": "需勘测"},
    ),
    Case(
        "handling",
        "reply_after_closing",
        {"replied_on": LATE},
        {"replied_on": EARLY},
        {OF: (proposal(closed_on=EARLY),)},
    ),
    Case(
        "feedback",
        "feedback_before_reply",
        {"given_on": EARLY},
        {"given_on": LATE},
        {OF: (proposal(),), OF_UNITS: (unit(replied=LATE),)},
    ),
    Case(
        "feedback",
        "feedback_unanswered",
        {"given_on": EARLY},
        {},
        {OF: (proposal(),), OF_UNITS: ()},
        {OF: (proposal(replied_on=EARLY),), OF_UNITS: ()},
    ),
    Case(
        "feedback",
        "not_a_proposer",
        {"member_id": 3},
        {"member_id": 2},
        {OF: (proposal(first_signer_id=1),), SIGNERS: ({"id": 2},)},
    ),
    # Consultations, events, attendance
    Case(
        "consultation",
        "done_without_session",
        {"stage": "归档"},
        {"stage": "调研"},
        {HELD: (event(state="计划"),), HELD_BELOW: ()},
    ),
    Case(
        "consultation",
        "not_done_with_session",
        {"stage": "未开展"},
        {"stage": "已完成"},
        {HELD: (), HELD_BELOW: (event(),)},
    ),
    Case("consultation", "other_year", {"year": 2026, "planned_month": "2025-03"}, {"year": 2025}),
    Case(
        "event",
        "end_first",
        {"start": datetime(2026, 3, 5, 14), "end": datetime(2026, 3, 5, 9, 30)},
        {"end": datetime(2026, 3, 5)},
    ),
    Case(
        "event",
        "minutes_number_taken",
        {"type": "主席会议", "minutes_number": "3", "start": datetime(2026, 5, 5)},
        {"start": datetime(2025, 5, 5)},
        {MINUTES: (event(),)},
    ),
    Case(
        "event",
        "issued_before_meeting",
        {"issued_on": D(2026, 3, 4), "start": datetime(2026, 3, 5, 9)},
        {"issued_on": D(2026, 3, 5)},
    ),
    Case(
        "event",
        "held_to_come",
        {"state": "已举办", "start": datetime(2026, 11, 23, 9)},
        {"start": datetime(2026, 11, 22, 23)},
    ),
    Case("event", "minutes_of_plan", {"state": "计划", "minutes": "会议听取"}, {"state": "已举办"}),
    Case(
        "event",
        "chair_away",
        {"chair": "王承泽"},
        {},
        {ROLL: ({"member_id": 1, "status": "请假"},), ON_ROLL: ({"id": 1, "name": "王承泽"},)},
        {ROLL: ({"member_id": 1, "status": "出席"},), ON_ROLL: ({"id": 1, "name": "王承泽"},)},
    ),
    Case(
        "event",
        "recorder_away",
        {"recorder": "王承泽"},
        {"recorder": "林晓芸"},
        {ROLL: ({"member_id": 1, "status": "缺席"},), ON_ROLL: ({"id": 1, "name": "王承泽"},)},
    ),
    Case(
        "event",
        "outside_venue",
        {"start": datetime(2026, 3, 5, 9)},
        {"start": datetime(2026, 5, 5, 9)},
        {"venues": ({"name": "溪口客厅", "start": "2026-04", "end": None},)},
    ),
    Case(
        "attendance",
        "out_of_office",
        {"status": "出席"},
        {"status": "请假"},
        {"event_id": (event(),), SERVICES: (service(term=5, start="2021-01"),)},
        terms={6: D(2026, 1, 8)},
    ),
    Case(
        "attendance",
        "came_to_come",
        {"status": "缺席"},
        {"status": "请假"},
        {"event_id": (event(start=datetime(2026, 12, 5, 9)),)},
    ),
    Case(
        "attendance",
        "came_to_nothing",
        {"status": "出席"},
        {"status": "请假"},
        {"event_id": (event(state="取消"),)},
    ),
    Case("attendance", "leads_away", {"capacity": "主持", "status": "请假"}, {"status": "出席"}),
    Case(
        "plenary_session",
        "closes_first",
        {"opens": D(2026, 2, 5), "closes": D(2026, 2, 4)},
        {"closes": D(2026, 2, 5)},
    ),
    Case(
        "plenary_session",
        "lasts_long",
        {"opens": D(2025, 2, 5), "closes": D(2026, 2, 8)},
        {"closes": D(2025, 2, 8)},
    ),
    # What came of the work
    Case(
        "suggestion",
        "raised_before_source",
        {"raised_on": D(2026, 3, 4), "source": ("event", 9)},
        {"raised_on": D(2026, 3, 5)},
        {"source": (event(),)},
    ),
    Case("problem", "solved_undated", {"state": "已解决"}, {"solved_on": LATE}),
    Case("problem", "dated_unsolved", {"state": "推动中", "solved_on": LATE}, {"state": "已解决"}),
    Case(
        "problem",
        "solved_before_source",
        {"solved_on": D(2026, 3, 4), "state": "已解决", "source": ("event", 9)},
        {"solved_on": LATE},
        {"source": (event(),)},
    ),
    Case(
        "opinion",
        "reported_before_submitted",
        {"reported_on": EARLY, "submitted_on": LATE},
        {"reported_on": LATE},
    ),
    Case("opinion", "nobody_reported", {}, {"reporters": (1,)}),
    Case(
        "adoption",
        "adopted_before_submitted",
        {"adopted_on": EARLY},
        {"adopted_on": LATE},
        {REPORTS: ({"submitted_on": LATE, "reported_on": None},)},
    ),
    Case(
        "adoption",
        "adopted_before_reported",
        {"adopted_on": EARLY},
        {"adopted_on": LATE},
        {REPORTS: ({"submitted_on": EARLY, "reported_on": LATE},)},
    ),
    Case(
        "product",
        "sent_before_source",
        {"sent_on": D(2026, 3, 4), "source": ("event", 9)},
        {"sent_on": LATE},
        {"source": (event(),)},
    ),
    Case(
        "instruction",
        "given_before_target",
        {"given_on": EARLY},
        {"given_on": LATE},
        {"target": ({"submitted_on": LATE},)},
    ),
    Case("unit", "end_first", {"start": "2024-03-05", "end": "2024-03-04"}, {"end": "2024-03-05"}),
    Case("venue", "end_first", {"start": "2024-03", "end": "2024-02"}, {"end": "2024-03-01"}),
    Case("venue", "target_unread", {"yearly_target": "多次"}, {"yearly_target": "4+X"}),
    Case("programme", "target_unread", {"yearly_target": "多次"}, {"yearly_target": "12"}),
    Case("unit", "phone_unusual", {"phone": "123"}, {"phone": "0575-83012345"}),
    Case("unit", "phone_impossible", {"phone": "abc"}, {"phone": "83012345"}),
]


def told(case: Case, *, mended: bool) -> list[str]:
    linked = case.linked
    if mended and case.mended_linked is not None:
        linked = case.mended_linked
    values = dict(case.broken) | (dict(case.mended) if mended else {})
    facts = Facts(today=TODAY, linked=linked, terms=case.terms, before=case.before)
    return [finding.rule for finding in findings(case.kind, values, facts)]


def called(case: Case) -> str:
    return f"{case.kind}-{case.rule}"


@pytest.mark.parametrize("case", CASES, ids=called)
def test_what_breaks_a_rule_is_found(case: Case) -> None:
    assert case.rule in told(case, mended=False)


@pytest.mark.parametrize("case", CASES, ids=called)
def test_what_keeps_a_rule_is_not(case: Case) -> None:
    assert case.rule not in told(case, mended=True)


def test_every_rule_asks_for_what_its_case_looks_up() -> None:
    needs = {(kind, rule.name): set(rule.needs) for kind in KINDS for rule in rules_of(kind)}
    silent = [case for case in CASES if not set(case.linked) & needs[case.kind, case.rule]]
    assert [called(case) for case in silent if case.linked] == []


def test_every_rule_has_its_case() -> None:
    ruled = {(kind, rule.name) for kind in KINDS for rule in rules_of(kind)}
    of_types = {
        (kind, f"{name}_{what}")
        for kind in KINDS
        for name in KINDS[kind].fields
        for what in ("long_ago", "to_come", "far_off")
    }
    assert ruled - of_types <= {(case.kind, case.rule) for case in CASES} <= ruled


@pytest.mark.parametrize("kind", kinds_with_rules())
def test_rules_read_fields_that_exist_and_say_what_to_do(kind: str) -> None:
    names = [rule.name for rule in rules_of(kind)]
    assert len(set(names)) == len(names)
    assert fields_read(kind) <= set(KINDS[kind].fields)
    for rule in rules_of(kind):
        assert "，" in rule.sentence
        assert not rule.sentence.endswith("。")
        assert set(rule.needs) <= set(paths_of(kind))


DATED = [
    (kind, rule.fields[0])
    for kind in kinds_with_rules()
    for rule in rules_of(kind)
    if rule.name.endswith("_long_ago")
]


@pytest.mark.parametrize(("kind", "name"), DATED)
def test_days_have_bounds(kind: str, name: str) -> None:
    def found(day: date) -> list[tuple[str, bool]]:
        type_ = KINDS[kind].fields[name].type
        all_found = findings(kind, {name: type_.parse(day.isoformat())}, Facts(today=TODAY))
        return [(one.rule, one.hard) for one in all_found if one.rule.startswith(f"{name}_")]

    type_ = KINDS[kind].fields[name].type
    done = {True: getattr(type_, "past", False), False: getattr(type_, "expected", False)}
    assert (f"{name}_long_ago", True) in found(D(1899, 12, 31))
    assert (f"{name}_long_ago", True) not in found(D(1900, 1, 1))
    assert not [rule for rule, _ in found(TODAY) if rule == f"{name}_to_come"]
    for is_hard, wanted in done.items():
        assert ((f"{name}_to_come", is_hard) in found(D(2026, 12, 1))) == wanted
    assert ((f"{name}_far_off", False) in found(D(2099, 1, 1))) == (not any(done.values()))


def test_what_was_answered_or_born_is_not_to_come() -> None:
    marked = {
        (kind, name)
        for kind, name in DATED
        if getattr(KINDS[kind].fields[name].type, "past", False)
    }
    assert marked == {
        ("member", "birth"),
        ("proposal", "replied_on"),
        ("proposal", "feedback_on"),
        ("proposal", "closed_on"),
        ("handling", "replied_on"),
        ("feedback", "given_on"),
    }


def test_what_was_not_looked_up_leaves_a_rule_silent() -> None:
    values = {"closed_on": LATE, "bodies": (1,)}
    assert findings("proposal", values, Facts(today=TODAY)) == []
    assert by_field(findings("proposal", values, Facts(today=TODAY, linked={UNITS: ()}))) == {
        "closed_on": "还没有任何单位答复，不能结案，请先登记答复"
    }


def test_a_finished_list_may_hold_what_was_merged_before_the_closing() -> None:
    values = {"merged_into_id": 9, "conclusion": "并案", "bodies": (1,), "submitted_on": EARLY}
    facts = Facts(today=TODAY, linked={MAIN: (proposal(closed_on=LATE),)})
    assert findings("proposal", values, facts) == []
    late = values | {"submitted_on": D(2026, 5, 5)}
    assert [one.rule for one in findings("proposal", late, facts)] == ["merged_into_closed"]
