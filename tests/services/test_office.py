"""What an office decides holds from then on, is a step of the history, and can be undone."""

from datetime import date, datetime

import pytest

from tests.ledgers import Office
from zxdesk.queries import todo
from zxdesk.queries.office import deadlines, shipped_days, work_calendar
from zxdesk.rules.deadlines import OFF, ON
from zxdesk.rules.office import office_settings
from zxdesk.rules.proposals import due_by
from zxdesk.services.numbering import next_case_number, next_minutes_number, next_serial
from zxdesk.services.office import (
    InvalidSettings,
    decide,
    name_committee,
    set_calendar,
    settings_of,
)
from zxdesk.services.proposals import assign_proposal, examine_proposal
from zxdesk.services.records import InvalidRecord
from zxdesk.store import history


def filed(office: Office, serial: str = "1") -> int:
    new = office.add("proposal", serial=serial, subject=f"提案{serial}")
    with office.ledger.write("立案") as session:
        examine_proposal(session, new, conclusion="立案")
    return new


def test_every_setting_reads_its_own_usual() -> None:
    for setting in office_settings().values():
        assert not setting.usual or setting.read(setting.usual) == setting.usual
    captions = [setting.caption for setting in office_settings().values()]
    assert len(captions) == len(set(captions))


def test_a_deadline_in_working_days_is_given_when_a_proposal_is_handed_over(
    office: Office,
) -> None:
    unit = office.add("unit", name="县住建局", category="承办单位")
    decide(office.ledger, {"deadline.reply": "三个工作日"})
    new = filed(office)
    with office.ledger.write("交办") as session:
        assign_proposal(session, new, leads=[unit], assigned_on=date(2026, 9, 29))
    values = office.values("proposal", new)
    assert values is not None
    assert values["due_on"] == date(2026, 10, 9)


def test_a_closing_day_bounds_what_the_window_and_services_offer(office: Office) -> None:
    decide(office.ledger, {"deadline.closing": "九月底"})
    assert settings_of(office.ledger) == {"deadline.closing": "9月底"}
    with office.ledger.read() as session:
        assert due_by(date(2026, 8, 3), decided=deadlines(session)) == date(2026, 9, 30)
        assert due_by(date(2026, 8, 3), "会办", decided=deadlines(session)) == date(2026, 9, 3)


def test_the_last_day_of_an_extension_is_the_offices_own(office: Office) -> None:
    unit = office.add("unit", name="县住建局", category="承办单位")
    decide(office.ledger, {"deadline.most": "10天"})
    new = filed(office)
    due = {"assigned_on": date(2026, 9, 1), "due_on": date(2026, 9, 12)}
    with office.ledger.write("交办") as session, pytest.raises(InvalidRecord) as no:
        assign_proposal(session, new, leads=[unit], **due)
    assert no.value.errors == {"due_on": "最迟到 2026-09-11"}


def test_how_long_before_a_reply_is_due_soon_decides_what_is_to_be_done(office: Office) -> None:
    today = office.ledger.today
    unit = office.add("unit", name="县住建局", category="承办单位")
    new = filed(office)
    with office.ledger.write("交办") as session:
        due = date.fromordinal(today.toordinal() + 10)
        assign_proposal(session, new, leads=[unit], assigned_on=today, due_on=due)
    assert [one.tag for one in todo.items(office.ledger)] == ["10 天"]
    decide(office.ledger, {"deadline.soon": "5天"})
    assert todo.items(office.ledger) == []


def test_numbers_run_as_the_office_decided(office: Office) -> None:
    office.add("event", name="会", number="HD-2026-9", start=datetime(2026, 3, 5))
    decide(
        office.ledger,
        {
            "number.event.number": "会{年}第01号",
            "number.proposal.case_number": "{届}{次}{年}-001",
            "number.proposal.serial": "0001",
            "number.event.minutes_number": "〔{年}〕1号",
        },
    )
    first, second = (office.add("event", name="会", start=datetime(2026, 3, 5)) for _ in "ab")
    values = [office.values("event", one) for one in (first, second)]
    assert [one and one["number"] for one in values] == ["会2026第01号", "会2026第02号"]
    office.delete("event", second)
    third = office.values("event", office.add("event", name="会", start=datetime(2026, 3, 5)))
    assert third is not None
    assert third["number"] == "会2026第03号"
    new = office.add("proposal", serial="7", subject="甲")
    proposal = office.values("proposal", new)
    assert proposal is not None
    at = f"{proposal['term']}{proposal['session']}{proposal['submitted_on'].year}"
    assert office.ask(next_case_number, new) == f"{at}-001"
    place = (proposal["term"], proposal["session"])
    assert office.ask(next_serial, *place, owner_id=office.ledger.own_id) == "0008"
    meeting = {"type": "主席会议", "start": datetime(2026, 5, 5)}
    own = office.ledger.own_id
    assert office.ask(next_minutes_number, meeting, owner_id=own) == "〔2026〕1号"


def test_a_decision_is_a_step_that_is_undone(office: Office) -> None:
    changes = decide(office.ledger, {"deadline.reply": "60天", "deadline.joint": "1个月"})
    assert changes.label == "答复期限改为60天"
    history.undo(office.ledger)
    assert settings_of(office.ledger) == {}
    assert not decide(office.ledger, {"deadline.reply": ""})


def test_the_usual_comes_back(office: Office) -> None:
    decide(office.ledger, {"deadline.reply": "60天"})
    decide(office.ledger, {"deadline.reply": " "})
    day = date(2026, 3, 5)
    with office.ledger.read() as session:
        assert due_by(day, decided=deadlines(session)) == due_by(day)


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(office: Office) -> None:
    with pytest.raises(InvalidSettings) as refused:
        decide(office.ledger, {"deadline.reply": "很久", "deadline.joint": "20天"})
    assert list(refused.value.errors) == ["deadline.reply"]
    assert settings_of(office.ledger) == {}


def test_the_years_of_the_state_councils_notices_are_known() -> None:
    days = shipped_days()
    assert {day.year for day in days} >= {2024, 2025, 2026}
    assert days[date(2026, 2, 14)] == ON
    assert days[date(2026, 2, 15)] == OFF
    # Whoever has a day off on a weekday either had it by law or works a weekend for it.
    for year, by_law in ((2024, 11), (2025, 13), (2026, 13)):
        mine = {day: said for day, said in days.items() if day.year == year}
        off = sum(day.weekday() < 5 for day, said in mine.items() if said == OFF)
        assert off - list(mine.values()).count(ON) <= by_law


def test_a_year_is_replaced_whole_and_given_back(office: Office) -> None:
    day = date(2026, 12, 25)
    set_calendar(office.ledger, {day: OFF}, years=[2026])
    with office.ledger.read() as session:
        worked = work_calendar(session)
    assert [d for d in worked.days if d.year == 2026] == [day]
    assert worked.knows(2025)
    set_calendar(office.ledger, shipped_days(), years=[2026])
    with office.ledger.read() as session:
        assert work_calendar(session).days == dict(shipped_days())
    history.undo(office.ledger)
    with office.ledger.read() as session:
        assert not work_calendar(session).is_workday(day)


def test_the_committee_is_called_otherwise_and_back(office: Office) -> None:
    before = office.ledger.own.name
    name_committee(office.ledger, name="政协新云溪区委员会", level="市", region="新云溪区")
    assert (office.ledger.own.name, office.ledger.own.level) == ("政协新云溪区委员会", "市")
    history.undo(office.ledger)
    assert office.ledger.own.name == before


@pytest.mark.parametrize(
    ("name", "level", "field"),
    [("", "县", "name"), ("a/b", "县", "name"), ("政协甲县委员会", "乡", "level")],
)
def test_a_name_that_no_committee_can_have_is_refused(
    office: Office, name: str, level: str, field: str
) -> None:
    with pytest.raises(InvalidSettings) as refused:
        name_committee(office.ledger, name=name, level=level, region="")
    assert list(refused.value.errors) == [field]
