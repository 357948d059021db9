"""What the tests of workbooks share: a ledger, and an office desk that imports and asks."""

import pytest

from tests.exchange.books import Desk
from tests.exchange.reporters import city, city_file, county_file, lend
from tests.kinds import filled, filled_file, stocked
from tests.ledgers import founded, ledger, ledger_file, office
from zxdesk.store import Ledger

__all__ = [
    "city",
    "city_file",
    "county_file",
    "desk",
    "filled",
    "filled_file",
    "founded",
    "ledger",
    "ledger_file",
    "lend",
    "office",
    "stocked",
]


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """A ledger with somebody who imports into it."""
    return Desk(ledger)
