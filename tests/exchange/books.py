"""Makes workbooks as offices send them, imports them and looks at what came of it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl

from zxdesk.exchange.importing import import_books
from zxdesk.exchange.report import ImportReport
from zxdesk.queries.values import Names, Values, load_many
from zxdesk.records import KINDS
from zxdesk.store import Ledger, history

Rows = Sequence[Sequence[object]]

EVENT = ("编号", "名称", "类型", "开始时间")
MEMBER = ("委员编号", "姓名", "界别", "届次", "任职起")
UNIT = ("单位名称", "类别")
ATTENDANCE = ("活动编号", "委员", "出席情况")


def make_book(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write rows to an .xlsx file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path


def counts(report: ImportReport) -> dict[str, dict[str, int]]:
    """What was counted, without empty groups."""
    groups = {
        "added": report.added,
        "updated": report.updated,
        "unchanged": report.unchanged,
    }
    return {name: dict(found) for name, found in groups.items() if found}


def reasons(report: ImportReport) -> list[str]:
    """Why rows were rejected."""
    return [rejection.reason for rejection in report.rejected]


class Desk:
    """A ledger with somebody who imports into it."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.folder = ledger.path.parent

    def take(self, sheets: Mapping[str, Rows], **how: Any) -> ImportReport:
        """Import sheets as one workbook."""
        return import_books(self.ledger, [make_book(self.folder / "送来的表.xlsx", sheets)], **how)

    def take_files(self, *files: Path, **how: Any) -> ImportReport:
        """Import files."""
        return import_books(self.ledger, files, **how)

    def values(self, kind: str, owner_id: int | None = None) -> list[Values]:
        """Every record of a kind, oldest first."""
        with self.ledger.read() as session:
            ids = session.connection().exec_driver_sql(
                f"SELECT id FROM {kind} WHERE owner_id = {owner_id or self.ledger.own_id}"
            )
            found = load_many(session, KINDS[kind], [row[0] for row in ids])
        return [found[record_id] for record_id in sorted(found)]

    def shown(self, kind: str) -> list[dict[str, str]]:
        """Every record of a kind as people read it, oldest first."""
        with self.ledger.read() as session:
            ids = session.connection().exec_driver_sql(
                f"SELECT id FROM {kind} WHERE owner_id = {self.ledger.own_id}"
            )
            found = load_many(session, KINDS[kind], [row[0] for row in ids])
            names = Names(session).show(KINDS[kind], found)
        return [names[record_id] for record_id in sorted(names)]

    def column(self, kind: str, name: str) -> list[Any]:
        """One field of every record of a kind as people read it."""
        return [row[name] for row in self.shown(kind)]

    def steps(self) -> int:
        """How many steps the history has."""
        return len(history.listed(self.ledger, limit=1000))
