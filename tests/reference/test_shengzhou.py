"""A published year, imported through the command line: every figure comes back exactly."""

import csv
import io
import json
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from tests.reference.shengzhou import TODAY, year_rows
from zxdesk.cli.program import run
from zxdesk.exchange.plain_book import write_plain_book

DATA = Path(__file__).parents[1] / "data" / "shengzhou_2024.csv"
with DATA.open(encoding="utf-8") as file:
    FIGURES = list(csv.DictReader(file))


def zxdesk(*words: str) -> tuple[int, dict]:
    answer = io.StringIO()
    with redirect_stdout(answer):
        code = run(
            [*words, "--json", "--today", TODAY.isoformat()], open_window=None, pictures=None
        )
    return code, json.loads(answer.getvalue())


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("shengzhou")
    path, book = str(folder / "剡城.zxd"), folder / "2024.xlsx"
    write_plain_book(book, year_rows())
    words = ("--committee", "政协剡城委员会", "--level", "县")
    assert zxdesk("new", path, *words)[0] == 0
    code, report = zxdesk("import", str(book), "--ledger", path)
    assert (code, report["rejected"]) == (0, [])
    for sheet in ("活动", "出席", "意见建议", "问题", "委员", "阵地", "协商"):
        assert report["added"][sheet] == len(year_rows()[sheet])
    return path


@pytest.mark.parametrize("row", FIGURES, ids=[row["no"] for row in FIGURES])
def test_a_published_figure_comes_back_with_its_records(ledger: str, row: dict[str, str]):
    code, *where = shlex.split(row["figure"])
    terms = ["--where", *where] if where else []
    exit_code, found = zxdesk(
        "figure", code, *terms, "--period", "2024", "--records", "--ledger", ledger
    )
    assert exit_code == 0
    assert found["value"] == int(row["in_ledger"])
    step = int(row["step"])
    assert found["value"] // step * step == int(row["published"])
    if found["unit"] not in ("条", "元") or code == "suggestion.count":
        assert len(found["records"]) == found["value"]
    else:
        assert 0 < len(found["records"]) <= found["value"]
    assert all(record["key"] and record["title"] for record in found["records"])


def test_importing_the_year_again_changes_nothing(ledger: str, tmp_path: Path):
    book = tmp_path / "again.xlsx"
    write_plain_book(book, year_rows())
    code, report = zxdesk("import", str(book), "--ledger", ledger)
    assert code == 0
    assert sum(report["added"].values()) == sum(report["updated"].values()) == 0
    assert zxdesk("check", "--deep", "--ledger", ledger)[1] == {"ok": True, "problems": []}
