"""Questions over proposals: received, filed, handled, replied, and what proposers say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.handling import assigned_on, awaits_reply, due_on, replied_on
from zxdesk.records import KINDS
from zxdesk.records.kind import RefList
from zxdesk.records.proposal import SATISFIED
from zxdesk.statistics.counting import AS_OF, SESSION, TERM, Asked, Question, Seen, alias, within

SEEN = "提案"


def _of_period(proposal: Any, day: Any, asked: Asked) -> sa.ColumnElement[bool]:
    """Say that a day lies in the period; a session year means the proposals of that session."""
    if not asked.in_session:
        return within(day, asked)
    # Whatever was done with them, and whenever; what was never done has no day (contract, 1).
    return sa.and_(proposal.c.term == TERM, proposal.c.session == SESSION, day.is_not(None))


def submitted(*conclusions: str) -> Callable[[Asked], Question]:
    """Give the question for proposals by submission, with one of these conclusions if any."""

    def ask(asked: Asked) -> Question:
        proposal = alias("proposal")
        concluded = (proposal.c.conclusion.in_(conclusions),) if conclusions else ()
        return Question(
            origin=proposal,
            record=proposal.c.id,
            record_kind="proposal",
            owner=proposal.c.owner_id,
            where=(_of_period(proposal, proposal.c.submitted_on, asked), *concluded),
            seen=(Seen(KINDS["proposal"], proposal, prefix=SEEN),),
            on=sa.cast(proposal.c.submitted_on, sa.Text),
        )

    return ask


def proposers(asked: Asked) -> Question:
    """Distinct first and joint signers of the proposals submitted."""
    question = submitted()(asked)
    proposal = question.seen[0].table
    spec = KINDS["proposal"].fields["joint_signers"]
    assert isinstance(spec, RefList)
    first = sa.select(
        KINDS["proposal"].table.c.id.label("proposal_id"),
        KINDS["proposal"].table.c.first_signer_id.label("member_id"),
    )
    joint = sa.select(spec.table.c.record_id, spec.table.c.target_id)
    signers = sa.union(first, joint).subquery("signers")
    member = alias("member")
    origin = proposal.join(signers, signers.c.proposal_id == proposal.c.id).join(
        member, member.c.id == signers.c.member_id
    )
    return replace(
        question,
        origin=origin,
        record=member.c.id,
        record_kind="member",
        seen=(*question.seen, Seen(KINDS["member"], member, prefix="委员")),
    )


def _by(
    day: Callable[[Any], sa.ColumnElement[Any]],
) -> Callable[[Asked], Question]:
    def ask(asked: Asked) -> Question:
        question = submitted()(asked)
        proposal = question.seen[0].table
        return replace(question, where=(_of_period(proposal, day(proposal), asked),))

    return ask


assigned = _by(assigned_on)
replied = _by(replied_on)


def overdue(asked: Asked) -> Question:
    """Proposals of which some replying unit is past its deadline without a reply on the day.

    A reply registered on the proposal itself is that of all its units; one that it registers
    later than all of them changes nothing.
    """
    question = submitted()(asked)
    proposal = question.seen[0].table
    session = (_of_period(proposal, proposal.c.submitted_on, asked),) if asked.in_session else ()
    return replace(
        question,
        where=(
            assigned_on(proposal) <= AS_OF,
            due_on(proposal, on=AS_OF) < AS_OF,
            awaits_reply(proposal, AS_OF),
            *session,
        ),
    )


def reply_rate(asked: Asked) -> Question:
    """Of those assigned in the period, the share replied by its last day."""
    question = assigned(asked)
    proposal = question.seen[0].table
    by_then = replied_on(proposal) <= AS_OF
    return replace(question, hit=by_then)


def satisfied_rate(asked: Asked) -> Question:
    """满意 of the feedback returned (办理结果评价): each form, else the proposal's own."""
    question = submitted()(asked)
    proposal = question.seen[0].table
    feedback, other = KINDS["feedback"].table, KINDS["proposal"].table
    # Form 7 and proposal 7 are two: the letter keeps their numbers apart where they are counted.
    forms = sa.select(
        feedback.c.proposal_id,
        (sa.literal("f") + sa.cast(feedback.c.id, sa.Text)).label("form"),
        feedback.c.given_on,
        feedback.c.satisfaction,
    ).where(feedback.c.satisfaction.is_not(None))
    without_forms = sa.select(
        other.c.id,
        sa.literal("p") + sa.cast(other.c.id, sa.Text),
        other.c.feedback_on,
        other.c.satisfaction,
    ).where(
        other.c.satisfaction.is_not(None),
        other.c.id.not_in(sa.select(feedback.c.proposal_id)),
    )
    returned = sa.union_all(forms, without_forms).subquery("returned")
    return replace(
        question,
        origin=proposal.join(returned, returned.c.proposal_id == proposal.c.id),
        where=(_of_period(proposal, returned.c.given_on, asked),),
        hit=returned.c.satisfaction == SATISFIED,
        counted=returned.c.form,
    )
