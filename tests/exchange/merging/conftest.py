"""Our ledger, and the copy of it that a colleague goes on with in a folder of his own."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledgers import Office, lent


@pytest.fixture
def begun(ledger_file: Path) -> Path:
    """Our ledger when it was copied: empty, unless a test module says otherwise."""
    return ledger_file


@pytest.fixture
def copied(begun: Path, tmp_path: Path) -> Path:
    """The colleague's copy."""
    folder = tmp_path / "同事"
    folder.mkdir()
    return Path(shutil.copy(begun, folder))


@pytest.fixture
def his(copied: Path) -> Iterator[Office]:
    """The colleague at his copy."""
    with lent(copied) as ledger:
        yield Office(ledger)


@pytest.fixture
def office(begun: Path, copied: Path) -> Iterator[Office]:
    """We at ours."""
    assert copied != begun
    with lent(begun) as ledger:
        yield Office(ledger)
