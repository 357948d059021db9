"""A password is asked for or read from a file, and never stands among the words of a call."""

import argparse
import getpass
import io
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Desk
from tests.exchange import formats
from tests.exchange.books import make_book
from zxdesk.cli import passwords
from zxdesk.errors import EnvironmentProblem, UserError


def called(*words: str | Path) -> argparse.Namespace:
    """A call of a command that takes a password."""
    parser = argparse.ArgumentParser()
    passwords.add(parser, purpose="加密")
    return parser.parse_args([str(word) for word in words])


class Terminal(io.StringIO):
    """A standard input where somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What somebody types, one answer after the other."""
    answers: list[str] = []
    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: answers.pop(0))
    return answers


def test_without_the_option_there_is_no_password() -> None:
    assert passwords.read(called()) == ""


def test_a_password_is_never_a_value_of_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        called("--password", "秘密")
    assert "unrecognized" in capsys.readouterr().err


def test_it_is_asked_for(typed: list[str]) -> None:
    typed += ["云溪 2026"]
    assert passwords.read(called("--password")) == "云溪 2026"


def test_a_new_one_is_asked_for_twice(typed: list[str]) -> None:
    typed += ["a", "a", "a", "b"]
    assert passwords.read(called("--password"), new=True) == "a"
    with pytest.raises(UserError, match="两次"):
        passwords.read(called("--password"), new=True)


def test_where_letters_cannot_be_hidden_nothing_is_asked(
    typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    import warnings

    def unsafe(_prompt: str) -> str:
        warnings.warn("echo", getpass.GetPassWarning, stacklevel=2)
        return "a"

    monkeypatch.setattr(getpass, "getpass", unsafe)
    with pytest.raises(UserError, match="没有得到密码"):
        passwords.read(called("--password"))


def test_it_may_come_by_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("云溪\n别的\n"))
    assert passwords.read(called("--password"), new=True) == "云溪"
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))
    with pytest.raises(UserError, match="没有得到密码"):
        passwords.read(called("--password"))


@pytest.mark.parametrize("content", ["云溪2026", "云溪2026\n第二行", "\ufeff云溪2026\r\n"])
def test_it_is_the_first_line_of_a_file(tmp_path: Path, content: str) -> None:
    file = tmp_path / "密码.txt"
    file.write_bytes(content.encode())
    assert passwords.read(called("--password-file", file)) == "云溪2026"


@pytest.mark.parametrize("content", [b"", b"\n\xe4\xba\x91", b"a\0b", b"x" * 2000])
def test_a_file_without_a_usable_password_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "密码.txt"
    file.write_bytes(content)
    with pytest.raises(UserError):
        passwords.read(called("--password-file", file))


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    file = tmp_path / "没有.txt"
    with pytest.raises(EnvironmentProblem, match=r"没有\.txt"):
        passwords.read(called("--password-file", file))
    file.write_bytes("密码".encode("gbk"))
    with pytest.raises(EnvironmentProblem):
        passwords.read(called("--password-file", file))


def test_a_locked_workbook_is_opened_by_the_password_of_the_call(
    desk: Desk, tmp_path: Path
) -> None:
    rows = [("委员编号", "姓名"), ("W1", "程立言")]
    plain = make_book(tmp_path / "plain.xlsx", {"委员": rows})
    book = formats.lock(plain, tmp_path / "锁.xlsx", "秘密")
    refused = desk("import", book)
    assert (refused.code, "密码" in refused.err) == (3, True)
    secret, wrong = tmp_path / "密码.txt", tmp_path / "错.txt"
    secret.write_text("秘密", encoding="utf-8")
    wrong.write_text("别的", encoding="utf-8")
    refused = desk("import", book, "--password-file", wrong)
    assert (refused.code, "密码不对" in refused.err) == (3, True)
    assert desk.json("import", book, "--password-file", secret)["added"] == {"委员": 1}


def test_somebody_at_a_terminal_is_asked_until_it_opens(typed: list[str]) -> None:
    typed += ["a", "b", ""]
    answer = passwords.unlocker(called())
    file = Path("锁.xlsx")
    assert [answer(file, wrong) for wrong in (False, True, True)] == ["a", "b", ""]
