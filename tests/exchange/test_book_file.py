"""Every format that offices send is read the same, by its content and not by its name."""

import contextlib
import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import openpyxl
import pytest
import xlwt
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.exchange import formats
from tests.exchange.books import EVENT, Desk, make_book
from tests.faults.mutations import spoilt
from zxdesk.errors import EnvironmentProblem
from zxdesk.exchange import guard
from zxdesk.exchange.book_file import open_book
from zxdesk.exchange.guard import LOCKED, WRONG_PASSWORD
from zxdesk.exchange.reading import read_asking, read_book
from zxdesk.exchange.unlocking import STANDING

TABLE = [["委员编号", "姓名", "手机"], ["W1", "程立言", "13800000001"], ["W2", "沈若梅", ""]]
SHEETS = {"委员": TABLE}
READ = [("委员编号", "姓名", "手机"), ("W1", "程立言", "13800000001"), ("W2", "沈若梅")]
MAKERS: dict[str, Callable[[Path, formats.Sheets], Path]] = {
    "ods": formats.write_ods,
    "html": formats.write_page,
    "mail": formats.write_mail,
    "xml": formats.write_xml,
}


def cells(path: Path, sheet: int = 0) -> list[tuple[object, ...]]:
    """The cells of a sheet, without the empty ones at the ends of lines."""
    found = []
    for row in open_book(path).sheets[sheet].rows:
        filled = [place for place, cell in enumerate(row.cells) if cell is not None]
        found.append(row.cells[: filled[-1] + 1])
    return found


def reason(path: Path) -> str:
    """Why a file is not read."""
    with pytest.raises(EnvironmentProblem) as caught:
        open_book(path)
    return caught.value.message


@pytest.mark.parametrize("name", ["a.xls", "a.xlsx", "a.et", "a"])
@pytest.mark.parametrize("form", MAKERS)
def test_a_format_is_told_by_its_content(tmp_path: Path, form: str, name: str) -> None:
    assert cells(MAKERS[form](tmp_path / name, SHEETS)) == READ


def test_an_odd_mark_in_a_page_is_passed_over(tmp_path: Path) -> None:
    path = formats.write_page(tmp_path / "a.xls", SHEETS)
    page = path.read_bytes()
    assert b"<table" in page
    path.write_bytes(page.replace(b"<table", b"<![odd[ mark ]]><table", 1))
    assert cells(path) == READ


def test_the_reading_process_gives_what_was_read(tmp_path: Path) -> None:
    for form, make in MAKERS.items():
        path = make(tmp_path / form, SHEETS)
        assert read_book(path) == open_book(path)


@pytest.mark.parametrize("encoding", ["gbk", "gb2312", "utf-8", "utf-16"])
@pytest.mark.parametrize("write", [formats.write_page, formats.write_xml])
def test_pages_are_read_in_their_letters(
    tmp_path: Path, write: Callable[..., Path], encoding: str
) -> None:
    assert cells(write(tmp_path / "a.xls", SHEETS, encoding=encoding)) == READ


def test_a_table_of_text_is_read_under_any_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes("\r\n".join("\t".join(row) for row in TABLE).encode("gb18030"))
    assert cells(path) == READ


def test_mail_has_its_sheets_by_name(tmp_path: Path) -> None:
    path = formats.write_mail(tmp_path / "a.xls", {"委员": TABLE, "活动": [["编号"], ["HD-1"]]})
    assert [sheet.name for sheet in open_book(path).sheets] == ["委员", "活动"]
    assert cells(path, 1) == [("编号",), ("HD-1",)]


PAGE = """<html><script>var a = "<table><tr><td>x";</script><table>
<tr><td colspan=3>委员&nbsp;名单</td></tr>
<tr><td rowspan="2">经济<br>界<td x:num="13800000001">1.38E+10<td>a &amp; b
<tr><td>第二行</td><td><table><tr><td>里面</td></tr></table></td></tr></table>"""


def test_web_tables_have_spans_breaks_and_values_in_tables(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(PAGE, encoding="utf-8")
    assert cells(path) == [
        ("委员 名单",),
        ("经济\n界", "13800000001", "a & b"),
        ("经济\n界", "第二行", "里面"),
    ]


XML = """<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
<x:ExcelWorkbook><x:Date1904/></x:ExcelWorkbook>
<ss:Worksheet ss:Name="委员"><ss:Table><ss:Row ss:Index="3">
<ss:Cell ss:MergeDown="1"><ss:Data ss:Type="String">甲</ss:Data></ss:Cell>
<ss:Cell ss:Index="3"><ss:Data ss:Type="Number">1.5</ss:Data></ss:Cell>
<ss:Cell><ss:Data ss:Type="DateTime">1975-03-05T00:00:00.000</ss:Data></ss:Cell></ss:Row>
<ss:Row><ss:Cell ss:Index="2"><ss:Data ss:Type="Error">#N/A</ss:Data></ss:Cell>
<ss:Cell ss:Formula="=R1C1"/><ss:Cell><ss:Data ss:Type="String"><B>粗</B>体</ss:Data></ss:Cell>
</ss:Row></ss:Table><x:WorksheetOptions><x:Visible>SheetHidden</x:Visible></x:WorksheetOptions>
</ss:Worksheet></Workbook>"""


def test_xml_spreadsheets_have_places_types_and_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(XML, encoding="utf-8")
    book = open_book(path)
    sheet = book.sheets[0]
    assert [(row.number, row.cells) for row in sheet.rows] == [
        (3, ("甲", None, 1.5, datetime(1975, 3, 5))),
        (4, ("甲", None, None, "粗体")),
    ]
    assert (sheet.hidden, sheet.from_1904) == (True, True)
    assert ["公式错误" in book.notes[0], "没有存下结果" in book.notes[1]] == [True, True]


LAUGHS = '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>'


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (LAUGHS + formats.xml(SHEETS).partition("?>\n")[2], "DOCTYPE"),
        ("<Workbook>" + "<a>" * 5000, "套得太深"),
        (formats.xml(SHEETS).replace("<Row>", '<Row ss:Index="99999999">', 1), "太大"),
        (formats.xml(SHEETS).replace("<Cell>", '<Cell ss:Index="16384">', 1), "太大"),
        ("<table><tr><td>" * 5000, "套得太深"),
        ("<table><tr>" + "<td></td>" * 400 + "<td>x</td></tr></table>", "太大"),
    ],
)
def test_hostile_markup_is_refused(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "a.xls"
    path.write_text(content, encoding="utf-8")
    assert why in reason(path)


def test_spans_without_end_take_no_room(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    rows = '<tr><td rowspan="9999999" colspan="3">甲</td></tr><tr><td>x</td></tr>'
    path.write_text(f"<table>{rows}</table>", encoding="utf-8")
    assert cells(path) == [("甲",), ("甲", None, None, "x")]


def test_too_many_cells_of_markup_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for form, make in MAKERS.items():
        if form != "ods":
            for module in ("web_pages", "xml_books"):
                monkeypatch.setattr(f"zxdesk.exchange.{module}.MAX_CELLS", 4)
            assert "太大" in reason(make(tmp_path / form, SHEETS))


CELL = '<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'


@pytest.mark.parametrize(
    "row",
    [
        f'<table:table-row table:number-rows-repeated="1048576">{CELL * 3}</table:table-row>',
        '<table:table-row><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="float" office:value="1"/></table:table-row>',
        '<table:table-row table:number-rows-repeated="1048575"/>'
        f"<table:table-row>{CELL * 3}</table:table-row>",
    ],
)
def test_repeated_cells_never_reach_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, row: str
) -> None:
    monkeypatch.setattr("zxdesk.exchange.book_file.CalamineWorkbook", None)
    table = f'<table:table table:name="委员">{row}</table:table>'
    path = formats.pack_ods(tmp_path / "a.ods", table)
    for size in (1 << 20, 61):
        monkeypatch.setattr(guard, "_CHUNK", size)
        assert "太大" in reason(path)


def test_a_doctype_in_an_open_document_is_refused(tmp_path: Path) -> None:
    assert "DOCTYPE" in reason(formats.pack_ods(tmp_path / "a.ods", LAUGHS))


def test_error_cells_of_old_workbooks_are_told(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("委员")
    sheet.write(0, 0, "姓名")
    sheet.row(1).set_cell_error(0, 0x2A)
    book.dates_1904 = True
    book.save(str(tmp_path / "a.xls"))
    found = open_book(tmp_path / "a.xls")
    assert found.notes == ["文件“a.xls”有 1 个单元格是公式错误，已按空白处理。"]
    assert found.sheets[0].from_1904


def test_formulas_saved_without_result_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_book(
        tmp_path / "a.xlsx", {"委员": [("姓名", "手机"), ("程立言", "=A1"), ("甲", "=A2")]}
    )
    for size in (1 << 20, 53):
        monkeypatch.setattr(guard, "_CHUNK", size)
        assert ["有 2 个单元格的公式没有存下结果" in note for note in open_book(path).notes] == [
            True
        ]


def test_an_empty_result_of_a_formula_is_a_result(tmp_path: Path) -> None:
    cell = b'<c r="C9" t="str"><f>IF(B1="","",B1)</f><v></v></c>'
    path = make_book(tmp_path / "a.xlsx", {"委员": TABLE})
    part = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts[part] = parts[part].replace(
        b"</sheetData>", b'<row r="9">' + cell + b"</row></sheetData>"
    )
    with zipfile.ZipFile(path, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    assert open_book(path).notes == []


def test_a_hidden_sheet_is_taken_with_a_word(desk: Desk) -> None:
    path = make_book(desk.folder / "a.xlsx", {"委员": TABLE, "活动": [EVENT]})
    book = openpyxl.load_workbook(path)
    book["委员"].sheet_state = "hidden"
    book.save(path)
    report = desk.take_files(path)
    assert desk.column("member", "name") == ["程立言", "沈若梅"]
    assert ["“委员”" in note and "隐藏" in note for note in report.notes] == [True]


def test_bare_numbers_of_a_1904_workbook_are_days_since_then(desk: Desk) -> None:
    file = Path(desk.folder / "mac.xlsx")
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    sheet = book.active
    assert sheet is not None
    sheet.title = "委员"
    for row in (["委员编号", "姓名", "出生日期"], ["W1", "程立言", 25996], ["W2", "沈若梅", 16000]):
        sheet.append(row)
    book.save(file)
    desk.take_files(file)
    assert desk.column("member", "birth") == ["1975-03-05", "1947-10-22"]


def locked_book(folder: Path, password: str) -> Path:
    """A workbook that asks for a password."""
    plain = make_book(folder / "plain.xlsx", {"委员": TABLE})
    return formats.lock(plain, folder / "锁.xlsx", password)


def code_of(path: Path, password: str) -> str:
    """The code of the error with which a file is not read."""
    with pytest.raises(EnvironmentProblem) as caught:
        open_book(path, password)
    assert "密码" in caught.value.message
    return caught.value.code


def test_a_locked_workbook_opens_with_its_password_alone(tmp_path: Path) -> None:
    path = locked_book(tmp_path, "秘密 1")
    assert code_of(path, "") == LOCKED
    assert code_of(path, "秘密") == WRONG_PASSWORD
    assert read_book(path, password="秘密 1").sheets == [
        type(sheet)(path.name, sheet.name, sheet.rows)
        for sheet in open_book(tmp_path / "plain.xlsx").sheets
    ]


def test_a_locked_old_workbook_opens_with_its_password_alone(tmp_path: Path) -> None:
    path = formats.lock_old(tmp_path / "锁.xls", SHEETS, "秘密 1")
    assert code_of(path, "") == LOCKED
    assert code_of(path, "秘密") == WRONG_PASSWORD
    assert open_book(path, "秘密 1").sheets[0].rows[1].cells[1] == "程立言"
    assert len(cells(formats.lock_old(path, SHEETS, STANDING))) == 3


def test_an_open_document_locked_by_libreoffice_opens_with_its_password_alone() -> None:
    path = Path(__file__).parents[1] / "data" / "locked.ods"
    assert code_of(path, "") == LOCKED
    assert code_of(path, "秘密") == WRONG_PASSWORD
    assert read_book(path, password="秘密 1").sheets[0].rows[1].cells == (
        "张三",
        "科技界",
        "13800000001",
    )


@pytest.mark.parametrize("way", ["blowfish", "cbc", "gcm"])
def test_every_lock_of_an_open_document_opens(tmp_path: Path, way: str) -> None:
    path = formats.lock_ods(formats.write_ods(tmp_path / "锁.ods", SHEETS), "秘密 1", way)
    assert code_of(path, "") == LOCKED
    assert code_of(path, "秘密") == WRONG_PASSWORD
    assert open_book(path, "秘密 1").sheets[0].rows[1].cells[1] == "程立言"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"aes256-cbc", b"aes999-ctr"),
        (b'iteration-count="1000"', b'iteration-count="1000000000"'),
        (b'initialisation-vector="', b'initialisation-vector="??'),
        (b'key-size="32"', b'key-size="33"'),
    ],
)
def test_a_lock_that_is_not_known_is_told(tmp_path: Path, before: bytes, after: bytes) -> None:
    path = formats.lock_ods(formats.write_ods(tmp_path / "锁.ods", SHEETS), "秘密 1", "cbc")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data.replace(before, after))
    with pytest.raises(EnvironmentProblem, match="加密方法不认识"):
        open_book(path, "秘密 1")


def test_a_spoilt_lock_ends_in_a_sentence(tmp_path: Path, loops: int, chance: Random) -> None:
    path = tmp_path / "锁.ods"
    for way in ("blowfish", "cbc", "gcm"):
        sound = formats.lock_ods(formats.write_ods(path, SHEETS), "b", way).read_bytes()
        for _ in range(10 * loops):
            path.write_bytes(spoilt(sound, chance))
            with contextlib.suppress(EnvironmentProblem):
                open_book(path, "b")


def test_a_locked_open_document_that_swells_is_refused(tmp_path: Path) -> None:
    path = formats.write_ods(tmp_path / "锁.ods", {"委员": [["0" * 60_000_000]]})
    formats.lock_ods(path, "秘密 1", "cbc")
    with pytest.raises(EnvironmentProblem, match="展开后过大"):
        open_book(path, "秘密 1")


def test_the_standing_password_is_not_asked_for(tmp_path: Path) -> None:
    assert len(cells(locked_book(tmp_path, STANDING))) == 3


def test_a_password_is_asked_for_until_it_is_right_or_given_up(tmp_path: Path) -> None:
    path = locked_book(tmp_path, "b")
    asked: list[bool] = []
    answers = iter(["a", "b"])

    def answer(_file: Path, wrong: bool) -> str:
        asked.append(wrong)
        return next(answers)

    assert read_asking(path, answer).sheets
    assert asked == [False, True]
    with pytest.raises(EnvironmentProblem):
        read_asking(path, lambda _file, _wrong: "")


def test_a_lock_of_an_unknown_sort_is_said_to_be_one(tmp_path: Path) -> None:
    book = xlwt.Workbook()
    book.add_sheet("委员").write(0, 0, "姓名")
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    at = data.index(b"\x5c\x00\x70\x00")  # the record of who wrote it
    path = tmp_path / "a.xls"
    path.write_bytes(data[:at] + b"\x2f\x00" + data[at + 2 :])
    assert code_of(path, "a") == "unreadable_file"
