"""Takes a received package back: the committee's rows go back to the package before, or away."""

import hashlib
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlmodel import Session, col, select

from zxdesk.errors import RefusedError, UserError
from zxdesk.exchange.kept_packages import kept_packages, last_package
from zxdesk.exchange.package_attachments import take
from zxdesk.exchange.package_file import DETAILS, open_package
from zxdesk.exchange.receiving import replace_rows
from zxdesk.records import Committee, Package
from zxdesk.rules.periods import Period
from zxdesk.store import Ledger
from zxdesk.store.ledger import WriteSession
from zxdesk.store.owned_rows import delete_rows_of
from zxdesk.store.steps import FIXED


@dataclass(frozen=True, kw_only=True)
class Removed:
    """A received package that was taken back.

    Attributes:
        back_to: The package whose rows stand now, as (period, number); None where there is none.
        untouched: The rows were a later package's and stay.
        lost: Files of packages before it that are no more: those were taken back as well.
    """

    committee: str
    period: str
    number: int
    back_to: tuple[str, int] | None
    untouched: bool
    lost: tuple[str, ...] = ()

    def told(self) -> str:
        """Say what was done."""
        done = f"已撤下 {self.committee} {self.period} 第 {self.number} 号报送包"
        if self.untouched:
            assert self.back_to is not None
            return f"{done}，记录仍是 {self.back_to[0]} 第 {self.back_to[1]} 号的"
        if self.back_to:
            done += f"，记录回到 {self.back_to[0]} 第 {self.back_to[1]} 号"
        else:
            done += "，它的记录都已取走"
        lost = "、".join(self.lost)
        return f"{done}；留存的 {lost} 不见了或被改动过，已一并撤下，可重新接收" if lost else done


def remove_package(
    ledger: Ledger, committee: str, period: Period | None = None, *, password: str = ""
) -> Removed:
    """Take back a committee's last package, of a period or at all; its file is kept as history.

    Args:
        committee: Its name, or a part of it that fits no other.
        password: Opens the package before, where it is locked.

    Raises:
        UserError: no such committee has reported.
        RefusedError: the package before is locked; nothing was changed.
    """
    with ledger.read() as session:
        owner_id, name = _committee(session, committee)
        gone = last_package(session, period, committee_id=owner_id, received=True)
        current = last_package(session, None, committee_id=owner_id, received=True)
    if gone is None or current is None:
        asked = period.name if period else "任何期间"
        raise UserError(
            f"{name}没有{asked}的报送包在账，没有撤下", "请在“汇总报表”查看已接收的报送包"
        )
    untouched, lost = current.id != gone.id, list[str]()
    label = f"撤下 {name} {gone.period} 第 {gone.number} 号报送包"
    with ledger.write(label, kind=FIXED) as session:
        _take_back(session, ledger, gone)
        stands = current if untouched else _go_back(session, ledger, owner_id, password, lost)
    return Removed(
        committee=name,
        period=gone.period,
        number=gone.number,
        back_to=(stands.period, stands.number) if stands else None,
        untouched=untouched,
        lost=tuple(lost),
    )


def _committee(session: Session, words: str) -> tuple[int, str]:
    received = select(Package.committee_id).where(col(Package.received).is_(True))
    known = list(session.exec(select(Committee).where(col(Committee.id).in_(received))))
    exact = [each for each in known if each.name == words]
    fitting = exact or [each for each in known if words.strip() and words.strip() in each.name]
    if len(fitting) == 1 and fitting[0].id is not None:
        return fitting[0].id, fitting[0].name
    names = "、".join(each.name for each in (fitting or known))
    raise UserError(
        f"“{words}”不止一个政协，没有撤下" if fitting else f"没有接收过“{words}”的报送包，没有撤下",
        f"请写全称：{names}" if names else "请先接收报送包",
        code="unknown_committee",
    )


def _take_back(session: WriteSession, ledger: Ledger, package: Package) -> None:
    stored = session.get_one(Package, package.id)
    stored.removed_at, stored.removed_by = ledger.clock(), ledger.author
    session.add(stored)
    session.flush()


def _go_back(
    session: WriteSession, ledger: Ledger, committee_id: int, password: str, lost: list[str]
) -> Package | None:
    """Put the rows of the last package that stands and opens in place; None where there is none."""
    for package in _standing(session, committee_id):
        file = kept_packages(ledger) / package.file
        if _is_whole(file, package):
            _put_back(session, ledger, file, committee_id, password)
            return package
        lost.append(package.file)
        _take_back(session, ledger, package)
    with session.receiving(committee_id):
        delete_rows_of(session.connection(), committee_id)
    return None


def _standing(session: Session, committee_id: int) -> Iterator[Package]:
    while package := last_package(session, None, committee_id=committee_id, received=True):
        yield package


def _is_whole(file: Path, package: Package) -> bool:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest() == package.sha256
    except OSError:
        return False


def _put_back(
    session: WriteSession, ledger: Ledger, file: Path, committee_id: int, password: str
) -> None:
    try:
        opened = open_package(file, password=password)
    except RefusedError as refused:
        raise RefusedError(
            f"没有撤下：要回到的报送包“{file.name}”打不开（{_reason(refused)}），台账没有改动",
            "请用 --password 或在窗口里填写它的密码",
            code="package_refused",
        ) from None
    with tempfile.TemporaryDirectory(prefix="zxdesk-") as folder:
        details = Path(folder) / DETAILS
        details.write_bytes(opened.files[DETAILS])
        replace_rows(session, file, details, ledger, committee_id)
    with session.receiving(committee_id):
        take(session, file, ledger, opened.manifest, opened.files, committee_id, storing=True)


def _reason(refused: RefusedError) -> str:
    parts = refused.message.split("，")
    return parts[1] if len(parts) > 1 else refused.message
