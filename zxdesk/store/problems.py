"""Turns what SQLite and the disk say into what a clerk can act on."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import walk_tb

from sqlalchemy import exc

from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.records import KINDS

# What Python says of a stored text that is none; it has no code of SQLite's.
_NO_TEXT = "Could not decode to UTF-8"
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
    # The file by which several connections share the log: it cannot be made on a full disk.
    "SQLITE_IOERR_SHM": (
        "磁盘已满，台账打不开，没有改动任何内容",
        "请清理磁盘空间后再打开",
        "disk_full",
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
            f"{_broken_rule(error)}，这一步没有保存", "请核对编号和关联后再试", code="integrity"
        ) from error
    except (exc.DatabaseError, sqlite3.DatabaseError) as error:
        raise _environment(error, path) from error
    except json.JSONDecodeError as error:  # all that is kept as JSON was written by ourselves
        raise _damaged(path) from error
    except (ValueError, TypeError) as error:
        if not _met_by_the_database(error):
            raise
        raise _damaged(path) from error


def _broken_rule(error: exc.IntegrityError) -> str:
    """Say which rule of the schema a row breaks, in the words of the forms."""
    rule, _, detail = str(error.orig).partition(" constraint failed")
    columns = [part.partition(".") for part in detail.strip(" :").split(", ") if part]
    kind = KINDS.get(columns[0][0]) if columns else None
    if rule == "FOREIGN KEY":
        return "有记录正被别的记录引用，或者引用的记录不存在"
    if kind is None:
        return "有记录不合规则（内容不在允许的范围，或者重复）"
    fields = [kind.fields[name].caption for _, _, name in columns if name in kind.fields]
    words = f"{kind.sheet}的“{'、'.join(fields)}”" if fields else kind.sheet
    return f"{words}与已有的重复" if rule == "UNIQUE" else f"{words}没有填写或不合规则"


def _environment(error: BaseException, path: Path) -> BaseException:
    for cause in _causes(error):
        if str(cause).startswith(_NO_TEXT):
            return _damaged(path)
        name = getattr(cause, "sqlite_errorname", "")
        for prefix, (message, advice, code) in _ADVICE.items():
            if name.startswith(prefix):
                return EnvironmentProblem(f"{message}（{path.name}）", advice, code=code)
    return error.orig if isinstance(error, exc.DatabaseError) and error.orig else error


def _damaged(path: Path) -> EnvironmentProblem:
    message, advice, code = _ADVICE["SQLITE_CORRUPT"]
    return EnvironmentProblem(f"{message}（{path.name}）", advice, code=code)


def _met_by_the_database(error: BaseException) -> bool:
    """Tell whether a stored value could not be read: 「2026-13-45」 in a column of days."""
    frames = [frame.f_globals.get("__name__", "") for frame, _ in walk_tb(error.__traceback__)]
    return bool(frames) and str(frames[-1]).startswith("sqlalchemy.")


def is_of_full_disk(error: BaseException) -> bool:
    """Tell whether the database says that the disk is full."""
    return _says(error, "SQLITE_FULL")


def is_of_other_program(error: BaseException) -> bool:
    """Tell whether the database says that another program is at the file."""
    return _says(error, "SQLITE_BUSY") or _says(error, "SQLITE_LOCKED")


def is_of_damage(error: BaseException) -> bool:
    """Tell whether the database says that the file is damaged or none of its own."""
    return _says(error, "SQLITE_CORRUPT") or _says(error, "SQLITE_NOTADB")


def _says(error: BaseException, name: str) -> bool:
    """Tell whether an error, or what it wraps, has a name that begins so (SQLITE_BUSY_SNAPSHOT)."""
    return any(
        str(getattr(said, "sqlite_errorname", "")).startswith(name)
        for said in (error, getattr(error, "orig", None))
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and what led to it: a full disk ends savepoints, and that is an error too."""
    while error is not None:
        yield error
        if isinstance(error, exc.DatabaseError) and error.orig:
            yield error.orig
        error = error.__context__
