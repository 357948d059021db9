"""The words the program is started with."""

import gc
import sys
from collections.abc import Iterator

import pytest

from zxdesk import __main__ as program
from zxdesk import paths
from zxdesk.cli.window_call import ledger_of_window, with_ledger_named


def test_a_double_clicked_ledger_is_the_one_to_open():
    assert with_ledger_named(["D:\\台账\\云溪.ZXD"]) == ["--ledger", "D:\\台账\\云溪.ZXD"]
    assert with_ledger_named(["restore", "云溪.zxd"]) == ["restore", "云溪.zxd"]
    assert with_ledger_named([]) == []


@pytest.mark.parametrize(
    ("words", "ledger"),
    [
        ([], ""),
        (["--quit-when-ready"], ""),
        (["--ledger", "云溪.zxd", "--today", "2026-11-22"], "云溪.zxd"),
        (["--ledger=云溪.zxd"], "云溪.zxd"),
        (["--ledgre", "云溪.zxd"], None),
        (["--help"], None),
        (["--ledger", "云溪.zxd", "figure", "event.held"], None),
    ],
)
def test_the_ledger_of_a_window_is_known_before_the_commands_are(words, ledger):
    assert ledger_of_window(words) == ledger


@pytest.fixture
def garbage_as_before() -> Iterator[None]:
    """Starting the program says how its garbage is collected."""
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_without_a_console_the_answer_goes_to_a_file(monkeypatch, garbage_as_before):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "argv", ["zxdesk", "figure", "没有这个"])
    assert program.main() != 0
    sys.stderr.close()
    assert "。" in (paths.user_data() / "output.txt").read_text("utf-8")
