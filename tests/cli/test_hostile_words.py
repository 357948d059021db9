"""What no text can hold, in words, cells or a ledger, is cleaned or refused in one sentence."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from zxdesk.exchange.plain_book import write_plain_book

ODD = ["\0", "\x07", "\x1b[31m", "\x7f", "\x85", "\ud800", "\udfff"]


def assert_one_sentence(said: str) -> None:
    assert said.endswith("。\n")
    assert said.count("\n") == 1
    assert "程序出错了" not in said


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "words",
    [
        ("search", "云{}溪"),
        ("import", "表{}.xlsx"),
        ("export", "活动", "--out", "表{}.xlsx"),
        ("figure", "event.held", "--where", "类型={}"),
        ("erase", "委员", "W1", "--reason", "本人{}"),
        ("minutes", "{}", "--out", "a.pdf"),
        ("{}",),
    ],
)
def test_words_that_no_text_can_hold_are_refused(
    desk: Desk, words: tuple[str, ...], odd: str
) -> None:
    outcome = desk(*(word.format(odd) for word in words))
    assert outcome.code == 2
    assert_one_sentence(outcome.err)
    assert "不能识别的字符" in outcome.err


def test_cells_are_cleaned_and_leave_as_they_came_in(desk: Desk) -> None:
    path = desk.folder / "活动.csv"
    cells = (
        "HD-1",
        "座\x07谈\x85会\u2028二",
        "座谈会",
        "2024-03-05",
        "甲\u2029乙\x0b丙\x0c丁\ufffe",
    )
    lines = ("编号,名称,类型,开始时间,备注", ",".join(cells))
    path.write_bytes("\n".join(lines).encode())
    assert desk.json("import", path)["added"] == {"活动": 1}
    out = desk.folder / "导出.xlsx"
    desk.json("export", "活动", "--out", out)
    again = desk.json("import", out)
    assert (again["added"], again["updated"], again["unchanged"]) == ({}, {}, {"活动": 1})
    with closing(sqlite3.connect(desk.ledger)) as connection:
        found = connection.execute("SELECT name, note FROM event").fetchone()
    assert found == ("座谈 会 二", "甲\u2029乙\n丙\n丁")


def test_lone_surrogates_in_a_package_are_refused(desk: Desk, tmp_path: Path) -> None:
    from zxdesk.exchange.package_file import DETAILS, REPORT_BOOK, REPORT_PDF, pack

    files = {REPORT_PDF: b"1", REPORT_BOOK: b"2", DETAILS: b"3"}
    packed = pack(files, {"committee": "政协青川\\ud800县"})
    path = tmp_path / "包.zip"
    path.write_bytes(packed)
    outcome = desk("receive", path)
    assert outcome.code == 1
    assert_one_sentence(outcome.err)


COMMANDS = (
    ("check", "--deep"),
    ("figures", "--period", "2024"),
    ("search", "云"),
    ("export", "all", "--out", "{folder}/全部.xlsx"),
    ("history",),
    ("history", "活动", "HD-1"),
    ("todo",),
    ("undo",),
    ("print", "清单", "活动", "--out", "{folder}/清单.pdf"),
)


def all_commands(desk: Desk, ledger: Path) -> None:
    """Run every command on a copy of a damaged ledger; none may call it a fault of the program."""
    for words in COMMANDS:
        copy = ledger.with_name("副本.zxd")
        shutil.copy(ledger, copy)
        outcome = desk(*(word.format(folder=desk.folder) for word in words), ledger=copy)
        assert outcome.code in (0, 1, 2, 3)
        assert "程序出错了" not in outcome.err, (words, outcome.err)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET name = CAST(x'E4BA' AS TEXT)",
        "UPDATE event SET note = CAST(x'FFFE80' AS TEXT)",
        "UPDATE event SET start = '2024-13-45 99:00:00'",
        "UPDATE event SET start = 'gestern'",
        "UPDATE event SET guests = 'viele'",
        "UPDATE change SET after = CAST(x'7B22FF' AS TEXT)",
        "UPDATE change SET after = '{'",
        "UPDATE change SET table_name = 'nothing'",
        "UPDATE change SET kind = 'nothing'",
        "UPDATE step SET label = CAST(x'E4' AS TEXT)",
        "UPDATE step SET at = 'never'",
        "UPDATE setting SET value = 'x'",
        "UPDATE committee SET name = CAST(x'E4' AS TEXT)",
        "DELETE FROM committee",
    ],
)
def test_a_ledger_with_values_that_are_none_is_called_damaged(
    desk: Desk, book: Path, change: str
) -> None:
    desk.json("import", book)
    damaged = desk.folder / "坏.zxd"
    shutil.copy(desk.ledger, damaged)
    with closing(sqlite3.connect(damaged)) as connection, connection:
        connection.execute("PRAGMA foreign_keys=OFF")
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
    all_commands(desk, damaged)


def test_flipped_bytes_are_never_called_a_fault_of_the_program(
    desk: Desk, book: Path, loops: int
) -> None:
    desk.json("import", book)
    whole = desk.ledger.read_bytes()
    damaged = desk.folder / "坏.zxd"
    for seed in range(loops):
        chosen, content = random.Random(seed), bytearray(whole)
        for _ in range(chosen.choice((1, 3, 30))):
            content[chosen.randrange(100, len(content))] = chosen.randrange(256)
        damaged.write_bytes(content)
        all_commands(desk, damaged)


def test_a_book_of_odd_letters_is_written_and_read(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "委员.xlsx"
    row = {"委员编号": "W1", "姓名": "张\u200b三\u202e", "界别": "经济界"}
    write_plain_book(path, {"委员": [row]})
    assert desk.json("import", path)["added"]["委员"] == 1
    found = desk.json("search", "张三")
    assert json.dumps(found, ensure_ascii=False).encode()
    assert found["total"] == 1
