"""What is exported and imported again changes nothing, whatever the records hold."""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.books import ATTENDANCE, EVENT, MEMBER, UNIT, Desk, counts
from tests.ledgers import Office, dump, lent
from zxdesk.demo.county import county_rows
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.exchange.exporting import export_book, files_of
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.plain_book import write_plain_book
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS, RecordKind, workbook_kinds
from zxdesk.records.fieldtypes import Code, LongText, Names, Text
from zxdesk.records.identity import IdNumber, Phone
from zxdesk.records.kind import Lines
from zxdesk.store import Ledger

ALL = workbook_kinds()
MEETING = ("HD-1", "春季座谈会", "座谈会", "2026-03-05")


def exported(ledger: Ledger, kinds: tuple[RecordKind, ...] = ALL, **how: Any) -> Path:
    """An export of a ledger."""
    path = ledger.path.parent / "导出.xlsx"
    export_book(ledger, kinds, path, **how)
    return path


def sheet_of(path: Path, name: str) -> list[dict[str, Any]]:
    """A sheet as openpyxl reads it: heading → value."""
    return sheets_of(path)[name]


def sheets_of(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every sheet of a workbook of ours as openpyxl reads it."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        headings, *rows = sheet.iter_rows(values_only=True)
        found[sheet.title] = [dict(zip(headings, row, strict=True)) for row in rows]
    return found


@contextmanager
def copied(founded: Path, name: str) -> Iterator[Ledger]:
    """An empty ledger in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(shutil.copy(founded, Path(folder) / name))
        with lent(file) as ledger:
            yield ledger


def assert_same_again(ledger: Ledger, founded: Path) -> None:
    """Importing an export changes nothing, and into an empty ledger gives the same again."""
    path = exported(ledger)
    before = dump(ledger.path)
    report = import_books(ledger, [path])
    assert (report.rejected, report.notes) == ([], [])
    assert counts(report).keys() <= {"unchanged"}
    assert dump(ledger.path) == before
    with copied(founded, "另一个.zxd") as other:
        taken = import_books(other, [path])
        assert (taken.rejected, set(counts(taken)) - {"added"}) == ([], set())
        assert sheets_of(exported(other)) == sheets_of(path)


def test_the_demo_county_comes_back_unchanged(desk: Desk, founded: Path) -> None:
    rows = {name: found[:60] for name, found in county_rows(today=desk.ledger.today).items()}
    sheets = {}
    for name, found in rows.items():
        headings = list(dict.fromkeys(heading for row in found for heading in row))
        sheets[name] = [headings, *[[row.get(h) for h in headings] for row in found]]
    report = desk.take(sheets)
    assert sum(report.added.values()) > 300
    assert_same_again(desk.ledger, founded)


def words() -> st.SearchStrategy[str]:
    """Texts that break careless workbooks."""
    awkward = st.sampled_from(
        [
            "=1+1",
            "+86",
            "-3",
            "@SUM(A1)",
            "'",
            '"',
            "001",
            "1e5",
            "2024-03-05",
            "TRUE",
            "#N/A",
            "_x0041_",
            "_x000D_",
            "http://example.org",
            "<b>&amp;",
            "共青团、青联",
            "甲/乙",
            "界别/甲",
            "活动:1",
            "甲|乙｜丙\\丁",
            "\\",
            "\\|",
            "合计",
            "示例小学",
            "注：甲",
            "𬭎䶮㛃",
            "阿依·古丽",
        ]
    )
    return st.one_of(awkward, st.text(min_size=1, max_size=20))


def values_of(kind: str, names: tuple[str, ...]) -> st.SearchStrategy[dict[str, Any]]:
    """Values as the program itself would store them."""
    fields = KINDS[kind].fields
    return st.fixed_dictionaries({}, optional={name: _stored(fields[name]) for name in names}).map(
        lambda found: {name: value for name, value in found.items() if value is not None}
    )


def _stored(spec: Any) -> st.SearchStrategy[Any]:
    if isinstance(spec, Lines):
        line = st.tuples(
            *[_text(type_) for _, _, type_ in spec.parts[:4]], st.dates(date(1800, 1, 1))
        )
        return st.lists(line.filter(lambda parts: parts[0] is not None), max_size=3).map(tuple)
    return _text(spec.type)


def _text(type_: Any) -> st.SearchStrategy[Any]:
    assert isinstance(type_, (Text, LongText, Names, Code))
    if isinstance(type_, Phone):
        return st.sampled_from(("13800138000", "0575-83012345", "13800138000、83012345"))
    if isinstance(type_, IdNumber):
        return st.sampled_from(("110105194912310021", "11010519491231002X", "110105491231002"))
    return words().map(type_.parse)


@settings(max_examples=settings.default.max_examples // 2)
@given(
    event=values_of("event", ("place", "chair", "leaders", "minutes", "note", "agenda")),
    unit=values_of("unit", ("name", "region", "phone")),
    member=values_of("member", ("party", "phone", "id_number", "note")),
    figures=st.fixed_dictionaries(
        {
            "start": st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1)).map(
                lambda moment: moment.replace(second=0, microsecond=0)
            ),
            "amount": st.none() | st.integers(0, 10**12).map(lambda cents: cents / 100),
            "public": st.none() | st.integers(0, 10**10),
        }
    ),
    birth=st.none() | st.dates(date(1900, 1, 1), date(2026, 11, 22)).map(str) | st.just("1970-05"),
)
def test_whatever_is_stored_comes_back(
    founded: Path,
    event: dict[str, Any],
    unit: dict[str, Any],
    member: dict[str, Any],
    figures: dict[str, Any],
    birth: str | None,
) -> None:
    with copied(founded, "甲.zxd") as ledger:
        office = Office(ledger)
        names = dict.fromkeys([unit.pop("name", "甲"), "共青团", "青联", "共青团、青联", "界别/甲"])
        units = [office.add("unit", **{"name": name, **unit}) for name in names]
        if "共青团" in names:
            units.append(office.add("unit", name="共青团", category="承办单位"))
        office.add("member", name="程立言", number="W001", birth=birth, **member)
        office.add(
            "event",
            number="HD-1",
            name="会",
            organisers=tuple(units),
            **figures,
            **event,
        )
        assert_same_again(ledger, founded)


@pytest.mark.parametrize(
    "cell", ["共青团、青联", "共青团；青联", "共青团、青联、妇联", "承办单位/共青团、妇联"]
)
def test_lists_of_units_come_back_in_their_order(desk: Desk, founded: Path, cell: str) -> None:
    units = [("共青团", "界别"), ("青联", "界别"), ("妇联", "界别"), ("共青团", "承办单位")]
    for more in ([], [("共青团、青联", "界别")], [("青联、妇联", "人民团体")]):
        desk.take({"单位": [UNIT, *units, *more], "活动": [(*EVENT, "主办单位"), (*MEETING, cell)]})
        assert_same_again(desk.ledger, founded)


def test_cells_have_the_form_the_contract_names(desk: Desk, office: Office) -> None:
    office.add("unit", name="=1+1", start="2024-03")
    desk.take(
        {
            "会次": [("届次", "会次", "开幕日期"), (11, 5, date(2026, 1, 26))],
            "委员": [(*MEMBER, "手机"), ("001", "程立言", None, 11, "2022-03-01", "13800000000")],
            "活动": [
                (*EVENT, "结束时间", "群众人次", "成效金额"),
                ("HD-1", "会", "座谈会", "2026-03-05 09:30", "2026-03-06", 20, "1.5万"),
            ],
        }
    )
    path = exported(desk.ledger)
    workbook = openpyxl.load_workbook(path)
    assert workbook["单位"]["A2"].data_type == "s"
    assert sheet_of(path, "单位")[0]["启用日期"] == "2024-03"
    session = sheet_of(path, "会次")[0]
    assert (session["届次"], session["会次"]) == ("十一届", "五次")
    assert session["开幕日期"] == datetime(2026, 1, 26)
    assert workbook["会次"]["C2"].number_format == "yyyy-mm-dd"
    member = sheet_of(path, "委员")[0]
    assert (member["委员编号"], member["手机"]) == ("001", "13800000000")
    assert member["任职起"] == datetime(2022, 3, 1)
    event = sheet_of(path, "活动")[0]
    assert (event["开始时间"], event["群众人次"], event["成效金额"]) == (
        datetime(2026, 3, 5, 9, 30),
        20,
        15000,
    )
    assert workbook["活动"]["E2"].number_format == "yyyy-mm-dd hh:mm"
    assert workbook["活动"]["F2"].number_format == "yyyy-mm-dd"
    assert workbook["活动"].freeze_panes == "A2"


def test_columns_stand_in_the_order_of_the_contract(desk: Desk) -> None:
    workbook = openpyxl.load_workbook(exported(desk.ledger))
    assert workbook.sheetnames == [kind.sheet for kind in ALL]
    headings = [cell.value for cell in workbook["委员"][1]]
    assert "、".join(headings) == (
        "委员编号、姓名、性别、民族、出生日期、政治面貌、党派、手机、身份证号、"
        "届次、界别、专委会、活动组、履职党支部、政协职务、工作单位、单位职务、任职起、任职止、离任原因、"
        "备注、品牌"
    )
    assert "参加委员、参加领导" in "、".join(cell.value for cell in workbook["活动"][1])


def test_a_member_has_a_row_for_each_service_or_one_without(desk: Desk, founded: Path) -> None:
    desk.take(
        {
            "委员": [
                MEMBER,
                ("W001", "程立言", "经济界", 11, "2022-03"),
                ("W001", "程立言", "教育界", 10, None),
                ("W002", "沈若梅", None, None, None),
            ]
        }
    )
    path = exported(desk.ledger)
    rows = [(r["委员编号"], r["届次"], r["界别"]) for r in sheet_of(path, "委员")]
    assert rows == [("W001", "十届", "教育界"), ("W001", "十一届", "经济界"), ("W002", None, None)]
    assert_same_again(desk.ledger, founded)


def test_attendees_are_given_only_where_attendance_has_no_sheet(desk: Desk) -> None:
    people = [("W001", "甲某", None, None, None), ("W002", "乙某", None, None, None)]
    desk.take(
        {
            "委员": [MEMBER, *people],
            "活动": [EVENT, MEETING],
            "出席": [(*ATTENDANCE, "身份"), ("HD-1", "W001", "出席"), ("HD-1", "W002", "请假")],
        }
    )
    assert sheet_of(exported(desk.ledger), "活动")[0]["参加委员"] is None
    path = exported(desk.ledger, (KINDS["event"],))
    assert sheet_of(path, "活动")[0]["参加委员"] == "W001"
    assert counts(desk.take_files(path)) == {"unchanged": {"活动": 1}}


def test_a_source_has_its_kind_before_it_only_where_needed(desk: Desk, founded: Path) -> None:
    desk.take(
        {
            "协商": [("编号", "年度", "议题"), ("HD-1", 2026, "养老")],
            "活动": [EVENT, MEETING, ("HD-2", "会", "座谈会", "2026-03-05")],
            "问题": [("编号", "来源编号", "内容"), ("1", "活动:HD-1", "甲"), ("2", "HD-2", "乙")],
        }
    )
    path = exported(desk.ledger)
    assert [row["来源编号"] for row in sheet_of(path, "问题")] == ["活动:HD-1", "HD-2"]
    assert_same_again(desk.ledger, founded)


def test_a_unit_has_its_category_only_where_its_name_means_another(desk: Desk) -> None:
    desk.take(
        {
            "单位": [UNIT, ("工商联", "界别"), ("工商联", "承办单位"), ("民政局", "承办单位")],
            "活动": [(*EVENT, "主办单位"), (*MEETING, "民政局、承办单位/工商联、工商联")],
        }
    )
    path = exported(desk.ledger)
    assert sheet_of(path, "活动")[0]["主办单位"] == "民政局、承办单位/工商联、工商联"


def test_only_chosen_kinds_and_records_are_written(desk: Desk) -> None:
    desk.take({"活动": [EVENT, MEETING, ("HD-2", "会", "座谈会", "2026-03-06")]})
    ids = [row["number"] for row in desk.shown("event")]
    assert ids == ["HD-1", "HD-2"]
    path = desk.folder / "部分.xlsx"
    kinds = (KINDS["event"], KINDS["unit"])
    assert export_book(desk.ledger, kinds, path, where={"event": [2]}) == {"单位": 0, "活动": 1}
    assert [row["编号"] for row in sheet_of(path, "活动")] == ["HD-2"]
    found = export_book(desk.ledger, kinds, path, where=lambda kind: [] if kind.dated else None)
    assert found == {"单位": 0, "活动": 0}


def test_rows_of_another_committee_stay_out(desk: Desk) -> None:
    far = "政协远山县委员会"
    desk.take({"活动": [(*EVENT, "所属政协"), MEETING, ("HD-2", *MEETING[1:], far)]})
    assert [row["编号"] for row in sheet_of(exported(desk.ledger), "活动")] == ["HD-1"]


def test_a_text_no_cell_holds_is_refused_and_the_old_file_stays(office: Office) -> None:
    path = office.ledger.path.parent / "导出.xlsx"
    path.write_bytes(b"old")
    office.add("event", number="HD-1", name="会", minutes="长" * 32_768)
    with pytest.raises(UserError, match="工作表“活动”第 2 行"):
        export_book(office.ledger, ALL, path)
    assert path.read_bytes() == b"old"
    assert office.change("event", 1, minutes="长" * 32_767)
    assert export_book(office.ledger, ALL, path)["活动"] == 1


def test_a_place_that_cannot_be_written_is_told(desk: Desk) -> None:
    with pytest.raises(EnvironmentProblem, match="没有写成"):
        export_book(desk.ledger, ALL, desk.folder / "没有" / "导出.xlsx")
    folder = desk.folder / "导出.xlsx"
    folder.mkdir()
    with pytest.raises(EnvironmentProblem, match="原有文件未改动"):
        export_book(desk.ledger, ALL, folder)
    assert sorted(p.name for p in desk.folder.iterdir() if p.suffix == ".tmp") == []


def test_progress_of_an_export_is_told(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    exported(desk.ledger, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, len(ALL))


def noted(desk: Desk, *notes: str) -> list[str]:
    """Members with these notes, which are texts whatever they begin with, and an event."""
    members = [
        {"委员编号": f"W{n}", "姓名": f"人{n}", "备注": words} for n, words in enumerate(notes)
    ]
    event = dict(zip((*EVENT, "群众人次", "成效金额"), (*MEETING, 20, 1.5), strict=True))
    write_plain_book(desk.folder / "原.xlsx", {"委员": members, "活动": [event]})
    desk.take_files(desk.folder / "原.xlsx")
    return [*notes]


def test_text_of_every_kind_imported_again_changes_nothing(desk: Desk) -> None:
    odd = noted(
        desk,
        "=1+1",
        "'=1+1",
        "+86 572",
        "-5℃",
        "@某",
        '="0572"',
        "a;b;c\t,d",
        '"引"',
        "　缩\n  进 ",
    )
    path = desk.folder / "全部.csv"
    export_book(desk.ledger, ALL, path)
    files = files_of(path, ALL)
    assert [file.name for file in files] == [f"{kind.sheet}.csv" for kind in ALL]
    lines = path.with_suffix(".jsonl")
    export_book(desk.ledger, ALL, lines)
    before = dump(desk.ledger.path)
    for taken in (files, [lines]):
        report = desk.take_files(*taken)
        assert (report.added, report.updated, report.rejected) == ({}, {}, [])
    assert dump(desk.ledger.path) == before
    assert desk.column("member", "note") == odd


def test_text_in_comma_separated_files_is_never_a_formula(desk: Desk) -> None:
    noted(desk, "=1+1")
    path = desk.folder / "委员.csv"
    export_book(desk.ledger, [KINDS["member"]], path)
    assert path.read_bytes().startswith('\ufeff"委员编号"'.encode())
    assert '"\'=1+1"' in path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("ending", [".jsonl", ".json"])
def test_json_holds_every_record_with_its_kind(desk: Desk, ending: str) -> None:
    noted(desk, "=1\n二\u2028三")
    path = desk.folder / f"全部{ending}"
    assert export_book(desk.ledger, ALL, path)["委员"] == 1
    words = path.read_text(encoding="utf-8")
    lines = ending == ".jsonl"
    records = [json.loads(line) for line in words.splitlines()] if lines else json.loads(words)
    found = {record["种类"]: record for record in records}
    assert (found["委员"]["备注"], found["委员"]["手机"]) == ("=1\n二\u2028三", None)
    assert (found["活动"]["开始时间"], found["活动"]["群众人次"]) == ("2026-03-05", 20)


def test_one_list_is_one_file(desk: Desk) -> None:
    assert files_of(Path("a.csv"), [KINDS["member"]]) == [Path("a.csv")]
    assert files_of(Path("a.jsonl"), ALL) == [Path("a.jsonl")]


def test_a_list_goes_out_in_the_order_in_which_it_is_seen(office: Office, tmp_path: Path) -> None:
    for number, name in enumerate(("曾志伟", "王芳", "丁一"), start=8):
        office.add("member", name=name, number=f"W{number}")
    member, file = KINDS["member"], tmp_path / "委员.csv"
    seen = RecordList(office.ledger, member).ids(sort=["name"])
    export_book(office.ledger, [member], file, where={"member": seen})
    lines = file.read_text("utf-8-sig").splitlines()[1:]
    assert [line.replace("\"", "").split(",")[:2] for line in lines] == [
        ["W10", "丁一"], ["W9", "王芳"], ["W8", "曾志伟"]
    ]  # fmt: skip
    export_book(office.ledger, [member], file)
    lines = file.read_text("utf-8-sig").splitlines()[1:]
    assert [line.split(",")[0].strip('"') for line in lines] == ["W8", "W9", "W10"]
