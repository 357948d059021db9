"""What speaks against deleting a record: something that it alone holds would be lost."""

from collections.abc import Callable

from zxdesk.records.proposal import JOINT
from zxdesk.rules.rule import Values

Reason = Callable[[Values], str]


def _replied(handling: Values) -> str:
    """Say that a unit's reply, with the deadline it kept, would go with it."""
    if handling.get("role") == JOINT or not handling.get("replied_on"):
        return ""
    return "这家单位已经答复，请先清空它的答复日期"


# Kinds of which a record may not be deleted, and why.
REFUSALS: dict[str, Reason] = {"handling": _replied}


def refusal(kind: str, values: Values) -> str:
    """Say why a record is not to be deleted; empty where it may be."""
    reason = REFUSALS.get(kind)
    return reason(values) if reason else ""
