"""Finding what a command's words name."""

from zxdesk.errors import UserError
from zxdesk.queries.values import find
from zxdesk.records import KINDS, RecordKind, kind_named
from zxdesk.store import Ledger


def one_kind(name: str) -> RecordKind:
    """Find a kind by its sheet or its English name."""
    kind = kind_named(name)
    if kind is None:
        known = "、".join(k.sheet for k in KINDS.values())
        raise UserError(f"没有“{name}”这种记录", f"可用的有：{known}", code="unknown_kind")
    return kind


def one_record(ledger: Ledger, kind: RecordKind, key: str) -> int:
    """Find one record of this committee by its key or, where only one fits, its name."""
    with ledger.read() as session:
        found = find(session, kind, key, owner_id=ledger.own_id)
        if not found and kind.name == "member":
            found = find(session, kind, key.split("/", maxsplit=1)[0], owner_id=ledger.own_id)
    if not found:
        raise UserError(f"没有找到{kind.sheet}“{key}”", "请核对编号", code="unknown_key")
    if len(found) > 1:
        raise UserError(
            f"{kind.sheet}“{key}”有 {len(found)} 个同名的", "请改用编号", code="ambiguous_key"
        )
    return found[0]
