"""merge on the command line: seen first, ours kept unless his is taken."""

import json
import shutil
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import Office
from zxdesk.cli.program import run
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import open_ledger


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Our ledger and a colleague's: he changed one event and added another."""
    ours, his = tmp_path / "云溪.zxd", tmp_path / "同事.zxd"
    with found_ledger(ours, committee="政协云溪县委员会", level="县") as ledger:
        Office(ledger).add(
            "event", name="视察", number="HD-1", start=datetime(2026, 3, 1), public=1
        )
    shutil.copy(ours, his)
    with open_ledger(his) as ledger:
        office = Office(ledger)
        office.change("event", 1, public=25)
        office.add("event", name="读书会", number="HD-2", start=datetime(2026, 4, 1))
    return ours, his


def told(pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str], *words: str) -> Any:
    """Run the command and give its code and answer."""
    ours, his = pair
    shared = ("--ledger", str(ours), "--json")
    code = run(["merge", str(his), *words, *shared], open_window=lambda _: 0, pictures=None)
    return code, json.loads(capsys.readouterr().out)


def public(ledger: Path) -> int:
    """Give the number that both ledgers tell differently."""
    with open_ledger(ledger, writing=False) as opened:
        values = Office(opened).values("event", 1)
    assert values is not None
    return int(values["public"])


def test_a_dry_run_tells_what_differs(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = told(pair, capsys, "--dry-run")
    assert code == 0
    assert answer["added"] == {"活动": 1}
    (one,) = answer["differences"]
    assert (one["kind"], one["key"], one["taken"]) == ("活动", "HD-1", False)
    assert one["fields"] == [{"field": "群众人次", "ours": "1", "his": "25"}]
    assert public(pair[0]) == 1


def test_ours_stays_and_his_is_taken_where_named(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(pair, capsys)[0] == 0
    assert public(pair[0]) == 1
    code, answer = told(pair, capsys, "--take", "活动/HD-1")
    assert (code, answer["added"]) == (0, {})
    assert public(pair[0]) == 25


def test_a_record_that_does_not_differ_cannot_be_taken(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = told(pair, capsys, "--take", "活动/HD-9")
    assert code == 2
    assert "没有不同之处" in answer["error"]["message"]
