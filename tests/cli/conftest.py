"""Runs commands as a clerk's script would, in this process."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.kinds import filled
from tests.ledgers import founded
from zxdesk.cli.program import run

__all__ = ["Desk", "Outcome", "book", "desk", "filled", "founded"]


@dataclass
class Outcome:
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        return json.loads(self.out)


class Desk:
    """A command line with one ledger."""

    def __init__(self, folder: Path, *, today: str = "2024-12-31") -> None:
        self.folder = folder
        self.today = today
        self.ledger = folder / "云溪.zxd"

    def __call__(self, *words: str | Path, ledger: Path | None = None) -> Outcome:
        out, err = io.StringIO(), io.StringIO()
        shared = ["--ledger", str(ledger or self.ledger), "--today", self.today]
        with redirect_stdout(out), redirect_stderr(err):
            code = run(
                [*map(str, words), *shared],
                open_window=lambda _arguments: 0,
                pictures=lambda *_words, **_named: [],
            )
        return Outcome(code, out.getvalue(), err.getvalue())

    def json(self, *words: str | Path) -> Any:
        """Run a command that must succeed and give its answer."""
        outcome = self(*words, "--json")
        assert outcome.code in (0, 1), outcome.err
        return outcome.data


SHEETS = {
    "委员": [
        {"委员编号": "W1", "姓名": "张晓荣", "界别": "经济界"},
        {"委员编号": "W2", "姓名": "万俟雅", "界别": "教育界"},
    ],
    "活动": [
        {
            "编号": "HD-1",
            "名称": "第一次主席会议",
            "类型": "主席会议",
            "开始时间": "2024-03-05 09:00",
            "议程": "听取汇报｜李某｜原则同意｜办公室｜2025-01-05",
        },
        {"编号": "HD-2", "名称": "读书会", "类型": "读书", "开始时间": "2024.6.1"},
    ],
    "出席": [
        {"活动编号": "HD-1", "委员": "张晓荣", "出席情况": "出席"},
        {"活动编号": "HD-1", "委员": "W2", "出席情况": "请假"},
    ],
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    outcome = desk("new", desk.ledger, "--committee", "政协云溪县委员会", "--level", "县")
    assert outcome.code == 0, outcome.err
    return desk


@pytest.fixture
def book(tmp_path: Path) -> Path:
    from zxdesk.exchange.plain_book import write_plain_book

    path = tmp_path / "工作.xlsx"
    write_plain_book(
        path,
        SHEETS,
    )
    return path
