import errno
import os
from pathlib import Path

import pytest

from tests.papers.samples import minutes
from zxdesk.errors import EnvironmentProblem
from zxdesk.files import reason_of, safe_stem, write_whole
from zxdesk.papers.catalogue import PAPERS


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "纪要.pdf"
    path.write_bytes(b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["纪要.pdf"]


def test_a_failure_keeps_the_old_file_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "纪要.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(EnvironmentProblem) as caught:
        write_whole(path, b"new")
    assert "纪要.pdf" in caught.value.message
    assert "关闭" in caught.value.advice
    assert path.read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["纪要.pdf"]


def test_a_missing_folder_is_told_in_chinese(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="没有写成（没有这个文件夹）"):
        PAPERS["会议纪要"].write(minutes(), tmp_path / "没有" / "纪要.pdf", bundled_fonts=True)


@pytest.mark.parametrize(
    ("number", "writing", "reading"),
    [
        (errno.EACCES, "没有写入权限", "没有读取权限"),
        (errno.ENOENT, "没有这个文件夹", "没有这个文件"),
        (errno.ENOSPC, "磁盘已满", "磁盘已满"),
        (errno.EIO, "磁盘出错", "磁盘出错"),
        (None, "磁盘出错", "磁盘出错"),
    ],
)
def test_the_systems_reason_is_said_in_chinese(
    number: int | None, writing: str, reading: str
) -> None:
    error = OSError(number, "in the words of the system") if number else OSError()
    assert reason_of(error) == writing
    assert reason_of(error, reading=True) == reading


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ('会议纪要：a/b\\c:*?"<>|\n..', "会议纪要：a b c"),
        ("..", ""),
        ("长" * 200, "长" * 60),
        ("CON", "CON_"),
        ("lpt1.季度", "lpt1.季度_"),
        ("告\u202e诉", "告 诉"),
        ("政协云溪县委员会_2026Q3", "政协云溪县委员会_2026Q3"),
    ],
)
def test_words_become_the_name_of_a_file_on_any_system(words: str, stem: str) -> None:
    assert safe_stem(words) == stem
