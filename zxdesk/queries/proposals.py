"""How far proposals are: from their own dates, their units' and their proposers' feedback."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.queries.handling import assigned_on, due_on, replied_on
from zxdesk.queries.values import chunks
from zxdesk.records import KINDS
from zxdesk.rules.proposals import DISSATISFIED, Progress, Said, may_be_main, standing

_PROPOSAL, _FEEDBACK = KINDS["proposal"].table, KINDS["feedback"].table


def progress_of(session: Session, ids: Iterable[int]) -> dict[int, Progress]:
    """Give how far these proposals are."""
    found: dict[int, Progress] = {}
    for part in chunks(ids):
        said = feedback_of(session, part)
        for row in session.connection().execute(_query(part)):
            found[row.id] = _progress(row, said.get(row.id, []))
    return found


def possible_mains(session: Session, proposal_id: int | None) -> set[int]:
    """Give the proposals into which one may be merged; None for one that is not saved yet."""
    columns = (_PROPOSAL.c.id, _PROPOSAL.c.conclusion, _PROPOSAL.c.closed_on)
    return {
        row.id
        for row in session.connection().execute(sa.select(*columns))
        if row.id != proposal_id and may_be_main(row.conclusion, row.closed_on)
    }


def _query(ids: list[int]) -> sa.Select[Any]:
    def day(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[Any]:
        return sa.type_coerce(column, sa.Date).label(name)

    return sa.select(
        *(_PROPOSAL.c[n] for n in ("id", "conclusion", "submitted_on", "closed_on")),
        *(_PROPOSAL.c[n] for n in ("feedback_on", "attitude", "satisfaction", "first_signer_id")),
        day(assigned_on(_PROPOSAL), "assigned"),
        day(due_on(_PROPOSAL), "due"),
        day(replied_on(_PROPOSAL), "replied"),
    ).where(_PROPOSAL.c.id.in_(ids))


def _progress(row: Any, said: list[Said]) -> Progress:
    own = Said(
        member_id=None,
        given_on=row.feedback_on,
        attitude=row.attitude,
        satisfaction=row.satisfaction,
    )
    stands = standing(said, row.first_signer_id) or own
    days: list[date] = [one.given_on for one in (*said, own) if one.given_on]
    return Progress(
        conclusion=row.conclusion,
        submitted_on=row.submitted_on,
        assigned_on=row.assigned,
        due_on=row.due,
        replied_on=row.replied,
        feedback_on=max(days, default=None),
        closed_on=row.closed_on,
        content=stands.satisfaction != DISSATISFIED,
    )


def feedback_of(session: Session, ids: list[int]) -> dict[int, list[Said]]:
    """Give what each proposal's proposers said of the handling, in the order they said it."""
    query = (
        sa.select(_FEEDBACK)
        .where(_FEEDBACK.c.proposal_id.in_(ids))
        .order_by(_FEEDBACK.c.given_on, _FEEDBACK.c.id)
    )
    found: dict[int, list[Said]] = {}
    for row in session.connection().execute(query):
        said = Said(
            member_id=row.member_id,
            given_on=row.given_on,
            attitude=row.attitude,
            satisfaction=row.satisfaction,
        )
        found.setdefault(row.proposal_id, []).append(said)
    return found
