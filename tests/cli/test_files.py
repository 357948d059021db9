"""Files that a call names: missing ones, unreadable ones, and the ledger it does not name."""

import errno
import io
import os
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.cli.test_program import assert_one_sentence
from tests.signed import put_key, signed
from zxdesk import paths
from zxdesk.cli.program import run
from zxdesk.recent import remember

# What a call that names a file says before it, and the ending it would have.
READERS = [
    (("import",), ".xlsx"),
    (("merge",), ".zxd"),
    (("merge",), ".xlsx"),
    (("restore",), ".zxd"),
    (("receive",), ".zip"),
]


@pytest.mark.parametrize(("words", "ending"), READERS)
def test_a_file_that_is_not_there_gives_three(desk: Desk, words, ending: str) -> None:
    outcome = desk(*words, desk.folder / f"没有{ending}")
    assert outcome.code == 3
    assert_one_sentence(outcome.err)


@pytest.mark.parametrize(("words", "ending"), READERS)
def test_a_folder_instead_of_a_file_gives_three(desk: Desk, words, ending: str) -> None:
    folder = desk.folder / f"夹{ending}"
    folder.mkdir()
    outcome = desk(*words, folder)
    assert outcome.code == 3
    assert_one_sentence(outcome.err)


@pytest.mark.parametrize(
    "words",
    [
        ("backup", "--out"),
        ("restore",),
        ("quarter", "export", "2024Q3", "--force", "--out"),
        ("new", "--committee", "政协某县委员会", "--level", "县"),
    ],
)
def test_a_place_that_is_closed_to_us_is_named(desk: Desk, words, monkeypatch) -> None:
    closed = desk.folder / "别人的"
    stat = os.stat

    def refuse(path, *args, **named):
        if closed in Path(os.fsdecode(path)).parents:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return stat(path, *args, **named)

    monkeypatch.setattr(os, "stat", refuse)
    outcome = desk(*words, closed / "新.zxd")
    assert outcome.code == 3
    assert_one_sentence(outcome.err)
    assert "权限" in outcome.err
    assert "stfolder" not in outcome.err


def test_a_package_that_is_not_there_does_not_keep_the_others_from_being_read(desk) -> None:
    junk = desk.folder / "坏.zip"
    junk.write_bytes(b"no zip at all")
    outcome = desk("receive", desk.folder / "没有.zip", junk, "--json")
    assert outcome.code == 3
    assert [one["package"] for one in outcome.data["refused"]] == ["没有.zip", "坏.zip"]
    assert desk("receive", junk).code == 1


def test_an_installer_that_is_not_there_gives_three(desk, tmp_path, monkeypatch) -> None:
    resources = tmp_path / "resources"
    resources.mkdir()
    put_key(resources)
    monkeypatch.setattr(paths, "resources", lambda: resources)
    assert desk("update", tmp_path / "没有.exe").code == 3
    unsigned = signed(tmp_path, "9.0.0")
    unsigned.with_name(unsigned.name + ".sig").unlink()
    assert desk("update", unsigned).code == 3


def test_a_considered_refusal_gives_one(desk: Desk) -> None:
    period = "2024Q3"
    assert desk("quarter", "close", period, "--force").code == 0
    assert desk("quarter", "close", period, "--force").code == 1
    assert desk("quarter", "reopen", period, "--reason", "核对").code == 0
    assert desk("quarter", "reopen", period, "--reason", "核对").code == 1


def test_a_ledger_is_called_as_ledgers_are(desk: Desk, tmp_path: Path) -> None:
    for name in ("n.txt", "n", "云溪.zxd.bak"):
        words = ("new", tmp_path / name, "--committee", "政协甲县委员会", "--level", "县")
        outcome = desk(*words)
        assert outcome.code == 2
        assert ".zxd" in outcome.err
        assert_one_sentence(outcome.err)
        assert not (tmp_path / name).exists()


def test_a_backup_that_cannot_be_made_says_why(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "文件").touch()
    outcome = desk("backup", "--out", tmp_path / "文件" / "备份.zxd")
    assert outcome.code == 3
    assert_one_sentence(outcome.err)


def test_the_ledger_is_named_where_the_call_does_not_name_it(desk: Desk) -> None:
    remember(desk.ledger)
    for words in (["undo"], ["check"], ["figure", "event.held"]):
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            run(words, open_window=lambda _: 0, pictures=lambda *_: [])
        assert err.getvalue().startswith(f"台账：{desk.ledger}\n")
        assert str(desk.ledger) not in out.getvalue()
    assert "台账：" not in desk("check").err


def test_exporting_a_quarter_that_was_open_says_that_it_is_closed_now(desk: Desk) -> None:
    folder = desk.folder / "报送"
    first = desk("quarter", "export", "2024Q3", "--out", folder, "--force")
    assert first.code == 0
    assert "已随导出结账" in first.err
    again = desk("quarter", "export", "2024Q3", "--out", folder, "--reason", "补报")
    assert "已随导出结账" not in again.err


def test_a_merge_without_differences_says_so(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "同事.zxd"
    assert desk("backup", "--out", copy).code == 0
    for words in (("--dry-run",), ()):
        outcome = desk("merge", copy, *words)
        assert outcome.code == 0
        assert "没有不同" in outcome.out


def test_a_session_the_ledger_does_not_know_is_refused_by_name(desk: Desk) -> None:
    outcome = desk("figure", "proposal.filed", "--period", "五届二次")
    assert outcome.code == 2
    assert "没有这次会议的日期" in outcome.err


@pytest.mark.parametrize(
    ("kinds", "out", "made"),
    [
        (("委员",), "名单.csv", ["名单.csv"]),
        (("委员", "会次"), "两种.csv", ["两种/会次.csv", "两种/委员.csv"]),
        (("all",), "全部.jsonl", ["全部.jsonl"]),
        (("all",), "全部.json", ["全部.json"]),
    ],
)
def test_an_export_is_written_in_the_form_of_its_ending(
    desk: Desk, kinds: tuple[str, ...], out: str, made: list[str]
) -> None:
    answer = desk.json("export", *kinds, "--out", desk.folder / out)
    assert answer["files"] == [str(desk.folder / name) for name in made]
    assert all((desk.folder / name).is_file() for name in made)


def test_everything_goes_out_and_a_ledger_is_made_of_it(desk: Desk, tmp_path: Path) -> None:
    file, new = tmp_path / "全部.zip", tmp_path / "重建.zxd"
    answer = desk.json("export", "all", "--out", file)
    assert answer["file"] == str(file)
    assert desk.json("new", new, "--from", file) == {"ledger": str(new)}
    told = [desk("history", "--json", ledger=one).data for one in (desk.ledger, new)]
    assert told[0] == told[1]
    assert desk("check", "--deep", "--json", ledger=new).data["ok"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("export", "委员", "--out", "全部.zip"), "不能写成“.zip”格式"),
        (("export", "all", "--out", "全部.zip", "--where", "界别=经济界"), "不能筛选"),
        (("new", "新.zxd"), "没有说是哪个政协委员会"),
        (("new", "新.zxd", "--from", "全部.zip", "--level", "县"), "属于原来的政协"),
        (("new", "新.zxd", "--from", "没有.zip"), "没有.zip"),
    ],
)
def test_what_is_half_said_of_everything_is_refused(
    desk: Desk, words: tuple[str, ...], said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    outcome = desk(*words)
    assert outcome.code in (2, 3)
    assert said in outcome.err
    assert not {"全部.zip", "新.zxd"} & {file.name for file in desk.folder.iterdir()}
