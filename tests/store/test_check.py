import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.kinds import populate
from tests.ledgers import Office, clock
from zxdesk.records import Setting
from zxdesk.store import check, history, open_ledger, steps
from zxdesk.store.restoring import restore


@pytest.fixture(scope="module")
def altered(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with two records of every kind, some of them undone; copied, never opened."""
    file = Path(shutil.copy(founded, tmp_path_factory.mktemp("altered")))
    with open_ledger(file, clock=clock) as ledger:
        office = Office(ledger)
        ids = populate(office)
        office.change("unit", ids["unit"][0], region="云溪县")
        office.delete("problem", ids["problem"][1])
        history.undo(ledger)
    return file


@pytest.fixture
def file(altered: Path, tmp_path: Path) -> Path:
    """A closed ledger to tamper with."""
    return Path(shutil.copy(altered, tmp_path))


def found(file: Path, *, deep: bool) -> list[str]:
    with open_ledger(file, writing=False) as ledger:
        return check.check(ledger, deep=deep)


def alter(file: Path, *statements: str) -> None:
    """Change the file as a plain SQLite browser would."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def without_log(file: Path, *statements: str) -> None:
    """Change the file as somebody who knows of the triggers would."""
    with closing(sqlite3.connect(file)) as connection, connection:
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


@pytest.mark.parametrize("deep", [False, True])
def test_a_sound_ledger_has_no_problems(file: Path, deep: bool) -> None:
    assert found(file, deep=deep) == []


@pytest.mark.parametrize("deep", [False, True])
@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE unit SET name = '假界别' WHERE id = 1", "单位第 1 行"),
        ("DELETE FROM listed_value WHERE id = 1", "取值表第 1 行"),
        (
            "INSERT INTO unit (owner_id, name, category) VALUES (1, '假界别', '界别')",
            "单位第 3 行",
        ),
        ("UPDATE step SET label = '登记界别' WHERE no = 3", "第 3 步"),
        ("UPDATE step SET by = '别人' WHERE no = 3", "第 3 步"),
        ("UPDATE step SET at = '2020-01-01 00:00:00.000000' WHERE no = 4", "第 4 步"),
        ("UPDATE step SET hash = '' WHERE no = 4", "第 4 步"),
        ("DELETE FROM change WHERE step_no = 3", "第 3 步"),
        ("UPDATE change SET step_no = 4 WHERE step_no = 3", "第 3 步"),
        ("UPDATE change SET row_id = 77 WHERE step_no = 3", "第 3 步"),
        ("UPDATE change SET after_digest = before_digest WHERE step_no = 3", "第 3 步"),
        ("UPDATE unit SET parent_id = 99 WHERE id = 1", "单位"),
    ],
)
def test_what_was_altered_from_outside_is_found(
    file: Path, statement: str, words: str, deep: bool
) -> None:
    alter(file, statement)
    assert any(words in problem for problem in found(file, deep=deep))


@pytest.mark.parametrize(
    ("how", "statement", "words"),
    [
        (without_log, "UPDATE unit SET name = '假界别' WHERE id = 1", "单位第 1 行"),
        (without_log, "UPDATE event SET public = 999 WHERE id = 1", "活动第 1 行"),
        (without_log, "DELETE FROM listed_value WHERE id = 1", "取值表第 1 行"),
        (
            without_log,
            "INSERT INTO unit (owner_id, name, category) VALUES (1, '假界别', '界别')",
            "单位第 3 行",
        ),
        (
            without_log,
            "INSERT INTO event_organisers (record_id, target_id) VALUES (1, 1)",
            "活动的主办单位第 1 行",
        ),
        (without_log, "UPDATE setting SET value = '2' WHERE id = 1", "台账设置第 1 行"),
        (alter, "UPDATE change SET after = '{}' WHERE step_no = 3", "第 3 步"),
        (alter, "UPDATE change SET before = NULL WHERE step_no = 15", "内容"),
    ],
)
def test_what_was_altered_behind_the_log_is_found_by_a_deep_check(
    file: Path, how: Callable[..., None], statement: str, words: str
) -> None:
    if "step_no = 15" in statement:
        statement = statement.replace("15", "(SELECT max(step_no) - 1 FROM change)")
    how(file, statement)
    assert any(words in problem for problem in found(file, deep=True))


def test_received_rows_are_not_expected_in_the_log(file: Path) -> None:
    received = (
        "INSERT INTO committee (id, name, level, region) VALUES (9, '政协桥头县委员会', '县', '')",
        "INSERT INTO unit (id, owner_id, name, category) VALUES (90, 9, '经济界', '界别')",
        "INSERT INTO event (id, owner_id, number, name, type, start, state)"
        " VALUES (90, 9, 'HD-1', '读书会', '读书', '2026-03-05 00:00:00.000000', '已举办')",
        "INSERT INTO event_organisers (record_id, target_id) VALUES (90, 90)",
    )
    with open_ledger(file) as ledger, ledger.write("接收", kind="fixed") as session:
        session.add(Setting(key="received", value="9"))
        with session.receiving(9):
            for statement in received:
                session.connection().exec_driver_sql(statement)
    assert found(file, deep=True) == []


def test_a_dropped_trigger_is_found(file: Path) -> None:
    alter(file, "DROP TRIGGER log_unit_update")
    assert found(file, deep=False)


def test_many_problems_are_told_in_few_lines(file: Path) -> None:
    without_log(file, "UPDATE listed_value SET value = value || '假'")
    assert len(found(file, deep=True)) == 20
    without_log(file, "DELETE FROM listed_value")
    assert len(found(file, deep=True)) == 20


def test_a_damaged_index_is_found_by_a_deep_check(file: Path) -> None:
    alter(
        file,
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET sql = replace(sql, '(owner_id)', '(owner_id) WHERE id > 1')"
        " WHERE name = 'ix_unit_owner_id'",
    )
    assert any("结构" in problem for problem in found(file, deep=True))
    # To look through every index takes long, and is left out where one asked for a quick check.
    assert found(file, deep=False) == []


def last_step(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("SELECT max(no) FROM step").fetchone()[0])


def test_a_log_whose_end_was_cut_off_is_noticed(file: Path) -> None:
    last = last_step(file)
    without_log(
        file, f"DELETE FROM change WHERE step_no = {last}", f"DELETE FROM step WHERE no = {last}"
    )
    assert any(f"只到第 {last - 1} 步" in problem for problem in found(file, deep=False))


def test_an_older_copy_in_the_ledgers_place_is_noticed_by_its_backups(
    file: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copy(file, tmp_path / "旧.zxd"))
    with open_ledger(file, clock=clock) as ledger:
        Office(ledger).add("unit", name="农业界")
        made = ledger.back_up()
    assert made
    assert found(file, deep=False) == []
    shutil.copy(older, file)
    assert any(made.file.name in problem for problem in found(file, deep=False))


def test_a_log_made_anew_from_another_step_on_is_noticed_by_its_backups(
    file: Path, tmp_path: Path
) -> None:
    older = Path(shutil.copy(file, tmp_path / "旧.zxd"))
    with open_ledger(file, clock=clock) as ledger:
        Office(ledger).add("unit", name="农业界")
        ledger.back_up()
    with open_ledger(older, clock=clock) as ledger:
        Office(ledger).add("unit", name="林业界")
        Office(ledger).add("unit", name="渔业界")
    shutil.copy(older, file)
    assert any("被改写过" in problem for problem in found(file, deep=False))


def test_what_a_restore_went_back_behind_is_no_problem(file: Path) -> None:
    with open_ledger(file, clock=clock) as ledger:
        old = ledger.back_up()
        Office(ledger).add("unit", name="农业界")
        ledger.back_up()
    assert old
    restore(old.file, file, now=clock())
    assert found(file, deep=True) == []


def test_a_step_on_paper_is_compared(file: Path) -> None:
    with open_ledger(file, writing=False) as ledger:
        number, chained = Office(ledger).ask(lambda session: steps.head(session.connection()))
        assert check.against_head(ledger, number, chained[:12]) == []
        assert check.against_head(ledger, number, "0" * 12)
        assert check.against_head(ledger, number + 1, chained[:12])
