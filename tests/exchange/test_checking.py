"""A check tells of sums that disagree and of kept packages that were altered."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.ledgers import Office
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.packages import export_package, kept_packages
from zxdesk.rules.periods import quarter
from zxdesk.statistics import consistency
from zxdesk.statistics.consistency import Classification, disagreements


def _write_pdf(_content: object, path: Path) -> None:
    path.write_bytes(b"%PDF-1.4")


@pytest.fixture
def sent(office: Office, tmp_path: Path) -> Path:
    """A package that was sent, as it is kept."""
    export_package(
        office.ledger,
        quarter(2026, 3),
        tmp_path / "出",
        write_pdf=_write_pdf,
    )
    (file,) = kept_packages(office.ledger).iterdir()
    return file


def test_a_ledger_with_a_kept_package_is_whole(office: Office, sent: Path) -> None:
    assert sent.exists()
    assert check_ledger(office.ledger, deep=True) == []


def test_a_package_that_was_altered_or_lost_is_named(office: Office, sent: Path) -> None:
    sent.write_bytes(sent.read_bytes() + b"x")
    assert check_ledger(office.ledger) == [f"留存的报送包 {sent.name} 被改动过"]
    sent.unlink()
    assert check_ledger(office.ledger) == [f"留存的报送包 {sent.name} 不见了"]


def test_a_classification_that_is_no_partition_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    venues = [office.add("venue", name=name) for name in ("甲", "乙")]
    office.add(
        "event", name="会", start=datetime(2026, 3, 1, 9), state="已举办", venues=tuple(venues)
    )
    assert disagreements(office.ledger) == []
    monkeypatch.setattr(consistency, "_WHOLE", (Classification("event.held", ("阵地",)),))
    assert disagreements(office.ledger) == ["活动共 1，按阵地分的数加起来是 2"]
