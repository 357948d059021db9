"""Deleting records, one or all that are selected, once it was asked about."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.records import RecordKind
from zxdesk.services.entries import remove_records, removed_along, short_title
from zxdesk.services.quarters import closed_warning

_NAMED = 3


def ask_and_remove(
    context: DeskContext, parent: QWidget, kind: RecordKind, ids: Sequence[int]
) -> None:
    """Ask whether records are to be deleted, and delete them as one step."""
    if not ids:
        return
    if context.ledger.read_only:
        context.tell(f"没有删除：台账只能查看（{context.ledger.read_only}）")
        return
    question, text = _question(context, kind, ids)
    if MessageDialog.confirm(parent, question, text, verb="删除", careful=True):
        context.attempt(lambda: _remove(context, kind, ids))


def _remove(context: DeskContext, kind: RecordKind, ids: Sequence[int]) -> None:
    changes = remove_records(context.ledger, kind, ids)
    context.wrote(changes, f"已{changes.label}")


def _question(context: DeskContext, kind: RecordKind, ids: Sequence[int]) -> tuple[str, str]:
    ledger = context.ledger
    names = [f"“{short_title(ledger, kind, record)}”" for record in ids[:_NAMED]]
    along = "、".join(removed_along(ledger, kind, ids))
    words = [
        "" if len(ids) == 1 else "".join(names) + ("等" if len(ids) > _NAMED else ""),
        f"其下的 {along}一并删除" if along else "",
        closed_warning(ledger, {kind.name: list(ids)}),
        "删除后可以撤销。" if len(ids) == 1 else "删除后可以一次撤销。",
    ]
    what = f"{kind.sheet}{names[0]}" if len(ids) == 1 else f"选中的 {len(ids)} 条{kind.sheet}"
    return f"删除{what}", "；".join(filter(None, words))
