"""What a step changed in the ledger's settings and in its committee, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from zxdesk.queries.office import CALENDAR
from zxdesk.records import Committee, Setting
from zxdesk.rules.office import office_settings
from zxdesk.store import Ledger, history

_COMMITTEE = {"name": "名称", "level": "层级", "region": "地区"}
_UNDECIDED = "没有定"


def changed_settings(ledger: Ledger, number: int) -> list[str]:
    """Give what a step decided anew, a line each: 答复期限：3个月 → 60天."""
    found: list[str] = []
    for change in history.of_step(ledger, number):
        before, after = change.before or {}, change.after or {}
        if change.table == Setting.__tablename__:
            found += _setting(before, after)
        elif change.table == Committee.__tablename__ and before and after:
            found += [
                f"{caption}：{before.get(name) or '空'} → {after.get(name) or '空'}"
                for name, caption in _COMMITTEE.items()
                if before.get(name) != after.get(name)
            ]
    return found


def _setting(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    key = str(after.get("key") or before.get("key") or "")
    known = office_settings().get(key)
    if known is not None:
        usual = known.usual or _UNDECIDED
        old, new = before.get("value") or usual, after.get("value") or usual
        yield f"{known.caption}：{old} → {new}"
    elif key.startswith(CALENDAR):
        yield f"{key.removeprefix(CALENDAR)} 年的放假安排"
