"""What the fault tests share: how many spoilt files are read."""

import pytest


@pytest.fixture(scope="session")
def mutations(pytestconfig: pytest.Config) -> int:
    """Spoilt files to read."""
    count: int = pytestconfig.getoption("--mutations")
    return count
