"""All there is of a ledger leaves as one file, and the ledger that is made of it is the same."""

import errno
import hashlib
import io
import json
import os
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from unittest import mock

import pytest
import sqlalchemy as sa

from tests.agreement.asked import Question, Refused
from tests.agreement.asking import drawn
from tests.agreement.program import ask
from tests.agreement.program import filled as filled_with
from tests.exchange.reporters import Lend, hold, send
from tests.ledgers import Office, clock, dump, tree
from tests.store.attaching import PHOTO, folder, hang, hung, spoil
from zxdesk.errors import EnvironmentProblem, RefusedError
from zxdesk.exchange import guarded, whole_ledger
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.guarded import ReadingFailed
from zxdesk.exchange.receiving import receive_package
from zxdesk.exchange.whole_ledger import export_whole, rebuild_ledger
from zxdesk.files import not_written
from zxdesk.records import KINDS
from zxdesk.services.attachments import Pasted, attach, detach
from zxdesk.store import Ledger, check, content_folder, copies, history, open_ledger
from zxdesk.store.erasure import erase
from zxdesk.store.sealed import MAGIC

Change = Callable[[dict[str, bytes]], None]


def exported(ledger: Ledger, folder: Path) -> Path:
    """All there is of a ledger."""
    file = folder / "全部.zip"
    export_whole(ledger, file)
    return file


@pytest.fixture(scope="module")
def exported_once(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All there is of a small filled ledger."""
    folder = tmp_path_factory.mktemp("whole")
    with open_ledger(Path(shutil.copy(filled, folder)), clock=clock) as ledger:
        office = Office(ledger)
        office.add("unit", name="工会界")
        office.add("unit", name="科技界")
        office.member("程立言")
        return exported(ledger, folder)


@pytest.fixture
def whole(exported_once: Path, tmp_path: Path) -> Path:
    """A copy of it that may be spoilt."""
    return Path(shutil.copy(exported_once, tmp_path))


def rebuilt(file: Path) -> Path:
    """The ledger that is made of it."""
    path = file.with_name("新") / "重建.zxd"
    with rebuild_ledger(path, file, clock=clock) as ledger:
        assert check.check(ledger, deep=True) == []
        ledger._let_go()
    return path


def test_the_ledger_comes_back_with_its_history(stocked: Office, tmp_path: Path) -> None:
    member = stocked.member("吴一凡")
    stocked.change("member", member, phone="13800138000")
    stocked.delete("member", member)
    history.undo(stocked.ledger)
    path = rebuilt(exported(stocked.ledger, tmp_path))
    assert dump(path) == dump(stocked.ledger.path)
    with open_ledger(path, clock=clock) as ledger:
        assert history.listed(ledger)[0].label == history.listed(stocked.ledger)[0].label
        history.redo(ledger)
        assert Office(ledger).values("member", member) is None
        assert Office(ledger).member("后来的人") > member


def test_received_rows_and_kept_packages_come_along(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        package = send(county, tmp_path / "报送")
    receive_package(city.ledger, package)
    file = exported(city.ledger, tmp_path)
    path = rebuilt(file)
    assert dump(path) == dump(city.ledger.path)
    kept = path.with_name("重建-报送包") / package.name
    assert kept.read_bytes() == package.read_bytes()
    with mock.patch.object(copies, "settle", side_effect=OSError(errno.ENOSPC, "")):
        other = file.with_name("别处")
        with pytest.raises(EnvironmentProblem):
            rebuild_ledger(other / "重建.zxd", file, clock=clock)
    assert {one.name for one in other.rglob("*") if one.is_file()} == set()


def test_any_ledger_gives_the_same_figures_again(
    founded: Path, tmp_path: Path, loops: int, chance: Random
) -> None:
    for number in range(loops):
        book, now, questions = drawn(chance, 30, most=3)
        folder = tmp_path / str(number)
        folder.mkdir()
        with filled_with(founded, folder, book, now) as ledger:
            hang_some(ledger, chance)
            path = rebuilt(exported(ledger, folder))
            assert contents(path) == contents(ledger.path)
            with open_ledger(path, writing=False, clock=ledger.clock) as again:
                for question in questions:
                    assert answered(again, question) == answered(ledger, question)
            assert dump(path) == dump(ledger.path)


def hang_some(ledger: Ledger, chance: Random) -> None:
    """Hang files on some records, take some off again, undo some of that."""
    for kind in chance.sample(list(KINDS.values()), 4):
        with ledger.read() as session:
            ids = list(session.connection().scalars(sa.select(kind.table.c.id)))
        for record_id in chance.sample(ids, min(len(ids), 2)):
            files = [Pasted(f"{n}.bin", chance.randbytes(n * 70)) for n in range(3)]
            attach(ledger, kind, record_id, files)
            one, *_ = hung(ledger, record_id, kind.name)
            detach(ledger, kind, record_id, [one.id])
            if chance.random() < 0.5:
                history.undo(ledger)


def contents(path: Path) -> dict[str, bytes]:
    """What stands in the folder of a ledger's contents."""
    found = content_folder.beside(path)
    return {name: found.place(name).read_bytes() for name in found.listed()}


def answered(ledger: Ledger, question: Question) -> object:
    """What a ledger answers, or that it is no question."""
    with ledger.read() as session:
        try:
            return ask(ledger, session, question)
        except Refused as refused:
            return str(refused)


def test_attachments_come_along(stocked: Office, tmp_path: Path) -> None:
    event = hang(stocked)
    hang(stocked, "退回.docx", b"taken off")
    history.undo(stocked.ledger)
    path = rebuilt(exported(stocked.ledger, tmp_path))
    assert set(contents(path).values()) == {PHOTO, b"taken off"}
    with open_ledger(path, clock=clock) as ledger:
        assert [one.name for one in hung(ledger, event)] == ["合影.png"]
        assert check_ledger(ledger, deep=True).problems == []
        history.redo(ledger)
        ledger._let_go()


def test_a_content_that_is_missing_is_named(stocked: Office, tmp_path: Path) -> None:
    hang(stocked)
    there = folder(stocked.ledger)
    spoil(there.place(there.listed()[0]))
    file = exported(stocked.ledger, tmp_path)
    assert stocked.ledger.notes == ["附件“合影.png”的内容不见了或被改动过，没有带上"]
    with rebuild_ledger(tmp_path / "新" / "重建.zxd", file, clock=clock) as ledger:
        assert ledger.notes == stocked.ledger.notes
        assert not folder(ledger).folder.exists()
        ledger._let_go()


def test_an_altered_content_is_refused_and_nothing_is_left(stocked: Office, tmp_path: Path) -> None:
    hang(stocked)
    file = exported(stocked.ledger, tmp_path)

    def alter(parts: dict[str, bytes]) -> None:
        (name,) = (name for name in parts if name.startswith("附件/"))
        parts[name] = b"forged"

    def disown(parts: dict[str, bytes]) -> None:
        said = json.loads(parts["manifest.json"])
        parts["manifest.json"] = json.dumps(said | {"origin": None}).encode()

    for change, why in ((alter, "附件被改动过"), (disown, "没有写明是哪本台账")):
        spoilt = remade(Path(shutil.copy(file, tmp_path / "改.zip")), change)
        with pytest.raises(RefusedError, match=why):
            rebuild_ledger(tmp_path / "新" / "重建.zxd", spoilt, clock=clock)
        left = {one.name for one in (tmp_path / "新").rglob("*") if one.is_file()}
        assert left <= {"重建.zxd.lock"}


def test_people_can_read_it(whole: Path) -> None:
    with zipfile.ZipFile(whole) as archive:
        people = archive.read("记录/委员.csv").decode("utf-8-sig").splitlines()
        rows = [json.loads(line) for line in archive.read("数据/unit.jsonl").splitlines()]
    assert "姓名" in people[0]
    assert any("程立言" in line for line in people[1:])
    assert [row["name"] for row in rows][-2:] == ["工会界", "科技界"]


def remade(file: Path, change: Change, *, honest: bool = True) -> Path:
    """The file with something changed in it; an honest one says so in its manifest."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    if honest:
        manifest = json.loads(parts.pop("manifest.json"))
        manifest["files"] = {n: hashlib.sha256(data).hexdigest() for n, data in parts.items()}
        parts["manifest.json"] = json.dumps(manifest, ensure_ascii=False).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    file.write_bytes(out.getvalue())
    return file


def says(**values: object) -> Change:
    """Have the manifest say something else."""

    def change(parts: dict[str, bytes]) -> None:
        said = json.loads(parts["manifest.json"]) | values
        parts["manifest.json"] = json.dumps(said, ensure_ascii=False).encode()

    return change


def replaced(name: str, old: str, new: str) -> Change:
    """Have other words in a file."""

    def change(parts: dict[str, bytes]) -> None:
        assert old.encode() in parts[name]
        parts[name] = parts[name].replace(old.encode(), new.encode())

    return change


def without(name: str) -> Change:
    """Leave a file out."""
    return lambda parts: parts.pop(name) and None


def with_file(name: str, data: bytes) -> Change:
    """Put another file in."""
    return lambda parts: parts.update({name: data})


@pytest.mark.parametrize(
    ("change", "honest", "reason"),
    [
        (replaced("数据/member.jsonl", "程立言", "程立行"), False, "被改动过"),
        (replaced("数据/member.jsonl", "程立言", "程立行"), True, "变更日志"),
        (replaced("数据/unit.jsonl", "工会界", "科技界"), True, "重复"),
        (replaced("数据/unit.jsonl", '"id":2,', '"id":20,'), True, "关联断开"),
        (replaced("数据/unit.jsonl", '"name"', '"nickname"'), True, "内容不对"),
        (replaced("数据/unit.jsonl", '"工会界"', '["工会界"]'), True, "内容不对"),
        (replaced("数据/unit.jsonl", "{", ""), True, "乱的"),
        (without("数据/award.jsonl"), True, "少了“荣誉”（award）"),
        (without("数据/award.jsonl"), False, "清单不符"),
        (with_file("数据/nothing.jsonl", b""), True, "不是台账的表"),
        (with_file("报送包/../a.zip", b""), True, "不认识的文件"),
        (with_file("病毒.exe", b""), True, "不认识的文件"),
        (without("manifest.json"), False, "不是台账的全部导出"),
        (says(schema=99), True, "更新版本"),
        (says(format=2), True, "更新版本"),
        (says(schema="1"), True, "说明文件"),
        (says(step=1), True, "变更日志不是"),
        (says(last={"step": -1}), True, "说明文件"),
        (says(last={"unit": 2**70}), True, "编号不对"),
        (says(last={"nothing": 1}), True, "编号不对"),
        (replaced("数据/unit.jsonl", "工会界", r"\ud800"), True, "内容不对"),
        (replaced("数据/unit.jsonl", '"id":2,', '"id":NaN,'), True, "内容不对"),
        (replaced("数据/committee.jsonl", '"id":1,', '"id":1e999,'), True, "内容不对"),
        (replaced("数据/step.jsonl", '"at":"2', '"at":"x'), True, "不是它那一列"),
        (replaced("数据/unit.jsonl", '"phone":null', '"phone":7'), True, "变更日志"),
        (replaced("数据/unit.jsonl", '"parent_id":null', '"parent_id":"x"'), True, "关联断开"),
    ],
)
def test_what_is_not_the_whole_of_a_ledger_is_refused(
    whole: Path, tmp_path: Path, change: Change, honest: bool, reason: str
) -> None:
    file = remade(whole, change, honest=honest)
    before = tree(tmp_path)
    with pytest.raises(RefusedError, match=reason) as caught:
        rebuild_ledger(tmp_path / "重建.zxd", file, clock=clock)
    assert caught.value.code == "whole_refused"
    assert tree(tmp_path) == before


def test_a_ledger_is_no_export_and_its_use_is_told(whole: Path, tmp_path: Path) -> None:
    ledger = rebuilt(whole)
    with pytest.raises(RefusedError, match=r"它本身就是台账.*没有留下任何文件") as caught:
        rebuild_ledger(tmp_path / "再建.zxd", ledger, clock=clock)
    assert "请直接打开“重建.zxd”" in str(caught.value)
    assert "zxdesk restore" in str(caught.value)
    sealed = tmp_path / "备份.zxd"
    sealed.write_bytes(MAGIC + bytes(100))
    with pytest.raises(RefusedError, match="加密的备份"):
        rebuild_ledger(tmp_path / "再建.zxd", sealed, clock=clock)
    assert not (tmp_path / "再建.zxd.lock").exists()


def empty(parts: dict[str, bytes]) -> None:
    """Leave every table there, and nothing in it."""
    for name in parts:
        if name.startswith("数据/"):
            parts[name] = b""
    says(step=0, hash="", last={})(parts)


def test_a_ledger_of_nobody_is_refused(whole: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="哪个政协委员会"):
        rebuild_ledger(tmp_path / "重建.zxd", remade(whole, empty), clock=clock)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('"start":"2026', '"start":"早先', "不是它那一列"),
        ('"guests":null', '"guests":"几个"', "“活动”（event）里有一行的内容不对"),
        ('"guests":null', '"guests":1.5', "“活动”（event）里有一行的内容不对"),
    ],
)
def test_received_rows_are_what_their_columns_hold(
    lend: Lend, city: Office, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    with lend() as county:
        hold(county, "座谈会")
        package = send(county, tmp_path / "报送")
    receive_package(city.ledger, package)
    file = remade(exported(city.ledger, tmp_path), replaced("数据/event.jsonl", old, new))
    with pytest.raises(RefusedError, match=reason):
        rebuild_ledger(tmp_path / "重建.zxd", file, clock=clock)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_otherwise_is_refused(whole: Path, tmp_path: Path, packing: int) -> None:
    with zipfile.ZipFile(whole) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(whole, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    with pytest.raises(RefusedError, match="不是台账的全部导出"):
        rebuild_ledger(tmp_path / "重建.zxd", whole, clock=clock)


def test_a_package_larger_than_any_is_refused(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whole_ledger, "MAX_PACKED", 10)
    remade(whole, with_file("报送包/大.zip", b"0123456789"))
    rebuild_ledger(tmp_path / "容得下.zxd", whole, clock=clock)._let_go()
    remade(whole, with_file("报送包/大.zip", b"0123456789A"))
    with pytest.raises(RefusedError, match="报送包太大"):
        rebuild_ledger(tmp_path / "重建.zxd", whole, clock=clock)


def test_whatever_lies_among_the_packages_can_come_back(stocked: Office, tmp_path: Path) -> None:
    folder = stocked.ledger.path.with_name(f"{stocked.ledger.path.stem}-报送包")
    (folder / "夹.zip").mkdir(parents=True)
    for name, content in ((" 空 .zip", b"1"), ("空.zip", b"2"), ("?.zip", b"3"), ("c:d.zip", b"4")):
        (folder / name).write_bytes(content)
    path = rebuilt(exported(stocked.ledger, tmp_path))
    kept = path.with_name("重建-报送包")
    assert sorted(file.read_bytes() for file in kept.iterdir()) == [b"1", b"2", b"3", b"4"]


def test_a_package_that_cannot_be_read_is_named(
    stocked: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stocked.ledger.path.with_name(f"{stocked.ledger.path.stem}-报送包")
    folder.mkdir()
    (folder / "大.zip").write_bytes(b"0123456789")
    monkeypatch.setattr(whole_ledger, "MAX_PACKED", 9)
    with pytest.raises(EnvironmentProblem, match="留存的报送包“大"):
        exported(stocked.ledger, tmp_path)
    assert not (tmp_path / "全部.zip").exists()


def test_a_folder_of_packages_that_cannot_be_read_is_named(
    stocked: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = stocked.ledger.path.with_name(f"{stocked.ledger.path.stem}-报送包")
    folder.mkdir()

    def refused(_folder: object) -> list[str]:
        raise PermissionError(errno.EACCES, "")

    monkeypatch.setattr(os, "scandir", refused)
    monkeypatch.setattr(os, "listdir", refused)
    with pytest.raises(EnvironmentProblem, match=r"文件夹“.*-报送包”读不了（没有读取权限）"):
        exported(stocked.ledger, tmp_path)


def test_packages_without_room_leave_no_ledger_and_no_folder(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, _data: bytes) -> None:
        raise not_written(path, OSError(errno.ENOSPC, ""))

    remade(whole, with_file("报送包/甲.zip", b"1"))
    before = tree(tmp_path)
    monkeypatch.setattr(whole_ledger, "write_whole", full)
    with pytest.raises(EnvironmentProblem, match=r"没有建成台账 重建\.zxd.*磁盘已满"):
        rebuild_ledger(tmp_path / "重建.zxd", whole, clock=clock)
    assert tree(tmp_path) == before
    assert not (tmp_path / "重建-报送包").exists()


def test_where_the_reading_process_fails_its_own_advice_is_given(
    whole: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> Iterator[object]:
        raise ReadingFailed("没有启动", "请重新启动程序")
        yield

    monkeypatch.setattr(guarded, "read", failing)
    with pytest.raises(RefusedError) as caught:
        rebuild_ledger(tmp_path / "重建.zxd", whole, clock=clock)
    assert caught.value.advice == "请重新启动程序"


def test_a_file_that_was_cut_short_is_refused(whole: Path, tmp_path: Path) -> None:
    whole.write_bytes(whole.read_bytes()[:5000])
    with pytest.raises(RefusedError, match="损坏或被截断"):
        rebuild_ledger(tmp_path / "重建.zxd", whole, clock=clock)


def test_a_ledger_that_is_there_stays(filled: Path, whole: Path, tmp_path: Path) -> None:
    there = Path(shutil.copy(filled, tmp_path / "在.zxd"))
    with pytest.raises(EnvironmentProblem, match="已经存在"):
        rebuild_ledger(there, whole, clock=clock)
    assert there.read_bytes() == filled.read_bytes()


def test_what_was_erased_stays_erased(stocked: Office, tmp_path: Path) -> None:
    member = stocked.member("吴一凡")
    stocked.change("member", member, phone="13800138000")
    erase(stocked.ledger, KINDS["member"], [member], title="吴一凡", reason="本人要求")
    path = rebuilt(exported(stocked.ledger, tmp_path))
    assert b"13800138000" not in path.read_bytes()
    assert dump(path) == dump(stocked.ledger.path)
