"""quarter, receive and rollup on the command line: three counties report, a city takes them in."""

import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.ledgers import Office
from zxdesk.cli.program import run
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import open_ledger

COUNTIES = {"云溪": 2, "双桥": 1, "石门": 3}


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledgers of three counties and their city: copied, never opened."""
    folder = tmp_path_factory.mktemp("ledgers")
    for name, events in COUNTIES.items():
        with found_ledger(
            folder / f"{name}.zxd", committee=f"政协{name}县委员会", level="县"
        ) as ledger:
            office = Office(ledger)
            member = office.member("张三")
            for number in range(events):
                start = datetime(2026, 8, 5 + number, 9)
                event = office.add("event", name=f"{name}活动{number}", start=start, state="已举办")
                office.add("attendance", event_id=event, member_id=member)
    with found_ledger(folder / "云州.zxd", committee="政协云州市委员会", level="市") as ledger:
        for name in (*COUNTIES, "白水"):
            Office(ledger).add("unit", name=f"政协{name}县委员会", category="政协组织")
    return folder


@pytest.fixture
def folder(ledgers: Path, tmp_path: Path) -> Path:
    """A folder with ledgers of its own."""
    for file in ledgers.glob("*.zxd"):
        shutil.copy(file, tmp_path)
    return tmp_path


class Desk:
    """Runs commands and reads their answers."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys
        self.answer: dict[str, Any] = {}
        self.notes = ""

    def run(self, ledger: str, *words: str, today: str = "2026-11-22") -> int:
        """Run one command and keep its answer."""
        self._capsys.readouterr()
        shared = ("--ledger", str(self._folder / f"{ledger}.zxd"), "--today", today, "--json")
        code = run([*words, *shared], open_window=lambda _: 0, pictures=None)
        said = self._capsys.readouterr()
        self.answer, self.notes = json.loads(said.out), said.err
        return code

    def row(self, label: str) -> dict[str, Any]:
        """Give a row of the answer."""
        row: dict[str, Any] = next(row for row in self.answer["rows"] if row["label"] == label)
        return row


@pytest.fixture
def desk(folder: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A command line over the ledgers."""
    return Desk(folder, capsys)


def test_counties_report_and_the_city_rolls_up(desk: Desk, folder: Path) -> None:
    for name in COUNTIES:
        assert desk.run(name, "quarter", "export", "2026Q3", "--out", str(folder / "出")) == 0
        assert Path(desk.answer["package"]).name == f"政协{name}县委员会_2026Q3_1.zip"
    packages = sorted(str(path) for path in (folder / "出").iterdir())
    assert desk.run("云州", "receive", *packages) == 0
    assert [one["number"] for one in desk.answer["received"]] == [1, 1, 1]
    out = folder / "汇总.xlsx"
    assert desk.run("云州", "rollup", "2026Q3", "--out", str(out)) == 0
    values = {f"政协{name}县委员会": count for name, count in COUNTIES.items()}
    assert desk.row("各类活动")["values"] == {"政协云州市委员会": 0} | values
    assert desk.row("各类活动")["total"] == 6
    assert desk.answer["missing"] == ["政协白水县委员会"]
    assert out.stat().st_size > 0


def test_a_correction_supersedes_and_the_old_package_is_refused(desk: Desk, folder: Path) -> None:
    out = str(folder / "出")
    assert desk.run("云溪", "quarter", "export", "2026Q3", "--out", out) == 0
    first = desk.answer["package"]
    assert desk.run("云州", "receive", first) == 0
    with open_ledger(folder / "云溪.zxd") as ledger:
        office = Office(ledger)
        event = office.add("event", name="补记", start=datetime(2026, 9, 9, 9), state="已举办")
        office.add("attendance", event_id=event, member_id=1)
    assert desk.run("云溪", "quarter", "show", "2026Q3") == 0
    (restated, *_) = desk.row("各类活动")["restated"]
    assert (restated["column"], restated["old"], restated["new"]) == ("quarter", 2, 3)
    assert restated["records"][0]["title"] == "补记"
    assert desk.run("云溪", "quarter", "export", "2026Q3", "--out", out) == 1
    words = ("quarter", "export", "2026Q3", "--out", out, "--reason", "补记一场")
    assert desk.run("云溪", *words) == 0
    assert desk.answer["number"] == 2
    assert desk.run("云州", "receive", desk.answer["package"]) == 0
    assert desk.run("云州", "receive", first) == 1
    assert desk.answer["refused"][0]["package"] == Path(first).name
    assert desk.run("云州", "rollup", "2026Q3") == 0
    assert desk.row("各类活动")["values"]["政协云溪县委员会"] == 3


def test_a_quarter_is_closed_once_and_reopened_with_a_reason(desk: Desk) -> None:
    assert desk.run("云溪", "quarter", "close", "2026Q3") == 0
    assert desk.answer["closed"] is True
    assert desk.run("云溪", "quarter", "close", "2026Q3") == 1
    assert desk.run("云溪", "quarter", "reopen", "2026Q3") == 2
    assert desk.run("云溪", "quarter", "reopen", "2026Q3", "--reason", "核对") == 0
    assert desk.answer["closed"] is False


def test_a_running_quarter_is_held_back(desk: Desk) -> None:
    assert desk.run("云溪", "quarter", "close", "2026Q4") == 1
    assert desk.answer["error"]["code"] == "open_items"
    assert desk.run("云溪", "quarter", "close", "2026Q4", "--force") == 0


def test_the_line_above_the_figures_names_every_one_of_them(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["quarter", "show", "2026Q3", "--ledger", str(folder / "云溪.zxd")]
    assert run([*words, "--today", "2026-11-22"], open_window=lambda _: 0, pictures=None) == 0
    head, first, *_ = capsys.readouterr().out.splitlines()
    assert head.endswith("本季 / 本年累计 / 上年同季 / 上年累计 / 增减")
    assert len(first.split("\t")[1:]) == len(head.split(" / "))


def test_a_year_is_no_quarter(desk: Desk) -> None:
    assert desk.run("云溪", "quarter", "close", "2026") == 2
    assert desk.answer["error"]["code"] == "bad_period"


def test_the_city_of_another_day_gets_the_same_figures(desk: Desk, folder: Path) -> None:
    out = str(folder / "出")
    assert desk.run("云溪", "quarter", "export", "2026Q3", "--out", out) == 0
    package = desk.answer["package"]
    assert desk.run("云州", "receive", package, today=date(2027, 3, 1).isoformat()) == 0


def test_a_received_package_is_taken_back_and_the_number_chosen(desk: Desk, folder: Path) -> None:
    out = ("--out", str(folder / "出"))
    assert desk.run("云溪", "quarter", "export", "2026Q3", "--number", "7", *out) == 0
    package = desk.answer["package"]
    assert desk.answer["number"] == 7
    assert desk.run("云溪", "quarter", "export", "2026Q3", "--number", "7", *out) == 2
    assert desk.answer["error"]["code"] == "bad_number"
    assert desk.run("云州", "receive", package) == 0
    assert desk.run("云州", "receive", "--remove", "云溪", "2026Q3") == 0
    removed = desk.answer["removed"]
    assert (removed["committee"], removed["number"]) == ("政协云溪县委员会", 7)
    assert removed["back_to"] is None
    assert desk.run("云州", "receive", "--remove", "云溪", "2026Q3") == 2
    assert desk.run("云州", "receive", "--remove", "云溪", "2026Q3", "2026Q2") == 2
    assert desk.run("云州", "receive") == 2
    assert desk.run("云州", "receive", package, "--remove", "云溪") == 2
    assert desk.run("云州", "receive", package) == 0
    assert desk.run("云州", "rollup", "2026Q2") == 0
    assert desk.row("各类活动")["values"] == {"政协云州市委员会": 0, "政协云溪县委员会": None}
    assert "政协云溪县委员会" in desk.answer["missing"]


def test_a_package_is_locked_by_a_password_from_a_file(desk: Desk, folder: Path) -> None:
    word = folder / "密码.txt"
    word.write_text("云溪2026\n", encoding="utf-8")
    locked = ("--password-file", str(word))
    out = ("--out", str(folder / "出"))
    assert desk.run("云溪", "quarter", "export", "2026Q3", *out, *locked) == 0
    package = desk.answer["package"]
    assert desk.run("云州", "receive", package) == 1
    assert "它有密码" in desk.answer["refused"][0]["reason"]
    assert desk.run("云州", "receive", package, *locked) == 0


def test_a_kept_package_that_was_not_copied_is_a_note(desk: Desk, folder: Path) -> None:
    out = ("--out", str(folder / "出"))
    assert desk.run("云溪", "quarter", "export", "2026Q3", *out) == 0
    shutil.rmtree(folder / "云溪-报送包")
    assert desk.run("云溪", "check", "--deep") == 0
    assert desk.answer["ok"] is True
    assert "云溪-报送包" in desk.answer["notes"][0]


def test_taking_back_what_a_closed_quarter_counts_is_noted(desk: Desk, folder: Path) -> None:
    assert desk.run("云溪", "quarter", "close", "2026Q3", "--force") == 0
    with open_ledger(folder / "云溪.zxd") as ledger:
        Office(ledger).change("event", 1, name="再改")
    assert desk.run("云溪", "undo") == 0
    assert "已结账的 2026Q3 计入了它" in desk.notes
