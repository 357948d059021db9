"""Takes in what a colleague did in a ledger or workbook of his own, seen before it is done.

Which record is which is decided by the common history of both ledgers first (see `identity`), so
that two records which got the same number while both worked apart stay two. What only he changed is
taken; where both changed something ours is kept unless his is chosen. Everything goes in as one
step, and so one undo.
"""

from collections.abc import Collection
from pathlib import Path

from sqlmodel import Session

from zxdesk.errors import RefusedError
from zxdesk.exchange.merging.books import merge_book
from zxdesk.exchange.merging.changing import Changing
from zxdesk.exchange.merging.comparing import Comparing
from zxdesk.exchange.merging.entering import Entering
from zxdesk.exchange.merging.files import Files
from zxdesk.exchange.merging.identity import Identity
from zxdesk.exchange.merging.plan import (
    Difference,
    HeldBack,
    MergePlan,
    Renumbered,
    held_back_line,
    renumbered_line,
)
from zxdesk.exchange.merging.sides import Place, Side
from zxdesk.exchange.merging.survey import survey
from zxdesk.exchange.merging.wording import Wording
from zxdesk.exchange.verdict import Touched
from zxdesk.paths import EXTENSION
from zxdesk.records import KINDS
from zxdesk.store import Ledger, lineage, open_ledger


def plan_merge(ledger: Ledger, file: Path, *, take: Collection[Place] = ()) -> MergePlan:
    """Tell what merging a colleague's ledger or workbook would do; write nothing.

    Raises:
        RefusedError: it is the ledger of another committee.
        EnvironmentProblem: it cannot be read.
    """
    return _merged(ledger, file, take, dry_run=True)


def merge(ledger: Ledger, file: Path, *, take: Collection[Place] = ()) -> MergePlan:
    """Merge a colleague's ledger or workbook in as one step.

    Args:
        take: The records of which his version is taken (see `Difference.place`).

    Raises:
        RefusedError: it is the ledger of another committee.
        EnvironmentProblem: it cannot be read, or ours not be written.
    """
    return _merged(ledger, file, take, dry_run=False)


def _merged(ledger: Ledger, file: Path, take: Collection[Place], *, dry_run: bool) -> MergePlan:
    label = f"合并 {file.name}"
    if file.suffix.lower() != EXTENSION:
        return merge_book(ledger, file, take=take, label=label, dry_run=dry_run)
    with open_ledger(file, writing=False, clock=ledger.clock) as other:
        if other.own.name != ledger.own.name:
            raise RefusedError(
                f"台账“{file.name}”是{other.own.name}的，没有合并",
                "只能合并本单位同事的台账；别的政协请用报送包",
            )
        with other.read() as theirs, ledger.write(label, dry_run=dry_run) as session:
            plan, files = _run(ledger, session, other, theirs, take)
            if not dry_run:
                plan.report.notes += files.store(ledger, other)
    plan.report.changes = session.changes
    return plan


def _run(
    ledger: Ledger, session: Session, other: Ledger, theirs: Session, take: Collection[Place]
) -> tuple[MergePlan, Files]:
    ours_id, his_id = ledger.own_id, other.own_id
    mine = lineage.step_hashes(session.connection())
    his_steps = lineage.step_hashes(theirs.connection())
    since = lineage.common_step(mine, his_steps)
    identity = Identity(Side(session, ours_id, since, mine), Side(theirs, his_id, since, his_steps))
    wording = Wording(identity)
    plan = MergePlan()
    found = survey(identity, Comparing(identity, wording))
    plan.held_back += found.held.values()
    plan.report.notes += found.notes
    entering = Entering(ledger, identity, wording, found, plan)
    changing = Changing(identity, entering, plan, take)
    changing.tell(found)
    changing.names(found.same)
    entering.enter(found.new)
    changing.rest(found.same)
    files = Files(identity)
    files.enter((*(place for place, _, _ in found.same), *found.new))
    plan.report.notes += files.notes
    changing.gave_files(files.given)
    changing.delete(found)
    touched = Touched(session, today=ledger.today)
    for kind_name, record_id in (*entering.made(), *changing.taken):
        touched.add(KINDS[kind_name], ours_id, record_id, None, None)
    plan.report.notes += touched.verdict(refuse=False, by_title=True).notes
    return plan, files


__all__ = [
    "Difference",
    "HeldBack",
    "MergePlan",
    "Place",
    "Renumbered",
    "held_back_line",
    "merge",
    "plan_merge",
    "renumbered_line",
]
