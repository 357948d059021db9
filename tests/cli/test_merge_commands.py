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
    """Our ledger and a colleague's: both changed one event, he added another."""
    ours, his = tmp_path / "云溪.zxd", tmp_path / "同事.zxd"
    with found_ledger(ours, committee="政协云溪县委员会", level="县") as ledger:
        Office(ledger).add(
            "event", name="视察", number="HD-1", start=datetime(2026, 3, 1), public=1
        )
    shutil.copy(ours, his)
    with open_ledger(ours) as ledger:
        Office(ledger).change("event", 1, public=12)
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
    assert one["fields"] == [{"field": "群众人次", "ours": "12", "his": "25"}]
    assert public(pair[0]) == 12


def test_ours_stays_and_his_is_taken_where_named(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert told(pair, capsys)[0] == 0
    assert public(pair[0]) == 12
    code, answer = told(pair, capsys, "--take", "活动/HD-1")
    assert (code, answer["added"]) == (0, {})
    assert public(pair[0]) == 25


def test_a_record_that_does_not_differ_cannot_be_taken(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    code, answer = told(pair, capsys, "--take", "活动/HD-9")
    assert code == 2
    assert "没有不同之处" in answer["error"]["message"]


def test_two_ledgers_that_say_the_same_are_told_so(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(*reversed(pair))
    words = ["merge", str(pair[1]), "--dry-run", "--ledger", str(pair[0])]
    assert run(words, open_window=lambda _: 0, pictures=None) == 0
    assert capsys.readouterr().out.strip() == "两边没有不同，没有要合并的内容"


def test_another_record_of_the_same_number_comes_in_beside_ours(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    ours = pair[0]
    with open_ledger(ours) as ledger:
        Office(ledger).add("event", name="主席会议", number="HD-2", start=datetime(2026, 3, 5))
    code, answer = told(pair, capsys, "--take", "全部")
    assert code == 0
    (one,) = answer["renumbered"]
    assert (one["kind"], one["key_there"], one["title"]) == ("活动", "HD-2", "读书会")
    assert one["ours"] == "主席会议"
    assert public(ours) == 25
    with open_ledger(ours, writing=False) as opened:
        assert {Office(opened).values("event", i)["name"] for i in (1, 2, 3)} == {
            "视察",
            "主席会议",
            "读书会",
        }


def test_what_cannot_be_told_apart_is_held_back_and_named(
    pair: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    with open_ledger(pair[0]) as ledger:
        Office(ledger).add("event", name="读书会", number="HD-2", start=datetime(2026, 5, 6))
    code, answer = told(pair, capsys)
    assert (code, answer["added"]) == (1, {})
    (one,) = answer["held_back"]
    assert (one["kind"], one["key"], one["title"]) == ("活动", "HD-2", "读书会")
    assert "分不清是不是同一条" in one["reason"]
