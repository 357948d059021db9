"""update: what a script sees of it."""

import sys

import pytest

from tests.signed import put_key, signed
from zxdesk import paths
from zxdesk.store import backups


@pytest.fixture
def stick(tmp_path, monkeypatch):
    resources = tmp_path / "resources"
    resources.mkdir()
    put_key(resources)
    monkeypatch.setattr(paths, "resources", lambda: resources)
    return tmp_path


def test_checking_tells_the_version_and_starts_nothing(desk, stick):
    answer = desk.json("update", signed(stick, "99.0.0"), "--check")
    assert answer == {"version": "99.0.0", "started": False}
    assert not (paths.user_data() / "updates").exists()


def test_an_older_installer_is_refused_with_exit_code_one(desk, stick):
    outcome = desk("update", signed(stick, "0.0.1"))
    assert outcome.code == 1
    assert "0.0.1 版" in outcome.err


def test_without_a_file_the_call_is_wrong(desk):
    assert desk("update").code == 2


def test_preparing_backs_up_the_ledger_opened_last(desk):
    answer = desk.json("update", "--prepare")
    newest = backups.newest(desk.ledger)
    assert newest is not None
    assert answer == {"backup": str(newest.file)}


def test_preparing_without_a_ledger_is_no_failure(desk):
    desk.ledger.unlink()
    assert desk.json("update", "--prepare") == {"backup": None}


@pytest.mark.skipif(sys.platform == "win32", reason="there the installer would start")
def test_elsewhere_than_on_windows_it_is_refused(desk, stick):
    outcome = desk("update", signed(stick, "99.0.0"))
    assert outcome.code == 1
    assert "Windows" in outcome.err
