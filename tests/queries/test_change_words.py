"""What a step changed, in words."""

from datetime import datetime

from tests.ledgers import Office
from zxdesk.queries.change_words import changed_records, held_by, removed_records
from zxdesk.store import history

START = datetime(2026, 3, 5, 9)


def last(office: Office) -> int:
    return history.listed(office.ledger, limit=1)[0].no


def test_a_step_tells_of_each_record_once(office: Office) -> None:
    member = office.add("member", name="张三", phone="13800000000")
    (made,) = changed_records(office.ledger, last(office))
    assert (made.verb, made.title, made.there, made.lines) == ("新增", "张三", True, ())
    office.change("member", member, name="张珊", phone="13900000000")
    (changed,) = changed_records(office.ledger, last(office))
    assert changed.verb == "修改"
    assert "姓名：张三 → 张珊" in changed.lines
    assert "手机：已改动" in changed.lines
    office.delete("member", member)
    (removed,) = changed_records(office.ledger, last(office))
    assert (removed.verb, removed.title, removed.there) == ("删除", "张珊", False)


def test_of_many_differences_the_first_are_told_and_the_rest_counted(office: Office) -> None:
    member = office.add("member", name="张三")
    values = {"name": "张珊", "gender": "女", "birth": "1980-05", "party": "民盟", "note": "新的"}
    office.change("member", member, **values, phone="13900000000")
    (changed,) = changed_records(office.ledger, last(office))
    assert len(changed.lines) == 5
    assert changed.lines[-1] == "另有 2 项"


def test_what_went_with_another_is_not_listed_beside_it(office: Office) -> None:
    event = office.add("event", name="读书会", start=START)
    office.add("attendance", event_id=event, member_id=office.member("张三"))
    office.delete("event", event)
    assert [(one.change.kind, one.title) for one in removed_records(office.ledger)] == [
        ("event", "读书会")
    ]
    assert removed_records(office.ledger, kind="venue") == []
    assert removed_records(office.ledger, words="主席") == []


def test_what_a_deleted_record_held_is_told_but_for_what_is_personal(office: Office) -> None:
    given = {"phone": "13800000000", "gender": "女", "note": "爱读书"}
    member = office.add("member", name="张三", **given)
    office.delete("member", member)
    (gone,) = removed_records(office.ledger)
    held = dict(held_by(office.ledger, gone))
    assert (held["姓名"], held["性别"]) == ("张三", "女")
    assert not {"13800000000", "爱读书"} & set(held.values())
    event = office.add("event", name="读书会", start=START, public=20)
    office.delete("event", event)
    held = dict(held_by(office.ledger, removed_records(office.ledger, kind="event")[0]))
    assert (held["开始时间"], held["群众人次"]) == ("2026-03-05 09:00", "20")


def test_steps_are_found_by_person_kind_day_and_words(office: Office) -> None:
    office.ledger.author = "王芳"
    office.add("unit", name="经济界")
    office.ledger.author = "李明"
    office.add("event", name="读书会", start=START)

    def found(**asked: object) -> list[str]:
        steps = history.listed(office.ledger, asked=history.StepQuery(**asked))
        return [step.label for step in steps if step.kind == "edit"]

    assert found(by="王芳") == ["登记单位"]
    assert found(kind="event") == ["登记活动"]
    assert found(words="活动") == ["登记活动"]
    assert found(since=datetime(2027, 1, 1)) == []
    assert {"王芳", "李明"} <= set(history.authors(office.ledger))
