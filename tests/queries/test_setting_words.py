"""What a step decided is told old and new."""

from datetime import date

from tests.ledgers import Office
from zxdesk.queries.setting_words import changed_settings
from zxdesk.rules.deadlines import OFF
from zxdesk.services.office import decide, name_committee, set_calendar
from zxdesk.store import history


def last(office: Office) -> list[str]:
    return changed_settings(office.ledger, history.listed(office.ledger, limit=1)[0].no)


def test_a_decision_is_told_with_what_held_before(office: Office) -> None:
    decide(office.ledger, {"deadline.reply": "60天", "number.event.number": "HD{年}-01"})
    assert set(last(office)) == {
        "答复期限：3个月 → 60天",
        "活动编号：没有定 → HD{年}-01",
    }
    decide(office.ledger, {"deadline.reply": ""})
    assert last(office) == ["答复期限：60天 → 3个月"]
    history.undo(office.ledger)
    assert last(office) == ["答复期限：3个月 → 60天"]


def test_the_committee_and_the_calendar_are_told(office: Office) -> None:
    before = office.ledger.own.name
    level = office.ledger.own.level
    name_committee(office.ledger, name="政协新县委员会", level=level, region="")
    assert f"名称：{before} → 政协新县委员会" in last(office)
    set_calendar(office.ledger, {date(2027, 1, 1): OFF}, years=[2027])
    assert last(office) == ["2027 年的放假安排"]


def test_a_step_of_records_tells_nothing_here(office: Office) -> None:
    office.member("张三")
    assert last(office) == []
