"""`zxdesk demo --size city` makes the ledger and nothing else, and says how far it is."""

import io
import json
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path

import pytest

from zxdesk.cli.program import run
from zxdesk.demo import city


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
