"""Proposals with all that papers tell of them: proposers, units, days, what was said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.papers.common import worded, workplace
from zxdesk.papers.kind import PaperRequest
from zxdesk.queries.proposals import feedback_of, progress_of
from zxdesk.queries.services import current_texts
from zxdesk.queries.values import Values, chunks, load_many, titles
from zxdesk.records import KINDS
from zxdesk.records.proposal import ROLES
from zxdesk.rules.periods import Period
from zxdesk.rules.proposals import Progress, standing
from zxdesk.store import Ledger

TAKES = "若干提案；不写则为期间内全部，不写期间则为最近一次会议的"
PROPOSAL, HANDLING = KINDS["proposal"], KINDS["handling"]


@dataclass(frozen=True, kw_only=True)
class Proposer:
    """A proposer: a member, or the body of a collective proposal (then without post)."""

    name: str
    post: str = ""
    sector: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class UnitPart:
    """One unit's part in handling a proposal."""

    id: int
    name: str
    role: str
    due_on: date | None
    replied_on: date | None
    reply_number: str
    grade: str


@dataclass(frozen=True, kw_only=True)
class Case:
    """One proposal.

    Attributes:
        words: Its fields as people read them.
        satisfaction: What stands of what its proposers said.
    """

    words: Mapping[str, str]
    proposers: tuple[Proposer, ...]
    units: tuple[UnitPart, ...]
    submitted_on: date
    assigned_on: date | None
    due_on: date | None
    replied_on: date | None
    satisfaction: str

    def text(self, field: str) -> str:
        """Give a field as people read it."""
        return self.words[field]

    @property
    def number(self) -> str:
        """Give the case number, else the serial number."""
        return self.text("case_number") or self.text("serial")

    @property
    def order(self) -> tuple[int, str]:
        """Give its place among others: 2 comes before 10."""
        return len(self.number), self.number

    @property
    def first_proposer(self) -> str:
        """Give the first proposer, and how many there are if more."""
        names = [proposer.name for proposer in self.proposers]
        return f"{names[0]}等{len(names)}人" if len(names) > 1 else "".join(names)


def session_words(cases: Sequence[Case]) -> str:
    """Give the session all these are of: 五届三次; empty where they are of several."""
    found = {case.text("term") + case.text("session") for case in cases}
    return found.pop() if len(found) == 1 else ""


def cases_of(session: Session, ids: Iterable[int]) -> list[Case]:
    """Read proposals for papers, in the order of `ids`; gone ones are left out."""
    wanted = list(ids)
    values = load_many(session, PROPOSAL, wanted)
    wanted = [i for i in wanted if i in values]
    words = worded(session, PROPOSAL, wanted)
    progress, units = progress_of(session, wanted), _units(session, wanted)
    proposers = _proposers(session, values)
    said = _satisfaction(session, values)
    return [
        _case(words[i], progress[i], proposers[i], tuple(units.get(i, ())), said[i]) for i in wanted
    ]


def _case(
    words: dict[str, str],
    progress: Progress,
    proposers: tuple[Proposer, ...],
    units: tuple[UnitPart, ...],
    satisfaction: str,
) -> Case:
    return Case(
        words=words,
        proposers=proposers,
        units=units,
        submitted_on=progress.submitted_on,
        assigned_on=progress.assigned_on,
        due_on=progress.due_on,
        replied_on=progress.replied_on,
        satisfaction=satisfaction,
    )


def _units(session: Session, ids: Sequence[int]) -> dict[int, list[UnitPart]]:
    table = HANDLING.table
    rows = [
        row
        for part in chunks(ids)
        for row in session.connection().execute(
            sa.select(table).where(table.c.proposal_id.in_(part)).order_by(table.c.id)
        )
    ]
    names = titles(session, "unit", {row.unit_id for row in rows})
    found: dict[int, list[UnitPart]] = {}
    for row in sorted(rows, key=lambda row: ROLES.index(row.role)):
        part = UnitPart(
            id=row.unit_id,
            name=names[row.unit_id],
            role=row.role,
            due_on=row.extended_to or row.due_on,
            replied_on=row.replied_on,
            reply_number=row.reply_number or "",
            grade=row.grade or "",
        )
        found.setdefault(row.proposal_id, []).append(part)
    return found


def _proposers(session: Session, values: Mapping[int, Values]) -> dict[int, tuple[Proposer, ...]]:
    """Give who proposed each: members with their posts of that day, then bodies."""
    members = {i: _signers(one) for i, one in values.items()}
    by_day: dict[date, set[int]] = {}
    for i, one in values.items():
        by_day.setdefault(one["submitted_on"], set()).update(members[i])
    services = {day: current_texts(session, sorted(ids), day) for day, ids in by_day.items()}
    everyone = {member for ids in members.values() for member in ids}
    people = titles(session, "member", everyone)
    bodies = titles(session, "unit", {body for one in values.values() for body in one["bodies"]})
    return {
        i: (
            *(
                _proposer(people[member], services[one["submitted_on"]].get(member, {}))
                for member in members[i]
            ),
            *(Proposer(name=bodies[body]) for body in one["bodies"]),
        )
        for i, one in values.items()
    }


def _signers(proposal: Values) -> list[int]:
    first = proposal["first_signer_id"]
    signers = [first, *proposal["joint_signers"]] if first else proposal["joint_signers"]
    return list(dict.fromkeys(signers))


def _proposer(name: str, service: Mapping[str, str]) -> Proposer:
    return Proposer(name=name, post=workplace(service), sector=service.get("sector_id", ""))


def _satisfaction(session: Session, values: Mapping[int, Values]) -> dict[int, str]:
    said = {i: one for part in chunks(values) for i, one in feedback_of(session, part).items()}
    found = {}
    for i, one in values.items():
        stands = standing(said.get(i, []), one["first_signer_id"])
        found[i] = (stands.satisfaction if stands else one["satisfaction"]) or ""
    return found


def heading_of(cases: Sequence[Case]) -> str:
    """Give what a title begins with: 五届三次会议; empty where they are of several sessions."""
    found = session_words(cases)
    return f"{found}会议" if found else ""


def proposals_in(ledger: Ledger, period: Period | None) -> list[int]:
    """Give the proposals of a session or of other days; without a period of the last session."""
    table = PROPOSAL.table
    mine = sa.select(table.c.id).where(table.c.owner_id == ledger.own_id)
    with ledger.read() as session:
        connection = session.connection()
        if period is None:
            last = connection.execute(
                sa.select(table.c.term, table.c.session)
                .where(table.c.owner_id == ledger.own_id)
                .order_by(table.c.term.desc(), table.c.session.desc())
            ).first()
            of = tuple(last) if last else (0, 0)
            query = mine.where(table.c.term == of[0], table.c.session == of[1])
        elif period.session:
            term, number = period.session
            query = mine.where(table.c.term == term, table.c.session == number)
        else:
            query = mine.where(table.c.submitted_on <= period.last)
            if period.first:
                query = query.where(table.c.submitted_on >= period.first)
        return list(connection.scalars(query))


def proposals_asked_for(ledger: Ledger, request: PaperRequest) -> list[int]:
    """Give the proposals of a paper that is made for several."""
    return list(request.ids) if request.ids is not None else proposals_in(ledger, request.period)
