"""Who reports: the names in the heading block of every table that is sent upward."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from zxdesk.records import Setting
from zxdesk.services.settings import put_setting
from zxdesk.store import Ledger

# Field of the heading block and the setting that keeps it.
SETTINGS = {"leader": "report_leader", "clerk": "report_clerk", "phone": "report_phone"}


@dataclass(frozen=True, kw_only=True)
class ReportHead:
    """The heading block; what is empty is filled in by hand."""

    committee: str
    leader: str = ""
    clerk: str = ""
    phone: str = ""
    reported_on: date | None = None

    def signers(self) -> tuple[tuple[str, str], ...]:
        """Give caption and name of those who sign."""
        return (("单位负责人", self.leader), ("填表人", self.clerk), ("联系电话", self.phone))

    def line(self) -> str:
        """Give the block in one line."""
        day = self.reported_on.isoformat() if self.reported_on else ""
        pairs = (("填报单位（盖章）", self.committee), *self.signers(), ("报出日期", day))
        return "　".join(f"{caption}：{text}" for caption, text in pairs)


def report_head(ledger: Ledger) -> ReportHead:
    """Give who reports, as of today."""
    with ledger.read() as session:
        found = {row.key: row.value for row in session.exec(select(Setting))}
    names = {name: found.get(key, "") for name, key in SETTINGS.items()}
    return ReportHead(committee=ledger.own.name, reported_on=ledger.today, **names)


def set_report_names(ledger: Ledger, names: Mapping[str, str]) -> None:
    """Enter who reports (leader, clerk, phone); one step."""
    with ledger.write("填写报表的负责人和填表人") as session:
        for name, key in SETTINGS.items():
            if name in names:
                put_setting(session, key, names[name].strip())
