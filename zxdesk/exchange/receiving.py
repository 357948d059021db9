"""Takes in other committees' packages: verified, recomputed, or refused with nothing changed."""

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, col, select

from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.exchange.importing import ForeignRows, take_in
from zxdesk.exchange.package_diff import KindDifference, differences
from zxdesk.exchange.package_file import DETAILS, Opened, open_package, refuse
from zxdesk.exchange.packages import FORMAT, kept_packages, last_package
from zxdesk.exchange.report import ImportReport
from zxdesk.files import make_folder, write_whole
from zxdesk.records import KINDS, Committee, Package
from zxdesk.records.committee import LEVELS
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Number, figure_in, read_expression
from zxdesk.statistics.reporting import COLUMNS, columns_of
from zxdesk.store import Ledger
from zxdesk.store.ledger import WriteSession
from zxdesk.store.schema import SCHEMA_VERSION
from zxdesk.store.steps import FIXED


@dataclass(frozen=True, kw_only=True)
class Received:
    """A package that was taken in.

    Attributes:
        rows: Records by sheet.
        differences: What is new, changed and gone against the committee's earlier package.
    """

    package: str
    committee: str
    period: str
    number: int
    rows: Mapping[str, int]
    differences: tuple[KindDifference, ...]


@dataclass(frozen=True, kw_only=True)
class _Claims:
    """What a manifest says, read and held to be possible."""

    committee: str
    level: str
    region: str
    period: Period
    number: int
    created: datetime
    rows: tuple[Mapping[str, Any], ...]


def receive_package(
    ledger: Ledger, path: Path, *, password: str = "", dry_run: bool = False
) -> Received:
    """Take a package in, in place of the committee's earlier rows.

    Args:
        dry_run: Only tell what would be taken in and what differs.

    Raises:
        RefusedError: it is tampered with, truncated, stale, foreign or hostile, or a reported
            figure does not agree with its records; nothing was changed.
        EnvironmentProblem: the ledger cannot be written.
    """
    opened = open_package(path, password=password)
    claims = _claims(path, opened)
    _refuse_foreign(path, ledger, claims)
    label = f"接收 {claims.committee} {claims.period.name} 第 {claims.number} 号报送包"
    with (
        tempfile.TemporaryDirectory(prefix="zxdesk-") as folder,
        ledger.write(label, kind=FIXED, dry_run=dry_run) as session,
    ):
        details = Path(folder) / DETAILS
        details.write_bytes(opened.files[DETAILS])
        committee_id = _committee(session, claims)
        earlier = last_package(session, None, committee_id=committee_id, received=True)
        _refuse_stale(path, session, claims, opened, earlier, committee_id)
        rows = _replace_rows(session, path, details, ledger, committee_id)
        _refuse_wrong_figures(path, session, ledger, claims, committee_id)
        changed = differences(_kept_details(ledger, earlier, password), details)
        kept = f"{claims.committee}_{claims.period.name}_{claims.number}.zip"
        _register(session, claims, opened, kept, committee_id, ledger.clock())
        if not dry_run:
            make_folder(kept_packages(ledger))
            write_whole(kept_packages(ledger) / kept, path.read_bytes())
    return Received(
        package=path.name,
        committee=claims.committee,
        period=claims.period.name,
        number=claims.number,
        rows=rows,
        differences=tuple(changed),
    )


def _claims(path: Path, opened: Opened) -> _Claims:
    manifest = opened.manifest
    if manifest.get("format") != FORMAT or not isinstance(manifest.get("schema"), int):
        refuse(path, "格式不认识", advice="请升级程序后再接收")
    if manifest["schema"] > SCHEMA_VERSION:
        refuse(path, "由更新版本的程序导出", advice="请升级程序后再接收")
    try:
        first, last = (date.fromisoformat(manifest[name]) for name in ("first", "last"))
        claims = _Claims(
            committee=_words(manifest["committee"]),
            level=_words(manifest["level"]),
            region=str(manifest.get("region") or ""),
            period=Period(_words(manifest["period"]), first, last),
            number=int(manifest["number"]),
            created=datetime.fromisoformat(manifest["created"]),
            rows=tuple(_row(row) for row in manifest["rows"]),
        )
    except (KeyError, TypeError, ValueError):
        refuse(path, "说明文件缺少内容或写法不对")
    if claims.level not in LEVELS or claims.number < 1 or first > last:
        refuse(path, "说明文件缺少内容或写法不对")
    return claims


def _words(value: object) -> str:
    """Give a name that may become a folder's or a file's; raise ValueError for any other."""
    if not isinstance(value, str) or not value.strip() or len(value) > 100:
        raise ValueError
    if any(char in value for char in '\\/:*?"<>|\n\r\t\0') or value.startswith("."):
        raise ValueError
    return value.strip()


def _row(row: object) -> Mapping[str, Any]:
    if not isinstance(row, dict) or not isinstance(row["expression"], str):
        raise ValueError
    for column in COLUMNS:
        value = row[column]
        if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
            raise ValueError
    return row


def _refuse_foreign(path: Path, ledger: Ledger, claims: _Claims) -> None:
    if claims.committee == ledger.own.name:
        refuse(path, "是本单位自己的", advice="请接收下级政协的报送包")
    if LEVELS.index(claims.level) >= LEVELS.index(ledger.own.level):
        refuse(
            path,
            f"{claims.committee}是{claims.level}级，不是本级（{ledger.own.level}级）的下级",
            advice="请核对报送单位",
        )


def _committee(session: WriteSession, claims: _Claims) -> int:
    """Give the committee's id, registering one that reports for the first time."""
    found = session.exec(select(Committee).where(Committee.name == claims.committee)).first()
    if found is None:
        found = Committee(name=claims.committee, level=claims.level, region=claims.region)
        session.add(found)
        session.flush()
    assert found.id is not None
    return found.id


def _refuse_stale(
    path: Path,
    session: Session,
    claims: _Claims,
    opened: Opened,
    earlier: Package | None,
    committee_id: int,
) -> None:
    if earlier is None or earlier.sha256 == opened.sha256:
        return
    if claims.created < earlier.created:
        named = f"{earlier.period} 第 {earlier.number} 号"
        refuse(path, f"比已接收的 {named}旧", advice="请接收最新的报送包")
    same = last_package(session, claims.period, committee_id=committee_id, received=True)
    if same is not None and claims.number <= same.number and same.sha256 != opened.sha256:
        refuse(path, f"{claims.period.name} 已接收第 {same.number} 号", advice="请核对包的编号")


def _kept_details(ledger: Ledger, earlier: Package | None, password: str) -> bytes | None:
    """Give the details of the earlier package; None where there is none that opens."""
    if earlier is None:
        return None
    try:
        kept = open_package(kept_packages(ledger) / earlier.file, password=password)
    except RefusedError:
        return None
    return kept.files[DETAILS]


def _replace_rows(
    session: WriteSession, path: Path, details: Path, ledger: Ledger, committee_id: int
) -> dict[str, int]:
    with session.receiving(committee_id):
        for kind in reversed(KINDS.values()):
            session.connection().execute(
                kind.table.delete().where(kind.table.c.owner_id == committee_id)
            )
        report = _taken_in(session, path, details, ledger, committee_id)
    if report.rejected_rows:
        first = report.rejected_rows[0].rejection
        where = f"{first.sheet}第 {first.row} 行：{first.reason}"
        refuse(path, f"明细里有 {len(report.rejected_rows)} 行不能接收（{where}）")
    return dict(report.added)


def _taken_in(
    session: Session, path: Path, details: Path, ledger: Ledger, committee_id: int
) -> ImportReport:
    try:
        return take_in(session, details, own_id=committee_id, today=ledger.today)
    except ForeignRows:
        refuse(path, "明细里有别的政协的记录")
    except EnvironmentProblem as problem:
        if problem.code != "unreadable_file":
            raise
        refuse(path, f"明细不能读取（{problem.message}）")


def _refuse_wrong_figures(
    path: Path, session: Session, ledger: Ledger, claims: _Claims, committee_id: int
) -> None:
    for row in claims.rows:
        for column, period in zip(COLUMNS, columns_of(claims.period), strict=True):
            found = _recomputed(path, session, ledger, row, period, claims, committee_id)
            if found != row[column]:
                refuse(
                    path,
                    f"“{row.get('label', row['expression'])}”（{period.name}）"
                    f"报 {_shown(row[column])}，按明细是 {_shown(found)}",
                )


def _recomputed(
    path: Path,
    session: Session,
    ledger: Ledger,
    row: Mapping[str, Any],
    period: Period,
    claims: _Claims,
    committee_id: int,
) -> Number | None:
    try:
        expression = read_expression(row["expression"])
        figure = figure_in(
            session,
            ledger,
            expression,
            period=period,
            owner_id=committee_id,
            today=claims.created.date(),
        )
    except UserError as error:
        refuse(path, f"“{str(row.get('label'))[:30]}”的指标不认识（{error.message}）")
    return figure.value


def _shown(value: Number | None) -> str:
    return "—" if value is None else str(value)


def _register(
    session: WriteSession,
    claims: _Claims,
    opened: Opened,
    kept: str,
    committee_id: int,
    now: datetime,
) -> None:
    """Enter the package, once however often it is taken in."""
    assert claims.period.first is not None
    known = session.exec(
        select(Package).where(
            Package.committee_id == committee_id,
            col(Package.received).is_(True),
            Package.sha256 == opened.sha256,
        )
    ).first()
    if known is not None:
        known.handled_at = now
        session.add(known)
        return
    session.add(
        Package(
            committee_id=committee_id,
            received=True,
            period=claims.period.name,
            first=claims.period.first,
            last=claims.period.last,
            number=claims.number,
            created=claims.created,
            handled_at=now,
            file=kept,
            sha256=opened.sha256,
            manifest=json.dumps(opened.manifest, ensure_ascii=False),
        )
    )
