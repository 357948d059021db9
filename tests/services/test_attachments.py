"""Files hang on a record of any kind, go and come back with it, and are given out unaltered."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from unittest import mock

import pytest

from tests.ledgers import Office, clock, tree
from tests.store.attaching import folder, hung, spoil
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.exchange.checking import check_ledger
from zxdesk.queries.change_words import changed_records
from zxdesk.records import KINDS
from zxdesk.services import attachments as service
from zxdesk.services.attachments import Pasted, attach, describe, detach, save
from zxdesk.services.duplicates import merge_records
from zxdesk.services.entries import removed_along
from zxdesk.store import Ledger, check, content_folder, history, open_ledger, recycling

EVENT = KINDS["event"]
Made = Callable[..., Path]


@pytest.fixture
def file(tmp_path: Path) -> Made:
    """Makes a file of the office's."""

    def make(name: str = "签到表.pdf", data: bytes = b"%PDF signed by all") -> Path:
        folder = tmp_path / "桌面"
        folder.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
        return folder / name

    return make


def names(ledger: Ledger, record_id: int, kind: str = "event") -> list[str]:
    """What the files of a record are called."""
    return [one.name for one in hung(ledger, record_id, kind)]


def test_files_hang_on_a_record_of_any_kind(stocked: Office, file: Made, tmp_path: Path) -> None:
    source = file()
    for kind in KINDS.values():
        with stocked.ledger.read() as session:
            found = session.connection().scalar(
                kind.table.select().with_only_columns(kind.table.c.id)
            )
        assert found is not None
        attach(stocked.ledger, kind, found, [source, Pasted("截图.png", b"\x89PNG")])
        assert names(stocked.ledger, found, kind.name) == ["签到表.pdf", "截图.png"]
    one = hung(stocked.ledger, found, kind.name)[0]
    assert (one.media_type, one.content.size) == ("application/pdf", source.stat().st_size)
    save(stocked.ledger, one, tmp_path / "存.pdf")
    assert (tmp_path / "存.pdf").read_bytes() == source.read_bytes()
    assert len(folder(stocked.ledger).listed()) == 2  # however many records they hang on
    assert check.check(stocked.ledger, deep=True) == []
    assert check_ledger(stocked.ledger, deep=True).problems == []


def test_the_content_stands_beside_the_ledger_and_cannot_be_written(
    office: Office, file: Made
) -> None:
    attach(office.ledger, EVENT, office.add("event", name="读书会"), [file()])
    (content,) = folder(office.ledger).listed()
    stored = office.ledger.path.with_name("云溪-附件") / content[:2] / content
    assert stored.read_bytes() == file().read_bytes()
    assert stored.stat().st_mode & 0o222 == 0


def test_adding_and_removing_are_steps_of_the_history(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    step = attach(office.ledger, EVENT, event, [file()]).step
    (told,) = changed_records(office.ledger, step)
    assert told.lines == ("附件：加入 签到表.pdf",)
    assert "签到表.pdf" in history.listed(office.ledger)[0].label
    (one,) = hung(office.ledger, event)
    detach(office.ledger, EVENT, event, [one.id])
    assert names(office.ledger, event) == []
    history.undo(office.ledger)
    assert hung(office.ledger, event) == [one]
    history.undo(office.ledger)
    assert names(office.ledger, event) == []
    history.redo(office.ledger)
    assert hung(office.ledger, event) == [one]
    assert check_ledger(office.ledger, deep=True).problems == []


def test_they_go_with_their_record_and_come_back_from_the_bin(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    office.delete("event", event)
    assert names(office.ledger, event) == []
    (gone,) = recycling.removals(office.ledger)
    recycling.bring_back(office.ledger, gone, "读书会")
    assert names(office.ledger, event) == ["签到表.pdf"]


def test_deleting_tells_what_goes_along(office: Office, file: Made) -> None:
    events = [office.add("event", name=name) for name in ("读书会", "另一场")]
    for event in events:
        attach(office.ledger, EVENT, event, [file(), file("照片.jpg", b"jpg")])
    assert removed_along(office.ledger, EVENT, events) == ("4 个附件",)


def test_two_records_that_become_one_keep_the_files_of_both(office: Office, file: Made) -> None:
    keep, drop = (office.add("unit", name=name) for name in ("总工会", "工会"))
    unit = KINDS["unit"]
    attach(office.ledger, unit, keep, [file("函.pdf", b"one"), file("表.pdf", b"both")])
    attach(office.ledger, unit, drop, [file("函.pdf", b"another"), file("表.pdf", b"both")])
    merge_records(office.ledger, unit, keep, drop)
    assert sorted(names(office.ledger, keep, "unit")) == ["函.pdf", "函.pdf", "表.pdf"]


def test_a_file_that_hangs_there_already_is_left_out(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    assert not attach(office.ledger, EVENT, event, [file("改了名.pdf")])
    attach(office.ledger, EVENT, event, [file("签到表.PDF", b"another")])
    assert names(office.ledger, event) == ["签到表.pdf", "签到表（2）.PDF"]


def test_a_file_is_renamed_and_described(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file(), file("照片.jpg", b"jpg")])
    one = hung(office.ledger, event)[0]
    step = describe(
        office.ledger, EVENT, event, one.id, name="到会/名单", note="原件在\n档案室"
    ).step
    renamed = hung(office.ledger, event)[0]
    assert (renamed.name, renamed.note) == ("到会 名单.pdf", "原件在 档案室")
    (told,) = changed_records(office.ledger, step)
    assert told.lines == ("附件：签到表.pdf → 到会 名单.pdf",)
    for wanted in ("照片.JPG", " "):
        with pytest.raises(UserError, match="没有改名"):
            describe(office.ledger, EVENT, event, one.id, name=wanted)


@pytest.mark.parametrize(
    ("name", "stored"),
    [("a:b?.txt", "a b.txt"), ("con.txt", "con_.txt"), ("...", "附件"), ("无后缀", "无后缀")],
)
def test_names_are_such_as_every_system_takes(office: Office, name: str, stored: str) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [Pasted(name, b"x")])
    assert names(office.ledger, event) == [stored]


def test_what_is_too_large_or_cannot_be_read_is_refused_whole(
    office: Office, file: Made, tmp_path: Path
) -> None:
    event = office.add("event", name="读书会")
    with mock.patch.object(service, "LARGEST", 10):
        with pytest.raises(UserError, match="超过 100 MB，没有添加任何附件"):
            attach(office.ledger, EVENT, event, [file("小.txt", b"x"), file("大.bin", b"x" * 11)])
        with (
            mock.patch.object(service, "_refuse_unfit"),  # it grew after it was looked at
            pytest.raises(UserError, match="超过 100 MB"),
        ):
            attach(office.ledger, EVENT, event, [file("大.bin", b"x" * 11)])
    with pytest.raises(UserError, match="是文件夹"):
        attach(office.ledger, EVENT, event, [tmp_path])
    with pytest.raises(UserError, match="没有这个文件"):
        attach(office.ledger, EVENT, event, [tmp_path / "没有.pdf"])
    assert names(office.ledger, event) == []
    assert not any(path.name.endswith(".tmp") for path in folder(office.ledger).folder.rglob("*"))


def test_a_full_disk_changes_nothing(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    before = history.listed(office.ledger)
    with (
        mock.patch.object(os, "fsync", side_effect=OSError(errno.ENOSPC, "")),
        pytest.raises(EnvironmentProblem, match=r"没有存进“云溪-附件”（磁盘已满），台账没有改动"),
    ):
        attach(office.ledger, EVENT, event, [file()])
    assert history.listed(office.ledger) == before
    assert folder(office.ledger).listed() == []


def test_a_ledger_for_reading_gives_files_out_and_takes_none(
    office: Office, file: Made, tmp_path: Path
) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    office.ledger._let_go()
    before = tree(office.ledger.path.parent)
    with open_ledger(office.ledger.path, writing=False, clock=clock) as ledger:
        save(ledger, hung(ledger, event)[0], tmp_path / "存.pdf")
        with pytest.raises(EnvironmentProblem, match="只能查看"):
            attach(ledger, EVENT, event, [file("新.pdf", b"new")])
    assert (tmp_path / "存.pdf").read_bytes() == file().read_bytes()
    assert tree(office.ledger.path.parent) == before


def test_a_renamed_ledger_finds_its_files(office: Office, file: Made, tmp_path: Path) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    office.ledger._let_go()
    renamed = office.ledger.path.rename(office.ledger.path.with_name("云溪2027.zxd"))
    with open_ledger(renamed, clock=clock) as ledger:
        attach(ledger, EVENT, event, [file("后来.pdf", b"later")])
        assert folder(ledger).folder.name == "云溪-附件"
        assert check_ledger(ledger, deep=True).problems == []
        save(ledger, hung(ledger, event)[0], tmp_path / "存.pdf")
        ledger._let_go()


@pytest.mark.parametrize(
    ("data", "quick", "words"),
    [
        (None, True, "不见了"),
        (b"%PDF", True, "被改动过"),
        (b"%PDF signed by nil", False, "被改动过"),
    ],
)
def test_check_names_what_is_missing_or_altered(
    office: Office, file: Made, tmp_path: Path, data: bytes | None, quick: bool, words: str
) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    (content,) = folder(office.ledger).listed()
    spoil(folder(office.ledger).place(content), data)
    told = f"活动“读书会”的附件“签到表.pdf”的内容{words}"
    assert check_ledger(office.ledger, deep=True).problems == [told]
    assert check_ledger(office.ledger).problems == ([told] if quick else [])
    with pytest.raises(EnvironmentProblem, match=f"签到表.pdf”的内容{words}，没有写出"):
        save(office.ledger, hung(office.ledger, event)[0], tmp_path / "存.pdf")
    assert not (tmp_path / "存.pdf").exists()
    other = office.add("event", name="另一场")
    attach(office.ledger, EVENT, other, [file()])  # whoever has it still puts it right
    assert check_ledger(office.ledger, deep=True).problems == []


def test_check_names_what_only_the_history_has(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    history.undo(office.ledger)
    (content,) = folder(office.ledger).listed()
    spoil(folder(office.ledger).place(content), None)
    (told,) = check_ledger(office.ledger).problems
    assert told == "活动“读书会”移除过的附件“签到表.pdf”的内容不见了"


def test_check_notes_what_is_no_content(office: Office, file: Made) -> None:
    event = office.add("event", name="读书会")
    attach(office.ledger, EVENT, event, [file()])
    (folder(office.ledger).folder / "误放.docx").write_bytes(b"")
    found = check_ledger(office.ledger)
    assert found.problems == []
    assert any("误放.docx" in note for note in found.notes)


def test_a_ledger_in_another_ones_place_has_a_folder_of_its_own(office: Office, file: Made) -> None:
    path = office.ledger.path
    attach(office.ledger, EVENT, office.add("event", name="读书会"), [file()])
    folder_there = folder(office.ledger).folder
    assert content_folder.folder_of(path, "another beginning") == path.with_name("云溪（2）-附件")
    assert content_folder.beside(path).folder == folder_there
