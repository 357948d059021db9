"""The quarterly package: what is sent is what was closed, and nothing hostile comes in."""

import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.ledgers import Office, dump, lent
from zxdesk.errors import RefusedError
from zxdesk.exchange.kept_packages import kept_packages
from zxdesk.exchange.package_file import DETAILS, MANIFEST, NAMES, REPORT_BOOK, REPORT_PDF
from zxdesk.exchange.packages import WrittenPackage, export_package
from zxdesk.exchange.receiving import receive_package
from zxdesk.records import KINDS
from zxdesk.rules.periods import quarter
from zxdesk.services.ledgers import found_ledger
from zxdesk.services.quarters import close_quarter, reopen_quarter
from zxdesk.statistics.figures import AREA, Expression, figure
from zxdesk.statistics.rollup import roll_up
from zxdesk.store import open_ledger
from zxdesk.store.check import check

Q3 = quarter(2026, 3)
PERSONAL = {"phone": "13812345678", "id_number": "110101199001010011", "birth": "1990-01-01"}
NOW = datetime(2026, 11, 22, 9, 30)
Parts = dict[str, bytes]


class Clock:
    """A clock that goes on by a second whenever it is asked."""

    def __init__(self) -> None:
        self.seconds = 0

    def __call__(self) -> datetime:
        """Give now."""
        self.seconds += 1
        return NOW + timedelta(seconds=self.seconds)


def fill(office: Office) -> None:
    member = office.add("member", name="张三", number="W001", **PERSONAL)
    office.add("service", member_id=member, term=5)
    event_id = office.add(
        "event", name="视察", start=datetime(2026, 8, 5, 9), state="已举办", public=40
    )
    office.add("attendance", event_id=event_id, member_id=member)
    office.add(
        "proposal",
        serial="1",
        subject="修路",
        nature="个人",
        topic="经济建设",
        first_signer_id=member,
        submitted_on=date(2026, 7, 2),
        conclusion="立案",
    )
    office.add(
        "opinion",
        title="增设公交",
        submitted_on=date(2026, 8, 1),
        topic="社会",
        reporters=(member,),
    )
    office.add("suggestion", content="增设车位", source=("event", event_id))


@pytest.fixture(scope="module")
def county_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A filled ledger of a county: copied, never opened."""
    file = tmp_path_factory.mktemp("county") / "云溪.zxd"
    with found_ledger(file, committee="政协云溪县委员会", level="县", clock=Clock()) as ledger:
        fill(Office(ledger))
    return file


@pytest.fixture(scope="module")
def city_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger of a city: copied, never opened."""
    file = tmp_path_factory.mktemp("city") / "云州.zxd"
    found_ledger(file, committee="政协云州市委员会", level="市", clock=Clock()).close()
    return file


@pytest.fixture(scope="module")
def good(county_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package of the county's third quarter."""
    folder = tmp_path_factory.mktemp("good")
    with open_ledger(Path(shutil.copy(county_file, folder)), clock=Clock()) as ledger:
        return send(Office(ledger), folder / "出").path


@pytest.fixture
def county(county_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A clerk of the county."""
    with lent(Path(shutil.copy(county_file, tmp_path)), Clock()) as ledger:
        yield Office(ledger)


@pytest.fixture
def city(city_file: Path, tmp_path: Path) -> Iterator[Office]:
    """A clerk of the city."""
    folder = tmp_path / "市"
    folder.mkdir()
    with lent(Path(shutil.copy(city_file, folder)), Clock()) as ledger:
        yield Office(ledger)


def send(office: Office, folder: Path, **options: Any) -> WrittenPackage:
    options = {"force": False} | options
    return export_package(office.ledger, Q3, folder, **options)


def parts_of(package: Path) -> Parts:
    with zipfile.ZipFile(package) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_package_holds_the_four_files_and_its_hashes(county: Office, tmp_path: Path) -> None:
    written = send(county, tmp_path / "出")
    assert written.path.name == "政协云溪县委员会_2026Q3_1.zip"
    parts = parts_of(written.path)
    assert tuple(parts) == NAMES
    manifest = json.loads(parts[MANIFEST])
    assert (manifest["committee"], manifest["level"], manifest["number"]) == (
        "政协云溪县委员会",
        "县",
        1,
    )
    for name in (REPORT_PDF, REPORT_BOOK, DETAILS):
        assert manifest["files"][name] == hashlib.sha256(parts[name]).hexdigest()
    by_label = {row["label"]: row for row in manifest["rows"]}
    assert by_label["各类活动"]["quarter"] == 1
    assert by_label["参与群众"]["year_to_date"] == 40
    assert (kept_packages(county.ledger) / written.path.name).exists()


def test_nothing_personal_leaves(good: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(parts_of(good)[DETAILS])) as book:
        text = b"".join(book.read(name) for name in book.namelist()).decode("utf-8", "replace")
    assert "张三" in text
    personal = [field for field in KINDS["member"].fields.values() if field.personal]
    assert {field.name for field in personal} == PERSONAL.keys()
    for field in personal:
        assert field.title not in text
        assert str(PERSONAL[field.name]) not in text


def test_the_city_takes_it_in_and_gets_the_same_figures(good: Path, city: Office) -> None:
    received = receive_package(city.ledger, good)
    assert (received.committee, received.period, received.number) == (
        "政协云溪县委员会",
        "2026Q3",
        1,
    )
    assert {d.sheet: d.new for d in received.differences}["活动"] == 1
    event = Expression(code="event.held", scope=AREA)
    assert figure(city.ledger, event, period=Q3).value == 1
    assert figure(city.ledger, Expression(code="event.held"), period=Q3).value == 0
    assert check(city.ledger, deep=True) == []
    assert (kept_packages(city.ledger) / good.name).exists()


def test_a_correction_is_the_next_number_with_its_reasons(
    county: Office, city: Office, tmp_path: Path
) -> None:
    receive_package(city.ledger, send(county, tmp_path / "出").path)
    late = county.add("event", name="补记", start=datetime(2026, 9, 1, 9), state="已举办")
    county.add("attendance", event_id=late, member_id=1)
    with pytest.raises(RefusedError, match=r"结账后有 .* 个数字变了"):
        send(county, tmp_path / "出")
    written = send(county, tmp_path / "出", reason="补记一场活动")
    assert written.path.name.endswith("_2026Q3_2.zip")
    assert written.manifest["reasons"] == ["补记一场活动"]
    assert written.manifest["against"] == 1
    changed = {
        (r["label"], r["column"]): (r["old"], r["new"]) for r in written.manifest["restated"]
    }
    assert changed["各类活动", "quarter"] == (1, 2)
    received = receive_package(city.ledger, written.path)
    assert {d.sheet: (d.new, d.changed, d.gone) for d in received.differences} == {
        "活动": (1, 0, 0),
        "出席": (1, 0, 0),
    }
    event = Expression(code="event.held", scope=AREA)
    assert figure(city.ledger, event, period=Q3).value == 2


def test_receiving_again_changes_nothing(good: Path, city: Office) -> None:
    receive_package(city.ledger, good)
    again = receive_package(city.ledger, good)
    assert again.differences == ()
    assert len(dump(city.ledger.path)["package"]) == 1
    event = Expression(code="event.held", scope=AREA)
    assert figure(city.ledger, event, period=Q3).value == 1


def test_a_dry_run_tells_and_changes_nothing(good: Path, city: Office) -> None:
    before = dump(city.ledger.path)
    told = receive_package(city.ledger, good, dry_run=True)
    assert told.differences
    assert dump(city.ledger.path) == before
    assert not kept_packages(city.ledger).exists()


def test_a_password_keeps_names_and_content_from_others(
    county: Office, city: Office, tmp_path: Path
) -> None:
    written = send(county, tmp_path / "出", password="云溪2026")
    with zipfile.ZipFile(written.path) as archive:
        assert [name for name in archive.namelist() if "季度" in name or "明细" in name] == []
    with pytest.raises(RefusedError, match="它有密码"):
        receive_package(city.ledger, written.path)
    with pytest.raises(RefusedError, match="密码不对"):
        receive_package(city.ledger, written.path, password="不对")
    assert receive_package(city.ledger, written.path, password="云溪2026").number == 1


def test_an_older_package_is_refused(county: Office, city: Office, tmp_path: Path) -> None:
    first = send(county, tmp_path / "出").path
    kept = shutil.copy(first, tmp_path / "旧.zip")
    reopen_quarter(county.ledger, Q3, reason="核对")
    close_quarter(county.ledger, Q3)
    receive_package(city.ledger, send(county, tmp_path / "出").path)
    with pytest.raises(RefusedError, match="比已接收的 2026Q3 第 2 号旧"):
        receive_package(city.ledger, Path(kept))


Spoil = Callable[[Parts, dict[str, Any]], None]


def _tampered(parts: Parts, _manifest: dict[str, Any]) -> None:
    parts[DETAILS] += b"x"


def _false_figure(_parts: Parts, manifest: dict[str, Any]) -> None:
    row = next(row for row in manifest["rows"] if row["label"] == "各类活动")
    row["quarter"] = 9


def _own_name(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["committee"] = "政协云州市委员会"


def _same_level(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["level"] = "市"


def _path_name(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["committee"] = "../../云溪"


def _newer_schema(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["schema"] = 999


def _other_format(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["format"] = 2


def _no_rows(_parts: Parts, manifest: dict[str, Any]) -> None:
    del manifest["rows"]


def _text_for_number(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["rows"][0]["quarter"] = "1; DROP TABLE event"


def _unknown_indicator(_parts: Parts, manifest: dict[str, Any]) -> None:
    manifest["rows"][0]["expression"] = "secret.count"


def _book_with(old: bytes, new: bytes) -> Spoil:
    def spoil(parts: Parts, manifest: dict[str, Any]) -> None:
        with zipfile.ZipFile(io.BytesIO(parts[DETAILS])) as book:
            inner = {name: book.read(name) for name in book.namelist()}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
            for name, data in inner.items():
                sheet = name.startswith("xl/worksheets/sheet")
                book.writestr(name, data.replace(old, new, 1) if sheet else data)
        parts[DETAILS] = buffer.getvalue()
        manifest["files"][DETAILS] = hashlib.sha256(parts[DETAILS]).hexdigest()

    return spoil


def _bomb(parts: Parts, manifest: dict[str, Any]) -> None:
    parts[REPORT_PDF] = bytes(30_000_000)
    manifest["files"][REPORT_PDF] = hashlib.sha256(parts[REPORT_PDF]).hexdigest()


def _extra_file(parts: Parts, _manifest: dict[str, Any]) -> None:
    parts["启动.exe"] = b"MZ"


def _traversal(parts: Parts, _manifest: dict[str, Any]) -> None:
    parts["../../逃.txt"] = parts.pop(REPORT_PDF)


def _missing_file(parts: Parts, _manifest: dict[str, Any]) -> None:
    del parts[REPORT_BOOK]


_DTD = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet'
_FAR = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
HOSTILE: dict[str, tuple[Spoil, str]] = {
    "tampered": (_tampered, "明细.xlsx 被改动过"),
    "false figure": (_false_figure, "报 9，按明细是 1"),
    "our own": (_own_name, "是本单位自己的"),
    "same level": (_same_level, "不是本级"),
    "path as name": (_path_name, "名称不能用作文件名"),
    "newer schema": (_newer_schema, "由更新版本的程序导出"),
    "other format": (_other_format, "格式不认识"),
    "no rows": (_no_rows, "说明文件缺少内容或写法不对"),
    "text for number": (_text_for_number, "说明文件缺少内容或写法不对"),
    "unknown indicator": (_unknown_indicator, "指标不认识"),
    "bomb": (_bomb, "解开后太大"),
    "extra file": (_extra_file, "里面的文件不对（启动.exe）"),
    "path traversal": (_traversal, "里面的文件不对（../../逃.txt）"),
    "missing file": (_missing_file, "里面的文件不对（少了文件）"),
    "DTD": (
        _book_with(b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet', _DTD),
        "明细不能读取",
    ),
    "far cell": (_book_with(b"</sheetData>", _FAR), "明细不能读取"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_package_is_refused_named_and_changes_nothing(
    name: str, good: Path, city: Office, tmp_path: Path
) -> None:
    spoil, reason = HOSTILE[name]
    parts = parts_of(good)
    manifest = json.loads(parts[MANIFEST])
    spoil(parts, manifest)
    parts[MANIFEST] = json.dumps(manifest, ensure_ascii=False).encode()
    bad = tmp_path / "坏.zip"
    with zipfile.ZipFile(bad, "w", zipfile.ZIP_DEFLATED) as archive:
        for inner, data in parts.items():
            archive.writestr(inner, data)
    before = dump(city.ledger.path)
    with pytest.raises(RefusedError) as refused:
        receive_package(city.ledger, bad)
    assert reason in str(refused.value)
    assert "坏.zip" in str(refused.value)
    assert dump(city.ledger.path) == before
    assert not kept_packages(city.ledger).exists()
    assert not (tmp_path.parent / "逃.txt").exists()


def test_duplicate_names_are_refused(good: Path, city: Office, tmp_path: Path) -> None:
    parts = parts_of(good)
    bad = tmp_path / "重名.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        for inner, data in parts.items():
            archive.writestr(inner, data)
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr(DETAILS, b"other")
    with pytest.raises(RefusedError, match="里面有重名的文件"):
        receive_package(city.ledger, bad)


@pytest.mark.parametrize("kept", [0, 10, 1000, 0.5, -1])
def test_a_truncated_package_is_refused(
    kept: float, good: Path, city: Office, tmp_path: Path
) -> None:
    whole = good.read_bytes()
    length = int(len(whole) * kept) if isinstance(kept, float) else kept
    bad = tmp_path / "断.zip"
    bad.write_bytes(whole[:length])
    with pytest.raises(RefusedError, match="文件损坏或被截断"):
        receive_package(city.ledger, bad)


def test_rows_of_another_committee_are_refused(good: Path, city: Office, tmp_path: Path) -> None:
    parts = parts_of(good)
    book = openpyxl.load_workbook(io.BytesIO(parts[DETAILS]))
    sheet = book["活动"]
    sheet.cell(1, sheet.max_column + 1, "所属政协")
    sheet.cell(2, sheet.max_column, "政协别县委员会")
    buffer = io.BytesIO()
    book.save(buffer)
    parts[DETAILS] = buffer.getvalue()
    manifest = json.loads(parts[MANIFEST])
    manifest["files"][DETAILS] = hashlib.sha256(parts[DETAILS]).hexdigest()
    parts[MANIFEST] = json.dumps(manifest).encode()
    bad = tmp_path / "冒名.zip"
    with zipfile.ZipFile(bad, "w") as archive:
        for inner, data in parts.items():
            archive.writestr(inner, data)
    with pytest.raises(RefusedError, match="明细里有别的政协的记录"):
        receive_package(city.ledger, bad)


def test_the_roll_up_has_a_column_for_each_committee_and_says_who_is_missing(
    good: Path, city: Office
) -> None:
    for name in ("政协云溪县委员会", "政协双桥县委员会"):
        city.add("unit", name=name, category="政协组织")
    event = city.add("event", name="视察", start=datetime(2026, 8, 5, 14), state="已举办")
    receive_package(city.ledger, good)
    found = roll_up(city.ledger, Q3)
    assert found.committees == ("政协云州市委员会", "政协云溪县委员会")
    assert found.missing == ("政协双桥县委员会",)
    assert found.reported == ("政协云溪县委员会",)
    row = next(row for row in found.rows if row.label == "各类活动")
    assert row.values == {"政协云州市委员会": 1, "政协云溪县委员会": 1}
    assert row.total == 2
    (joint,) = found.joint
    assert joint.name == "视察"
    assert joint.events[0] == ("政协云州市委员会", event)
    assert [name for name, _ in joint.events] == ["政协云州市委员会", "政协云溪县委员会"]
