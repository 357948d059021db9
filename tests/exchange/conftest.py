"""What the tests of workbooks share: a ledger, and an office desk that imports and asks."""

import pytest

from tests.exchange.books import Desk
from tests.ledgers import founded, ledger, ledger_file, office
from zxdesk.store import Ledger

__all__ = ["desk", "founded", "ledger", "ledger_file", "office"]


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """A ledger with somebody who imports into it."""
    return Desk(ledger)
