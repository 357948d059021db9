"""Finding what a command's words name."""

from sqlmodel import select

from zxdesk.errors import UserError
from zxdesk.queries.values import find
from zxdesk.records import KINDS, Committee, RecordKind, kind_named
from zxdesk.store import Ledger


def one_kind(name: str) -> RecordKind:
    """Find a kind by its sheet or its English name."""
    kind = kind_named(name)
    if kind is None:
        known = "、".join(k.sheet for k in KINDS.values())
        raise UserError(f"没有“{name}”这种记录", f"可用的有：{known}", code="unknown_kind")
    return kind


def one_committee(ledger: Ledger, words: str) -> int:
    """Find a committee whose records are here by its name, or a part of it that fits no other."""
    with ledger.read() as session:
        known = {one.name: one.id for one in session.exec(select(Committee))}
    fitting = [words] if words in known else [name for name in known if words and words in name]
    found = known[fitting[0]] if len(fitting) == 1 else None
    if found is None:
        why = f"“{words}”不止一个政协" if fitting else f"台账里没有“{words}”的记录"
        names = "、".join(fitting or known)
        raise UserError(why, f"请写全称：{names}", code="unknown_committee")
    return found


def one_record(ledger: Ledger, kind: RecordKind, key: str, *, owner_id: int | None = None) -> int:
    """Find one record by its key or, where only one fits, its name.

    Args:
        owner_id: Whose record it is; left out, this committee's.
    """
    owner = ledger.own_id if owner_id is None else owner_id
    with ledger.read() as session:
        found = find(session, kind, key, owner_id=owner)
        if not found and kind.name == "member":
            found = find(session, kind, key.split("/", maxsplit=1)[0], owner_id=owner)
    if not found:
        raise UserError(f"没有找到{kind.sheet}“{key}”", "请核对编号", code="unknown_key")
    if len(found) > 1:
        raise UserError(
            f"{kind.sheet}“{key}”有 {len(found)} 个同名的", "请改用编号", code="ambiguous_key"
        )
    return found[0]
