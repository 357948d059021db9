"""On which days services hold, as the statements of figures work it out."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests.ledgers import Office
from zxdesk.queries.conditions import on_the_day
from zxdesk.queries.relations import Relations
from zxdesk.queries.services import in_office_ids
from zxdesk.queries.spans import services


def held_on(office: Office, day: date, *, gaps: bool = False) -> list[tuple[int, int | None]]:
    """The (member, service) pairs of a day; None is a row that bears nothing."""
    relations = Relations()
    rows: Any = services(relations, gaps=gaps).named()
    query = sa.select(rows.c.member_id, rows.c.id).where(
        *on_the_day(rows, sa.literal(day.isoformat()))
    )
    with office.ledger.read() as session:
        found = session.connection().execute(relations.before(query)).all()
    return sorted(((row[0], row[1]) for row in found), key=str)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2022-02-10", "2026-06-30", "2022-02-10", "2026-06-30"),
        ("2022-02", "2026-06", "2022-02-01", "2026-06-30"),
        ("2024-02", "2024-02", "2024-02-01", "2024-02-29"),
        ("2024", "2024", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_service_holds_from_its_first_day_to_its_last(
    office: Office, start: str, end: str, first: str, last: str
) -> None:
    member = office.member("张三", start=start, end=end)
    inside = [date.fromisoformat(day) for day in (first, last)]
    outside = [date.fromordinal(inside[0].toordinal() - 1)]
    outside.append(date.fromordinal(inside[1].toordinal() + 1))
    for day in inside:
        assert [found for found, _ in held_on(office, day)] == [member]
        assert office.ask(in_office_ids, day, owner_id=office.ledger.own_id) == [member]
    for day in outside:
        assert held_on(office, day) == []
        assert held_on(office, day, gaps=True) == [(member, None)]
        assert office.ask(in_office_ids, day, owner_id=office.ledger.own_id) == []


def test_a_service_without_an_end_ends_the_day_before_the_next_term_opens(office: Office) -> None:
    member = office.member("张三", term=5, start="2022-01")
    office.add("plenary_session", term=5, number=5, opens=date(2026, 1, 5))
    office.add("plenary_session", term=6, number=1, opens=date(2027, 2, 1))
    office.add("plenary_session", term=6, number=2, opens=date(2028, 2, 1))
    assert [found for found, _ in held_on(office, date(2027, 1, 31))] == [member]
    assert held_on(office, date(2027, 2, 1)) == []


def test_a_member_without_any_service_is_in_office_since_the_beginning(office: Office) -> None:
    member = office.add("member", name="张三")
    for day in (date(1980, 1, 1), date(2026, 1, 1)):
        assert held_on(office, day) == held_on(office, day, gaps=True) == [(member, None)]


def test_every_day_between_overlapping_services_is_covered_once(office: Office) -> None:
    member = office.add("member", name="张三")
    for start, end in (("2020", "2021-03"), ("2021-01", "2022"), ("2024-01-01", "2024-01-01")):
        office.add("service", member_id=member, term=5, start=start, end=end)
    counts = {
        "2019-12-31": 0,
        "2020-06-01": 1,
        "2021-02-01": 2,
        "2022-12-31": 1,
        "2023-01-01": 0,
        "2023-12-31": 0,
        "2024-01-01": 1,
        "2024-01-02": 0,
    }
    for words, count in counts.items():
        found = held_on(office, date.fromisoformat(words), gaps=True)
        assert len(found) == max(count, 1)
        assert sum(service is not None for _, service in found) == count
