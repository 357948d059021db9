import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from tests.ledgers import Office, dump, tree
from zxdesk.errors import EnvironmentProblem, UserError, ZxdeskError
from zxdesk.records import KINDS
from zxdesk.services import records
from zxdesk.store import (
    Changes,
    Ledger,
    check,
    folders,
    history,
    new_ledger,
    open_ledger,
    sqlite,
)

HOLDER = """
import sys, time
from pathlib import Path
from zxdesk.store import open_ledger
ledger = open_ledger(Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""


def steps_of(ledger: Ledger) -> list[str]:
    return [step.label for step in history.listed(ledger)]


def damage(file: Path, offset: int, content: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(offset)
        opened.write(content)


def refusal(file: Path, **how: bool) -> EnvironmentProblem:
    """Open what must be refused, and see that nothing was touched."""
    before = tree(file.parent)
    with pytest.raises(EnvironmentProblem) as caught:
        open_ledger(file, **how)
    assert tree(file.parent) == before
    return caught.value


def test_a_new_ledger_knows_whose_it_is(tmp_path: Path) -> None:
    file = tmp_path / "新建" / "云溪.zxd"
    with new_ledger(file, committee="政协云溪县委员会", level="县", region="云溪县") as ledger:
        assert (ledger.own.name, ledger.own.level, ledger.own.region) == (
            "政协云溪县委员会",
            "县",
            "云溪县",
        )
        assert ledger.read_only == ""
        assert check.check(ledger, deep=True) == []
    with open_ledger(file) as ledger:
        assert ledger.own.name == "政协云溪县委员会"


def test_a_new_ledger_never_takes_the_place_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "云溪.zxd"
    file.write_text("旧文件", encoding="utf-8")
    with pytest.raises(EnvironmentProblem) as caught:
        new_ledger(file, committee="政协云溪县委员会", level="县")
    assert caught.value.code == "exists"
    assert file.read_text(encoding="utf-8") == "旧文件"


def test_a_new_ledger_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("不是文件夹", encoding="utf-8")
    before = tree(tmp_path)
    with pytest.raises(EnvironmentProblem):
        new_ledger(tmp_path / "文件" / "云溪.zxd", committee="政协云溪县委员会", level="县")
    assert tree(tmp_path) == before


def test_closing_leaves_one_whole_file(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        Office(ledger).add("unit", name="经济界")
    beside = {path.name for path in ledger_file.parent.iterdir()}
    assert beside <= {"云溪.zxd", "云溪.zxd.lock", "云溪-备份"}
    alone = ledger_file.parent.parent / "复制.zxd"
    alone.write_bytes(ledger_file.read_bytes())
    with open_ledger(alone, writing=False) as ledger:
        assert Office(ledger).values("unit", 1) is not None


def test_a_ledger_is_read_where_no_file_can_be_made_beside_it(ledger_file: Path) -> None:
    """As on a full disk, where a program that could not write has left its log empty."""
    ledger_file.with_name(ledger_file.name + "-wal").touch()
    ledger_file.with_name(ledger_file.name + "-shm").mkdir()
    with open_ledger(ledger_file, writing=False) as ledger:
        assert Office(ledger).values("unit", 1) is None


def test_a_second_opener_is_told_who_has_it(ledger: Ledger) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        open_ledger(ledger.path)
    assert caught.value.code == "locked"
    assert ledger.author in caught.value.message


def test_a_second_opener_may_read_and_sees_what_is_written(ledger: Ledger) -> None:
    with open_ledger(ledger.path, or_reading=True) as second:
        assert ledger.author in second.read_only
        office = Office(ledger)
        unit_id = office.add("unit", name="经济界")
        assert Office(second).values("unit", unit_id)
        with pytest.raises(EnvironmentProblem) as caught:
            Office(second).add("unit", name="工会界")
        assert caught.value.code == "read_only"
    assert len(dump(ledger.path)["unit"]) == 1


def test_a_ledger_opened_for_reading_keeps_its_folder_as_it_is(ledger_file: Path) -> None:
    before = tree(ledger_file.parent)
    with open_ledger(ledger_file, writing=False) as ledger:
        assert ledger.own.name == "政协云溪县委员会"
        assert ledger.read_only == "以只读方式打开"
        assert ledger.back_up() is None
        with pytest.raises(EnvironmentProblem):
            Office(ledger).add("unit", name="经济界")
    assert tree(ledger_file.parent) == before


def test_the_lock_holds_between_programs_and_ends_with_its_holder(ledger_file: Path) -> None:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(ledger_file)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        with pytest.raises(EnvironmentProblem) as caught:
            open_ledger(ledger_file)
        assert caught.value.code == "locked"
        with open_ledger(ledger_file, or_reading=True) as second:
            assert second.read_only
    finally:
        os.kill(holder.pid, signal.SIGKILL)
        holder.communicate()
    with open_ledger(ledger_file) as ledger:
        assert ledger.read_only == ""
        assert check.check(ledger, deep=True) == []


def test_a_damaged_note_of_the_holder_does_not_matter(ledger: Ledger) -> None:
    for note in ("", "[]", "{}", "坏的"):
        ledger.path.with_name(ledger.path.name + ".holder").write_text(note, encoding="utf-8")
        with pytest.raises(
            EnvironmentProblem, match="另一个程序（未知电脑，不明时间 起）"
        ) as caught:
            open_ledger(ledger.path)
        assert caught.value.code == "locked"


def test_a_lock_that_cannot_be_made_is_an_environment_problem(ledger_file: Path) -> None:
    ledger_file.with_name(ledger_file.name + ".lock").mkdir()
    assert refusal(ledger_file).code == "read_only"
    with open_ledger(ledger_file, or_reading=True) as ledger:
        assert "不能写入" in ledger.read_only


def test_a_missing_ledger_is_not_made(tmp_path: Path) -> None:
    assert refusal(tmp_path / "没有.zxd").code == "missing"


def test_a_folder_is_not_a_ledger(tmp_path: Path) -> None:
    (tmp_path / "文件夹.zxd").mkdir()
    assert refusal(tmp_path / "文件夹.zxd").code == "unreadable"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(200), b"SQLite format 3\x00"])
def test_a_file_that_is_no_database_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "别的.zxd"
    file.write_bytes(content)
    assert refusal(file).code == "foreign"


def test_the_database_of_another_program_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "别的.zxd"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE event (id INTEGER)")
    assert refusal(file).code == "foreign"


def test_a_newer_ledger_is_refused(ledger_file: Path) -> None:
    with closing(sqlite3.connect(ledger_file)) as connection:
        newer = connection.execute("PRAGMA user_version").fetchone()[0] + 1
        connection.execute(f"PRAGMA user_version = {newer}")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert refusal(ledger_file).code == "newer"
    assert refusal(ledger_file, writing=False).code == "newer"


def test_a_ledger_with_an_emptied_page_is_refused(ledger_file: Path) -> None:
    damage(ledger_file, 4096 * 3, bytes(4096))
    problem = refusal(ledger_file)
    assert problem.code == "damaged"
    assert "备份" in problem.advice


def test_a_ledger_cut_short_is_refused(ledger_file: Path) -> None:
    os.truncate(ledger_file, ledger_file.stat().st_size // 2)
    assert refusal(ledger_file).code == "damaged"
    assert refusal(ledger_file, writing=False).code == "damaged"


def test_the_refusal_of_a_damaged_ledger_names_its_newest_backup(ledger_file: Path) -> None:
    with open_ledger(ledger_file) as ledger:
        backup = ledger.back_up()
    damage(ledger_file, 4096 * 3, bytes(4096))
    assert backup is not None
    assert backup.file.name in refusal(ledger_file).advice


@pytest.mark.parametrize("name", ["OneDrive", "OneDrive - 云溪县政协", "坚果云", "Dropbox"])
def test_a_synchronised_folder_is_for_reading_only(
    ledger_file: Path, tmp_path: Path, name: str
) -> None:
    folder = tmp_path / name / "台账"
    folder.mkdir(parents=True)
    file = ledger_file.rename(folder / ledger_file.name)
    problem = refusal(file)
    assert problem.code == "network_folder"
    assert name in problem.message
    before = tree(folder)
    with open_ledger(file, or_reading=True) as ledger:
        assert "同步文件夹" in ledger.read_only
    assert tree(folder) == before


def test_a_link_into_a_synchronised_folder_does_not_help(ledger_file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox"
    folder.mkdir()
    ledger_file.rename(folder / ledger_file.name)
    link = tmp_path / "台账链接"
    link.symlink_to(folder, target_is_directory=True)
    assert refusal(link / ledger_file.name).code == "network_folder"


def test_a_network_folder_is_for_reading_only(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folders, "_on_network", lambda _: True)
    assert refusal(ledger_file).code == "network_folder"
    with pytest.raises(EnvironmentProblem) as caught:
        new_ledger(ledger_file.with_name("新.zxd"), committee="政协云溪县委员会", level="县")
    assert caught.value.code == "network_folder"
    assert not ledger_file.with_name("新.zxd").exists()


def test_a_write_is_one_step(ledger: Ledger) -> None:
    before = len(steps_of(ledger))
    with ledger.write("登记两个界别") as session:
        for name in ("经济界", "工会界"):
            records.create(
                session,
                KINDS["unit"],
                {"name": name, "category": "界别"},
                owner_id=ledger.own_id,
                today=ledger.today,
            )
    step = history.listed(ledger)[0]
    assert len(steps_of(ledger)) == before + 1
    assert (step.label, step.changes, step.by) == ("登记两个界别", 2, ledger.author)
    assert step.at == datetime(2026, 11, 22, 9, 30)


def write_and_fail(ledger: Ledger, error: BaseException) -> None:
    with ledger.write("登记") as session:
        session.connection().execute(
            KINDS["unit"].table.insert().values(owner_id=1, name="经济界", category="界别")
        )
        raise error


@pytest.mark.parametrize("error", [UserError("错", "改"), RuntimeError(), KeyboardInterrupt()])
def test_a_write_that_fails_leaves_nothing(ledger: Ledger, error: BaseException) -> None:
    before, steps = dump(ledger.path), steps_of(ledger)
    with pytest.raises(type(error)):
        write_and_fail(ledger, error)
    assert dump(ledger.path) == before
    assert steps_of(ledger) == steps
    assert Office(ledger).add("unit", name="工会界")
    assert check.check(ledger, deep=True) == []


def test_a_write_against_the_schema_is_said_in_a_sentence(ledger: Ledger) -> None:
    before = dump(ledger.path)
    twice = [{"owner_id": 1, "name": "经济界", "category": "界别"}] * 2
    with pytest.raises(UserError) as caught, ledger.write("登记") as session:
        session.connection().execute(KINDS["unit"].table.insert(), twice)
    assert caught.value.code == "integrity"
    assert dump(ledger.path) == before


def test_a_step_without_changes_leaves_no_trace(ledger: Ledger) -> None:
    unit_id = Office(ledger).add("unit", name="经济界")
    before = ledger.path.with_name(ledger.path.name + "-wal").read_bytes()
    steps = steps_of(ledger)
    with ledger.write("什么也没做") as session:
        table = KINDS["unit"].table
        session.connection().execute(
            table.update().where(table.c.id == unit_id).values(name="经济界")
        )
    assert not session.changes
    assert session.changes == Changes(session.changes.step, "什么也没做", {})
    assert steps_of(ledger) == steps
    assert ledger.path.with_name(ledger.path.name + "-wal").read_bytes() == before


def test_changes_name_kinds_and_ids_with_those_of_linked_rows(office: Office) -> None:
    unit_id, event_id = office.add("unit", name="经济界"), office.add("event", name="座谈会")
    with office.ledger.write("改主办单位") as session:
        records.update(session, KINDS["event"], event_id, {"organisers": (unit_id,)})
    assert session.changes.ids == {"event": {event_id}}
    member_id = office.add("member", name="张三")
    with office.ledger.write("签到") as session:
        attendance_id = records.create(
            session,
            KINDS["attendance"],
            {"event_id": event_id, "member_id": member_id, "status": "出席"},
            owner_id=1,
            today=office.ledger.today,
        )
    assert session.changes.ids == {"attendance": {attendance_id}}
    assert bool(session.changes)


def test_a_dry_run_tells_and_keeps_everything_as_it_was(ledger: Ledger) -> None:
    before, steps = dump(ledger.path), steps_of(ledger)
    with ledger.write("试一试", dry_run=True) as session:
        unit_id = records.create(
            session,
            KINDS["unit"],
            {"name": "经济界", "category": "界别"},
            owner_id=ledger.own_id,
            today=ledger.today,
        )
    assert session.changes.ids == {"unit": {unit_id}}
    assert dump(ledger.path) == before
    assert steps_of(ledger) == steps


def test_a_reader_sees_one_state_while_others_write(office: Office) -> None:
    with office.ledger.read() as session:
        count = "SELECT count(*) FROM unit"
        connection = session.connection()
        before = connection.exec_driver_sql(count).scalar()
        office.add("unit", name="经济界")
        assert connection.exec_driver_sql(count).scalar() == before


def test_a_reader_cannot_write(ledger: Ledger) -> None:
    with pytest.raises(ZxdeskError), ledger.read() as session:
        session.connection().exec_driver_sql("DELETE FROM setting")


def test_a_plain_reader_cannot_write_whatever_the_log_holds(ledger: Ledger) -> None:
    for name in ("", "经济界"):
        if name:
            Office(ledger).add("unit", name=name)
        with closing(sqlite.connect_for_reading(ledger.path)) as connection:
            names = connection.execute("SELECT name FROM unit").fetchall()
            assert [found for (found,) in names] == ([name] if name else [])
            with pytest.raises(sqlite3.OperationalError, match="readonly"):
                connection.execute("DELETE FROM unit")


def test_a_ledger_another_program_writes_is_said_to_be_busy(
    ledger_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "_BUSY_MILLISECONDS", 50)
    with open_ledger(ledger_file) as ledger:
        with closing(sqlite3.connect(ledger_file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(EnvironmentProblem) as caught:
                Office(ledger).add("unit", name="经济界")
            other.execute("ROLLBACK")
        assert caught.value.code == "locked"
        assert Office(ledger).add("unit", name="经济界")


def test_a_ledger_that_could_not_be_founded_leaves_no_file_and_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "云溪.zxd"
    with monkeypatch.context() as patched:
        patched.setattr(Ledger, "write", broken_write)
        with pytest.raises(OverflowError):
            new_ledger(file, committee="政协云溪县委员会", level="县")
    assert not file.exists()
    new_ledger(file, committee="政协云溪县委员会", level="县").close()


def broken_write(*_: object, **__: object) -> None:
    raise OverflowError


def write_without_parent(ledger: Ledger) -> None:
    with ledger.write("登记") as session:
        session.connection().exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        session.connection().exec_driver_sql(
            "INSERT INTO unit (owner_id, name, category) VALUES (77, '经济界', '界别')"
        )


def test_a_commit_that_is_refused_is_rolled_back_and_the_next_write_works(ledger: Ledger) -> None:
    before = dump(ledger.path)
    for _ in range(2):
        with pytest.raises(UserError) as caught:
            write_without_parent(ledger)
        assert caught.value.code == "integrity"
        assert "constraint" not in str(caught.value)
    assert dump(ledger.path) == before
    assert ledger.written == []
    assert Office(ledger).add("unit", name="经济界")
    assert check.check(ledger, deep=True) == []
