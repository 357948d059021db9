"""Contents of attachments are brought along where a ledger goes, and what is missing is said."""

import errno
import io
import shutil
from datetime import datetime
from pathlib import Path
from unittest import mock

import pytest

from tests.ledgers import Office, clock
from tests.store.attaching import PHOTO, folder, hang, hung, spoil
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange.checking import check_ledger
from zxdesk.services.attachments import save
from zxdesk.store import backups, content_folder, open_ledger, sealed, sealed_parts
from zxdesk.store.contents import Content
from zxdesk.store.named_contents import Named
from zxdesk.store.restoring import restore

NOW = datetime(2026, 11, 22, 9, 30)
WORD = "云溪2026秋"


def contents(ledger: Path) -> dict[str, bytes]:
    """What stands in the folder of a ledger's contents."""
    found = content_folder.beside(ledger)
    return {name: found.place(name).read_bytes() for name in found.listed()}


def test_a_backup_elsewhere_brings_them_along_and_back(office: Office, tmp_path: Path) -> None:
    event = hang(office)
    stick = tmp_path / "U盘"
    made = backups.make(office.ledger.path, stick / "一.zxd", now=NOW)
    assert made.lacking == ()
    assert list(contents(made.file).values()) == [PHOTO]
    hang(office, "后来.png", b"later")
    backups.make(office.ledger.path, stick / "二.zxd", now=NOW)
    assert [one.name for one in sorted(stick.glob("*-附件"))] == ["一-附件"]  # shared there too
    office.ledger._let_go()
    home = tmp_path / "新电脑" / "云溪.zxd"
    home.parent.mkdir()
    assert restore(stick / "二.zxd", home, now=NOW).lacking == ()
    with open_ledger(home, clock=clock) as ledger:
        assert check_ledger(ledger, deep=True).problems == []
        save(ledger, hung(ledger, event)[0], tmp_path / "取出.png")
        ledger._let_go()
    assert (tmp_path / "取出.png").read_bytes() == PHOTO


def test_an_automatic_backup_shares_those_of_the_ledger(office: Office) -> None:
    hang(office)
    made = office.ledger.back_up()
    assert made
    assert not list(made.file.parent.glob("*-附件"))
    with open_ledger(made.file, writing=False, clock=clock) as copy:
        assert folder(copy).folder == folder(office.ledger).folder
        assert check_ledger(copy, deep=True).problems == []


def test_a_sealed_backup_holds_them(office: Office, tmp_path: Path) -> None:
    event = hang(office)
    hang(office, "长.bin", b"x" * (sealed.CHUNK + 3))
    made = sealed.back_up(office.ledger.path, tmp_path / "U盘" / "密.zxd", password=WORD, now=NOW)
    assert PHOTO not in made.file.read_bytes()
    assert [one.name for one in made.file.parent.iterdir()] == ["密.zxd"]
    office.ledger._let_go()
    home = tmp_path / "新电脑" / "云溪.zxd"
    home.parent.mkdir()
    with sealed.unsealed(made.file, home, WORD, looking=True):
        assert not list(home.parent.glob("*-附件"))
    with sealed.unsealed(made.file, home, WORD) as plain:
        assert restore(plain, home, now=NOW).lacking == ()
    with open_ledger(home, clock=clock) as ledger:
        assert check_ledger(ledger, deep=True).problems == []
        assert [one.name for one in hung(ledger, event)] == ["合影.png"]
        ledger._let_go()


def test_parts_that_are_not_what_they_say_are_refused(office: Office, tmp_path: Path) -> None:
    hang(office)
    office.ledger._let_go()
    path, there = office.ledger.path, content_folder.beside(office.ledger.path)
    (name,) = there.listed()
    plain = tmp_path / "新" / "云溪.zxd.part"
    plain.parent.mkdir()
    wanted = [Named("event", 1, "合影.png", Content(name, len(PHOTO)))]
    whole = b"".join(sealed_parts.parts(path, there, wanted))
    for spoilt in (whole[:-1], whole[:-1] + b"X", whole[:-20], whole[:30]):
        stream = sealed_parts.Stream(iter([spoilt]))
        with pytest.raises(sealed_parts.Broken):
            sealed_parts.take(stream, plain, plain.with_name("云溪.zxd"))
        assert not [file for file in plain.parent.glob("*-附件/*/*") if file.is_file()]
    assert io.BytesIO(whole).read(8) == sealed_parts.WHOLE


def test_what_is_missing_is_named_and_the_rest_is_backed_up(office: Office, tmp_path: Path) -> None:
    hang(office)
    hang(office, "后来.png", b"later")
    there = folder(office.ledger)
    spoil(next(there.place(n) for n in there.listed() if there.place(n).read_bytes() == PHOTO))
    made = backups.make(office.ledger.path, tmp_path / "U盘" / "一.zxd", now=NOW)
    assert made.lacking == ("合影.png",)
    assert list(contents(made.file).values()) == [b"later"]
    shut = sealed.back_up(office.ledger.path, tmp_path / "U盘" / "密.zxd", password=WORD, now=NOW)
    assert shut.lacking == ("合影.png",)
    office.ledger._let_go()
    home = tmp_path / "新电脑" / "云溪.zxd"
    home.parent.mkdir()
    assert restore(made.file, home, now=NOW).lacking == ("合影.png",)
    shutil.rmtree(next(made.file.parent.glob("*-附件")))
    assert restore(made.file, home, now=NOW).lacking == ("合影.png",)


def test_a_backup_without_room_for_them_is_none(office: Office, tmp_path: Path) -> None:
    hang(office)
    hang(office, "后来.png", b"later")
    target = tmp_path / "U盘" / "一.zxd"
    with (
        mock.patch.object(
            content_folder.ContentFolder,
            "_put",
            side_effect=[None, OSError(errno.ENOSPC, "")],
        ),
        pytest.raises(EnvironmentProblem, match="备份没有做成"),
    ):
        backups.make(office.ledger.path, target, now=NOW)
    assert not target.exists()
    assert not [
        file for file in target.parent.rglob("*") if file.is_file() and file.suffix != ".txt"
    ]
