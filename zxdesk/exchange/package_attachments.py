"""Attachments in a package, where the sender asks for it: none of records that tell of persons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.exchange.package_file import ATTACHED, refuse
from zxdesk.queries.attachments import attachments
from zxdesk.queries.values import find, keys
from zxdesk.records import RecordKind, kind_of_sheet, workbook_kinds
from zxdesk.records.attachment import TITLE
from zxdesk.services.attachments import content_of, enter, file_name, tells_of_a_person
from zxdesk.store import Ledger
from zxdesk.store.contents import Content

LARGEST = 150 * 1024 * 1024
_WRONG = "附件的清单不对"
_MOST = 5000


@dataclass
class Packed:
    """What a package brings of attachments.

    Attributes:
        files: Their contents, by what they are called in the package.
        listed: What hangs where, as the manifest says it.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    listed: list[dict[str, Any]] = field(default_factory=list)


def packed(ledger: Ledger) -> Packed:
    """Collect the attachments of own records that stand in the details.

    Raises:
        UserError: they are more than a package carries.
        EnvironmentProblem: a content is missing or altered.
    """
    found, size = Packed(), 0
    with ledger.read() as session:
        for kind, record_id, key in _records(session, ledger.own_id):
            for one in attachments(session, kind, record_id):
                if one.erased:
                    continue
                name = ATTACHED + one.content.sha256
                if name not in found.files:
                    size += one.content.size
                    _refuse_too_much(size, len(found.listed))
                    found.files[name] = b"".join(content_of(ledger, one, "没有导出报送包"))
                about = {"kind": kind.sheet, "key": key, "name": one.name, "note": one.note}
                found.listed.append(about | {"sha256": one.content.sha256})
    return found


def _records(session: Session, owner_id: int) -> Iterator[tuple[RecordKind, int, str]]:
    """Give the records with attachments, each with its key."""
    for kind in workbook_kinds():
        if tells_of_a_person(kind):
            continue
        hung = sa.select(kind.attachments.c.record_id)
        query = sa.select(kind.table.c.id).where(
            kind.table.c.owner_id == owner_id, kind.table.c.id.in_(hung)
        )
        ids = list(session.connection().scalars(query.order_by(kind.table.c.id)))
        for record_id, key in sorted(keys(session, kind.name, ids).items()):
            yield kind, record_id, key


def _refuse_too_much(size: int, count: int) -> None:
    if size > LARGEST or count >= _MOST:
        raise UserError(
            f"{TITLE}太多（超过 150 MB 或 {_MOST} 个），报送包装不下，没有导出",
            "请不带附件导出，附件另行报送",
            code="too_large",
        )


def take(
    session: Session,
    path: Path,
    ledger: Ledger,
    manifest: Mapping[str, Any],
    files: Mapping[str, bytes],
    committee_id: int,
    *,
    storing: bool,
) -> int:
    """Hang what a package brings on the committee's records; give how many files that is.

    Args:
        storing: Whether contents are stored, not only looked at.

    Raises:
        RefusedError: the list names what is not there.
        EnvironmentProblem: there is no room for a content.
    """
    listed = manifest.get("attachments", [])
    if not isinstance(listed, list) or len(listed) > _MOST:
        refuse(path, _WRONG)
    named = set()
    for said in listed:
        kind, record_id, name, note, sha256 = _read(session, path, said, committee_id)
        data = files.get(ATTACHED + sha256)
        if data is None:
            refuse(path, _WRONG)
        named.add(ATTACHED + sha256)
        content = ledger.contents.add([data]) if storing else Content(sha256, len(data))
        enter(session, kind, record_id, name, content, note)
    if named != {one for one in files if one.startswith(ATTACHED)}:
        refuse(path, _WRONG)
    return len(listed)


def _read(
    session: Session, path: Path, said: Any, committee_id: int
) -> tuple[RecordKind, int, str, str, str]:
    wanted = ("kind", "key", "name", "note", "sha256")
    if not isinstance(said, dict) or not all(isinstance(said.get(one), str) for one in wanted):
        refuse(path, _WRONG)
    sheet, key, name, note, sha256 = (said[one] for one in wanted)
    kind = kind_of_sheet(sheet)
    if kind is None or tells_of_a_person(kind):
        refuse(path, _WRONG)
    found = find(session, kind, key, owner_id=committee_id)
    if len(found) != 1 or len(name) > 300 or len(note) > 2000:
        refuse(path, f"{_WRONG}（{sheet[:10]} {key[:40]}）")
    return kind, found[0], file_name(name), note, sha256
