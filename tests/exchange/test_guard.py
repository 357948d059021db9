"""Hostile and broken files are refused with one sentence, and nothing is written."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.exchange.books import EVENT, Desk, make_book
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange import guard
from zxdesk.exchange.book_file import open_book as read_book

SHEET = "xl/worksheets/sheet1.xml"
ROWS = {"活动": [EVENT, ("HD-1", "春季座谈会", "座谈会", "2026-03-05")]}


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """A workbook whose parts were tampered with."""
    make_book(path, ROWS)
    packed = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
    path.write_bytes(packed.getvalue())
    return path


def with_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """A workbook in whose sheet some markup was replaced."""

    def change(name: str, content: bytes) -> bytes:
        assert name != SHEET or old in content
        return content.replace(old, new, 1) if name == SHEET else content

    return repacked(path, change)


def refused(path: Path) -> str:
    """Why a file is not read."""
    with pytest.raises(EnvironmentProblem) as caught:
        read_book(path)
    assert caught.value.code == "unreadable_file"
    assert path.name in caught.value.message
    return caught.value.message


def test_an_untouched_book_is_read(tmp_path: Path) -> None:
    path = repacked(tmp_path / "a.xlsx", lambda _, content: content)
    assert read_book(path).sheets[0].rows[1].cells[1] == "春季座谈会"


def test_two_cells_a_million_rows_apart_never_reach_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zxdesk.exchange.book_file.CalamineWorkbook", None)
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = with_sheet(tmp_path / "a.xlsx", b"</sheetData>", far)
    assert "第1048576行、第16384列" in refused(path)


@pytest.mark.parametrize(
    "cell",
    [
        b"<c r='XFD1048576' t='n'><v>1</v></c>",
        b'<x:c xmlns:x="u" r="XFD1048576"><v>1</v></x:c>',
        b'<c t=">" r="XFD1048576"><v>1</v></c>',
        b'<c r="xfd1048576"><f>1+1</f><v>2</v></c>',
        b'<c\n r = "XFD1048576" ><is><t>x</t></is></c>',
    ],
)
def test_a_far_cell_is_seen_however_it_is_written(tmp_path: Path, cell: bytes) -> None:
    row = b"<row>" + cell + b"</row></sheetData>"
    assert "太大" in refused(with_sheet(tmp_path / "a.xlsx", b"</sheetData>", row))


def test_a_far_cell_without_a_reference_is_seen(tmp_path: Path) -> None:
    row = b'<row r="1048576">' + b"<c><v>1</v></c>" * 3 + b"</row></sheetData>"
    assert "太大" in refused(with_sheet(tmp_path / "a.xlsx", b"</sheetData>", row))


def test_a_far_cell_is_seen_where_two_pieces_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    path = with_sheet(tmp_path / "a.xlsx", b"</sheetData>", far)
    for size in (61, 97, 131):
        monkeypatch.setattr(guard, "_CHUNK", size)
        assert "太大" in refused(path)


def test_far_cells_that_only_look_different_do_no_harm(tmp_path: Path) -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="0"/><c r="XFC1048576"></c></row></sheetData>'
    path = with_sheet(tmp_path / "a.xlsx", b"</sheetData>", far)
    assert len(read_book(path).sheets[0].rows) == 2


def test_a_part_that_swells_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "_RATIO_MATTERS_FROM", 100_000)
    filler = b"</sheetData><!--" + b" " * 3_000_000 + b"-->"
    assert "展开后过大" in refused(with_sheet(tmp_path / "a.xlsx", b"</sheetData>", filler))


def test_a_book_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = repacked(tmp_path / "a.xlsx", lambda _, content: content)
    monkeypatch.setattr(guard, "MAX_BYTES", path.stat().st_size)
    assert "展开后过大" in refused(path)


def test_too_many_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_CELLS", 7)
    assert "太大" in refused(make_book(tmp_path / "a.xlsx", ROWS))


@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/styles.xml", "[Content_Types].xml"])
def test_a_doctype_is_refused_in_every_part(tmp_path: Path, part: str) -> None:
    laughs = b'<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>'

    def change(name: str, content: bytes) -> bytes:
        return laughs + content if name == part else content

    assert "DOCTYPE" in refused(repacked(tmp_path / "a.xlsx", change))


def test_markup_in_two_byte_letters_is_refused(tmp_path: Path) -> None:
    def change(name: str, content: bytes) -> bytes:
        return content.decode().encode("utf-16") if name == SHEET else content

    assert "编码" in refused(repacked(tmp_path / "a.xlsx", change))


def test_a_truncated_book_is_refused(tmp_path: Path) -> None:
    path = make_book(tmp_path / "a.xlsx", ROWS)
    whole = path.read_bytes()
    for share in (0.1, 0.5, 0.67, 0.95):
        path.write_bytes(whole[: int(len(whole) * share)])
        assert "损坏" in refused(path)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.xlsx", b"", "空文件"),
        ("a.xls", b"\0" * 100, "空文件"),
        ("a.xls", "<html><body><p>登录已过期</p></body></html>".encode(), "网页"),
        ("a.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "没有工作表"),
        ("a.xls", b'<?xml version="1.0"?><note/>', "别的 XML"),
        ("a.xls", b"<Workbook><Worksheet><Table><Row>", "损坏"),
        ("a.xlsx", b"%PDF-1.7 not a workbook", "不是工作簿"),
        ("a.csv", b"\x01\x00\x02", "不是工作簿"),
        ("a.csv", b"\x81\xff\xff", "编码"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "损坏"),
        (
            "a.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
            + b"\0" * 600
            + "EncryptedPackage".encode("utf-16-le"),
            "密码",
        ),
    ],
)
def test_what_is_no_workbook_is_named(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert reason in refused(path)


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<document/>")
    assert "不是工作簿" in refused(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    assert "不存在" in refused(tmp_path / "没有.xlsx")
    folder = tmp_path / "夹.xlsx"
    folder.mkdir()
    assert "读不了" in refused(folder)


def test_one_unreadable_file_keeps_all_files_out(desk: Desk) -> None:
    good = make_book(desk.folder / "好.xlsx", ROWS)
    bad = desk.folder / "坏.xlsx"
    bad.write_bytes(good.read_bytes()[:300])
    before = desk.steps()
    with pytest.raises(EnvironmentProblem):
        desk.take_files(good, bad)
    assert desk.steps() == before
    assert desk.shown("event") == []
