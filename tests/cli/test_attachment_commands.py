"""zxdesk attach, attachments, detach and describe."""

import hashlib
from pathlib import Path

import pytest

from tests.cli.conftest import Desk

EVENT = ("活动", "HD-1")


@pytest.fixture
def filled(desk: Desk, book: Path) -> Desk:
    assert desk("import", book).code == 0
    return desk


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = [tmp_path / "签到表.pdf", tmp_path / "照片.jpg"]
    for file in found:
        file.write_bytes(file.name.encode())
    return found


def names(desk: Desk) -> list[str]:
    return [one["name"] for one in desk.json("attachments", *EVENT)["attachments"]]


def test_files_are_attached_listed_and_saved(
    filled: Desk, files: list[Path], tmp_path: Path
) -> None:
    assert filled("attachments", *EVENT).out.strip() == "没有附件"
    added = filled.json("attach", *EVENT, *files)["added"]
    assert added[0] == {
        "name": "签到表.pdf",
        "media_type": "application/pdf",
        "size": files[0].stat().st_size,
        "sha256": hashlib.sha256(files[0].read_bytes()).hexdigest(),
        "note": "",
    }
    assert filled.json("attachments", *EVENT)["attachments"] == added
    folder = tmp_path / "取出"
    folder.mkdir()
    (folder / "照片.jpg").write_bytes(b"older")
    saved = [Path(file) for file in filled.json("attachments", *EVENT, "--save", folder)["files"]]
    assert [file.name for file in saved] == ["签到表.pdf", "照片（2）.jpg"]
    assert [file.read_bytes() for file in saved] == [file.read_bytes() for file in files]
    assert (folder / "照片.jpg").read_bytes() == b"older"
    again = filled("attach", *EVENT, files[0])
    assert (again.code, "没有再添加" in again.out) == (0, True)


def test_one_is_removed_by_name_or_place_and_comes_back(filled: Desk, files: list[Path]) -> None:
    filled("attach", *EVENT, *files)
    assert filled("detach", *EVENT, "照片.jpg").code == 0
    assert names(filled) == ["签到表.pdf"]
    assert filled("undo").code == 0
    assert names(filled) == ["签到表.pdf", "照片.jpg"]
    assert filled("detach", *EVENT, "1", "照片.jpg").code == 0
    assert names(filled) == []


def test_one_is_described(filled: Desk, files: list[Path]) -> None:
    filled("attach", *EVENT, *files)
    out = filled("describe", *EVENT, "2", "--name", "合影", "--note", "主席会议后").out
    assert "合影.jpg" in out
    assert "主席会议后" in out
    assert names(filled) == ["签到表.pdf", "合影.jpg"]
    assert filled("describe", *EVENT, "合影.jpg").code == 2


def test_what_cannot_be_is_refused(filled: Desk, files: list[Path], tmp_path: Path) -> None:
    assert filled("attach", *EVENT, tmp_path / "没有.pdf").code == 2
    assert filled("attach", "活动", "HD-404", files[0]).code == 2
    refused = filled("detach", *EVENT, "签到表.pdf", "--json")
    assert (refused.code, refused.data["error"]["code"]) == (2, "unknown_key")


def test_check_tells_of_a_content_that_is_gone(filled: Desk, files: list[Path]) -> None:
    filled("attach", *EVENT, *files)
    assert filled("check", "--deep").code == 0
    folder = filled.ledger.with_name("云溪-附件")
    sha256 = hashlib.sha256(files[1].read_bytes()).hexdigest()
    (folder / sha256[:2] / sha256).unlink()
    outcome = filled("check")
    assert outcome.code == 1
    assert "附件“照片.jpg”的内容不见了" in outcome.out


def test_backup_and_restore_name_what_is_missing(
    filled: Desk, files: list[Path], tmp_path: Path
) -> None:
    filled("attach", *EVENT, *files)
    there = filled.ledger.with_name("云溪-附件")
    whole = filled.json("backup", "--out", tmp_path / "甲" / "一.zxd")
    assert whole["lacking"] == []
    sha256 = hashlib.sha256(files[0].read_bytes()).hexdigest()
    (there / sha256[:2] / sha256).unlink()
    outcome = filled("backup", "--out", tmp_path / "乙" / "一.zxd")
    assert (outcome.code, "附件“签到表.pdf”的内容不见了" in outcome.err) == (0, True)
    assert filled.json("restore", tmp_path / "乙" / "一.zxd")["lacking"] == ["签到表.pdf"]
    assert filled("check").code == 1
    assert filled.json("restore", tmp_path / "甲" / "一.zxd")["lacking"] == []
    assert filled("check", "--deep").code == 0


def test_what_came_in_a_package_is_saved_by_the_receiver(
    filled: Desk, files: list[Path], tmp_path: Path
) -> None:
    filled("attach", *EVENT, *files)
    out = tmp_path / "报送"
    sent = filled.json("quarter", "export", "2024Q1", "--force", "--attachments", "--out", out)
    city = Desk(tmp_path / "市")
    city.folder.mkdir()
    city("new", city.ledger, "--committee", "政协溪州市委员会", "--level", "市")
    assert city("receive", sent["package"]).code == 0
    theirs = ("--committee", "云溪")
    saved = city.json("attachments", *EVENT, *theirs, "--save", tmp_path / "取出")["files"]
    assert [Path(file).read_bytes() for file in saved] == [file.read_bytes() for file in files]
    assert city("attachments", *EVENT).code == 2
    assert city("attachments", *EVENT, "--committee", "桥头").code == 2
    assert city("attachments", *EVENT, "--committee", "政协").code == 2
