"""Who reports: the names in the heading block of every table that is sent upward."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import select

from zxdesk.records import Setting
from zxdesk.store import Ledger

# Setting and field of the heading block.
SETTINGS = {"leader": "report_leader", "clerk": "report_clerk", "phone": "report_phone"}


def report_head(ledger: Ledger) -> dict[str, Any]:
    """Give the fields of the heading block: committee, leader, clerk, phone and reported_on."""
    with ledger.read() as session:
        found = {row.key: row.value for row in session.exec(select(Setting))}
    names = {name: found.get(key, "") for name, key in SETTINGS.items()}
    return names | {"committee": ledger.own.name, "reported_on": ledger.today}


def set_report_names(ledger: Ledger, names: Mapping[str, str]) -> None:
    """Enter who reports (leader, clerk, phone); one step."""
    with ledger.write("填写报表的负责人和填表人") as session:
        for name, key in SETTINGS.items():
            if name not in names:
                continue
            row = session.exec(select(Setting).where(Setting.key == key)).first()
            row = row or Setting(key=key, value="")
            row.value = names[name].strip()
            session.add(row)
