"""A mutant counts as killed where the tests failed, not where they could not run."""

import json
from pathlib import Path

import pytest

from tests.mutants.__main__ import tell
from tests.mutants.copy import MEASURED
from tests.mutants.running import verdict_of

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    ("code", "killed"), [(0, False), (1, True), (70, True), (-1, True), (2, False), (4, False)]
)
def test_only_failed_and_ended_runs_kill(code: int, killed: bool) -> None:
    assert verdict_of(code)["killed"] is killed


def test_a_run_that_broke_is_told_and_is_no_kill(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = {"a": 1, "b": 4}
    sample = [{"name": name, "place": "rules", "change": "-x"} for name in names]
    verdicts = {name: {"step": 1} | verdict_of(code) for name, code in names.items()}
    (tmp_path / "sample.json").write_text(json.dumps(sample), "utf-8")
    (tmp_path / "verdicts-0.json").write_text(json.dumps(verdicts), "utf-8")
    tell(tmp_path)
    told = capsys.readouterr().out
    assert "b: broken run, pytest ended with 4" in told
    assert "rules: 1 of 2 killed" in told


def test_what_is_measured_is_there() -> None:
    assert [place for place in MEASURED if not (ROOT / place).exists()] == []
