"""What has been replied to is not taken away unawares."""

from datetime import date

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.services.records import InvalidRecord


@pytest.fixture
def replied(office: Office) -> tuple[int, int, int]:
    """A proposal, its main unit and the unit's reply."""
    unit = office.add("unit", name="县交通局", category="承办单位")
    proposal = office.add("proposal", serial="1", subject="增设公交", leads=(unit,))
    office.change("handling", 1, replied_on=date(2026, 5, 20))
    return proposal, unit, 1


def test_a_unit_that_replied_is_not_deleted(office: Office, replied: tuple[int, int, int]) -> None:
    _, _, handling = replied
    with pytest.raises(UserError, match="已经答复"):
        office.delete("handling", handling)
    office.change("handling", handling, replied_on=None)
    office.delete("handling", handling)
    assert office.values("handling", handling) is None


def test_a_unit_that_replied_is_not_taken_out_of_its_field(
    office: Office, replied: tuple[int, int, int]
) -> None:
    proposal, unit, handling = replied
    with pytest.raises(InvalidRecord) as caught:
        office.change("proposal", proposal, leads=())
    assert set(caught.value.errors) == {"leads"}
    assert office.values("handling", handling)
    office.change("proposal", proposal, leads=(), separates=(unit,))
    moved = office.values("handling", handling)
    assert moved
    assert (moved["role"], moved["replied_on"]) == ("分办", date(2026, 5, 20))


def test_a_joint_unit_may_go(office: Office) -> None:
    unit = office.add("unit", name="县交通局", category="承办单位")
    proposal = office.add("proposal", serial="1", subject="增设公交", joints=(unit,))
    office.change("handling", 1, replied_on=date(2026, 5, 20))
    office.change("proposal", proposal, joints=())
    assert office.values("handling", 1) is None
