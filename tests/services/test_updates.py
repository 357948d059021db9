"""Updates from a file: signed, newer, whole, and never without a backup."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.signed import OTHER, note_file, put_key, signed
from zxdesk import paths
from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.recent import remember
from zxdesk.services import updates
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import backups


@pytest.fixture
def resources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Resources with the makers' public key."""
    folder = tmp_path / "resources"
    folder.mkdir()
    put_key(folder)
    monkeypatch.setattr(paths, "resources", lambda: folder)
    monkeypatch.setattr(updates, "__version__", "1.9.0")
    return folder


@pytest.fixture
def stick(tmp_path: Path, resources: Path) -> Path:
    folder = tmp_path / "U盘"
    folder.mkdir()
    return folder


def taken_in() -> list[Path]:
    return list((paths.user_data() / "updates").glob("*"))


def test_a_newer_installer_is_copied_and_verified(stick):
    update = updates.take_in(signed(stick))
    assert update.version == "1.10.0"
    assert update.installer.read_bytes() == b"MZ"
    assert not update.installer.is_relative_to(stick)


def test_the_signature_file_names_its_installer(stick):
    assert updates.take_in(note_file(signed(stick))).version == "1.10.0"


@pytest.mark.parametrize("version", ["1.9.0", "1.8.9", "0.20.0", "1.9"])
def test_a_version_that_is_not_newer_is_refused(stick, version):
    with pytest.raises(RefusedError, match="没有更新") as refused:
        updates.take_in(signed(stick, version))
    assert refused.value.code == "not_newer"
    assert not taken_in()


def test_a_changed_installer_is_refused_and_not_kept(stick):
    installer = signed(stick)
    installer.write_bytes(b"MZ and more")
    with pytest.raises(RefusedError) as refused:
        updates.take_in(installer)
    assert refused.value.code == "not_signed"
    assert not taken_in()


def test_a_foreign_signature_is_refused(stick):
    with pytest.raises(RefusedError) as refused:
        updates.take_in(signed(stick, key=OTHER))
    assert refused.value.code == "not_signed"


@pytest.mark.parametrize(
    "change",
    [
        {"version": "9.0.0"},
        {"version": "十"},
        {"sha256": "0" * 64},
        {"signature": "不"},
        {"signature": 1},
        {"signature": ""},
    ],
)
def test_a_changed_signature_file_is_refused(stick, change):
    installer = signed(stick)
    note = json.loads(note_file(installer).read_text()) | change
    note_file(installer).write_text(json.dumps(note))
    with pytest.raises(RefusedError) as refused:
        updates.take_in(installer)
    assert refused.value.code == "not_signed"


@pytest.mark.parametrize(
    "words", ["", "{}", "[]", "null", "签名", "[" * 50_000, '{"a":' * 9_000, " " * 100_000 + "{}"]
)
def test_what_is_no_signature_file_is_refused(stick, words):
    installer = signed(stick)
    note_file(installer).write_text(words, encoding="utf-8")
    with pytest.raises(RefusedError):
        updates.take_in(installer)


def test_an_old_signature_does_not_serve_another_installer(stick):
    old, new = signed(stick, "1.10.0"), signed(stick, "1.11.0", content=b"MZ new")
    note_file(new).write_bytes(note_file(old).read_bytes())
    with pytest.raises(RefusedError):
        updates.take_in(new)


def test_without_a_signature_file_it_is_said_which_one_is_missing(stick):
    installer = signed(stick)
    note_file(installer).unlink()
    with pytest.raises(EnvironmentProblem, match=r"setup\.exe\.sig"):
        updates.take_in(installer)


def test_what_is_no_installer_is_refused(stick):
    with pytest.raises(UserError, match="不是安装程序"):
        updates.take_in(stick / "表.xlsx")
    with pytest.raises(EnvironmentProblem, match="找不到安装程序"):
        updates.take_in(stick / "缺.exe")


def test_a_program_without_a_key_takes_nothing(stick, resources):
    (resources / "update_key.txt").unlink()
    with pytest.raises(RefusedError) as refused:
        updates.take_in(signed(stick))
    assert refused.value.code == "no_key"


def test_the_portable_program_is_not_updated_by_an_installer(stick, monkeypatch):
    monkeypatch.setattr(paths, "is_portable", lambda: True)
    with pytest.raises(RefusedError) as refused:
        updates.take_in(signed(stick))
    assert refused.value.code == "portable"


def test_the_ledger_opened_last_is_backed_up(tmp_path):
    assert updates.back_up(now=datetime(2026, 11, 23, 9)) is None
    ledger = tmp_path / "云溪.zxd"
    found_ledger(ledger, committee="政协云溪县委员会", level="县", region="").close()
    remember(ledger)
    backup = updates.back_up(now=datetime(2026, 11, 23, 9))
    assert backup is not None
    assert backup in backups.listed(ledger)
    assert backups.count(backup.file) == backups.count(ledger)
