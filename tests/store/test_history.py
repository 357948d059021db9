import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.kinds import populate, present, taken_back, values_of_kind
from tests.ledgers import Office, clock, dump
from zxdesk.errors import RefusedError, UserError
from zxdesk.records import KINDS
from zxdesk.services import records
from zxdesk.services.records import InvalidRecord
from zxdesk.store import Ledger, check, conflicts, history, open_ledger


def last(ledger: Ledger) -> int:
    return history.listed(ledger, limit=1)[0].no


def test_undo_takes_back_the_last_step_and_redo_does_it_again(office: Office) -> None:
    ledger = office.ledger
    before = dump(ledger.path)
    unit_id = office.add("unit", name="经济界")
    after = dump(ledger.path)
    changes = history.undo(ledger)
    assert changes.ids == {"unit": {unit_id}}
    assert changes.label == "撤销：登记单位"
    assert dump(ledger.path) == before
    assert history.redo(ledger).label == "登记单位"
    assert dump(ledger.path) == after
    assert check.check(ledger, deep=True) == []


def test_undo_and_redo_work_across_restarts(ledger_file: Path) -> None:
    states = []
    for name in ("经济界", "工会界", "农业界"):
        states.append(dump(ledger_file))
        with open_ledger(ledger_file, clock=clock) as ledger:
            Office(ledger).add("unit", name=name)
    final = dump(ledger_file)
    for state in reversed(states):
        with open_ledger(ledger_file, clock=clock) as ledger:
            history.undo(ledger)
        assert dump(ledger_file) == state
    for state in [*states[1:], final]:
        with open_ledger(ledger_file, clock=clock) as ledger:
            history.redo(ledger)
        assert dump(ledger_file) == state


def test_a_single_older_step_is_taken_back_alone(office: Office) -> None:
    first = office.add("unit", name="经济界")
    step = last(office.ledger)
    second = office.add("unit", name="工会界")
    history.undo(office.ledger, step)
    assert office.values("unit", first) is None
    assert office.values("unit", second)
    history.redo(office.ledger)
    assert office.values("unit", first)


def test_a_step_is_not_undone_twice(office: Office) -> None:
    office.add("unit", name="经济界")
    step = last(office.ledger)
    history.undo(office.ledger, step)
    with pytest.raises(RefusedError):
        history.undo(office.ledger, step)


def test_a_step_that_never_was_is_a_wrong_call(ledger: Ledger) -> None:
    with pytest.raises(UserError, match="999"):
        history.undo(ledger, 999)


def test_fixed_steps_are_not_undoable(ledger: Ledger) -> None:
    steps = history.listed(ledger)
    assert {step.kind for step in steps} == {"fixed"}
    with pytest.raises(RefusedError):
        history.undo(ledger)
    for step in steps:
        with pytest.raises(RefusedError):
            history.undo(ledger, step.no)
        with pytest.raises(RefusedError):
            history.undo(ledger, step.no, force=True)


def test_there_is_nothing_to_redo_before_an_undo_and_after_an_edit(office: Office) -> None:
    with pytest.raises(RefusedError):
        history.redo(office.ledger)
    office.add("unit", name="经济界")
    history.undo(office.ledger)
    assert history.undo_state(office.ledger).redo
    office.add("unit", name="工会界")
    assert history.undo_state(office.ledger).redo is None
    with pytest.raises(RefusedError):
        history.redo(office.ledger)


def test_what_can_be_undone_and_redone_is_told(office: Office) -> None:
    assert history.undo_state(office.ledger) == history.UndoState(None, None)
    office.add("unit", name="经济界")
    office.add("programme", name="云溪有约")
    state = history.undo_state(office.ledger)
    assert (state.undo and state.undo.label, state.redo) == ("登记品牌", None)
    history.undo(office.ledger)
    state = history.undo_state(office.ledger)
    assert [step and step.label for step in (state.undo, state.redo)] == [
        "登记单位",
        "撤销：登记品牌",
    ]


def test_an_undo_over_later_changes_is_refused_by_name(office: Office) -> None:
    unit_id = office.add("unit", name="经济界")
    office.change("unit", unit_id, region="云溪县")
    step = last(office.ledger)
    office.change("unit", unit_id, region="溪口镇")
    before = dump(office.ledger.path)
    with pytest.raises(RefusedError, match="经济界") as caught:
        history.undo(office.ledger, step)
    assert caught.value.code == "conflict"
    assert "--force" in caught.value.advice
    assert dump(office.ledger.path) == before
    history.undo(office.ledger, step, force=True)
    values = office.values("unit", unit_id)
    assert values
    assert values["region"] is None


def test_a_refused_undo_names_people_not_numbers(office: Office) -> None:
    member_id, event_id = office.add("member", name="张三"), office.add("event", name="座谈会")
    attendance_id = office.add("attendance", event_id=event_id, member_id=member_id)
    office.change("attendance", attendance_id, status="请假")
    step = last(office.ledger)
    office.change("attendance", attendance_id, status="缺席")
    with pytest.raises(RefusedError, match="张三"):
        history.undo(office.ledger, step)
    office.delete("attendance", attendance_id)
    with pytest.raises(RefusedError, match="张三"):
        history.undo(office.ledger, step)


def test_a_refused_undo_names_a_record_deleted_since(office: Office) -> None:
    unit_id = office.add("unit", name="经济界")
    step = last(office.ledger)
    office.delete("unit", unit_id)
    with pytest.raises(RefusedError, match="经济界”（已删除）"):
        history.undo(office.ledger, step)


def test_a_record_that_no_log_knows_is_named_without_a_name(ledger: Ledger) -> None:
    with ledger.read() as session:
        assert conflicts.named(session.connection(), "unit", 99) == "单位“”（已删除）"


def test_the_undo_of_a_creation_used_since_is_refused(office: Office) -> None:
    member_id = office.add("member", name="张三")
    step = last(office.ledger)
    office.add("service", member_id=member_id, term=5)
    with pytest.raises(RefusedError, match="张三"):
        history.undo(office.ledger, step)
    unit_id = office.add("unit", name="经济界")
    step = last(office.ledger)
    office.add("event", name="座谈会", organisers=(unit_id,))
    with pytest.raises(RefusedError, match="经济界"):
        history.undo(office.ledger, step)


def test_a_forced_undo_that_others_stand_on_leaves_everything(office: Office) -> None:
    unit_id = office.add("unit", name="经济界")
    step = last(office.ledger)
    office.add("event", name="座谈会", organisers=(unit_id,))
    before = dump(office.ledger.path)
    with pytest.raises(RefusedError, match=r"座谈会”.*引用着单位“经济界”"):
        history.undo(office.ledger, step, force=True)
    assert dump(office.ledger.path) == before


def test_a_refused_redo_says_that_nothing_was_redone(office: Office) -> None:
    unit_id = office.add("unit", name="经济界")
    office.change("unit", unit_id, region="云溪县")
    history.undo(office.ledger)
    with closing(sqlite3.connect(office.ledger.path)) as outside, outside:
        outside.execute("UPDATE unit SET region = '溪口镇'")
    before = dump(office.ledger.path)
    with pytest.raises(RefusedError, match="没有重做"):
        history.redo(office.ledger)
    assert dump(office.ledger.path) == before


def test_records_that_point_to_one_another_are_undone_whatever_their_order(office: Office) -> None:
    before = dump(office.ledger.path)
    with office.ledger.write("登记上下级") as session:
        today = office.ledger.today
        child, parent = (
            records.create(
                session, KINDS["unit"], {"name": n, "category": "专委会"}, owner_id=1, today=today
            )
            for n in ("提案委办公室", "提案委")
        )
        records.update(session, KINDS["unit"], child, {"parent_id": parent})
    after = dump(office.ledger.path)
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before
    history.redo(office.ledger)
    assert dump(office.ledger.path) == after


def test_a_deleted_record_is_known_as_it_was_last(office: Office) -> None:
    gone, there = office.add("unit", name="经济界"), office.add("unit", name="工会界")
    office.change("unit", gone, name="经济科技界")
    office.delete("unit", gone)
    found = office.ask(history.last_images, "unit", [gone, there])
    assert {record: image["name"] for record, image in found.items()} == {gone: "经济科技界"}


def test_exchanged_numbers_are_exchanged_back(office: Office) -> None:
    one, two = office.add("event", name="一"), office.add("event", name="二")
    before = dump(office.ledger.path)
    with office.ledger.write("对调编号") as session:
        for record_id, number in ((one, "暂"), (two, "HD-2026-001"), (one, "HD-2026-002")):
            records.update(session, KINDS["event"], record_id, {"number": number})
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


def test_the_history_of_a_record_holds_its_children_and_links(office: Office) -> None:
    member_id, other_id = office.add("member", name="张三"), office.add("member", name="李四")
    service_id = office.add("service", member_id=member_id, term=5)
    office.change("service", service_id, term=6)
    office.add("service", member_id=other_id, term=5)
    programme_id = office.add("programme", name="云溪有约")
    office.change("member", member_id, programmes=(programme_id,), phone="13800000000")
    found = history.of_record(office.ledger, "member", member_id)
    assert [(c.table, c.step.label) for c in found] == [
        ("member_programmes", "修改委员"),
        ("member", "修改委员"),
        ("service", "修改任职"),
        ("service", "登记任职"),
        ("member", "登记委员"),
    ]
    change = found[1]
    assert change.before
    assert change.after
    assert (change.before["phone"], change.after["phone"]) == (None, "13800000000")
    assert found[-1].before is None
    steps = history.listed(office.ledger, record=("member", member_id))
    assert [step.label for step in steps] == ["修改委员", "修改任职", "登记任职", "登记委员"]


def test_a_deleted_record_keeps_its_history_and_comes_back_whole(office: Office) -> None:
    ids = populate(office)
    event_id = office.add(
        "event",
        name="座谈会",
        organisers=tuple(ids["unit"]),
        agenda=(("一", None, None, None, None),),
    )
    office.add("attendance", event_id=event_id, member_id=ids["member"][0])
    before = dump(office.ledger.path)
    office.delete("event", event_id)
    assert history.of_record(office.ledger, "event", event_id)[0].after is None
    history.undo(office.ledger)
    assert dump(office.ledger.path) == before


@settings(
    max_examples=settings.default.max_examples // 20,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@pytest.mark.parametrize("name", KINDS)
@given(data=st.data())
def test_undo_restores_every_value_exactly(stocked: Office, name: str, data: st.DataObject) -> None:
    ledger, kind = stocked.ledger, KINDS[name]
    ids = present(stocked)
    values, others = data.draw(values_of_kind(kind, ids)), data.draw(values_of_kind(kind, ids))
    states = [dump(ledger.path)]
    with taken_back(stocked):
        try:
            record_id = stocked.add(name, **values)
        except InvalidRecord:  # the key of another record, drawn by chance
            return
        states.append(dump(ledger.path))
        with suppress(InvalidRecord):
            if stocked.change(name, record_id, **others):
                states.append(dump(ledger.path))
        stocked.delete(name, record_id)
        states.append(dump(ledger.path))
        for state in reversed(states[:-1]):
            history.undo(ledger)
            assert dump(ledger.path) == state
        for state in states[1:]:
            history.redo(ledger)
            assert dump(ledger.path) == state
    assert dump(ledger.path) == states[0]
    assert check.check(ledger, deep=True) == []


@pytest.mark.parametrize("force", [False, True])
def test_an_undo_into_a_number_given_away_names_who_has_it(office: Office, force: bool) -> None:
    event_id = office.add("event", number="H2", name="二会")
    office.delete("event", event_id)
    deletion = last(office.ledger)
    office.add("event", number="H2", name="新二会")
    before = dump(office.ledger.path)
    with pytest.raises(RefusedError, match=r"编号.*活动“新二会”") as caught:
        history.undo(office.ledger, deletion, force=force)
    assert caught.value.code == "conflict"
    first = office.add("event", number="H1", name="一会")
    office.change("event", first, number="H9")
    renumbered = last(office.ledger)
    third = office.add("event", number="H1", name="占号")
    with pytest.raises(RefusedError, match="活动“占号”"):
        history.undo(office.ledger, renumbered, force=force)
    office.delete("event", third)
    history.undo(office.ledger, renumbered, force=force)
    assert len(before["event"]) + 1 == len(dump(office.ledger.path)["event"])
    assert check.check(office.ledger, deep=True) == []


@pytest.mark.parametrize("force", [False, True])
def test_an_undo_under_a_record_that_is_gone_names_it(office: Office, force: bool) -> None:
    member_id = office.add("member", name="李四")
    event_id = office.add("event", name="一会")
    attendance = office.add("attendance", event_id=event_id, member_id=member_id)
    office.delete("attendance", attendance)
    deletion = last(office.ledger)
    office.delete("member", member_id)
    before = dump(office.ledger.path)
    with pytest.raises(RefusedError, match="委员“李四”（已删除）不在了"):
        history.undo(office.ledger, deletion, force=force)
    assert dump(office.ledger.path) == before
    history.undo(office.ledger)
    history.undo(office.ledger, deletion)
    assert office.values("attendance", attendance)
