"""What is personal goes from rows, images, free pages and copies; the chain proves the rest."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.ledgers import NOW, Office, dump, lent
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.records import KINDS, Committee
from zxdesk.store import Ledger, backup_notes, backups, check, copies, erasure, history, steps
from zxdesk.store.erasure import Erasure, erase
from zxdesk.store.restoring import restore

MEMBER = KINDS["member"]
PHONE, LATER, ID, BIRTH = "13911112222", "13733334444", "330683199001019999", "1990-01-01"
SECRETS = [word.encode() for word in (PHONE, LATER, ID, BIRTH)]


@pytest.fixture
def person(office: Office) -> int:
    """A member with a history: entered, changed, and changed again."""
    record = office.add("member", name="程立言", phone=PHONE, id_number=ID, birth=BIRTH)
    office.change("member", record, phone=LATER)
    office.change("member", record, ethnicity="汉族")
    return record


def erased(office: Office, record: int, **how: object) -> Erasure:
    return erase(office.ledger, MEMBER, [record], title="程立言", reason="本人要求", **how)  # type: ignore[arg-type]


def found_in(*files: Path) -> list[tuple[str, bytes]]:
    """What personal words stand anywhere in the bytes of files."""
    return [(f.name, w) for f in files if f.exists() for w in SECRETS if w in f.read_bytes()]


def all_of(ledger: Path) -> Iterator[Path]:
    """Every file of a ledger, its backups with it."""
    return (file for file in ledger.parent.rglob("*") if file.is_file())


def test_fields_rows_and_every_image_are_blank(office: Office, person: int) -> None:
    done = erased(office, person)
    assert done.fields == ("出生日期", "手机", "身份证号")
    assert done.steps == 3
    values = office.values("member", person)
    assert values is not None
    assert (values["phone"], values["id_number"], values["birth"]) == (None, None, None)
    assert (values["name"], values["ethnicity"]) == ("程立言", "汉族")
    for change in history.of_record(office.ledger, "member", person):
        for image in (change.before, change.after):
            assert not image or not any(image[name] for name in ("phone", "id_number", "birth"))


def test_a_received_person_whom_no_log_knows_is_blanked_too(office: Office) -> None:
    with office.ledger.write("接收", kind=steps.FIXED) as session:
        session.add(Committee(id=9, name="政协桥头县委员会", level="县", region=""))
        session.flush()
        with session.receiving(9):
            values = {"owner_id": 9, "number": "W001", "name": "程立言", "phone": PHONE}
            session.connection().execute(MEMBER.table.insert().values(id=7, **values))
    assert erased(office, 7).fields == ("手机",)
    kept = office.values("member", 7)
    assert kept is not None
    assert (kept["name"], kept["phone"]) == ("程立言", None)
    assert found_in(*all_of(office.ledger.path)) == []


def test_the_chain_still_proves_the_rest(office: Office, person: int) -> None:
    before = {step.no: step for step in history.listed(office.ledger)}
    with office.ledger.connection() as connection:
        kept = connection.exec_driver_sql("SELECT no, hash FROM step").all()
    erased(office, person)
    assert check.check(office.ledger, deep=True) == []
    with office.ledger.connection() as connection:
        hashes = connection.exec_driver_sql("SELECT no, hash FROM step").all()
    assert hashes[: len(kept)] == kept
    newest = history.listed(office.ledger, limit=1)[0]
    assert newest.no == max(before) + 1
    assert "抹除个人信息" in newest.label
    assert "本人要求" in newest.label


@pytest.mark.parametrize("name", ["name", "ethnicity", "phone"])
def test_altering_a_blanked_image_is_noticed(office: Office, person: int, name: str) -> None:
    erased(office, person)
    with closing(sqlite3.connect(office.ledger.path)) as connection, connection:
        connection.execute(
            f"UPDATE change SET after = json_set(after, '$.{name}', '别的') WHERE seq ="
            " (SELECT min(seq) FROM change WHERE table_name = 'member')"
        )
    assert any("校验值不符" in line for line in check.check(office.ledger, deep=True))


def test_blanking_without_an_erasure_is_noticed(office: Office, person: int) -> None:
    with closing(sqlite3.connect(office.ledger.path)) as connection, connection:
        connection.execute("UPDATE change SET after = json_set(after, '$.phone', NULL)")
    assert any("校验值不符" in line for line in check.check(office.ledger, deep=True))


def test_no_byte_of_the_ledger_and_its_log_holds_it(office: Office, person: int) -> None:
    office.change("member", person, birth=None)
    gone = office.add("member", name="万俟雅", phone="13855556666")
    office.delete("member", gone)
    assert found_in(*all_of(office.ledger.path))
    erased(office, person)
    assert found_in(*all_of(office.ledger.path)) == []
    office.ledger._let_go()
    assert found_in(*all_of(office.ledger.path)) == []
    assert b"13855556666" in office.ledger.path.read_bytes()  # another person's stays


def test_undo_and_redo_do_not_bring_it_back(office: Office, person: int) -> None:
    ledger = office.ledger
    history.undo(ledger)
    erased(office, person)
    with pytest.raises(Exception, match="不能撤销"):
        history.undo(ledger, history.listed(ledger, limit=1)[0].no)
    for _ in range(2):
        history.undo(ledger)
    assert office.values("member", person) is None
    for _ in range(2):
        history.redo(ledger)
    values = office.values("member", person)
    assert values is not None
    assert (values["phone"], values["id_number"], values["birth"]) == (None, None, None)
    assert found_in(ledger.path) == []
    assert check.check(ledger, deep=True) == []


def test_a_deleted_person_can_be_erased(office: Office, person: int) -> None:
    number = office.values("member", person)
    assert number is not None
    office.delete("member", person)
    ids = erasure.deleted_ids(office.ledger, MEMBER, str(number["number"]))
    assert ids == erasure.deleted_ids(office.ledger, MEMBER, "程立言") == {person: "程立言"}
    done = erased(office, person)
    assert len(done.fields) == 3
    assert found_in(*all_of(office.ledger.path)) == []
    history.undo(office.ledger)
    values = office.values("member", person)
    assert values is not None
    assert values["phone"] is None
    assert check.check(office.ledger, deep=True) == []


def test_another_person_keeps_what_is_his(office: Office, person: int) -> None:
    other = office.add("member", name="程立言", phone="13900001111")
    erased(office, person)
    values = office.values("member", other)
    assert values is not None
    assert values["phone"] == "13900001111"


def test_erasing_twice_does_nothing_more(office: Office, person: int) -> None:
    erased(office, person)
    before, steps = dump(office.ledger.path), len(history.listed(office.ledger))
    again = erased(office, person)
    assert (again.fields, again.steps) == ((), 0)
    assert (dump(office.ledger.path), len(history.listed(office.ledger))) == (before, steps)


def test_copies_that_still_hold_it_are_named(office: Office, person: int) -> None:
    made = backups.make_if_changed(office.ledger.path, now=NOW)
    assert made
    done = erased(office, person)
    assert [(copy.file, copy.made) for copy in done.left] == [(made.file, "2026-11-22 09:30")]
    assert done.cleared == ()
    assert found_in(made.file)


def test_backups_are_written_anew_and_stay_sound(office: Office, person: int) -> None:
    path = office.ledger.path
    first = backups.make_if_changed(path, now=NOW)
    office.change("member", person, phone="13812340000")
    second = backups.make_if_changed(path, now=NOW + timedelta(hours=1))
    assert first
    assert second
    aside = path.with_name(f"{path.stem}-恢复前-20261101-080000.zxd")
    shutil.copy(first.file, aside)
    done = erased(office, person, in_backups=True)
    assert {copy.file for copy in done.cleared} == {first.file, second.file, aside}
    assert done.left == ()
    assert found_in(*all_of(path)) == []
    for backup in backups.listed(path):
        assert backup.sha256 == copies.sha256(backup.file)
    assert [b.file for b in backups.listed(path)] == [second.file, first.file]
    assert check.check(office.ledger, deep=True) == []
    office.ledger._let_go()
    restore(second.file, path, now=NOW)
    with lent(path) as restored:
        assert check.check(restored, deep=True) == []
        values = Office(restored).values("member", person)
        assert values is not None
        assert (values["name"], values["phone"]) == ("程立言", None)


def test_a_copy_that_cannot_be_written_anew_is_named(office: Office, person: int) -> None:
    made = backups.make_if_changed(office.ledger.path, now=NOW)
    assert made
    content = bytearray(made.file.read_bytes())
    content[5000:9000] = bytes(4000)
    made.file.write_bytes(content)
    done = erased(office, person, in_backups=True)
    assert [copy.file for copy in done.left] == [made.file]
    assert done.left[0].why
    assert made.file.read_bytes() == content
    assert not list(made.file.parent.glob("*.part"))


def test_a_kind_without_personal_fields_and_a_missing_reason_are_refused(
    office: Office, person: int
) -> None:
    event = office.add("event", name="座谈会")
    with pytest.raises(UserError, match="没有个人信息字段"):
        erase(office.ledger, KINDS["event"], [event], title="座谈会", reason="误登")
    with pytest.raises(UserError, match="原因"):
        erase(office.ledger, MEMBER, [person], title="程立言", reason=" \n")


def test_where_free_pages_cannot_be_overwritten_it_is_said(
    office: Office, person: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_ledger: Ledger) -> None:
        raise EnvironmentProblem("磁盘已满", "请清理磁盘")

    monkeypatch.setattr(Ledger, "scrub", full)
    done = erased(office, person)
    assert len(done.fields) == 3
    assert "没有清零（磁盘已满）" in done.notes[0]


def test_the_ledger_can_be_written_on_after_an_erasure(office: Office, person: int) -> None:
    erased(office, person)
    office.change("member", person, phone="13700000000")
    history.undo(office.ledger)
    values = office.values("member", person)
    assert values is not None
    assert values["phone"] is None
    assert check.check(office.ledger, deep=True) == []


def test_a_backup_without_its_note_is_cleared_too(office: Office, person: int) -> None:
    made = backups.make_if_changed(office.ledger.path, now=NOW)
    assert made
    backup_notes.note_of(made.file).unlink()
    done = erased(office, person, in_backups=True)
    assert [copy.file for copy in done.cleared] == [made.file]
    assert found_in(made.file) == []


def test_the_log_says_what_was_blanked_without_saying_it(office: Office, person: int) -> None:
    erased(office, person)
    with office.ledger.connection() as connection:
        images = connection.exec_driver_sql(
            "SELECT after FROM change WHERE table_name = 'change'"
        ).scalars()
        assert [sorted(json.loads(image)) for image in images] == [["after", "before"]] * 3
