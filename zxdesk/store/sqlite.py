"""What only SQLite knows: the file's header, connections and transactions."""

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.util import LRUCache

from zxdesk.errors import EnvironmentProblem
from zxdesk.files import reason_of
from zxdesk.store.functions import digest, word_key
from zxdesk.store.lock import head_of
from zxdesk.store.schema import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\x00"
SEALED = b"ZXSEAL1\n"  # how a backup under a password begins
_BUSY_MILLISECONDS = 5000
# Statements in the form SQLite takes, whichever ledger they are asked of.
_COMPILED: LRUCache[Any, Any] = LRUCache(1000)


def is_ledger(path: Path) -> bool:
    """Tell whether a file begins as a ledger does, or a copy of one; False where it is not read."""
    try:
        return head_of(path, len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def inspect_header(path: Path) -> int:
    """Read the schema version from the file's header, without opening it as a database.

    Raises:
        EnvironmentProblem: missing, unreadable, foreign or newer; not a byte was written.
    """
    try:
        header = head_of(path, 100)
    except FileNotFoundError:
        raise EnvironmentProblem(
            f"找不到台账文件 {path}，没有改动任何内容",
            "请检查路径，或用 zxdesk new 新建台账",
            code="missing",
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            f"台账文件 {path.name} 读不了（{reason_of(error, reading=True)}），没有改动任何内容",
            "请检查文件和文件夹的权限",
            code="unreadable",
        ) from None
    if header.startswith(SEALED):
        raise EnvironmentProblem(
            f"{path.name} 是加密的备份，不能直接打开，程序没有改动它",
            "请用“恢复备份”或 zxdesk restore 恢复，程序会询问密码",
            code="foreign",
        )
    if len(header) < 100 or not header.startswith(_MAGIC):
        raise EnvironmentProblem(
            f"{path.name} 不是台账文件，或者已经损坏，程序没有改动它",
            "请选择 .zxd 台账文件；若它原是台账，请用 zxdesk restore 从备份恢复",
            code="foreign",
        )
    version = int.from_bytes(header[60:64], "big")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise EnvironmentProblem(
            f"{path.name} 是别的程序的数据库，程序没有改动它",
            "请选择由本程序新建的 .zxd 台账文件",
            code="foreign",
        )
    if version > SCHEMA_VERSION:
        raise EnvironmentProblem(
            f"台账 {path.name} 由更新版本的程序写成（第{version}版），没有改动它",
            "请升级本程序后再打开",
            code="newer",
        )
    return version


def _uri(path: Path, mode: str) -> str:
    return f"file:{quote(str(path))}?{mode}"


def read_mode(path: Path) -> str:
    """Give the way to read without writing: immutable where no write-ahead log lies beside."""
    log = path.with_name(path.name + "-wal")
    return "mode=ro" if log.exists() and log.stat().st_size else "mode=ro&immutable=1"


def connect_for_reading(path: Path) -> sqlite3.Connection:
    """Open a plain connection that cannot write a byte."""
    return sqlite3.connect(_uri(path, read_mode(path)), uri=True)


def writer_engine(path: Path) -> sa.Engine:
    """Make the engine of the one writer: BEGIN IMMEDIATE, WAL, synchronous=FULL."""
    uri = _uri(path, "mode=rw")
    pragmas = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL")
    return _engine(lambda: _connect(uri, *pragmas), "BEGIN IMMEDIATE")


def reader_engine(path: Path, *, live: bool) -> sa.Engine:
    """Make an engine that cannot write.

    Args:
        live: Whether this or another program may be writing the ledger at the same time.
    """
    uri = _uri(path, "mode=ro" if live else read_mode(path))
    return _engine(lambda: _connect(uri, "PRAGMA query_only=1"), "BEGIN")


def _connect(uri: str, *pragmas: str) -> sqlite3.Connection:
    """Open a connection that leaves transactions to SQLAlchemy and may change threads."""
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    try:
        connection.create_function("image_digest", 1, digest, deterministic=True)
        for pragma in (
            f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
            "PRAGMA foreign_keys=ON",
            "PRAGMA recursive_triggers=ON",
            *pragmas,
        ):
            connection.execute(pragma)
        connection.create_function("word_order", 3, word_key, deterministic=True)
    except BaseException:
        connection.close()
        raise
    return connection


def engine_of(connect: Callable[[], sqlite3.Connection], pool: type[sa.pool.Pool]) -> sa.Engine:
    """Make an engine whose errors never carry the values of a statement into a log.

    All of them speak through one dialect, so that what was compiled once is there for each.
    """
    engine = sa.create_engine(
        "sqlite://",
        creator=connect,
        poolclass=pool,
        hide_parameters=True,
        execution_options={"compiled_cache": _COMPILED},
    )
    engine.dialect = dialect()
    return engine


@cache
def dialect() -> sa.Dialect:
    """Give the dialect of every engine."""
    engine = sa.create_engine("sqlite://")
    engine.connect().close()  # What it asks of the database, it asks once.
    engine.dispose()
    return engine.dialect


def _engine(connect: Callable[[], sqlite3.Connection], begin: str) -> sa.Engine:
    engine = engine_of(connect, sa.pool.QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def quick_check(path: Path) -> list[str]:
    """Give what PRAGMA quick_check finds wrong with the file; empty when it is sound."""
    return _checked(path, "quick_check")


def integrity_check(path: Path) -> list[str]:
    """Give what PRAGMA integrity_check finds wrong: every index against its table as well."""
    return _checked(path, "integrity_check")


def _checked(path: Path, pragma: str) -> list[str]:
    connection = connect_for_reading(path)
    try:
        return [row[0] for row in connection.execute(f"PRAGMA {pragma}(5)") if row[0] != "ok"]
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        return [str(error)]  # what is found wrong may itself not be text any more
    finally:
        connection.close()


def roll_back(connection: sa.Connection, transaction: sa.Transaction) -> None:
    """End a transaction that did not come to its end.

    A commit that SQLite refuses (a deferred foreign key) leaves the transaction open, while
    SQLAlchemy takes it for ended: SQLite itself is asked.
    """
    if transaction.is_active:
        transaction.rollback()
    raw = connection.connection.dbapi_connection
    if isinstance(raw, sqlite3.Connection) and raw.in_transaction:
        raw.execute("ROLLBACK")


def scrub(connection: sa.Connection, *, put_log_away: bool = False) -> None:
    """Overwrite what was deleted: free pages, and the write-ahead log.

    Args:
        put_log_away: Leave a file that needs none, as backups are.
    """
    raw = connection.connection.dbapi_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute("PRAGMA secure_delete=ON")
    raw.execute("VACUUM")
    raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    if put_log_away:
        raw.execute("PRAGMA journal_mode=DELETE").fetchall()


def last_step(path: Path, *, alone: bool = False) -> tuple[int, str]:
    """Give number and hash of a ledger file's last step, 0 and nothing where there is none.

    Args:
        alone: Look at the file without its write-ahead log.
    """
    mode = "mode=ro&immutable=1" if alone else read_mode(path)
    connection = sqlite3.connect(_uri(path, mode), uri=True)
    try:
        found = connection.execute("SELECT no, hash FROM step ORDER BY no DESC LIMIT 1").fetchone()
        return (int(found[0]), str(found[1])) if found else (0, "")
    finally:
        connection.close()


def hash_of_step(path: Path, number: int) -> str:
    """Give the hash of one step of a ledger file, empty where it has no such step."""
    connection = connect_for_reading(path)
    try:
        found = connection.execute("SELECT hash FROM step WHERE no = ?", (number,)).fetchone()
        return str(found[0]) if found else ""
    finally:
        connection.close()
