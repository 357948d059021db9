"""The ledger: one SQLite file, safe on disk, with one write path."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import Session, select

from zxdesk.errors import EnvironmentProblem
from zxdesk.records import Committee, Setting
from zxdesk.store import backups, fulltext, migrate, sqlite, steps
from zxdesk.store.folders import unsafe_reason
from zxdesk.store.lock import LedgerLock, user_name
from zxdesk.store.problems import explained
from zxdesk.store.schema import OWN_COMMITTEE

EXTENSION = ".zxd"


class WriteSession(Session):
    """A session inside one step; `changes` is there once the step is done.

    Attributes:
        received: The committees whose rows were received in this step.
    """

    changes: steps.Changes = steps.Changes()
    received: frozenset[int] = frozenset()

    @contextmanager
    def receiving(self, committee_id: int) -> Iterator[None]:
        """Have the rows of another committee come and go without the change log."""
        self.flush()
        steps.receiving(self.connection(), True)
        yield
        self.flush()
        steps.receiving(self.connection(), False)
        self.received |= {committee_id}


class Ledger:
    """An open ledger.

    Attributes:
        read_only: Why this ledger may only be read here; empty where it may be written.
        clock: Gives now; `--today` replaces it.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = datetime.now) -> None:
        """Use `open_ledger` or `new_ledger`."""
        self.path = path
        self.clock = clock
        self.author = user_name()
        self.read_only = ""
        self._lock: LedgerLock | None = None
        self._writer: sa.Engine | None = None
        self._reader: sa.Engine | None = None
        self._own: Committee | None = None

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def today(self) -> date:
        """The day it is for this ledger."""
        return self.clock().date()

    @property
    def own(self) -> Committee:
        """The committee whose ledger this is."""
        if self._own is None:
            with self.read() as session:
                key = session.exec(select(Setting.value).where(Setting.key == OWN_COMMITTEE)).one()
                self._own = session.get_one(Committee, int(key))
                session.expunge(self._own)
        return self._own

    @property
    def own_id(self) -> int:
        """The id of the committee whose ledger this is."""
        own = self.own.id
        assert own is not None
        return own

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the ledger and cannot write."""
        assert self._reader is not None, "the ledger is closed"
        with (
            explained(self.path),
            self._reader.connect() as connection,
            connection.begin(),
            Session(connection) as session,
        ):
            yield session

    @contextmanager
    def write(
        self,
        label: str,
        *,
        kind: str = steps.EDIT,
        target: int | None = None,
        dry_run: bool = False,
    ) -> Iterator[WriteSession]:
        """Give a session whose work is one transaction, one step and one undo.

        A step that changes nothing leaves no trace; one that fails is rolled back whole.

        Args:
            label: What is done, as the history names it.
            dry_run: Roll everything back at the end; `changes` tells what would have been.
        """
        engine = self._writable()
        with explained(self.path), engine.connect() as connection:
            transaction = connection.begin()
            try:
                number = steps.begin_step(
                    connection, label, at=self.clock(), by=self.author, kind=kind, target=target
                )
                # No savepoint: SQLite drops them all when a full disk ends the transaction.
                session = WriteSession(
                    connection, join_transaction_mode="rollback_only", expire_on_commit=False
                )
                with session:
                    yield session
                    session.commit()
                session.changes = steps.finish_step(connection, number)
                if dry_run or not session.changes:
                    transaction.rollback()
                else:
                    fulltext.refresh(connection, number, received=session.received)
                    transaction.commit()
            finally:
                if transaction.is_active:
                    transaction.rollback()
        self._own = None

    def _writable(self) -> sa.Engine:
        if self._writer is None:
            raise EnvironmentProblem(
                f"台账 {self.path.name} 只能查看（{self.read_only}），没有改动任何内容",
                "请在持有者关闭后重新打开，或把台账放到本机文件夹",
                code="read_only",
            )
        return self._writer

    def connection(self) -> sa.Connection:
        """Open a bare reading connection, for the store's own modules."""
        assert self._reader is not None, "the ledger is closed"
        return self._reader.connect()

    def back_up(self) -> backups.Backup | None:
        """Make an automatic backup if anything was written since the last one."""
        if self._writer is None:
            return None
        return backups.make_if_changed(self.path, now=datetime.now())

    def close(self) -> None:
        """Back up, put the write-ahead log away and give the lock back."""
        try:
            if self._writer is not None:
                with explained(self.path):
                    backups.make_if_due(self.path, now=datetime.now())
        finally:
            self._let_go()

    def _let_go(self) -> None:
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()
        self._reader = self._writer = None
        if self._lock:
            self._lock.release()
            self._lock = None

    def _open_engines(self, *, writing: bool, live: bool) -> None:
        if writing:
            self._writer = sqlite.writer_engine(self.path)
            with self._writer.connect() as connection, connection.begin():
                fulltext.bring_up_to_date(connection)
        self._reader = sqlite.reader_engine(self.path, live=live)


def open_ledger(
    path: Path,
    *,
    writing: bool = True,
    or_reading: bool = False,
    clock: Callable[[], datetime] = datetime.now,
) -> Ledger:
    """Open a ledger: lock, refuse what is foreign or newer, check, back up, migrate.

    Args:
        writing: Whether to open for writing.
        or_reading: Where another program has it, or its folder is not safe to write in, open
            for reading and say so in `Ledger.read_only` instead of refusing.

    Raises:
        EnvironmentProblem: it cannot be used; it was not written to.
    """
    path = path.absolute()
    sqlite.inspect_header(path)
    _refuse_damaged(path)
    ledger = Ledger(path, clock=clock)
    if not writing:
        ledger.read_only = "以只读方式打开"
        ledger._open_engines(writing=False, live=_has_log(path))
        return ledger
    reason = unsafe_reason(path)
    if reason:
        return _reading_instead(
            ledger,
            f"它放在{reason}里，写入可能损坏",
            "请把台账复制到本机文件夹再打开，备份可以放在这里",
            "network_folder",
            allowed=or_reading,
        )
    lock = LedgerLock(path)
    try:
        taken = lock.take()
    except OSError as error:
        return _reading_instead(
            ledger,
            f"它所在的文件夹不能写入（{error.strerror}）",
            "请检查文件夹的权限，或把台账复制到自己的文件夹再打开",
            "read_only",
            allowed=or_reading,
        )
    if not taken:
        return _reading_instead(
            ledger,
            f"{lock.holder()}正在使用它",
            "请等对方关闭后再打开",
            "locked",
            allowed=or_reading,
        )
    ledger._lock = lock
    try:
        with explained(path):
            migrate.bring_up_to_date(path)
            ledger._open_engines(writing=True, live=True)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _reading_instead(
    ledger: Ledger, reason: str, advice: str, code: str, *, allowed: bool
) -> Ledger:
    if not allowed:
        raise EnvironmentProblem(
            f"台账 {ledger.path.name} 现在不能写入，{reason}，没有改动任何内容", advice, code=code
        )
    ledger.read_only = reason
    ledger._open_engines(writing=False, live=_has_log(ledger.path))
    return ledger


def _has_log(path: Path) -> bool:
    return path.with_name(path.name + "-wal").exists()


def _refuse_damaged(path: Path) -> None:
    with explained(path):
        found = sqlite.quick_check(path)
    if found:
        newest = backups.newest(path)
        advice = (
            f"请用 zxdesk restore 恢复最近一份备份 {newest.file.name}"
            if newest
            else "请从自己保存的备份用 zxdesk restore 恢复"
        )
        raise EnvironmentProblem(f"台账 {path.name} 已损坏，程序没有改动它", advice, code="damaged")


def new_ledger(
    path: Path,
    *,
    committee: str,
    level: str,
    region: str = "",
    clock: Callable[[], datetime] = datetime.now,
) -> Ledger:
    """Make an empty ledger and open it for writing.

    Raises:
        EnvironmentProblem: the file exists already, or cannot be made.
    """
    path = path.absolute()
    if path.exists():
        raise EnvironmentProblem(
            f"{path} 已经存在，没有改动它", "请换一个文件名，或先把原文件移走", code="exists"
        )
    reason = unsafe_reason(path)
    if reason:
        raise EnvironmentProblem(
            f"{path.parent} 是{reason}，没有新建台账", "请选择本机文件夹", code="network_folder"
        )
    ledger = Ledger(path, clock=clock)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = LedgerLock(path)
        if not lock.take():
            raise EnvironmentProblem(
                f"{lock.holder()}正在新建 {path.name}，没有再建", "请稍后再试", code="locked"
            )
        ledger._lock = lock
        _found(ledger, Committee(name=committee, level=level, region=region))
    except OSError as error:
        raise EnvironmentProblem(
            f"没有建成台账 {path.name}（{error.strerror}）",
            "请检查文件夹的权限和空间，或换一个文件夹",
            code="unwritable",
        ) from error
    return ledger


def _found(ledger: Ledger, own: Committee) -> None:
    """Make the file and enter whose it is; nothing is left where that fails."""
    try:
        with explained(ledger.path):
            migrate.create(ledger.path)
            ledger._open_engines(writing=True, live=True)
        with ledger.write("新建台账", kind=steps.FIXED) as session:
            session.add(own)
            session.flush()
            session.add(Setting(key=OWN_COMMITTEE, value=str(own.id)))
    except BaseException:
        ledger._let_go()
        ledger.path.unlink(missing_ok=True)
        raise
