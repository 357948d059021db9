from datetime import date

import pytest

from tests.ledgers import Office
from zxdesk.queries.services import current, current_texts, in_office_ids
from zxdesk.records import KINDS, Committee


def serving(office: Office, day: date) -> list[int]:
    found: list[int] = office.ask(in_office_ids, day, owner_id=office.ledger.own_id)
    return found


@pytest.mark.parametrize(
    ("start", "end", "days"),
    [
        ("2022-02-10", "2026-06-30", ("2022-02-10", "2026-06-30")),
        ("2022-02", "2026-06", ("2022-02-01", "2026-06-30")),
        (None, None, ("1990-01-01", "2040-01-01")),
        ("2024-02", "2024-02", ("2024-02-01", "2024-02-29")),
    ],
)
def test_both_ends_of_a_service_count(
    office: Office, start: str | None, end: str | None, days: tuple[str, str]
) -> None:
    member_id = office.member("张三", start=start, end=end)
    for day in map(date.fromisoformat, days):
        assert serving(office, day) == [member_id]
    if start:
        before = date.fromordinal(date.fromisoformat(days[0]).toordinal() - 1)
        after = date.fromordinal(date.fromisoformat(days[1]).toordinal() + 1)
        assert serving(office, before) == serving(office, after) == []


def test_a_service_without_an_end_ends_when_the_next_term_opens(office: Office) -> None:
    open_ended = office.member("张三", term=5, start="2017-01")
    until_told = office.member("李四", term=5, start="2017-01", end="2022-06")
    without_term = office.member("王五", term=None, start="2017-01")
    office.add("plenary_session", term=5, number=2, opens=date(2018, 1, 5))
    office.add("plenary_session", term=6, number=1, opens=date(2022, 1, 5))
    assert serving(office, date(2022, 1, 4)) == [open_ended, until_told, without_term]
    assert serving(office, date(2022, 1, 5)) == [until_told, without_term]


def test_a_term_that_opens_elsewhere_ends_no_service_of_ours(office: Office) -> None:
    member_id = office.member("张三", term=5, start="2017-01")
    with office.ledger.write("接收", kind="fixed") as session:
        other = Committee(name="政协别县委员会", level="县")
        session.add(other)
        session.flush()
        opened = {"term": 6, "number": 1, "opens": date(2022, 1, 5)}
        table = KINDS["plenary_session"].table
        with session.receiving(other.id):
            session.connection().execute(table.insert().values(owner_id=other.id, **opened))
    assert serving(office, date(2026, 1, 5)) == [member_id]


def test_the_service_of_the_day_is_taken_else_the_latest(office: Office) -> None:
    economy, labour = (office.add("unit", name=name) for name in ("经济界", "工会界"))
    member_id = office.add("member", name="张三")
    dated = {"member_id": member_id, "term": 5}
    late = office.add("service", **dated, sector_id=labour, start="2024-07-01", end="2025-12-31")
    early = office.add("service", **dated, sector_id=economy, start="2022-01", end="2024-06")
    for day, service_id, sector in (
        (date(2024, 6, 30), early, "经济界"),
        (date(2024, 7, 1), late, "工会界"),
        (date(2026, 7, 1), late, "工会界"),
        (date(2020, 7, 1), late, "工会界"),
    ):
        assert office.ask(current, [member_id], day) == {member_id: service_id}
        assert office.ask(current_texts, [member_id], day)[member_id]["sector_id"] == sector


def test_of_two_services_of_one_day_the_one_begun_last_is_taken(office: Office) -> None:
    member_id = office.add("member", name="张三")
    newer = office.add("service", member_id=member_id, term=5, start="2024-01")
    office.add("service", member_id=member_id, term=5, start="2022-01")
    assert office.ask(current, [member_id], date(2026, 1, 1)) == {member_id: newer}


def test_a_member_without_a_service_is_in_office_all_the_same(office: Office) -> None:
    member_id = office.add("member", name="张三")
    assert serving(office, date(2026, 1, 1)) == [member_id]
    assert office.ask(current, [member_id], date(2026, 1, 1)) == {}
