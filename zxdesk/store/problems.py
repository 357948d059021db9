"""Turns what SQLite and the disk say into what a clerk can act on."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import exc

from zxdesk.errors import EnvironmentProblem, UserError

_ADVICE = {
    "SQLITE_FULL": (
        "磁盘已满，这一步没有写入，台账保持原样",
        "请清理磁盘空间后重做这一步",
        "disk_full",
    ),
    "SQLITE_BUSY": (
        "台账正被另一个程序使用，这一步没有写入",
        "请关闭另一个窗口或稍后再试",
        "locked",
    ),
    "SQLITE_READONLY": (
        "台账文件是只读的，这一步没有写入",
        "请检查文件和文件夹的写入权限，或把台账复制到自己的文件夹",
        "read_only",
    ),
    "SQLITE_CORRUPT": (
        "台账文件已损坏，程序没有改动它",
        "请用 zxdesk restore 从最近一份备份恢复",
        "damaged",
    ),
    "SQLITE_NOTADB": (
        "这个文件不是台账，程序没有改动它",
        "请选择扩展名为 .zxd 的台账文件",
        "foreign",
    ),
    "SQLITE_IOERR": (
        "读写磁盘出错，这一步没有写入，台账保持原样",
        "请检查磁盘或U盘是否连接正常后重试",
        "disk_error",
    ),
    "SQLITE_CANTOPEN": (
        "台账文件打不开，没有改动任何内容",
        "请检查文件是否存在、是否有权限",
        "unreadable",
    ),
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Raise SQLite's and the disk's errors as EnvironmentProblem or UserError."""
    try:
        yield
    except exc.IntegrityError as error:
        raise UserError(
            f"有记录的编号重复，或者正被别的记录引用（{_detail(error)}），这一步没有保存",
            "请核对编号和关联后再试",
            code="integrity",
        ) from error
    except (exc.DatabaseError, sqlite3.DatabaseError) as error:
        raise _environment(error, path) from error


def _detail(error: exc.IntegrityError) -> str:
    return str(error.orig).replace("constraint failed", "").replace("  ", " ").strip(" :")


def _environment(error: BaseException, path: Path) -> BaseException:
    for cause in _causes(error):
        name = getattr(cause, "sqlite_errorname", "")
        for prefix, (message, advice, code) in _ADVICE.items():
            if name.startswith(prefix):
                return EnvironmentProblem(f"{message}（{path.name}）", advice, code=code)
    return error.orig if isinstance(error, exc.DatabaseError) and error.orig else error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and what led to it: a full disk ends savepoints, and that is an error too."""
    while error is not None:
        yield error
        if isinstance(error, exc.DatabaseError) and error.orig:
            yield error.orig
        error = error.__context__
