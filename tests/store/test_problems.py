import ast
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import exc

import zxdesk.errors
from tests.ledgers import Office
from zxdesk.errors import EnvironmentProblem, UserError, ZxdeskError
from zxdesk.records import KINDS
from zxdesk.store import Ledger, history, open_ledger
from zxdesk.store.problems import explained

PACKAGE = Path(zxdesk.errors.__file__).parent
ERRORS = ("ZxdeskError", "UserError", "RefusedError", "EnvironmentProblem")


def sqlite_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("in English")
    error.sqlite_errorname = name
    return error


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("SQLITE_FULL", "disk_full"),
        ("SQLITE_BUSY", "locked"),
        ("SQLITE_BUSY_SNAPSHOT", "locked"),
        ("SQLITE_READONLY_DIRECTORY", "read_only"),
        ("SQLITE_CORRUPT_INDEX", "damaged"),
        ("SQLITE_NOTADB", "foreign"),
        ("SQLITE_IOERR_FSYNC", "disk_error"),
        ("SQLITE_IOERR_SHMSIZE", "disk_full"),
        ("SQLITE_CANTOPEN", "unreadable"),
    ],
)
def test_what_the_disk_says_becomes_a_sentence(name: str, code: str) -> None:
    plain = sqlite_error(name)
    for error in (plain, exc.OperationalError("SELECT 1", {}, plain)):
        with (
            pytest.raises(EnvironmentProblem, match=r"云溪\.zxd") as caught,
            explained(Path("云溪.zxd")),
        ):
            raise error
        assert caught.value.code == code
        assert not re.search("[a-z]{4,}", str(caught.value).replace("zxdesk restore", ""))


def test_a_broken_key_is_the_users_error() -> None:
    error = exc.IntegrityError("INSERT", {}, sqlite3.IntegrityError("UNIQUE constraint failed"))
    with pytest.raises(UserError, match="没有保存") as caught, explained(Path("云溪.zxd")):
        raise error
    assert caught.value.code == "integrity"


def test_json_of_a_ledger_that_is_none_is_damage(office: Office) -> None:
    office.add("unit", name="工商联")
    with closing(sqlite3.connect(office.ledger.path)) as connection, connection:
        connection.execute(
            "UPDATE change SET after = '{' WHERE seq = (SELECT max(seq) FROM change)"
        )
    with pytest.raises(EnvironmentProblem) as caught:
        history.undo(office.ledger)
    assert caught.value.code == "damaged"


def test_a_mistake_in_the_program_stays_one() -> None:
    plain = sqlite_error("SQLITE_ERROR")
    for error in (plain, exc.OperationalError("SELECT", {}, plain)):
        with pytest.raises(sqlite3.OperationalError) as caught, explained(Path("云溪.zxd")):
            raise error
        assert caught.value is plain


def test_what_led_to_an_error_is_what_is_told() -> None:
    def fail() -> None:
        try:
            raise sqlite_error("SQLITE_FULL")
        finally:
            raise exc.OperationalError("ROLLBACK TO", {}, sqlite_error("SQLITE_ERROR"))

    with pytest.raises(EnvironmentProblem) as caught, explained(Path("云溪.zxd")):
        fail()
    assert caught.value.code == "disk_full"


def sentences() -> Iterator[tuple[str, str]]:
    """Every text handed to an error in the packages that raise them."""
    files = [
        f
        for part in ("store", "services", "queries", "rules")
        for f in PACKAGE.glob(f"{part}/*.py")
    ]
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ERRORS:
                for argument in node.args:
                    yield f"{file.name}:{node.lineno}", literal(argument)


def literal(node: ast.expr) -> str:
    parts = [part.value for part in ast.walk(node) if isinstance(part, ast.Constant)]
    return "".join(part for part in parts if isinstance(part, str))


def test_every_error_is_a_chinese_sentence_without_excitement() -> None:
    found = list(sentences())
    assert len(found) > 40
    wrong = [
        f"{place}: {text}"
        for place, text in found
        if re.search(r"\w", text)
        and (not re.search("[\u4e00-\u9fff]", text) or re.search(r"[!！]", text))
    ]
    assert wrong == []


def test_an_error_says_what_happened_and_what_to_do() -> None:
    error = ZxdeskError("磁盘已满。", "请清理磁盘空间。")
    assert str(error) == "磁盘已满；请清理磁盘空间。"
    assert (error.message, error.advice, error.code) == ("磁盘已满。", "请清理磁盘空间。", "error")
    assert UserError("错", "改", code="bad_period").code == "bad_period"


def test_text_that_is_none_any_more_is_damage(ledger: Ledger) -> None:
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute("UPDATE committee SET name = CAST(x'e4ba91ff' AS TEXT)")
    with pytest.raises(EnvironmentProblem) as caught, ledger.read() as session:
        session.connection().exec_driver_sql("SELECT name FROM committee").all()
    assert caught.value.code == "damaged"


def test_a_stored_day_that_is_none_is_damage(ledger: Ledger) -> None:
    with closing(sqlite3.connect(ledger.path)) as connection, connection:
        connection.execute(
            "INSERT INTO media (owner_id, number, title, published_on)"
            " VALUES (1, 'MT-1', '修桥记', '2026-13-45')"
        )
    with pytest.raises(EnvironmentProblem) as caught, ledger.read() as session:
        session.connection().execute(KINDS["media"].table.select()).all()
    assert caught.value.code == "damaged"


def test_what_the_check_finds_may_be_no_text(ledger_file: Path) -> None:
    """SQLite quotes a spoilt name of an index in what it finds wrong."""
    data = ledger_file.read_bytes()
    at = data.index(b"ix_change_record")
    ledger_file.write_bytes(data[:at] + b"\xff\xe9" + data[at + 2 :])
    with pytest.raises(EnvironmentProblem) as caught:
        open_ledger(ledger_file)
    assert caught.value.code == "damaged"
