"""Writes the quarterly package: closed figures, the records behind them, nothing personal."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from zxdesk import __version__
from zxdesk.errors import RefusedError
from zxdesk.exchange.exporting import export_book
from zxdesk.exchange.package_file import DETAILS, REPORT_BOOK, REPORT_PDF, pack
from zxdesk.exchange.report_book import write_report_book
from zxdesk.exchange.statistics_paper import quarter_paper
from zxdesk.files import make_folder, write_whole
from zxdesk.queries.paper_kinds import StatisticsContent
from zxdesk.records import Package, workbook_kinds
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import close_quarter, closed_on, reopen_quarter
from zxdesk.services.report_head import report_head
from zxdesk.statistics import closings
from zxdesk.statistics.reporting import COLUMNS, QuarterTable, ReportedRow, filled
from zxdesk.store import Ledger
from zxdesk.store.schema import SCHEMA_VERSION
from zxdesk.store.steps import FIXED

FORMAT = 1
WritePdf = Callable[[StatisticsContent, Path], object]


@dataclass(frozen=True)
class WrittenPackage:
    """A package that was written.

    Attributes:
        rows: Records in the details by sheet.
    """

    path: Path
    number: int
    manifest: Mapping[str, Any]
    rows: Mapping[str, int]


def kept_packages(ledger: Ledger) -> Path:
    """Give the folder beside the ledger in which packages are kept."""
    return ledger.path.with_name(f"{ledger.path.stem}-报送包")


def export_package(
    ledger: Ledger,
    period: Period,
    folder: Path,
    *,
    write_pdf: WritePdf,
    force: bool = False,
    reason: str = "",
    password: str = "",
) -> WrittenPackage:
    """Write the package of a quarter; an open quarter is closed first.

    Args:
        write_pdf: Writes the table as paper.
        force: Close although something on the check list stands open.
        reason: Why a quarter whose figures have changed since it was closed is sent again.
        password: Encrypts the package.

    Raises:
        RefusedError: something stands open, or figures have changed since the closing.
        EnvironmentProblem: a file cannot be written.
    """
    _settle(ledger, period, force=force, reason=reason)
    with ledger.read() as session:
        table = filled(session, ledger, period)
        earlier = last_package(session, period, committee_id=ledger.own_id, received=False)
        reasons = closings.reasons_for(session, period, owner_id=ledger.own_id)
    number = earlier.number + 1 if earlier else 1
    created = ledger.clock().replace(microsecond=0)
    restated = restated_rows(table, json.loads(earlier.manifest)) if earlier else []
    manifest = _manifest(ledger, table, number, created) | {
        "restated": restated,
        "against": earlier.number if earlier else None,
        "reasons": reasons,
    }
    files, counts = _files(ledger, table, write_pdf)
    data = pack(files, manifest, password=password)
    name = f"{ledger.own.name}_{period.name}_{number}.zip"
    make_folder(folder)
    write_whole(folder / name, data)
    _keep(ledger, table.period, name, data, manifest, created)
    return WrittenPackage(folder / name, number, manifest, counts)


def _settle(ledger: Ledger, period: Period, *, force: bool, reason: str) -> None:
    """Have the quarter closed with the figures that its records give now."""
    if closed_on(ledger, period) is None:
        close_quarter(ledger, period, force=force)
        return
    with ledger.read() as session:
        closing = closings.standing(session, period, owner_id=ledger.own_id)
        assert closing is not None
        changed = closings.restatements(session, ledger, closing)
    if not changed:
        return
    if not reason.strip():
        raise RefusedError(
            f"{period.name} 没有导出，结账后有 {len(changed)} 个数字变了（如 {changed[0].label}）",
            "请说明原因（--reason）后再导出，或先重开再结账",
            code="restated",
        )
    reopen_quarter(ledger, period, reason=reason)
    close_quarter(ledger, period, force=True)


def _manifest(
    ledger: Ledger, table: QuarterTable, number: int, created: datetime
) -> dict[str, Any]:
    own = ledger.own
    assert table.period.first is not None
    return {
        "format": FORMAT,
        "committee": own.name,
        "level": own.level,
        "region": own.region,
        "period": table.period.name,
        "first": table.period.first.isoformat(),
        "last": table.period.last.isoformat(),
        "number": number,
        "created": created.isoformat(),
        "program": __version__,
        "schema": SCHEMA_VERSION,
        "table": {"number": table.number, "title": table.title},
        "rows": [row_data(row) for row in table.rows],
    }


def row_data(row: ReportedRow) -> dict[str, Any]:
    """Give a row of the reporting table as the manifest holds it."""
    return {
        "id": row.id,
        "group": row.group,
        "label": row.label,
        "unit": row.unit,
        "code": row.code,
        "expression": row.expression,
        **dict(zip(COLUMNS, row.values, strict=True)),
    }


def restated_rows(table: QuarterTable, earlier: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Give what an earlier package said differently, for rows that both have."""
    before = {(row["id"], row["expression"]): row for row in earlier["rows"]}
    return [
        {"id": row.id, "label": row.label, "column": column, "old": old[column], "new": new}
        for row in table.rows
        if (old := before.get((row.id, row.expression)))
        for column, new in zip(COLUMNS, row.values, strict=True)
        if old[column] != new
    ]


def _files(
    ledger: Ledger, table: QuarterTable, write_pdf: WritePdf
) -> tuple[dict[str, bytes], dict[str, int]]:
    with tempfile.TemporaryDirectory(prefix="zxdesk-") as folder:
        place, head = Path(folder), report_head(ledger)
        write_pdf(quarter_paper(table, head), place / REPORT_PDF)
        write_report_book(table, place / REPORT_BOOK, head=head)
        counts = export_book(ledger, workbook_kinds(), place / DETAILS, personal=False)
        names = (REPORT_PDF, REPORT_BOOK, DETAILS)
        return {name: (place / name).read_bytes() for name in names}, counts


def _keep(
    ledger: Ledger,
    period: Period,
    name: str,
    data: bytes,
    manifest: Mapping[str, Any],
    created: datetime,
) -> None:
    make_folder(kept_packages(ledger))
    write_whole(kept_packages(ledger) / name, data)
    assert period.first is not None
    with ledger.write(f"导出报送包 {name}", kind=FIXED) as session:
        session.add(
            Package(
                committee_id=ledger.own_id,
                received=False,
                period=period.name,
                first=period.first,
                last=period.last,
                number=int(manifest["number"]),
                created=created,
                handled_at=created,
                file=name,
                sha256=sha256(data).hexdigest(),
                manifest=json.dumps(manifest, ensure_ascii=False),
            )
        )


def last_package(
    session: Session, period: Period | None, *, committee_id: int, received: bool
) -> Package | None:
    """Give a committee's last package, of a period or at all; None where there is none."""
    query = select(Package).where(
        Package.committee_id == committee_id, col(Package.received).is_(received)
    )
    if period is not None:
        query = query.where(Package.period == period.name)
    newest = (col(Package.created).desc(), col(Package.number).desc(), col(Package.id).desc())
    found = session.exec(query.order_by(*newest)).first()
    if found is not None:
        session.refresh(found)
        session.expunge(found)
    return found
