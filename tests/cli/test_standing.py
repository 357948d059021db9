"""What a command has written stands, and is told so, whatever goes wrong after it."""

import errno
import importlib
import os
import shutil

import pytest

from zxdesk import paths
from zxdesk.cli import history_commands
from zxdesk.store import backups


def full(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "没有空间")


@pytest.fixture
def no_backups(desk):
    """No backup can be made beside the ledger."""
    shutil.rmtree(backups.folder(desk.ledger), ignore_errors=True)
    backups.folder(desk.ledger).write_text("不是文件夹", encoding="utf-8")


def test_an_undo_whose_closing_backup_fails_is_done(desk, book, no_backups):
    backups.folder(desk.ledger).unlink()
    desk.json("import", book)
    shutil.rmtree(backups.folder(desk.ledger))
    backups.folder(desk.ledger).write_text("不是文件夹", encoding="utf-8")
    outcome = desk("undo", "--json")
    assert outcome.code == 0
    assert "已写入的内容都在" in outcome.err
    assert "没有写入" not in outcome.err
    assert desk.json("figure", "event.held")["value"] == 0


def test_closing_a_quarter_whose_closing_backup_fails_is_done(desk, no_backups):
    assert desk("quarter", "close", "2024Q2").code == 0
    assert desk.json("quarter", "show", "2024Q2")["closed"]


def test_a_new_ledger_whose_closing_backup_fails_is_there(desk, tmp_path):
    (tmp_path / "桥头-备份").write_text("不是文件夹", encoding="utf-8")
    words = ["new", tmp_path / "桥头.zxd", "--committee", "政协桥头县委员会", "--level", "县"]
    outcome = desk(*words)
    assert outcome.code == 0
    assert "已写入的内容都在" in outcome.err


@pytest.mark.parametrize("error", [RuntimeError("13800001111"), KeyboardInterrupt()])
def test_what_goes_wrong_after_a_step_does_not_deny_it(desk, book, monkeypatch, error):
    desk.json("import", book)

    def fail(_changes):
        raise error

    monkeypatch.setattr(history_commands, "_changed", fail)
    outcome = desk("undo")
    assert outcome.code in (1, 3)
    assert "撤销：导入" in outcome.err
    assert "已经写入" in outcome.err
    assert "没有改动" not in outcome.err
    assert desk.json("figure", "event.held")["value"] == 0


def test_a_note_of_the_last_ledger_that_cannot_be_kept_fails_no_command(desk, monkeypatch):
    monkeypatch.setattr("pathlib.Path.write_text", full)
    assert desk("history").code == 0
    assert os.path.exists(desk.ledger)


PHONE, IDENTITY, ADDRESS = "13800001111", "330683198001010013", "云溪县新桥路五号"


@pytest.fixture
def personal_book(tmp_path):
    from zxdesk.exchange.plain_book import write_plain_book

    path = tmp_path / "委员.xlsx"
    person = {"手机": PHONE, "身份证号": IDENTITY, "出生日期": "1980-01-01", "工作单位": ADDRESS}
    write_plain_book(path, {"委员": [{"委员编号": "W9", "姓名": "张晓荣", **person}]})
    return path


@pytest.mark.parametrize(
    ("place", "name", "words"),
    [
        ("zxdesk.store.fulltext", "refresh", ["import"]),
        ("zxdesk.store.steps", "step_hash", ["import"]),
        ("zxdesk.exchange.importing", "import_books", ["import"]),
        ("zxdesk.exchange.exporting", "export_book", ["export", "委员", "--out", "出.xlsx"]),
        ("zxdesk.cli.search_commands", "search", ["search", PHONE]),
        ("zxdesk.store.backups", "make", ["backup"]),
        ("zxdesk.store.history", "undo", ["undo"]),
    ],
)
def test_no_forced_fault_leaves_anything_personal_in_the_log(
    desk, personal_book, monkeypatch, place, name, words, tmp_path
):
    from zxdesk.exchange.plain_book import write_plain_book

    desk.json("import", personal_book)
    monkeypatch.chdir(tmp_path)
    module = importlib.import_module(place)
    for number, error in enumerate((ValueError, KeyError, RuntimeError, TypeError)):

        def fail(*_args, error=error, **_named):
            raise error(f"{PHONE} {IDENTITY!r} {ADDRESS} 1980-01-01")

        other = tmp_path / f"另{number}.xlsx"
        person = {"委员编号": "W9", "姓名": "李四", "手机": f"1390000000{number}"}
        write_plain_book(other, {"委员": [person, {**person, "委员编号": f"V{number}"}]})
        with monkeypatch.context() as patched:
            patched.setattr(module, name, fail)
            assert desk(*words, *([other] if words == ["import"] else [])).code == 3
    kept = (paths.user_data() / "zxdesk.log").read_text(encoding="utf-8")
    for secret in (PHONE, "1390000", IDENTITY, ADDRESS, "1980-01-01", "张晓荣", "李四"):
        assert secret not in kept
    assert kept.count("Traceback") >= 4
