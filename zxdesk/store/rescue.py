"""Saves what an open connection still holds of a ledger whose file was taken away."""

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from zxdesk.store import copies, sqlite
from zxdesk.store.standing import Standing

_ADVICE = "请关闭台账，核对它所在的文件夹，再重新打开"


def rescued(connection: sa.Connection, standing: Standing, *, now: datetime) -> Path | None:
    """Copy the ledger as the open connection sees it beside its old place; None if that fails.

    The copy is kept only if it is sound and ends with the last step this program knows.
    """
    path = standing.path
    if not path.parent.is_dir():
        return None
    target = copies.free_name(path.with_name(f"{path.stem}-抢救-{now:%Y%m%d-%H%M%S}{path.suffix}"))
    partial = copies.partial_of(target)
    try:
        with copies.being_made(partial):
            with closing(sqlite3.connect(partial)) as copy:
                held = connection.connection.dbapi_connection
                assert isinstance(held, sqlite3.Connection)
                held.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            if sqlite.integrity_check(partial) or sqlite.last_step(partial) != standing.last:
                return None
            copies.put_in_place(partial, target)
    except (OSError, sqlite3.Error, sa.exc.SQLAlchemyError):
        return None  # The file is gone either way, and that is what is told.
    return target


def advice(saved: Path | None) -> str:
    """Say what can be done now."""
    if saved is None:
        return f"{_ADVICE}；内容不对时用 zxdesk restore 恢复备份"
    return f"到目前为止的全部内容已另存为 {saved}，{_ADVICE}，或改用这份另存的台账"
