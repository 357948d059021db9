"""Files are hung on a record, called otherwise, taken off, and given out again.

A content is stored before the row that names it is written; what no row names in the end is swept
(`store.content_sweep`). Taking a file off only removes the row: undo puts it back.
"""

import mimetypes
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from os.path import splitext
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk import text
from zxdesk.errors import EnvironmentProblem, UserError
from zxdesk.files import reason_of, safe_stem, write_pieces
from zxdesk.queries.attachments import Attachment, attachments
from zxdesk.queries.values import titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.attachment import TITLE
from zxdesk.store import Changes, Ledger
from zxdesk.store.contents import PIECE, Content, Spoilt

LARGEST = 100 * 1024 * 1024
_LARGEST_WORDS = "100 MB"
_NAMED = 3
# Without what the system at hand has registered, so that a file is the same everywhere.
_TYPES = mimetypes.MimeTypes()


@dataclass(frozen=True)
class Pasted:
    """What was pasted: a picture that is no file yet."""

    name: str
    data: bytes


Source = Path | Pasted


@dataclass(frozen=True)
class Stored:
    """A file whose content is stored, and that hangs on no record yet."""

    name: str
    content: Content


def attach(ledger: Ledger, kind: RecordKind, record_id: int, sources: Sequence[Source]) -> Changes:
    """Hang files on a record (see `store` and `hang`)."""
    return hang(ledger, kind, record_id, store(ledger, sources))


def store(ledger: Ledger, sources: Sequence[Source]) -> list[Stored]:
    """Store the contents of files, which takes as long as they are large; write no step.

    Raises:
        UserError: a file is too large, or cannot be read.
        EnvironmentProblem: there is no room for them, or the ledger cannot be written.
    """
    ledger.refuse_reading()
    for source in sources:
        _refuse_unfit(source)
    contents = ledger.contents
    return [Stored(file_name(one.name), contents.add(_pieces(one))) for one in sources]


def hang(ledger: Ledger, kind: RecordKind, record_id: int, files: Sequence[Stored]) -> Changes:
    """Hang files on a record; all of them, one step. What hangs there already is left out.

    Raises:
        UserError: the record is gone.
    """
    names = [one.name for one in files]
    with ledger.read() as session:
        title = _title(session, kind, record_id)
    with ledger.write(f"添加{TITLE}：{kind.sheet} {title}（{_listed(kind, names)}）") as session:
        _title(session, kind, record_id)
        for one in files:
            enter(session, kind, record_id, one.name, one.content)
    return session.changes


def enter(
    session: Session, kind: RecordKind, record_id: int, name: str, content: Content, note: str = ""
) -> bool:
    """Enter a content that is stored as a file of a record; tell whether it was not there yet."""
    there = attachments(session, kind, record_id)
    if any(one.content.sha256 == content.sha256 for one in there):
        return False
    last = sa.select(sa.func.max(kind.attachments.c.position))
    position = session.connection().scalar(last.where(kind.attachments.c.record_id == record_id))
    row = {
        "record_id": record_id,
        "position": (position or 0) + 1,
        "name": free_name(name, [one.name for one in there]),
        "media_type": _TYPES.guess_type(name)[0] or "application/octet-stream",
        "size": content.size,
        "sha256": content.sha256,
        "note": note,
    }
    session.connection().execute(kind.attachments.insert().values(**row))
    return True


def detach(ledger: Ledger, kind: RecordKind, record_id: int, ids: Sequence[int]) -> Changes:
    """Take files off a record; one step. Their contents stay, so that undo gives them back."""
    with ledger.read() as session:
        title = _title(session, kind, record_id)
        names = [one.name for one in _chosen(session, kind, record_id, ids)]
    label = f"移除{TITLE}：{kind.sheet} {title}（{_listed(kind, names)}）"
    table = kind.attachments
    with ledger.write(label) as session:
        _chosen(session, kind, record_id, ids)
        session.connection().execute(table.delete().where(table.c.id.in_(ids)))
    return session.changes


def describe(
    ledger: Ledger,
    kind: RecordKind,
    record_id: int,
    attachment_id: int,
    *,
    name: str | None = None,
    note: str | None = None,
) -> Changes:
    """Call a file otherwise, or put down what it is; the ending stays where none is given.

    Raises:
        UserError: another file of the record is called so, or there is no name.
    """
    with ledger.read() as session:
        title = _title(session, kind, record_id)
        (before,) = _chosen(session, kind, record_id, [attachment_id])
        others = [o.name for o in attachments(session, kind, record_id) if o.id != attachment_id]
    values: dict[str, Any] = {}
    if name is not None:
        values["name"] = _renamed(before.name, name, others)
    if note is not None:
        values["note"] = text.one_line(note)
    label = f"修改{TITLE}说明：{kind.sheet} {title}（{_listed(kind, [before.name])}）"
    table = kind.attachments
    with ledger.write(label) as session:
        _chosen(session, kind, record_id, [attachment_id])
        changed = table.update().where(table.c.id == attachment_id)
        session.connection().execute(changed.values(**values))
    return session.changes


def _renamed(before: str, wanted: str, others: Iterable[str]) -> str:
    name = file_name(wanted if splitext(wanted)[1] else wanted + splitext(before)[1])
    if not text.one_line(wanted):
        raise UserError(f"{TITLE}没有改名，名称是空的", "请写一个文件名")
    if _folded(name) in map(_folded, others):
        raise UserError(f"{TITLE}没有改名，这条记录已有“{name}”", "请换一个文件名")
    return name


def save(ledger: Ledger, one: Attachment, target: Path) -> None:
    """Write a file's content to a place of its own, whole and proved, or not at all.

    Raises:
        EnvironmentProblem: the content is missing or altered, or the place cannot be written.
    """
    write_pieces(target, content_of(ledger, one, "没有写出"))


def opened_copy(ledger: Ledger, one: Attachment) -> Path:
    """Give a read-only copy of a file for another program to show; it goes with the ledger.

    Raises:
        EnvironmentProblem: the content is missing or altered, or there is no room for a copy.
    """
    try:
        folder = ledger.passing_folder() / one.content.sha256[:16]
        target = folder / one.name
        if not target.exists():  # It may be open already.
            folder.mkdir(exist_ok=True)
            write_pieces(target, content_of(ledger, one, "没有打开"))
            target.chmod(0o444)
    except OSError as error:
        raise EnvironmentProblem(
            f"{TITLE}“{one.name}”没有打开，临时文件夹里放不下一份（{reason_of(error)}）",
            "请清理磁盘，或用“另存为”存到别处再打开",
        ) from error
    return target


def content_of(ledger: Ledger, one: Attachment, kept: str) -> Iterator[bytes]:
    """Give a file's content.

    Args:
        kept: What is not done where it is spoilt.
    """
    try:
        yield from ledger.contents.pieces(one.content)
    except Spoilt as spoilt:
        raise EnvironmentProblem(
            f"{TITLE}“{one.name}”的内容{spoilt.reason}，{kept}，台账本身完好",
            "请从备份或原来的电脑拷回附件文件夹，或重新添加这个文件",
            code="content_spoilt",
        ) from spoilt


def free_name(name: str, taken: Iterable[str]) -> str:
    """Give the name, with a number where another file is called so on any system."""
    there, (stem, ending) = set(map(_folded, taken)), splitext(name)
    found, turn = name, 2
    while _folded(found) in there:
        found, turn = f"{stem}（{turn}）{ending}", turn + 1
    return found


def _folded(name: str) -> str:
    return name.casefold()


def file_name(name: str) -> str:
    """Give a name that every system takes."""
    whole, ending = splitext(name.replace("/", " "))
    ending, stem = safe_stem(ending.lstrip(".")), safe_stem(whole) or TITLE
    return f"{stem}.{ending}" if ending else stem


def _refuse_unfit(source: Source) -> None:
    try:
        if isinstance(source, Path) and source.is_dir():
            raise UserError(
                f"“{source.name}”是文件夹，没有添加任何{TITLE}",
                "请添加里面的文件，或先压缩成一个文件",
            )
        size = source.stat().st_size if isinstance(source, Path) else len(source.data)
    except OSError as error:
        raise _unread(source, error) from error
    if size > LARGEST:
        raise _too_large(source)


def _too_large(source: Source) -> UserError:
    return UserError(
        f"“{source.name}”超过 {_LARGEST_WORDS}，没有添加任何{TITLE}",
        "请压缩或拆成几个文件，影像可以只登记存放的地方",
        code="too_large",
    )


def _unread(source: Source, error: OSError) -> UserError:
    return UserError(
        f"文件“{source.name}”读不了（{reason_of(error, reading=True)}），没有添加任何{TITLE}",
        "请核对文件名和权限",
        code="unreadable_file",
    )


def _pieces(source: Source) -> Iterator[bytes]:
    """Give what a file holds; it may grow while it is read."""
    if isinstance(source, Pasted):
        yield source.data
        return
    left = LARGEST
    try:
        with source.open("rb") as file:
            while piece := file.read(PIECE):
                left -= len(piece)
                if left < 0:
                    raise _too_large(source)
                yield piece
    except OSError as error:
        raise _unread(source, error) from error


def _listed(kind: RecordKind, names: Sequence[str]) -> str:
    """Name files for the history; not where they may tell of a person: a label stays for ever."""
    if tells_of_a_person(kind):
        return f"{len(names)} 个"
    more = f" 等 {len(names)} 个" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def tells_of_a_person(kind: RecordKind) -> bool:
    """Tell whether files of such records may hold personal data."""
    above = (one for one in KINDS.values() if kind.name in [child for child, _ in one.children])
    return any(spec.personal for one in (kind, *above) for spec in one.fields.values())


def _title(session: Session, kind: RecordKind, record_id: int) -> str:
    found = titles(session, kind.name, [record_id]).get(record_id)
    if found is None:
        raise UserError(f"这条{kind.sheet}已被删除，没有改动{TITLE}", "请刷新列表")
    return found


def _chosen(
    session: Session, kind: RecordKind, record_id: int, ids: Sequence[int]
) -> list[Attachment]:
    found = [one for one in attachments(session, kind, record_id) if one.id in ids]
    if len(found) != len(ids):
        raise UserError(f"这个{TITLE}已经不在，没有改动", "请刷新后再看一看")
    return found
