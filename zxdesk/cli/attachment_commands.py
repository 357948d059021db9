"""attach, attachments, detach."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer, opened
from zxdesk.cli.naming import one_committee, one_kind, one_record
from zxdesk.errors import UserError
from zxdesk.files import make_folder
from zxdesk.queries.attachments import Attachment, attachments, size_words
from zxdesk.records import RecordKind
from zxdesk.services.attachments import attach, describe, detach, free_name, save
from zxdesk.store import Ledger


def add(commands: Any) -> None:
    """Add these commands."""
    adding = commands.add_parser("attach", help="给一条记录添加附件")
    _record(adding)
    adding.add_argument("files", nargs="+", metavar="文件", help="要添加的文件")
    adding.set_defaults(run=run_attach)
    listing = commands.add_parser("attachments", help="列出一条记录的附件，或存到文件夹")
    _record(listing)
    listing.add_argument("--save", metavar="文件夹", help="把附件存到这个文件夹")
    listing.add_argument("--committee", metavar="名称", help="随报送包收到的附件：是哪个政协的记录")
    listing.set_defaults(run=run_attachments)
    removing = commands.add_parser("detach", help="移除一条记录的附件，撤销可以找回")
    _record(removing)
    removing.add_argument("names", nargs="+", metavar="附件", help="附件的名称或序号")
    removing.set_defaults(run=run_detach)
    telling = commands.add_parser("describe", help="给一条记录的附件改名或写说明")
    _record(telling)
    telling.add_argument("name", metavar="附件", help="附件的名称或序号")
    telling.add_argument("--name", dest="new_name", metavar="名称", help="新的名称")
    telling.add_argument("--note", metavar="说明", help="说明，写空的就删去")
    telling.set_defaults(run=run_describe)


def _record(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("kind", metavar="种类", help="记录的种类，如 活动")
    parser.add_argument("key", metavar="编号", help="它的编号")


def run_attach(arguments: argparse.Namespace) -> Answer:
    """Hang files on a record."""
    files = [Path(name) for name in arguments.files]
    with opened(arguments, writing=True) as ledger:
        kind, record_id = _named(ledger, arguments)
        before = {one.id for one in _listed(ledger, kind, record_id)}
        attach(ledger, kind, record_id, files)
        added = [one for one in _listed(ledger, kind, record_id) if one.id not in before]
    left = len(files) - len(added)
    lines = [f"已添加 {one.name}（{size_words(one.content.size)}）" for one in added]
    lines += [f"有 {left} 个文件内容相同的已经在了，没有再添加"] if left else []
    return Answer({"added": [_data(one) for one in added]}, tuple(lines))


def run_attachments(arguments: argparse.Namespace) -> Answer:
    """List a record's files, or write them into a folder."""
    with opened(arguments) as ledger:
        kind = one_kind(arguments.kind)
        theirs = one_committee(ledger, arguments.committee) if arguments.committee else None
        record_id = one_record(ledger, kind, arguments.key, owner_id=theirs)
        found = _listed(ledger, kind, record_id)
        saved = list(_saved(ledger, found, Path(arguments.save))) if arguments.save else []
    data: dict[str, Any] = {"attachments": [_data(one) for one in found]}
    if arguments.save:
        data["files"] = [str(file) for file in saved]
        return Answer(data, tuple(f"已存为 {file}" for file in saved) or ("没有附件",))
    return Answer(data, tuple(_lines(found)) or ("没有附件",))


def run_detach(arguments: argparse.Namespace) -> Answer:
    """Take files off a record."""
    with opened(arguments, writing=True) as ledger:
        kind, record_id = _named(ledger, arguments)
        found = _listed(ledger, kind, record_id)
        gone = list(dict.fromkeys(_one(found, name) for name in arguments.names))
        detach(ledger, kind, record_id, [one.id for one in gone])
    lines = tuple(f"已移除 {one.name}，可用 zxdesk undo 找回" for one in gone)
    return Answer({"removed": [_data(one) for one in gone]}, lines)


def run_describe(arguments: argparse.Namespace) -> Answer:
    """Call a file otherwise, or put down what it is."""
    if arguments.new_name is None and arguments.note is None:
        raise UserError("没有说改什么，附件没有改动", "请写明 --name 或 --note")
    with opened(arguments, writing=True) as ledger:
        kind, record_id = _named(ledger, arguments)
        wanted = _one(_listed(ledger, kind, record_id), arguments.name)
        describe(ledger, kind, record_id, wanted.id, name=arguments.new_name, note=arguments.note)
        found = [one for one in _listed(ledger, kind, record_id) if one.id == wanted.id]
    return Answer({"attachments": [_data(one) for one in found]}, tuple(_lines(found)))


def _named(ledger: Ledger, arguments: argparse.Namespace) -> tuple[RecordKind, int]:
    kind = one_kind(arguments.kind)
    return kind, one_record(ledger, kind, arguments.key)


def _listed(ledger: Ledger, kind: RecordKind, record_id: int) -> list[Attachment]:
    with ledger.read() as session:
        return attachments(session, kind, record_id)


def _one(found: Sequence[Attachment], name: str) -> Attachment:
    """Find a file by its name, or by its place in the list where several are called alike."""
    called = [one for one in found if one.name == name]
    if not called and name.isdecimal() and 1 <= int(name) <= len(found):
        called = [found[int(name) - 1]]
    if len(called) == 1:
        return called[0]
    if called:
        raise UserError(f"有 {len(called)} 个附件都叫“{name}”", "请改用序号", code="ambiguous_key")
    known = "、".join(one.name for one in found) or "没有"
    raise UserError(f"没有附件“{name}”", f"这条记录的附件有：{known}", code="unknown_key")


def _saved(ledger: Ledger, found: Sequence[Attachment], folder: Path) -> Iterator[Path]:
    """Write files into a folder; what is called so there already stays."""
    make_folder(folder)
    taken = {file.name for file in folder.iterdir()}
    for one in found:
        if one.erased:
            continue
        target = folder / free_name(one.name, taken)
        save(ledger, one, target)
        taken.add(target.name)
        yield target


def _data(one: Attachment) -> dict[str, Any]:
    return {
        "name": one.name,
        "media_type": one.media_type,
        "size": one.content.size,
        "sha256": one.content.sha256,
        "note": one.note,
    }


def _lines(found: Sequence[Attachment]) -> Iterator[str]:
    for number, one in enumerate(found, start=1):
        note = f"  {one.note}" if one.note else ""
        yield f"{number:>3}  {one.name}（{size_words(one.content.size)}）{note}"
