"""What only SQLite knows: the file's header, connections and transactions."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from sqlalchemy import event

from zxdesk.errors import EnvironmentProblem
from zxdesk.store.schema import APPLICATION_ID, SCHEMA_VERSION

_MAGIC = b"SQLite format 3\x00"
_BUSY_MILLISECONDS = 5000


def inspect_header(path: Path) -> int:
    """Read the schema version from the file's header, without opening it as a database.

    Raises:
        EnvironmentProblem: missing, unreadable, foreign or newer; not a byte was written.
    """
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except FileNotFoundError:
        raise EnvironmentProblem(
            f"找不到台账文件 {path}，没有改动任何内容",
            "请检查路径，或用 zxdesk new 新建台账",
            code="missing",
        ) from None
    except OSError as error:
        raise EnvironmentProblem(
            f"台账文件 {path.name} 读不了（{error.strerror}），没有改动任何内容",
            "请检查文件和文件夹的权限",
            code="unreadable",
        ) from None
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
        for pragma in (
            f"PRAGMA busy_timeout={_BUSY_MILLISECONDS}",
            "PRAGMA foreign_keys=ON",
            "PRAGMA recursive_triggers=ON",
            *pragmas,
        ):
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _engine(connect: Callable[[], sqlite3.Connection], begin: str) -> sa.Engine:
    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool)

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def quick_check(path: Path) -> list[str]:
    """Give what PRAGMA quick_check finds wrong with the file; empty when it is sound."""
    connection = connect_for_reading(path)
    try:
        return [row[0] for row in connection.execute("PRAGMA quick_check(5)") if row[0] != "ok"]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    finally:
        connection.close()
