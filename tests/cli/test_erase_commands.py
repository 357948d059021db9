"""erase: what was erased, where it still is, and the paper of it."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.conftest import Desk
from zxdesk.cli.program import run
from zxdesk.exchange.plain_book import write_plain_book

PHONE = "13911112222"


@pytest.fixture
def people(desk: Desk) -> Desk:
    """A ledger with two members and a backup."""
    path = desk.folder / "委员.xlsx"
    rows = [
        {"委员编号": "W1", "姓名": "程立言", "界别": "经济界", "手机": PHONE},
        {"委员编号": "W2", "姓名": "万俟雅", "界别": "教育界"},
    ]
    write_plain_book(path, {"委员": rows})
    desk.json("import", path)
    assert desk("backup").code == 0
    return desk


def test_it_says_what_was_erased_and_where_it_still_is(people: Desk) -> None:
    answer = people.json("erase", "委员", "W1", "--reason", "本人要求")
    assert (answer["erased"], answer["steps"]) == (["手机"], 1)
    assert answer["backups"] == []
    assert answer["left"]
    assert all("备份" in copy["file"] for copy in answer["left"])
    assert people.json("check", "--deep")["ok"]
    assert PHONE.encode() not in people.ledger.read_bytes()
    (newest, *_) = people.json("history")["steps"]
    assert newest["label"] == "抹除个人信息：委员 程立言（本人要求）"


def test_backups_are_erased_where_that_is_asked_for(people: Desk) -> None:
    outcome = people("erase", "member", "程立言", "--reason", "本人要求", "--backups")
    assert outcome.code == 0, outcome.err
    assert "备份里也已抹除" in outcome.out
    assert "还留有" not in outcome.out
    for file in people.folder.rglob("*.zxd"):
        assert PHONE.encode() not in file.read_bytes()


def test_a_deleted_member_is_found_by_his_number(people: Desk) -> None:
    people.json("undo")
    answer = people.json("erase", "委员", "W1", "--reason", "离任")
    assert answer["erased"] == ["手机"]
    assert PHONE.encode() not in people.ledger.read_bytes()
    assert people("erase", "委员", "W9", "--reason", "离任").code == 2


def test_the_paper_says_what_was_erased(people: Desk) -> None:
    paper = people.folder / "抹除记录.pdf"
    words = ("erase", "委员", "W1", "--reason", "本人要求", "--out", paper)
    assert people.json(*words)["file"] == str(paper)
    said = "".join(page.extract_text() for page in PdfReader(paper).pages).replace("\n", "")
    for part in ("个人信息抹除记录", "程立言", "手机", "本人要求", "审批人"):
        assert part in said
    assert PHONE not in said


class Terminal(io.StringIO):
    """Where somebody sits and types."""

    def isatty(self) -> bool:
        return True


def at_a_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, *words: str
) -> tuple[int, str]:
    """Erase the first member where somebody sits; give the exit code and what was said to him."""
    said = Terminal()
    monkeypatch.setattr(sys, "stdin", Terminal(typed))
    call = ["erase", "委员", "W1", "--reason", "本人要求", "--ledger", str(desk.ledger), *words]
    with redirect_stderr(said), redirect_stdout(io.StringIO()):
        code = run(call, open_window=lambda _: 0, pictures=None)
    return code, said.getvalue()


@pytest.mark.parametrize("typed", ["\n", "", "不\n", "no\n"])
def test_whoever_sits_there_is_asked_and_may_say_no(
    people: Desk, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    code, said = at_a_terminal(people, monkeypatch, typed)
    assert code == 1
    assert "将抹除委员 程立言的个人信息和附件，不能撤销" in said
    assert "没有得到确认，台账没有改动" in said
    assert PHONE.encode() in people.ledger.read_bytes()


@pytest.mark.parametrize(
    ("typed", "words"), [("是\n", ()), ("y\n", ()), ("", ("--yes",)), ("", ("--json",))]
)
def test_a_yes_or_a_script_goes_on(
    people: Desk, monkeypatch: pytest.MonkeyPatch, typed: str, words: tuple[str, ...]
) -> None:
    code, said = at_a_terminal(people, monkeypatch, typed, *words)
    assert code in (0, 1), said
    assert PHONE.encode() not in people.ledger.read_bytes()
    assert ("确定" in said) == bool(typed)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("erase", "委员", "W1"), 2),
        (("erase", "委员", "W1", "--reason", " "), 2),
        (("erase", "品牌", "没有", "--reason", "x"), 2),
        (("erase", "委员", "W1", "--reason", "x", "--out", "a.xlsx"), 2),
    ],
)
def test_a_wrong_call_erases_nothing(people: Desk, words: tuple[str, ...], code: int) -> None:
    outcome = people(*words)
    assert outcome.code == code
    assert outcome.err.endswith("。\n")
    assert PHONE.encode() in people.ledger.read_bytes()


def test_a_backup_under_a_password_comes_back(people: Desk, tmp_path: Path) -> None:
    secret, wrong = tmp_path / "密码.txt", tmp_path / "错.txt"
    secret.write_text("云溪 2026", encoding="utf-8")
    wrong.write_text("别的", encoding="utf-8")
    out = tmp_path / "U盘" / "备份.zxd"
    made = people.json("backup", "--password-file", secret, "--out", out)
    assert made["file"] == str(out)
    assert PHONE.encode() not in out.read_bytes()
    assert people("backup", "--password-file", secret, "--out", out).code == 2
    people.json("undo")
    refused = people("restore", out, "--password-file", wrong)
    assert refused.code == 1
    assert "密码不对" in refused.err
    back = people.json("restore", out, "--password-file", secret)
    assert back["records"] == made["records"]
    assert people.json("figure", "member.active")["value"] == 2
    assert people.json("check", "--deep")["ok"]
    whole = out.read_bytes()
    out.write_bytes(whole[:-1])
    cut = people("restore", out, "--password-file", secret)
    assert cut.code == 3
    assert "不完整或被改动过" in cut.err


def test_a_sealed_backup_among_the_others_is_named_as_left(people: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "密码.txt"
    secret.write_text("云溪 2026", encoding="utf-8")
    made = people.json("backup", "--password-file", secret)["file"]
    answer = people.json("erase", "委员", "W1", "--reason", "本人要求", "--backups")
    (left,) = answer["left"]
    assert left["file"] == made
    assert "有密码" in left["why"]


def test_a_paper_that_cannot_be_written_keeps_all_as_it_is(people: Desk) -> None:
    before = people.ledger.read_bytes()
    outcome = people("erase", "委员", "W1", "--reason", "本人要求", "--out", "没有/抹除记录.pdf")
    assert outcome.code == 3
    assert people.ledger.read_bytes() == before
