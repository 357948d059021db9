import os
from pathlib import Path

import pytest

from tests.documents.samples import minutes
from zxdesk.documents.papers import PAPERS
from zxdesk.errors import EnvironmentProblem
from zxdesk.files import write_whole


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
