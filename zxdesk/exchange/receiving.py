"""Takes in other committees' packages: verified, recomputed, or refused with nothing changed."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlmodel import Session, col, select

from zxdesk.errors import EnvironmentProblem, RefusedError, UserError
from zxdesk.exchange.importing import ForeignRows, take_in
from zxdesk.exchange.kept_packages import (
    free_file,
    kept_packages,
    last_package,
    package_name,
)
from zxdesk.exchange.manifest import Manifest, ManifestRow, read_manifest, step_of
from zxdesk.exchange.package_attachments import take
from zxdesk.exchange.package_diff import KindDifference, differences
from zxdesk.exchange.package_file import DETAILS, UNREADABLE, Opened, open_package, refuse
from zxdesk.exchange.report import ImportReport
from zxdesk.files import make_folder, write_whole
from zxdesk.records import Committee, Package
from zxdesk.records.committee import LEVELS
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Number, figure_in, read_expression
from zxdesk.statistics.reporting import columns_of
from zxdesk.store import Ledger
from zxdesk.store.ledger import WriteSession
from zxdesk.store.owned_rows import delete_rows_of
from zxdesk.store.steps import FIXED


@dataclass(frozen=True, kw_only=True)
class Received:
    """A package that was taken in.

    Attributes:
        rows: Records by sheet.
        differences: What is new, changed and gone against the committee's earlier package.
        notes: What the reader should know of the sender's ledger: what is impossible or odd in it.
    """

    package: str
    committee: str
    period: str
    number: int
    rows: Mapping[str, int]
    differences: tuple[KindDifference, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class TriedPackage:
    """What became of a package: taken (or to be taken), else why it is refused."""

    path: Path
    received: Received | None = None
    refused: RefusedError | EnvironmentProblem | None = None


def try_package(
    ledger: Ledger, path: Path, *, password: str = "", dry_run: bool = False
) -> TriedPackage:
    """Take one of several packages in; a refused or unreadable one leaves the others to come.

    Raises:
        EnvironmentProblem: the ledger cannot be written.
    """
    try:
        received = receive_package(ledger, path, password=password, dry_run=dry_run)
    except RefusedError as error:
        return TriedPackage(path=path, refused=error)
    except EnvironmentProblem as error:
        if error.code != UNREADABLE:
            raise
        return TriedPackage(path=path, refused=error)
    return TriedPackage(path=path, received=received)


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
    manifest = read_manifest(path, opened.manifest, today=ledger.today)
    _refuse_foreign(path, ledger, manifest)
    name = package_name(manifest.committee, manifest.period.name, manifest.number)
    data = _as_opened(path, opened)
    # Kept first, entered second: a ledger whose package is missing could not say later what
    # was reported, a package that was not entered is taken away again.
    kept = free_file(kept_packages(ledger), name, data)
    label = f"接收 {manifest.committee} {manifest.named}报送包"
    with (
        _kept_if_taken(kept, data, dry_run=dry_run),
        tempfile.TemporaryDirectory(prefix="zxdesk-") as folder,
        # Fixed: rows of others are not logged, so that a step back has nothing to go back to.
        ledger.write(label, kind=FIXED, dry_run=dry_run) as session,
    ):
        details = Path(folder) / DETAILS
        details.write_bytes(opened.files[DETAILS])
        committee_id = _committee(session, manifest)
        earlier = last_package(session, None, committee_id=committee_id, received=True)
        # The same package again is no question of old or new: it puts the same rows in place.
        if earlier is not None and earlier.sha256 != opened.sha256:
            _refuse_stale(path, session, manifest, opened, earlier)
        report = replace_rows(session, path, details, ledger, committee_id)
        with session.receiving(committee_id):
            said, files = opened.manifest, opened.files
            take(session, path, ledger, said, files, committee_id, storing=not dry_run)
        # Counted over the rows as they now stand; a figure that differs rolls all of it back.
        _refuse_wrong_figures(path, session, ledger, manifest, committee_id)
        changed = differences(_kept_details(ledger, earlier, password), details)
        _register(session, manifest, opened, kept.name, committee_id, ledger.clock())
    return Received(
        package=path.name,
        committee=manifest.committee,
        period=manifest.period.name,
        number=manifest.number,
        rows=dict(report.added),
        differences=tuple(changed),
        notes=(*_notes(manifest, earlier), *report.notes),
    )


def _as_opened(path: Path, opened: Opened) -> bytes:
    """Give the bytes that were opened: what is kept must be what was looked over."""
    try:
        data = path.read_bytes()
    except OSError:
        data = b""
    if sha256(data).hexdigest() != opened.sha256:
        refuse(path, "接收时文件被改动", advice="请重新接收")
    return data


@contextmanager
def _kept_if_taken(file: Path, data: bytes, *, dry_run: bool) -> Iterator[None]:
    """Keep a package before it is entered; not where it comes to nothing."""
    if dry_run or file.exists():
        yield
        return
    try:
        make_folder(file.parent)
        write_whole(file, data)
        yield
    except BaseException:
        file.unlink(missing_ok=True)
        with suppress(OSError):  # Others are kept there.
            file.parent.rmdir()
        raise


def oldest_first(paths: Iterable[Path], *, password: str = "") -> list[Path]:
    """Put packages in the order of period and number, so that none makes another stale."""

    def place(path: Path) -> tuple[bool, str, int]:
        try:
            found = open_package(path, password=password).manifest
        except (RefusedError, EnvironmentProblem):
            return True, "", 0  # It will be refused, wherever it stands.
        period, number = found.get("period"), found.get("number")
        return False, str(period), number if isinstance(number, int) else 0

    given = list(paths)
    return sorted(given, key=place) if len(given) > 1 else given


def _refuse_foreign(path: Path, ledger: Ledger, manifest: Manifest) -> None:
    if manifest.committee == ledger.own.name:
        refuse(path, "是本单位自己的", advice="请接收下级政协的报送包")
    # A committee of this level or above is no part of the area that is rolled up.
    if LEVELS.index(manifest.level) >= LEVELS.index(ledger.own.level):
        refuse(
            path,
            f"{manifest.committee}是{manifest.level}级，不是本级（{ledger.own.level}级）的下级",
            advice="请核对报送单位",
        )


def _committee(session: WriteSession, manifest: Manifest) -> int:
    """Give the committee's id, registering one that reports for the first time."""
    found = session.exec(select(Committee).where(Committee.name == manifest.committee)).first()
    if found is None:
        found = Committee(name=manifest.committee, level=manifest.level, region=manifest.region)
        session.add(found)
        session.flush()
    assert found.id is not None
    return found.id


def _refuse_stale(
    path: Path, session: Session, manifest: Manifest, opened: Opened, earlier: Package
) -> None:
    """Refuse a package that knows less than the one before.

    Within a quarter the number decides. Between quarters a later one always knows more; an earlier
    one is a late correction, unless both the sender's clock and its steps say that it is older: a
    clock may be wrong, and a restored ledger counts fewer steps.
    """
    period = manifest.period
    same = last_package(session, period, committee_id=earlier.committee_id, received=True)
    latest = f"{earlier.period} 第 {earlier.number} 号"
    if same is not None and same.sha256 == opened.sha256:
        refuse(path, f"已经接收过，之后又接收了 {latest}", advice="不用再接收它")
    if same is not None and manifest.number <= same.number:
        found = f"{period.name} 第 {same.number} 号"
        same_number = manifest.number == same.number
        refuse(
            path,
            f"{found}已经接收过，内容不同" if same_number else f"比已接收的 {found}旧",
            advice="如果它是新导出的，请报送单位另编号码重新导出："
            f"zxdesk quarter export {period.name} --number {same.number + 1}"
            f"（窗口里在“导出报送包”填编号 {same.number + 1}）",
        )
    before_it = manifest.created < earlier.created and manifest.step <= _step_of(earlier)
    if period.last < earlier.last and before_it:
        refuse(
            path,
            f"比已接收的 {latest}旧，里面缺少后来的记录",
            advice=f"请报送单位重新导出 {period.name} 的报送包，再接收；"
            f"报送单位恢复过备份或电脑日期不对的，先重新报送 {earlier.period}",
        )


def _step_of(package: Package) -> int:
    return step_of(json.loads(package.manifest))


def _notes(manifest: Manifest, earlier: Package | None) -> Iterator[str]:
    if earlier is not None and 0 < manifest.step < _step_of(earlier):
        yield (
            f"{manifest.committee}的台账比上次报送时少了操作步骤，可能恢复过备份，"
            "请与报送单位核对上次报送后的改动"
        )


def _kept_details(ledger: Ledger, earlier: Package | None, password: str) -> bytes | None:
    """Give the details of the earlier package; None where there is none that opens."""
    if earlier is None:
        return None
    try:
        kept = open_package(kept_packages(ledger) / earlier.file, password=password)
    except RefusedError:
        return None
    return kept.files[DETAILS]


def replace_rows(
    session: WriteSession, path: Path, details: Path, ledger: Ledger, committee_id: int
) -> ImportReport:
    """Put the rows of a package's details in place of all that the committee has.

    Raises:
        RefusedError: some of them cannot be taken.
    """
    with session.receiving(committee_id):
        # All of them, not what differs: what the sender has deleted is gone here too.
        delete_rows_of(session.connection(), committee_id)
        report = _taken_in(session, path, details, ledger, committee_id)
    if report.rejected_rows:
        first = report.rejected_rows[0].rejection
        where = f"{first.sheet}第 {first.row} 行：{first.reason}"
        refuse(path, f"明细里有 {len(report.rejected_rows)} 行不能接收（{where}）")
    return report


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
    path: Path, session: Session, ledger: Ledger, manifest: Manifest, committee_id: int
) -> None:
    for row in manifest.rows:
        for said, period in zip(row.values, columns_of(manifest.period), strict=True):
            found = _recomputed(path, session, ledger, row, period, manifest, committee_id)
            if found != said:
                named = f"“{row.label[:30]}”（{period.name}）"
                refuse(path, f"{named}报 {_shown(said)}，按明细是 {_shown(found)}")


def _recomputed(
    path: Path,
    session: Session,
    ledger: Ledger,
    row: ManifestRow,
    period: Period,
    manifest: Manifest,
    committee_id: int,
) -> Number | None:
    try:
        figure = figure_in(
            session,
            ledger,
            read_expression(row.expression),
            period=period,
            owner_id=committee_id,
            among=frozenset({committee_id}),  # Its 辖区 is not ours.
            # As of the day on which the sender counted: 逾期 and 在任 depend on it.
            today=manifest.created.date(),
        )
    except UserError as error:
        refuse(path, f"“{row.label[:30]}”的指标不认识（{error.message}）")
    return figure.value


def _shown(value: Number | None) -> str:
    return "—" if value is None else str(value)


def _register(
    session: WriteSession,
    manifest: Manifest,
    opened: Opened,
    kept: str,
    committee_id: int,
    now: datetime,
) -> None:
    """Enter the package, once however often it is taken in; again after it was taken back."""
    assert manifest.period.first is not None
    known = session.exec(
        select(Package).where(
            Package.committee_id == committee_id,
            col(Package.received).is_(True),
            col(Package.removed_at).is_(None),
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
            period=manifest.period.name,
            first=manifest.period.first,
            last=manifest.period.last,
            number=manifest.number,
            created=manifest.created,
            handled_at=now,
            file=kept,
            sha256=opened.sha256,
            manifest=json.dumps(opened.manifest, ensure_ascii=False),
        )
    )
