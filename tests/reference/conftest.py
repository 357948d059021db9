"""The ledgers of the published accounts, made once for all tests."""

from collections.abc import Iterator

import pytest

from tests.reference.reproduce import Ledgers


@pytest.fixture(scope="session")
def ledgers(tmp_path_factory: pytest.TempPathFactory, home_of_session: None) -> Iterator[Ledgers]:
    """Give the ledgers; each is made when it is first asked for."""
    with Ledgers(tmp_path_factory.mktemp("reference")) as made:
        yield made
