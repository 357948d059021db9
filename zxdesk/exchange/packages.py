"""Writes the quarterly package: closed figures, the records behind them, nothing personal."""

import json
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from zxdesk import __version__
from zxdesk.errors import RefusedError, UserError
from zxdesk.exchange.exporting import export_book
from zxdesk.exchange.kept_packages import (
    kept_packages,
    last_package,
    numbered_files,
    package_name,
)
from zxdesk.exchange.manifest import FORMAT, HIGHEST_NUMBER
from zxdesk.exchange.package_attachments import Packed, packed
from zxdesk.exchange.package_file import DETAILS, REPORT_BOOK, REPORT_PDF, open_package, pack
from zxdesk.exchange.quarter_book import write_quarter_book
from zxdesk.files import make_folder, try_place, write_whole
from zxdesk.papers.statistics_table import STATISTICS_TABLE, quarter_paper
from zxdesk.records import Package, workbook_kinds
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import close_quarter, closed_on, reopen_quarter
from zxdesk.services.report_head import report_head
from zxdesk.statistics import closings
from zxdesk.statistics.catalogue import CATALOGUE_VERSION
from zxdesk.statistics.reporting import COLUMNS, QuarterTable, ReportedRow, filled
from zxdesk.store import Ledger, steps
from zxdesk.store.schema import SCHEMA_VERSION


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


def export_package(
    ledger: Ledger,
    period: Period,
    folder: Path,
    *,
    force: bool = False,
    reason: str = "",
    password: str = "",
    number: int = 0,
    attaching: bool = False,
) -> WrittenPackage:
    """Write the package of a quarter; an open quarter is closed first.

    Args:
        force: Close although something on the check list stands open.
        reason: Why a quarter whose figures have changed since it was closed is sent again.
        password: Encrypts the package.
        number: Its number, where the receiver has asked for one; default the next.
        attaching: Whether attachments go along, but those of persons.

    Raises:
        UserError: the number is taken or out of range, or there are too many attachments.
        RefusedError: something stands open, or figures have changed since the closing.
        EnvironmentProblem: a file cannot be written; nothing is left of the package.
    """
    number = _chosen_number(ledger, period, folder, number)
    name = package_name(ledger.own.name, period.name, number)
    for place in (folder, kept_packages(ledger)):  # A closing is not taken back for want of a file.
        make_folder(place)
        try_place(place / name)
    attached = packed(ledger) if attaching else Packed()
    _settle(ledger, period, force=force, reason=reason)
    with ledger.read() as session:
        table = filled(session, ledger, period)
        reasons = closings.reasons_for(session, period, owner_id=ledger.own_id)
        head = steps.head(session.connection())
    earlier = _earlier_manifest(ledger, period)
    created = ledger.clock().replace(microsecond=0)
    manifest = _manifest(ledger, table, number, created) | {
        "head": {"step": head[0], "hash": head[1]},
        "restated": restated_rows(table, earlier) if earlier else [],
        "against": earlier["number"] if earlier else None,
        "reasons": reasons,
        **({"attachments": attached.listed} if attached.listed else {}),
    }
    files, counts = _files(ledger, table, head)
    data = pack(files | attached.files, manifest, password=password)
    _put(ledger, folder, name, data, lambda: _register(ledger, period, name, data, manifest))
    return WrittenPackage(folder / name, number, manifest, counts)


def next_number(ledger: Ledger, period: Period, folder: Path | None = None) -> int:
    """Give the number of a quarter's next package: one more than any that can be found.

    A restored ledger has forgotten packages that were sent since its backup was made; the files
    beside it have not, nor has the folder into which they are written.
    """
    folders = [kept_packages(ledger), *([folder] if folder else [])]
    taken = [0, *numbered_files(ledger.own.name, period.name, folders)]
    with ledger.read() as session:
        known = last_package(session, period, committee_id=ledger.own_id, received=False)
    return max(*taken, known.number if known else 0) + 1


def _chosen_number(ledger: Ledger, period: Period, folder: Path, wanted: int) -> int:
    following = next_number(ledger, period, folder)
    number = wanted or following
    if not following <= number <= HIGHEST_NUMBER:
        raise UserError(
            f"{period.name} 的报送包不能编第 {number} 号，没有导出",
            f"编号应从 {following} 到 {HIGHEST_NUMBER}，不写则自动编为 {following}"
            if following <= HIGHEST_NUMBER
            else "编号已经用完，请核对报送包文件夹里的文件名",
            code="bad_number",
        )
    return number


def _earlier_manifest(ledger: Ledger, period: Period) -> Mapping[str, Any] | None:
    """Give what the last package said, also where a restored ledger does not know it."""
    with ledger.read() as session:
        known = last_package(session, period, committee_id=ledger.own_id, received=False)
    kept = numbered_files(ledger.own.name, period.name, [kept_packages(ledger)])
    for number in sorted(kept, reverse=True):
        if known is not None and number <= known.number:
            break
        with suppress(RefusedError, KeyError, TypeError):  # Locked or spoilt: the one before.
            found = open_package(kept[number]).manifest
            if found["committee"] == ledger.own.name and found["number"] == number:
                return found
    return json.loads(known.manifest) if known else None


def _put(
    ledger: Ledger, folder: Path, name: str, data: bytes, register: Callable[[], None]
) -> None:
    """Write a package to its folder and beside the ledger, and enter it: all of it or nothing."""
    files = dict.fromkeys((folder / name, kept_packages(ledger) / name))
    written: list[Path] = []
    try:
        for file in files:
            make_folder(file.parent)
            write_whole(file, data)
            written.append(file)
        register()
    except BaseException:
        for file in written:
            with suppress(OSError):
                file.unlink()
        raise


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
    if not reason.strip() and closings.of_catalogue_alone(changed):
        reason = f"指标口径由第 {closing.catalogue} 版改为第 {CATALOGUE_VERSION} 版"
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
        "catalogue": CATALOGUE_VERSION,
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
    counted_otherwise = earlier.get("catalogue", 1) != CATALOGUE_VERSION
    cause = {"cause": "口径"} if counted_otherwise else {}
    return [
        {"id": row.id, "label": row.label, "column": column, "old": old[column], "new": new} | cause
        for row in table.rows
        if (old := before.get((row.id, row.expression)))
        for column, new in zip(COLUMNS, row.values, strict=True)
        if old[column] != new
    ]


def _files(
    ledger: Ledger, table: QuarterTable, log_head: tuple[int, str]
) -> tuple[dict[str, bytes], dict[str, int]]:
    with tempfile.TemporaryDirectory(prefix="zxdesk-") as folder:
        place, head = Path(folder), report_head(ledger)
        STATISTICS_TABLE.write(quarter_paper(table, head, log_head), place / REPORT_PDF)
        write_quarter_book(table, place / REPORT_BOOK, head=head)
        counts = export_book(ledger, workbook_kinds(), place / DETAILS, personal=False)
        names = (REPORT_PDF, REPORT_BOOK, DETAILS)
        return {name: (place / name).read_bytes() for name in names}, counts


def _register(
    ledger: Ledger, period: Period, name: str, data: bytes, manifest: Mapping[str, Any]
) -> None:
    created = datetime.fromisoformat(manifest["created"])
    assert period.first is not None
    with ledger.write(f"导出报送包 {name}", kind=steps.FIXED) as session:
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
