"""Two clerks for a month on copies of one ledger: merging mixes up nothing and loses nothing."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.exchange.merging.clerks import SPECS, Clerk, everything, mixed_up, stamp_of, stamps
from tests.ledgers import Office, clock, dump, lent
from zxdesk.exchange.merging import MergePlan, merge
from zxdesk.queries.values import keys
from zxdesk.store import history, open_ledger
from zxdesk.store.check import check

VERBS = ("add", "add", "add", "edit", "rename", "relink", "delete", "undo")
Act = tuple[str, str, int, int]
MOST = 25


@st.composite
def months(draw: st.DrawFn) -> list[list[Act]]:
    """Draw what both do, twice: in a few kinds each time, so that they get in each other's way."""
    kinds = draw(st.lists(st.sampled_from(tuple(SPECS)), min_size=3, max_size=8, unique=True))
    act = st.tuples(
        st.sampled_from(VERBS), st.sampled_from(kinds), st.integers(0, 99), st.integers(0, 99)
    )
    return [draw(st.lists(act, max_size=MOST)) for _ in range(4)]


def unnamed(ours: Clerk, his: Clerk, plan: MergePlan, after: set[str]) -> list[str]:
    """Give what he has and we have not, unless we deleted it, or the merge names it."""
    held = {(one.kind, one.key) for one in plan.held_back}
    asked = {text for one in plan.differences for _, _, text in one.fields}
    found = []
    for kind, records in everything(his.office).items():
        with his.office.ledger.read() as session:
            key_of = keys(session, kind, records)
        for record_id, values in records.items():
            stamp = stamp_of(kind, values)
            there = f"{kind}：{stamp}" in after | ours.gone or stamp in asked
            if not there and (kind, key_of[record_id]) not in held:
                found.append(f"{kind} {key_of[record_id]} {stamp}")
    return found


def check_merge(ours: Clerk, his: Clerk) -> None:
    """Merge and check all that must hold."""
    before, mine = dump(ours.office.ledger.path), stamps(everything(ours.office))
    plan = merge(ours.office.ledger, his.office.ledger.path)
    now = everything(ours.office)
    assert list(mixed_up(ours.office, now)) == []
    assert unnamed(ours, his, plan, stamps(now)) == []
    assert len(mine - stamps(now)) <= sum(plan.report.updated.values())
    merged = dump(ours.office.ledger.path)
    again = merge(ours.office.ledger, his.office.ledger.path)
    assert not again.report.changes, again
    assert dump(ours.office.ledger.path) == merged
    if plan.report.changes:
        history.undo(ours.office.ledger)
        assert dump(ours.office.ledger.path) == before
        history.redo(ours.office.ledger)
        assert dump(ours.office.ledger.path) == merged


@pytest.fixture
def started(ledger_file: Path) -> Path:
    """A ledger in which the office has worked before it was copied."""
    with open_ledger(ledger_file, clock=clock) as ledger:
        clerk = Clerk(Office(ledger), "旧")
        for place, kind in enumerate(SPECS):
            clerk.do(("add", kind, place, place))
            clerk.do(("add", kind, place + 1, place + 2))
    return ledger_file


def test_a_clerk_does_whatever_can_be_done_with_every_kind(started: Path) -> None:
    with lent(started) as ledger:
        clerk = Clerk(Office(ledger), "试")
        for verb in ("add", "edit", "rename", "relink", "delete"):
            for kind in SPECS:
                if verb == "delete":
                    clerk.do(("add", kind, 5, 6))  # nothing hangs on that yet
                for place in range(9):
                    if (verb, kind) not in clerk.done:
                        clerk.do((verb, kind, place, place + 3))
    for kind, spec in SPECS.items():
        verbs = {verb for verb, done in clerk.done if done == kind}
        able = {"add", "delete"} | ({"edit"} if spec.edited else set())
        able |= {"relink"} if spec.relinked else set()
        able |= {"rename"} if spec.name and kind != "speech" else set()
        assert able == verbs, kind


def test_two_clerks_for_a_month_on_copies(started: Path, tmp_path: Path, loops: int) -> None:
    @settings(
        max_examples=2 * loops,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking takes hours here
    )
    @given(months())
    def holds(work: list[list[Act]]) -> None:
        ours, his, later, his_later = work
        files = [tmp_path / name / "云溪.zxd" for name in ("甲", "乙")]
        for file in files:
            shutil.rmtree(file.parent, ignore_errors=True)
            file.parent.mkdir()
            shutil.copy(started, file)
        with lent(files[0]) as first, lent(files[1]) as second:
            one, other = Clerk(Office(first), "甲"), Clerk(Office(second), "乙")
            for clerk, acts in ((one, ours), (other, his)):
                for act in acts:
                    clerk.do(act)
            check_merge(one, other)
            check_merge(other, one)
            for clerk, acts in ((one, later), (other, his_later)):
                for act in acts:
                    clerk.do(act)
            check_merge(one, other)
            check_merge(other, one)
            assert [check(clerk.office.ledger, deep=True) for clerk in (one, other)] == [[], []]

    holds()
