"""`zxdesk demo`: the city is a ledger alone; the county opens, or is saved as pictures."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import pytest

from zxdesk.cli.program import run
from zxdesk.demo import build
from zxdesk.demo.city import build as city
from zxdesk.errors import EnvironmentProblem
from zxdesk.recent import last_opened


def test_the_city_is_a_ledger_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = partial(city.build_city, scale=0.003, counties=("云溪",))
    monkeypatch.setattr(city, "build_city", small)
    opened: list[object] = []
    out, err = io.StringIO(), io.StringIO()
    words = ["demo", "--size", "city", "--out", str(tmp_path), "--today", "2026-11-22", "--json"]
    with redirect_stdout(out), redirect_stderr(err):
        code = run(words, open_window=opened.append, pictures=lambda *_, **__: opened.append(_))
    assert code == 0
    assert json.loads(out.getvalue()) == {"files": [str(tmp_path / city.LEDGER)]}
    assert (tmp_path / city.LEDGER).exists()
    assert "云州市 2026 年" in err.getvalue()
    assert opened == []


@pytest.fixture
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A county that takes no time to make."""
    ledger = tmp_path / "云溪台账.zxd"
    ledger.touch()
    monkeypatch.setattr(build, "build_county", lambda *_, **__: [ledger])
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    return ledger


def demo(county: Path, *words: str, opened: object = None) -> tuple[int, list[str], str]:
    """Run the command; give its code, what was shown and what was noted."""
    shown: list[str] = []

    def open_window(_arguments: object) -> int:
        if isinstance(opened, Exception):
            raise opened
        shown.append("window")
        return 0

    def pictures(*_: object, **__: object) -> list[Path]:
        shown.append("pictures")
        return []

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = run(
            ["demo", "--out", str(county.parent), *words],
            open_window=open_window,
            pictures=pictures,
        )
    return code, shown, err.getvalue()


def test_the_county_opens_and_is_remembered(county: Path) -> None:
    assert demo(county)[:2] == (0, ["window"])
    assert last_opened() == county


def test_headless_the_county_is_saved_as_pictures_and_remembered(county: Path) -> None:
    assert demo(county, "--headless")[:2] == (0, ["pictures"])
    assert last_opened() == county


def test_without_a_display_pictures_are_saved_and_it_is_said_why(county: Path) -> None:
    problem = EnvironmentProblem("打不开窗口（没有显示器）", "请换一台", code="no_display")
    code, shown, noted = demo(county, opened=problem)
    assert (code, shown) == (0, ["pictures"])
    assert "打不开窗口（没有显示器）；改为把每一页存成图片。" in noted


def test_another_problem_of_the_window_is_told(county: Path) -> None:
    assert demo(county, opened=EnvironmentProblem("台账损坏", "请恢复备份"))[0] == 3


def test_a_platform_whose_windows_nobody_sees_gives_pictures(county, monkeypatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert demo(county)[1] == ["pictures"]


def test_each_file_is_told_once_with_what_is_to_be_seen(
    county: Path, tmp_path, monkeypatch
) -> None:
    city = tmp_path / "市级.zxd"

    def make(*_: object, **__: object) -> list[Path]:
        city.touch()
        return [county, city]

    monkeypatch.setattr(build, "build_county", make)
    problem = EnvironmentProblem("打不开窗口（没有显示器）", "请换一台", code="no_display")
    noted = demo(county, opened=problem)[2]
    assert f"已有 {county}（样例台账，一个县两年的工作）\n" in noted
    assert f"已生成 {city}（市级台账" in noted
    assert noted.count(str(city)) == 1
