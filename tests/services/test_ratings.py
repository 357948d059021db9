"""Ratings: points proposed from the records, the total and its stars, the venue's 星级."""

from datetime import date, datetime

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.services.ratings import (
    GivenRating,
    ProposedRating,
    propose_rating,
    rating_of,
    save_rating,
)

THRESHOLDS = ((5, 90), (4, 60), (3, 30))


@pytest.fixture
def venue(office: Office) -> int:
    """A venue with two events of 2026 and one of 2025; another venue with one."""
    member = office.member("赵一")
    made = office.add("venue", name="溪口客厅", leads=(member,), team=(member,))
    other = office.add("venue", name="桥头客厅")
    for day, venues in (
        ("2026-03-05", (made,)),
        ("2026-04-05", (made, other)),
        ("2025-04-05", (made,)),
    ):
        start = datetime.fromisoformat(f"{day}T09:00")
        event = office.add("event", name=day, start=start, state="已举办", venues=venues)
        office.add("suggestion", content="增设车位", source=("event", event))
    return made


def scheme(office: Office, *items: tuple[str, int | None, str | None, int | None]) -> int:
    return office.add("rating_scheme", name="星级办法", items=items, thresholds=THRESHOLDS)


def proposed(office: Office, venue: int, scheme_id: int) -> ProposedRating:
    return propose_rating(office.ledger, venue_id=venue, scheme_id=scheme_id, year=2026)


def test_points_come_from_the_venues_own_records_of_the_year(office: Office, venue: int) -> None:
    scheme_id = scheme(
        office,
        ("开展活动", 50, "event.held", 30),
        ("意见建议", 50, "suggestion.count", 5),
        ("团队", 10, "venue.team", 5),
        ("有活动", None, "event.venues", None),
        ("制度健全", 20, None, None),
    )
    found = proposed(office, venue, scheme_id)
    assert [(item.points, item.evidence) for item in found.items] == [
        (50, "活动 2场"),
        (10, "意见建议 2条"),
        (5, "团队成员 1人"),
        (1, "开展活动的阵地 1个"),
        (None, ""),
    ]
    assert found.stars([item.points for item in found.items]) == 4
    assert found.stars([50, 50]) == 5
    assert found.stars([None]) is None


@pytest.mark.parametrize(
    ("words", "reason"),
    [("unit.active", "不能归到一处阵地"), ("event.hold", "没有“event.hold”这个指标")],
)
def test_an_item_that_cannot_be_counted_says_why(
    office: Office, venue: int, words: str, reason: str
) -> None:
    scheme_id = scheme(office, ("甲", 10, words, 1), ("乙", 10, "event.held", 1))
    first, second = proposed(office, venue, scheme_id).items
    assert (first.points, reason in first.problem) == (None, True)
    assert second.points == 2


def test_a_wrong_filter_is_named_and_not_taken_for_a_missing_link(
    office: Office, venue: int
) -> None:
    scheme_id = scheme(office, ("甲", 10, "event.held 方式=飞", 1))
    (item,) = proposed(office, venue, scheme_id).items
    assert "方式=飞" in item.problem


def given(venue: int, scheme_id: int, year: int, points: int) -> GivenRating:
    lines = (("活动", points, "活动 2场"), ("制度", None, None))
    return GivenRating(
        venue_id=venue, scheme_id=scheme_id, year=year, points=lines, rated_by="委工委"
    )


def test_a_rating_is_saved_with_total_and_stars(office: Office, venue: int) -> None:
    scheme_id = scheme(office)
    save_rating(office.ledger, given(venue, scheme_id, 2026, 70))
    rating_id = office.ask(rating_of, venue, 2026)
    values = office.values("rating", rating_id)
    assert values is not None
    assert (values["total"], values["stars"], values["rated_by"]) == (70, 4, "委工委")
    assert values["rated_on"] == date(2026, 11, 22)
    assert values["points"] == (("活动", 70, "活动 2场"), ("制度", None, None))


def test_rating_a_year_again_replaces_it_in_one_step(office: Office, venue: int) -> None:
    scheme_id = scheme(office)
    save_rating(office.ledger, given(venue, scheme_id, 2026, 70))
    first = office.ask(rating_of, venue, 2026)
    changes = save_rating(office.ledger, given(venue, scheme_id, 2026, 95))
    assert office.ask(rating_of, venue, 2026) == first
    assert set(changes.ids) == {"rating", "venue"}


def stars(office: Office, venue: int) -> object:
    values = office.values("venue", venue)
    assert values is not None
    return values["stars"]


def test_the_newest_year_gives_the_venue_its_stars(office: Office, venue: int) -> None:
    scheme_id = scheme(office)
    save_rating(office.ledger, given(venue, scheme_id, 2025, 95))
    assert stars(office, venue) == 5
    save_rating(office.ledger, given(venue, scheme_id, 2026, 30))
    assert stars(office, venue) == 3
    save_rating(office.ledger, given(venue, scheme_id, 2024, 95))
    assert stars(office, venue) == 3
    save_rating(office.ledger, given(venue, scheme_id, 2026, 0))
    assert stars(office, venue) is None


def test_without_its_scheme_nothing_is_rated(office: Office, venue: int) -> None:
    scheme_id = scheme(office)
    office.delete("rating_scheme", scheme_id)
    with pytest.raises(UserError, match="已被删除"):
        proposed(office, venue, scheme_id)
    with pytest.raises(UserError, match="没有保存"):
        save_rating(office.ledger, given(venue, scheme_id, 2026, 70))
    assert office.ask(rating_of, venue, 2026) is None
