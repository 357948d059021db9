"""Erases what is personal about a record: from the ledger, and on request from its kept copies.

It cannot be undone: what earlier steps would bring back is blanked in their images, and the pages
on which it stood are overwritten.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from glob import escape
from pathlib import Path

import sqlalchemy as sa

from zxdesk import text
from zxdesk.errors import EnvironmentProblem, UserError, ZxdeskError
from zxdesk.files import reason_of
from zxdesk.paths import EXTENSION
from zxdesk.records import RecordKind
from zxdesk.records.attachment import TITLE
from zxdesk.store import (
    backup_notes,
    backups,
    blanking,
    check,
    content_sweep,
    copies,
    migrate,
    sqlite,
    steps,
)
from zxdesk.store.blanking import Blanked, Identity
from zxdesk.store.dialect import dialect_of
from zxdesk.store.ledger import Ledger
from zxdesk.store.opening import reading
from zxdesk.store.problems import explained
from zxdesk.store.sealed import is_sealed
from zxdesk.store.steps import Changes

_ASIDE = ("恢复前", "抢救")


@dataclass(frozen=True)
class Copy:
    """A copy of the ledger beside it.

    Attributes:
        made: When, as people read it.
        why: Why it still holds what was erased; empty where it does not.
    """

    file: Path
    made: str
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """What was erased, and where it still is.

    Attributes:
        title: What the record is called.
        fields: Captions of the fields, and the files.
        steps: How many earlier steps held them.
        cleared: Copies from which it was erased too.
        left: Copies that still hold it, or may.
        notes: What did not go as it should, though the erasure stands.
    """

    kind: RecordKind
    title: str
    reason: str
    at: datetime
    by: str
    fields: tuple[str, ...]
    steps: int
    cleared: tuple[Copy, ...]
    left: tuple[Copy, ...]
    notes: tuple[str, ...]
    changes: Changes


def erase(
    ledger: Ledger,
    kind: RecordKind,
    ids: Collection[int],
    *,
    title: str,
    reason: str,
    in_backups: bool = False,
) -> Erasure:
    """Erase what is personal about a record, wherever this ledger keeps it.

    Args:
        ids: The record, or what is left of it in the log.
        in_backups: Also from the copies kept beside the ledger.

    Raises:
        UserError: the kind has nothing personal, or no reason is given.
        EnvironmentProblem: the ledger cannot be written; nothing was changed.
    """
    reason = text.one_line(reason)
    if not blanking.personal_fields(kind):
        raise UserError(f"{kind.sheet}没有个人信息字段，没有抹除", "委员和单位可以抹除")
    if not reason:
        raise UserError("没有写明原因，没有抹除", "请用 --reason 写明为什么抹除")
    label = f"抹除个人信息：{kind.sheet} {title}（{reason}）"
    with ledger.write(label, kind=steps.FIXED) as session:
        connection = session.connection()
        dialect_of(connection).overwrite_deleted(connection)
        known = blanking.identities(connection, kind, ids)
        everywhere = set(ids) | blanking.ids_of(connection, kind, known)
        done = blanking.blank(connection, kind, everywhere)
        session.expire_all()
    notes = _scrubbed(ledger)
    contents = set(done.contents)
    cleared, left = _in_copies(ledger, kind, known, label if in_backups else "", contents)
    notes += _contents_gone(ledger, contents)
    return Erasure(
        kind=kind,
        title=title,
        reason=reason,
        at=ledger.clock(),
        by=ledger.author,
        fields=(
            *(kind.fields[name].caption for name in done.fields),
            *(f"{TITLE}“{name}”" for name in done.files),
        ),
        steps=len(done.steps),
        cleared=tuple(cleared),
        left=tuple(left),
        notes=tuple(notes),
        changes=session.changes,
    )


def _contents_gone(ledger: Ledger, contents: Collection[str]) -> list[str]:
    """Remove the contents of erased files that nothing else names."""
    try:
        with ledger.connection() as connection:
            left = content_sweep.remove(ledger.path, connection, contents)
    except OSError as error:
        return [f"{TITLE}的内容没有全部删掉（{reason_of(error)}），请关闭打开它的程序后再抹除一次"]
    return [f"{len(left)} 个{TITLE}的内容还留着，别的记录或旁边的备份里还有它"] if left else []


def _scrubbed(ledger: Ledger) -> list[str]:
    """Overwrite what was deleted; what fails here does not take the erasure back."""
    try:
        ledger.scrub()
    except ZxdeskError as error:
        reason = error.message.partition("，")[0]  # the rest speaks of a step that was lost
        return [f"个人信息已抹除，但文件里的旧数据没有清零（{reason}），请腾出空间后再抹除一次"]
    return []


def _in_copies(
    ledger: Ledger, kind: RecordKind, known: Collection[Identity], label: str, contents: set[str]
) -> tuple[list[Copy], list[Copy]]:
    """Erase from copies too, where there is a label for the step; add what contents they named."""
    cleared: list[Copy] = []
    left: list[Copy] = []
    for file in kept_copies(ledger.path):
        copy = Copy(file, _made(file))
        if is_sealed(file):
            left.append(replace(copy, why="有密码，程序不能改写"))
            continue
        try:
            if not _holds(file, kind, known):
                continue
            if label:
                contents |= _clear(ledger, file, kind, known, label).contents
                cleared.append(copy)
            else:
                left.append(replace(copy, why="没有要求抹除备份"))
        except (ZxdeskError, OSError) as error:
            why = error.message if isinstance(error, ZxdeskError) else reason_of(error)
            left.append(replace(copy, why=f"没有改写成（{why}）"))
    return cleared, left


def kept_copies(ledger: Path) -> Iterator[Path]:
    """Give the copies of a ledger that lie beside it, newest first."""
    ending, stem = EXTENSION, escape(ledger.stem)
    places = [backups.folder(ledger).glob(f"*{ending}")]
    places += [ledger.parent.glob(f"{stem}-{made}-*{ending}") for made in _ASIDE]
    found = [file for place in places for file in place]
    yield from sorted(found, key=lambda file: file.stat().st_mtime, reverse=True)


def _made(file: Path) -> str:
    note = backup_notes.read(file)
    when = note.when if note else datetime.fromtimestamp(file.stat().st_mtime)
    return f"{when:%Y-%m-%d %H:%M}"


def _holds(file: Path, kind: RecordKind, known: Collection[Identity]) -> bool:
    with explained(file):
        engine = sqlite.reader_engine(file, live=False)
        try:
            with engine.connect() as connection:
                ids = blanking.ids_of(connection, kind, known)
                return blanking.holds(connection, kind, ids)
        finally:
            engine.dispose()


def _clear(
    ledger: Ledger, file: Path, kind: RecordKind, known: Collection[Identity], label: str
) -> Blanked:
    """Write a copy anew without what is erased, verify it, and put it in the old one's place."""
    partial, note = copies.partial_of(file), backup_notes.read(file)
    with copies.being_made(partial):
        with explained(file):
            copies.copy(file, partial)
            migrate.bring_up_to_date(partial, backing_up=False)
            done = _blank_in(ledger, partial, kind, known, label)
            with reading(partial) as made:
                problems = check.check(made, deep=True, index=False)
        if problems:
            raise EnvironmentProblem(
                f"{file.name} 改写后核对不符：{problems[0]}", "请换一份备份", code="damaged"
            )
        with explained(file):
            copies.settle(partial)
        digest = copies.sha256(partial)
        # A note of the old content would have the new one called damaged.
        backup_notes.note_of(file).unlink(missing_ok=True)
        copies.put_in_place(partial, file)
    if note is not None:
        backups.put_note(replace(note, sha256=digest))
    return done


def _blank_in(
    ledger: Ledger, partial: Path, kind: RecordKind, known: Collection[Identity], label: str
) -> Blanked:
    engine = sqlite.writer_engine(partial)
    try:
        with engine.connect() as connection, connection.begin():
            dialect_of(connection).overwrite_deleted(connection)
            number = steps.begin_step(
                connection, label, at=ledger.clock(), by=ledger.author, kind=steps.FIXED
            )
            ids = blanking.ids_of(connection, kind, known)
            done = blanking.blank(connection, kind, ids)
            steps.finish_step(connection, number)
        with engine.connect() as connection:
            sqlite.scrub(connection, put_log_away=True)
    finally:
        engine.dispose()
    return done


def deleted_ids(ledger: Ledger, kind: RecordKind, key: str) -> dict[int, str]:
    """Give the records of a kind that are gone, by id with their names, found by key or name."""
    parts = tuple(key.split("/"))
    found: dict[int, str] = {}
    with ledger.connection() as connection:
        there = set(connection.scalars(sa.select(kind.table.c.id)))
        for row_id, identity in blanking.known(connection, kind):
            words = tuple(str(part) for part in identity)
            if row_id not in there and (words[: len(parts)] == parts or words[-1] == key):
                found[row_id] = words[-1]
    return found


def paths_of(found: Sequence[Copy]) -> list[dict[str, str]]:
    """Give copies as a script reads them."""
    return [{"file": str(c.file), "made": c.made, "why": c.why} for c in found]
