"""Where a file is to be written after something was done, its place is tried before."""

import shutil
from pathlib import Path

import platformdirs
import pytest

from zxdesk.cli import book_commands
from zxdesk.store import backups


@pytest.fixture
def bad_book(tmp_path):
    from zxdesk.exchange.plain_book import write_plain_book

    path = tmp_path / "错.xlsx"
    row = {"编号": "HD-9", "名称": "会", "类型": "会", "开始时间": "昨天"}
    write_plain_book(path, {"活动": [row, {**row, "编号": "HD-8", "开始时间": "2024-01-02"}]})
    return path


@pytest.mark.parametrize(
    ("place", "code"),
    [("没有/退回.xlsx", 3), ("文件/退回.xlsx", 3), ("退回.pdf", 2), ("夹.xlsx", 3)],
)
def test_rejects_that_cannot_be_written_are_found_before_the_import(
    desk, bad_book, tmp_path, place, code
):
    (tmp_path / "文件").write_text("", encoding="utf-8")
    (tmp_path / "夹.xlsx").mkdir()
    before = desk.json("history")["steps"]
    assert desk("import", bad_book, "--rejects", tmp_path / place).code == code
    assert desk.json("history")["steps"] == before
    assert desk("import", bad_book, "--rejects", tmp_path / "退回.xlsx").code == 1
    assert (tmp_path / "退回.xlsx").exists()


def test_a_package_that_cannot_be_written_closes_no_quarter(desk, tmp_path):
    (tmp_path / "文件").write_text("", encoding="utf-8")
    outcome = desk("quarter", "export", "2024Q2", "--out", tmp_path / "文件" / "夹")
    assert outcome.code == 3
    assert not desk.json("quarter", "show", "2024Q2")["closed"]


def test_a_backup_by_another_ending_and_over_another_file(desk, tmp_path):
    (tmp_path / "重要.zxd").write_text("", encoding="utf-8")
    assert desk("backup", "--out", tmp_path / "重要.zxd").code == 2
    made = desk.json("backup", "--out", tmp_path / "备份2026.11.29")
    assert made["file"].endswith("备份2026.11.29.zxd")
    assert desk("restore", made["file"]).code == 0
    assert desk("restore", tmp_path / "备份2026.11.29").code == 0
    (tmp_path / "U盘").mkdir()
    within = desk.json("backup", "--out", tmp_path / "U盘")["file"]
    assert Path(within).parent == tmp_path / "U盘"


def test_another_committee_is_restored_by_a_word(desk, tmp_path):
    other = tmp_path / "桥头.zxd"
    desk("new", other, "--committee", "政协桥头县委员会", "--level", "县")
    outcome = desk("restore", other)
    assert outcome.code == 1
    assert "政协桥头县委员会" in outcome.err
    done = desk("restore", other, "--other-committee")
    assert done.code == 0
    assert "政协桥头县委员会" in done.out


def test_a_step_on_paper_is_compared(desk):
    assert desk("check", "--head", "1:" + "0" * 12).code == 1
    assert desk("check", "--head", "第一步").code == 2


def test_what_needs_a_backup_before_it_is_not_done_without_one(desk, book, tmp_path):
    folder = backups.folder(desk.ledger)
    shutil.rmtree(folder)
    folder.write_text("在这里建不了文件夹", encoding="utf-8")
    shutil.copy(desk.ledger, tmp_path / "同事.zxd")
    for words, act in ((("import", book), "导入"), (("merge", tmp_path / "同事.zxd"), "合并")):
        outcome = desk(*words)
        assert outcome.code == 3
        assert f"{act}前的备份没有做成" in outcome.err
        assert f"没有{act}" in outcome.err
    assert desk.json("history")["steps"][0]["label"] == "放入取值表和报表"


def test_without_a_folder_of_the_users_commands_do_what_they_can(desk, tmp_path, monkeypatch):
    blocked = tmp_path / "挡住"
    blocked.write_text("这里建不了文件夹", encoding="utf-8")
    monkeypatch.setattr(platformdirs, "user_data_dir", lambda *_, **__: str(blocked / "zxdesk"))
    assert desk.json("check", "--deep")["ok"]
    outcome = desk("print", "委员名册", "--out", tmp_path / "名册.pdf")
    assert outcome.code in (0, 1, 2), outcome.err
    monkeypatch.setattr(book_commands, "printable_file", lambda *_: 1 / 0)
    outcome = desk("export", "all", "--out", tmp_path / "全部.xlsx")
    assert outcome.code == 3
    assert "日志也写不了" in outcome.err
