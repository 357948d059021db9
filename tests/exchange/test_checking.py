"""A check tells of sums that disagree and of kept packages that were altered."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.ledgers import Office
from zxdesk.exchange.checking import Checked, check_ledger, missing_packages
from zxdesk.exchange.kept_packages import kept_packages
from zxdesk.exchange.packages import export_package
from zxdesk.papers.statistics_table import quarter_paper
from zxdesk.rules.periods import quarter
from zxdesk.services.report_head import report_head
from zxdesk.statistics import consistency
from zxdesk.statistics.consistency import (
    Classification,
    disagreements,
    remarks_of_all_time,
)
from zxdesk.statistics.reporting import quarter_table


@pytest.fixture
def sent(office: Office, tmp_path: Path) -> Path:
    """A package that was sent, as it is kept."""
    export_package(
        office.ledger,
        quarter(2026, 3),
        tmp_path / "出",
    )
    (file,) = kept_packages(office.ledger).iterdir()
    return file


def test_a_ledger_with_a_kept_package_is_whole(office: Office, sent: Path) -> None:
    assert sent.exists()
    assert check_ledger(office.ledger, deep=True) == Checked([])


def test_a_package_that_was_altered_is_named(office: Office, sent: Path) -> None:
    assert missing_packages(office.ledger) == []
    sent.write_bytes(sent.read_bytes() + b"x")
    assert check_ledger(office.ledger).problems == [f"留存的报送包 {sent.name} 被改动过"]


def test_a_ledger_that_was_copied_alone_is_whole_and_says_what_is_missing(
    office: Office, sent: Path
) -> None:
    sent.unlink()
    assert check_ledger(office.ledger, deep=True) == Checked([])
    (note,) = missing_packages(office.ledger)
    assert sent.name in note
    assert f"“{sent.parent.name}”文件夹一起拷来" in note


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


def test_labels_left_empty_are_remarked_on_before_parts_are_printed(office: Office) -> None:
    event = office.add("event", name="会", start=datetime(2026, 8, 1, 9), state="已举办")
    office.add("suggestion", content="增设车位", source=("event", event), uptake="采纳")
    quarter_3 = quarter(2026, 3)
    assert quarter_table(office.ledger, quarter_3).remarks == ()
    office.add("suggestion", content="修路", source=("event", event))
    said = "意见建议 2 条中有 1 条没有填采纳情况，按采纳情况分的数加起来不等于总数"
    table = quarter_table(office.ledger, quarter_3)
    assert table.remarks == (said,)
    assert said not in table.gaps
    assert remarks_of_all_time(office.ledger) == [said]
    assert check_ledger(office.ledger).problems == []
    paper = quarter_paper(table, report_head(office.ledger))
    assert paper.notes[0] == f"注意：{said}"
