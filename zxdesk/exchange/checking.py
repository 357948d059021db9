"""All that can be found wrong with a ledger: file, log, sums, packages, attachments, rules."""

import hashlib
import json
from dataclasses import dataclass, field

from sqlmodel import select

from zxdesk.exchange.kept_packages import kept_packages
from zxdesk.queries.ruled import left_out, ruled
from zxdesk.records import Package
from zxdesk.statistics.consistency import disagreements
from zxdesk.store import Ledger
from zxdesk.store.check import against_head, check
from zxdesk.store.named_contents import faults

_NAMED = 3


@dataclass(frozen=True)
class Checked:
    """What a check gave, one Chinese sentence each.

    Attributes:
        problems: What is wrong.
        notes: What is possible, but odd.
    """

    problems: list[str]
    notes: list[str] = field(default_factory=list)


def check_ledger(ledger: Ledger, *, deep: bool = False) -> Checked:
    """Give what is wrong and what is odd (see `store.check` and `rules`); change nothing."""
    problems = check(ledger, deep=deep)
    if problems:
        return Checked(problems)  # Sums over a damaged file would only mislead.
    with ledger.read() as session:
        impossible, odd = ruled(session, owner_id=ledger.own_id, today=ledger.today)
        notes = [*odd, *left_out(session, owner_id=ledger.own_id)]
        spoilt = faults(session.connection(), ledger.contents, deep=deep)
    wrong = [*disagreements(ledger), *_packages(ledger), *_heads(ledger), *spoilt, *impossible]
    return Checked(wrong, [*notes, *_strange(ledger)])


def _strange(ledger: Ledger) -> list[str]:
    """Note what stands among the contents of attachments and is none."""
    found = ledger.contents.strange()
    if not found:
        return []
    more = f" 等 {len(found)} 个" if len(found) > _NAMED else ""
    named = "、".join(list(found)[:_NAMED]) + more
    return [f"附件文件夹里有不是附件的文件 {named}，程序不用它们"]


def missing_packages(ledger: Ledger) -> list[str]:
    """Note the kept packages that are not beside the ledger: nothing in it is wrong for that."""
    folder = kept_packages(ledger)
    missing = [name for name in _known(ledger) if not (folder / name).is_file()]
    if not missing:
        return []
    named = "、".join(missing[:_NAMED]) + (
        f" 等 {len(missing)} 个" if len(missing) > _NAMED else ""
    )
    return [
        f"留存的报送包 {named} 不在文件夹“{folder.name}”里，台账本身完好；"
        f"请把原来电脑上台账旁边的“{folder.name}”文件夹一起拷来，下级的包也可以请他们重发"
    ]


def _packages(ledger: Ledger) -> list[str]:
    problems = []
    for name, hashes in _known(ledger).items():
        file = kept_packages(ledger) / name
        if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() not in hashes:
            problems.append(f"留存的报送包 {name} 被改动过")
    return problems


def _known(ledger: Ledger) -> dict[str, set[str]]:
    """Give the hashes of each file that the ledger knows of."""
    known: dict[str, set[str]] = {}
    with ledger.read() as session:
        for row in session.exec(select(Package).order_by(Package.file)):
            if row.file:
                known.setdefault(row.file, set()).add(row.sha256)
    return known


def _heads(ledger: Ledger) -> list[str]:
    """Tell where the log is not the one that a package of ours was sent with."""
    with ledger.read() as session:
        sent = session.exec(select(Package).where(Package.committee_id == ledger.own_id)).all()
        heads = [(row.file, json.loads(row.manifest).get("head")) for row in sent]
    return [
        f"报送包 {name} 之后，变更日志被改写过：{problem}"
        for name, head in heads
        if head
        for problem in against_head(ledger, int(head["step"]), str(head["hash"]))
    ]
