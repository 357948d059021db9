"""The ledger: one SQLite file, safe on disk, with one write path."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import date, datetime
from pathlib import Path
from typing import NoReturn

import sqlalchemy as sa
from sqlmodel import Session, select

from zxdesk.errors import EnvironmentProblem, ZxdeskError
from zxdesk.records import Committee, Setting
from zxdesk.store import backups, content_sweep, fulltext, rescue, soundness, sqlite, steps
from zxdesk.store.content_folder import ContentFolder, folder_of
from zxdesk.store.contents import Contents
from zxdesk.store.lock import LedgerLock, user_name
from zxdesk.store.older import UpgradedCopy
from zxdesk.store.passing import PassingFolder
from zxdesk.store.problems import explained
from zxdesk.store.schema import OWN_COMMITTEE
from zxdesk.store.standing import Standing


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
        written: The steps that were written since it was opened; they stand, whatever fails later.
        notes: What its user should hear of opening and closing it, one sentence each.
    """

    def __init__(self, path: Path, *, clock: Callable[[], datetime] = datetime.now) -> None:
        """Use `open_ledger` or `new_ledger`."""
        self.path = path
        self.clock = clock
        self.author = user_name()
        self.read_only = ""
        self.written: list[steps.Changes] = []
        self.notes: list[str] = []
        self._lock: LedgerLock | None = None
        self._standing: Standing | None = None
        self._writer: sa.Engine | None = None
        self._reader: sa.Engine | None = None
        self._own: Committee | None = None
        self._origin = ""
        self._saved: Path | None = None
        self._copy: UpgradedCopy | None = None  # of an older ledger, made to be read
        self._passing: PassingFolder | None = None
        self._doubtful = False

    def __enter__(self) -> "Ledger":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def today(self) -> date:
        """The day it is for this ledger."""
        return self.clock().date()

    @property
    def is_open(self) -> bool:
        """Whether it can be read; a form may outlive it by an event."""
        return self._reader is not None

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

    @property
    def contents(self) -> Contents:
        """The contents of its attachments, wherever they stand now."""
        if not self._origin:
            with self.connection() as connection:
                self._origin = steps.origin(connection)
        return ContentFolder(folder_of(self.path, self._origin), self._origin)

    def passing_folder(self) -> Path:
        """Give a folder for what is only looked at; it goes when the ledger is closed.

        Raises:
            OSError: it cannot be made.
        """
        if self._passing is None:
            self._passing = PassingFolder()
        return self._passing.path

    def refuse_reading(self) -> None:
        """Refuse what is done before a step where no step could follow.

        Raises:
            EnvironmentProblem: the ledger may only be read.
        """
        self._writable()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one state of the ledger and cannot write."""
        with (
            explained(self.path),
            self.connection() as connection,
            connection.begin(),
            Session(connection, info={"today": self.today}) as session,
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
        engine, standing = self._writable()
        self._refuse_moved("这一步没有写入")
        with explained(self.path), engine.connect() as connection:
            transaction = connection.begin()
            try:
                if altered := standing.altered(connection):
                    transaction.rollback()  # A database that is being written is not copied.
                    self._refuse(altered, "这一步没有写入", connection)
                number = steps.begin_step(
                    connection, label, at=self.clock(), by=self.author, kind=kind, target=target
                )
                # No savepoint: SQLite drops them all when a full disk ends the transaction.
                session = WriteSession(
                    connection,
                    join_transaction_mode="rollback_only",
                    expire_on_commit=False,
                    info={"today": self.today},
                )
                with session:
                    yield session
                    session.commit()
                session.changes = steps.finish_step(connection, number)
                # Undone is undone, also where an erasure has left nothing to take back.
                keeps = session.changes or kind in (steps.UNDO, steps.REDO)
                if not dry_run and keeps:
                    fulltext.refresh(connection, number, received=session.received)
                    last = steps.head(connection)
                    transaction.commit()
                    # Nothing that fails from here on may look as if the step had not been written.
                    self.written.append(session.changes)
                    standing.wrote(last)
            finally:
                sqlite.roll_back(connection, transaction)
        self._own = None

    def _writable(self) -> tuple[sa.Engine, Standing]:
        if self._writer is None or self._standing is None:
            raise EnvironmentProblem(
                f"台账 {self.path.name} 只能查看（{self.read_only}），没有改动任何内容",
                "请在持有者关闭后重新打开，或把台账放到本机文件夹",
                code="read_only",
            )
        return self._writer, self._standing

    def _refuse_moved(self, kept: str) -> None:
        moved = self._standing.moved() if self._standing else ""
        if moved:
            self._refuse(moved, kept)

    def _refuse(self, what: str, kept: str, held: sa.Connection | None = None) -> NoReturn:
        """Refuse to go on with a file that is not the ledger any more; save what can be saved."""
        if self._saved is None and self._writer is not None and self._standing is not None:
            with nullcontext(held) if held else self._writer.connect() as connection:
                self._saved = rescue.rescued(connection, self._standing, now=datetime.now())
        raise EnvironmentProblem(
            f"台账文件 {self.path.name} {what}，{kept}",
            rescue.advice(self._saved),
            code="exchanged",
        )

    def scrub(self) -> None:
        """Overwrite what was deleted, so that it cannot be found in the file any more."""
        engine, standing = self._writable()
        with explained(self.path):
            with engine.connect() as connection:
                sqlite.scrub(connection)
            with engine.connect() as connection, connection.begin():
                last = steps.head(connection)
            standing.wrote(last)

    def connection(self) -> sa.Connection:
        """Open a bare reading connection, for the store's own modules."""
        assert self._reader is not None, "the ledger is closed"
        self._refuse_moved("没有读取")
        return self._reader.connect()

    def back_up(self, before: str = "") -> backups.Backup | None:
        """Make an automatic backup if anything was written since the last one.

        Args:
            before: What is done only once that is made, to be said where it fails.
        """
        if self._writer is None:
            return None
        self._refuse_moved("没有备份")
        try:
            return backups.make_if_changed(self.path, now=datetime.now())
        except EnvironmentProblem as error:
            self._doubtful |= error.code == "damaged"
            if not before:
                raise
            told = f"{before}前的{error.message}，没有{before}"
            raise EnvironmentProblem(told, error.advice, code=error.code) from error

    def close(self) -> None:
        """Back up, put the write-ahead log away and give the lock back.

        What was written stands, so a backup that fails now is a note and no error: whoever hears
        of an error does the step again.
        """
        try:
            if self._writer is not None:
                with explained(self.path):
                    self._refuse_moved("关闭前没有备份")
                    backups.make_if_due(self.path, now=datetime.now())
        except (ZxdeskError, OSError, sqlite3.DatabaseError) as error:
            self._doubtful |= getattr(error, "code", "") == "damaged"
            self.notes.append(f"关闭台账时没有备份成，已写入的内容都在：{error}")
        finally:
            self._sweep()
            self._let_go()

    def _sweep(self) -> None:
        """Remove contents that nothing names; what cannot be removed now is tried another time."""
        if self._writer is None or not content_sweep.is_there(self.path):
            return
        with suppress(ZxdeskError, OSError, sa.exc.DatabaseError), self.connection() as reading:
            content_sweep.sweep(self.path, reading)

    def _let_go(self) -> None:
        in_order = self._writer is not None and not self._doubtful and self._is_as_written()
        for engine in (self._reader, self._writer):
            if engine is not None:
                engine.dispose()
        self._reader = self._writer = None
        if in_order:
            soundness.note_closed(self.path)
        elif self._doubtful:
            soundness.forget(self.path)
        if self._lock:
            self._lock.release()
            self._lock = None
        for passing in (self._copy, self._passing):
            if passing is not None:
                passing.remove()
        self._copy = self._passing = None

    def _is_as_written(self) -> bool:
        return self._standing is not None and self._standing.untouched()

    def _doubt(self, context: sa.ExceptionContext) -> None:
        """Have the file checked when it is opened next."""
        if not isinstance(context.original_exception, sqlite3.IntegrityError):
            self._doubtful = True

    def _open_engines(self, *, writing: bool, live: bool, file: Path | None = None) -> None:
        """Connect to the ledger, or for reading to a copy of it in another file."""
        if writing:
            self._writer = sqlite.writer_engine(self.path)
        self._reader = sqlite.reader_engine(file or self.path, live=live)
        for engine in filter(None, (self._writer, self._reader)):
            sa.event.listen(engine, "handle_error", self._doubt)
        self._stand_anew()

    def _stand_anew(self) -> None:
        """Take the file as it is now for the ledger."""
        self._standing = Standing.of(self.path)
        if self._writer is not None:
            with self._writer.connect() as connection:
                with connection.begin():
                    fulltext.bring_up_to_date(connection)
                    last = steps.head(connection)
                self._standing.wrote(last)
