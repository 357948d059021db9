"""Closing a quarter freezes its figures; what changes later is shown as restated."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.ledgers import Office
from zxdesk.errors import RefusedError, UserError
from zxdesk.records import Closing, Committee
from zxdesk.rules.periods import Period, quarter
from zxdesk.services.quarters import (
    close_quarter,
    closed_on,
    closed_warning,
    reopen_quarter,
)
from zxdesk.statistics import closings
from zxdesk.statistics.catalogue import CATALOGUE_VERSION
from zxdesk.statistics.closings import ADDED, CHANGED, GONE, Restatement
from zxdesk.store import history
from zxdesk.store.steps import FIXED

Q3 = quarter(2026, 3)


def held(office: Office, **values: Any) -> int:
    event = {"name": "视察", "start": datetime(2026, 8, 5, 9), "state": "已举办"} | values
    event_id = office.add("event", **event)
    member = office.member("张三")
    office.add("attendance", event_id=event_id, member_id=member)
    return event_id


def restated(office: Office, period: Period = Q3) -> dict[tuple[str, str], Restatement]:
    with office.ledger.read() as session:
        closing = closings.standing(session, period, owner_id=office.ledger.own_id)
        assert closing is not None
        found = closings.restatements(session, office.ledger, closing)
    return {(one.label, one.column): one for one in found}


def test_a_closed_quarter_that_nobody_touched_is_not_restated(office: Office) -> None:
    held(office)
    close_quarter(office.ledger, Q3)
    assert restated(office) == {}
    closing = closed_on(office.ledger, Q3)
    assert closing is not None
    assert (closing.first, closing.last) == (date(2026, 7, 1), date(2026, 9, 30))


def test_a_later_record_is_named_with_the_old_and_the_new_value(office: Office) -> None:
    held(office)
    close_quarter(office.ledger, Q3)
    late = office.add("event", name="补记的会", start=datetime(2026, 9, 1, 9), state="已举办")
    change = restated(office)["各类活动", "quarter"]
    assert (change.old, change.new) == (1, 2)
    (record,) = change.records
    assert (record.act, record.kind, record.record_id, record.title) == (
        ADDED,
        "活动",
        late,
        "补记的会",
    )
    assert record.step == "登记活动"
    assert record.by
    assert record.at is not None


def test_a_record_that_no_longer_counts_is_named(office: Office) -> None:
    event_id = held(office)
    close_quarter(office.ledger, Q3)
    office.change("event", event_id, state="取消")
    change = restated(office)["各类活动", "year_to_date"]
    assert (change.old, change.new) == (1, 0)
    assert [(r.act, r.record_id) for r in change.records] == [(GONE, event_id)]


def test_a_changed_amount_names_the_record_that_was_changed(office: Office) -> None:
    event_id = held(office, public=40)
    held(office, public=5)
    close_quarter(office.ledger, Q3)
    office.change("event", event_id, public=50)
    change = restated(office)["参与群众", "quarter"]
    assert (change.old, change.new) == (45, 55)
    assert [(r.act, r.record_id) for r in change.records] == [(CHANGED, event_id)]


def test_a_deleted_record_is_named_although_it_is_gone(office: Office) -> None:
    source = ("event", held(office))
    suggestion = office.add("suggestion", content="增设车位", source=source)
    close_quarter(office.ledger, Q3)
    office.delete("suggestion", suggestion)
    (record,) = restated(office)["意见建议", "quarter"].records
    assert (record.act, record.key, record.title) == (GONE, "", "增设车位（已删除）")
    history.undo(office.ledger)
    assert restated(office) == {}


def test_what_stands_open_holds_the_closing_back(office: Office) -> None:
    office.add("event", name="没有签到的会", start=datetime(2026, 8, 5, 9), state="已举办")
    office.add(
        "proposal",
        serial="1",
        subject="修路",
        conclusion="立案",
        assigned_on=date(2026, 3, 1),
        due_on=date(2026, 6, 1),
    )
    with pytest.raises(RefusedError, match=r"没有出席记录：没有签到的会.*应于 2026-06-01 前答复"):
        close_quarter(office.ledger, Q3)
    assert closed_on(office.ledger, Q3) is None
    close_quarter(office.ledger, Q3, force=True)
    assert closed_on(office.ledger, Q3) is not None


def test_parts_that_do_not_add_up_hold_the_closing_back(office: Office) -> None:
    office.add("proposal", serial="1", subject="修路", submitted_on=date(2026, 7, 2))
    with pytest.raises(RefusedError, match="收到提案 1 件中有 1 件没有填提案者性质"):
        close_quarter(office.ledger, Q3)


def test_a_quarter_is_not_closed_before_its_end(office: Office) -> None:
    with pytest.raises(RefusedError, match="本季到 2026-12-31 才结束"):
        close_quarter(office.ledger, quarter(2026, 4))


def test_closing_twice_is_refused(office: Office) -> None:
    close_quarter(office.ledger, Q3)
    with pytest.raises(RefusedError, match="已经结账"):
        close_quarter(office.ledger, Q3)


def test_a_year_is_not_closed(office: Office) -> None:
    year = Period("2026", date(2026, 1, 1), date(2026, 12, 31))
    with pytest.raises(UserError, match="不是季度"):
        close_quarter(office.ledger, year)


def test_reopening_needs_a_reason_and_keeps_it(office: Office) -> None:
    close_quarter(office.ledger, Q3)
    with pytest.raises(UserError, match="没有说明原因"):
        reopen_quarter(office.ledger, Q3, reason="  ")
    reopen_quarter(office.ledger, Q3, reason="补记两场活动")
    assert closed_on(office.ledger, Q3) is None
    with office.ledger.read() as session:
        reasons = closings.reasons_for(session, Q3, owner_id=office.ledger.own_id)
    assert reasons == ["补记两场活动"]
    with pytest.raises(RefusedError, match="没有结账"):
        reopen_quarter(office.ledger, Q3, reason="再开")


def test_the_closing_of_another_committee_closes_nothing_of_ours(office: Office) -> None:
    with office.ledger.write("接收", kind=FIXED) as session:
        session.add(Committee(id=9, name="政协桥头县委员会", level="县", region=""))
        session.flush()
        session.add(
            Closing(
                owner_id=9, table_number="T1", period=Q3.name, first=Q3.first, last=Q3.last,
                step_no=1, catalogue=CATALOGUE_VERSION,
                closed_at=datetime(2026, 10, 8), closed_by="桥头",
            )
        )  # fmt: skip
    assert closed_on(office.ledger, Q3) is None
    close_quarter(office.ledger, Q3)
    assert closed_on(office.ledger, Q3) is not None


def test_closing_is_not_taken_back_by_undo(office: Office) -> None:
    held(office)
    close_quarter(office.ledger, Q3)
    undo = history.undo_state(office.ledger).undo
    assert undo is not None
    assert "结账" not in undo.label


@pytest.mark.parametrize(
    ("ids", "text"), [([], ""), ([5], "5"), ([1, 2, 3], "1-3"), ([9, 1, 2, 4], "1-2,4,9")]
)
def test_ids_are_kept_as_ranges(ids: list[int], text: str) -> None:
    assert closings.to_ranges(ids) == text
    assert closings.from_ranges(text) == sorted(ids)


def test_another_catalogue_restates_without_blaming_anybody(
    office: Office,
) -> None:
    held(office)
    close_quarter(office.ledger, Q3)
    closing = closed_on(office.ledger, Q3)
    assert closing is not None
    assert closing.catalogue == CATALOGUE_VERSION
    # A version of before counted every planned event too.
    with office.ledger.write("旧版结账") as session:
        stored = session.get_one(Closing, closing.id)
        stored.catalogue = CATALOGUE_VERSION - 1
        for figure in closings.frozen(session, closing):
            if figure.label == "各类活动" and figure.column == "quarter":
                figure.value, figure.record_ids = 3, "1-3"
                session.add(figure)
    change = restated(office)["各类活动", "quarter"]
    assert (change.old, change.new, change.recounted, change.records) == (3, 1, True, ())
    late = office.add("event", name="补记的会", start=datetime(2026, 9, 1, 9), state="已举办")
    change = restated(office)["各类活动", "quarter"]
    assert [record.record_id for record in change.records] == [late]


def test_a_frozen_figure_stays_as_it_was(office: Office) -> None:
    event_id = held(office)
    close_quarter(office.ledger, Q3)
    office.delete("event", event_id)
    closing = closed_on(office.ledger, Q3)
    assert closing is not None
    with office.ledger.read() as session:
        kept = {(f.label, f.column): f.value for f in closings.frozen(session, closing)}
    assert kept["各类活动", "quarter"] == 1
    (record,) = restated(office)["各类活动", "quarter"].records
    assert record.title == "视察（已删除）"
    assert record.by


def test_a_change_of_what_a_closed_quarter_counts_is_warned_of(office: Office) -> None:
    event_id = held(office)
    other = office.add("event", name="年终会", start=datetime(2026, 11, 1, 9), state="已举办")
    counted = {"event": [event_id]}
    assert closed_warning(office.ledger, counted) == ""
    close_quarter(office.ledger, Q3)
    assert closed_warning(office.ledger, counted).startswith("已结账的 2026Q3 计入了它")
    assert closed_warning(office.ledger, {"event": [other], "venue": [event_id]}) == ""
    assert closed_warning(office.ledger, {}) == ""
    reopen_quarter(office.ledger, Q3, reason="核对")
    assert closed_warning(office.ledger, counted) == ""
