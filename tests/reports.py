"""Committees below ours that have reported: a few rows, without a package's file."""

from collections.abc import Sequence
from datetime import date, datetime

from tests.ledgers import Office
from zxdesk.records import KINDS, Committee, Package
from zxdesk.rules.periods import Period
from zxdesk.store.steps import FIXED


def report(office: Office, name: str, quarters: Sequence[Period], *, days: Sequence[date]) -> None:
    """Enter a committee below ours, what it has reported, and its events."""
    event = KINDS["event"].table
    with office.ledger.write("接收", kind=FIXED) as session:
        committee = Committee(name=name, level="县")
        session.add(committee)
        session.flush()
        for period in quarters:
            assert period.first is not None
            session.add(
                Package(
                    committee_id=committee.id, received=True, period=period.name,
                    first=period.first, last=period.last, number=1,
                    created=datetime(2026, 10, 8), handled_at=datetime(2026, 10, 8),
                    file="", sha256=name, manifest="{}",
                )
            )  # fmt: skip
        assert committee.id is not None
        with session.receiving(committee.id):
            for number, day in enumerate(days):
                start = datetime(day.year, day.month, day.day, 9)
                session.connection().execute(
                    event.insert().values(
                        owner_id=committee.id, number=str(number), name=f"{name}{number}",
                        type="视察", start=start, state="已举办",
                    )
                )  # fmt: skip
