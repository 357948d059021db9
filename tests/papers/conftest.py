"""What the tests of papers share: a ledger, an office."""

import pytest

from tests.ledgers import Office, founded, ledger, ledger_file, office

__all__ = ["founded", "ledger", "ledger_file", "office"]


@pytest.fixture
def units(office: Office) -> tuple[int, int]:
    """Two units that handle proposals."""
    water, roads = (
        office.add("unit", name=name, category="承办单位") for name in ("县水务局", "县交通局")
    )
    return water, roads
