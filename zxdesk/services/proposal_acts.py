"""The acts of a proposal's life, each written as one step, and what they begin with."""

from collections.abc import Callable
from typing import Any

from zxdesk import text
from zxdesk.queries.links import ids_under
from zxdesk.queries.values import Names, Values, load, load_many
from zxdesk.records import KINDS
from zxdesk.records.proposal import JOINT
from zxdesk.rules.proposals import ACTS
from zxdesk.services import proposals
from zxdesk.services.entries import LONGEST_TITLE
from zxdesk.services.new_targets import with_targets
from zxdesk.store import Changes, Ledger

# What is written on the proposal itself, and what on the handling of one of its units.
_ON_PROPOSAL: dict[str, Callable[..., None]] = {
    "examine": proposals.examine_proposal,
    "assign": proposals.assign_proposal,
    "feedback": proposals.record_feedback,
    "close": proposals.close_proposal,
}


def carry_out(
    ledger: Ledger, proposal_id: int, act: str, values: Values, *, handling_id: int | None = None
) -> Changes:
    """Write an act in one step.

    Args:
        act: Its key in `ACTS`.
        values: What the act asks for, by field.
        handling_id: Whose reply or extension it is; None for the replies of all units at once.

    Raises:
        InvalidRecord: the values do not hold together.
        UserError: the proposal is gone, or the act does not follow now.
    """
    with ledger.write(_label(ledger, proposal_id, act, values)) as session:
        known: dict[str, Any] = with_targets(
            session, values, owner_id=ledger.own_id, today=ledger.today
        )
        if act == "extend":
            assert handling_id is not None
            proposals.extend_handling(session, handling_id, **known)
        elif act == "reply":
            proposals.record_reply(session, proposal_id, handling_id=handling_id, **known)
        else:
            _ON_PROPOSAL[act](session, proposal_id, **known)
    return session.changes


def title_of(values: Values) -> str:
    """Give what a proposal is called, short enough for the name of a step."""
    words = " ".join(filter(None, (values["case_number"], values["subject"])))
    return text.shortened(words, LONGEST_TITLE)


def _label(ledger: Ledger, proposal_id: int, act: str, values: Values) -> str:
    with ledger.read() as session:
        held = load(session, KINDS["proposal"], proposal_id)
    title = title_of(held) if held else ""
    came_to = f"：{values['conclusion']}" if "conclusion" in values else ""
    return f"{ACTS[act].verb}提案 {title}{came_to}"


def waiting_units(ledger: Ledger, proposal_id: int) -> list[tuple[str, int]]:
    """Give the units whose reply is outstanding, each with the id of its handling."""
    kind = KINDS["handling"]
    with ledger.read() as session:
        ids = ids_under(session, kind, "proposal_id", proposal_id)
        rows = load_many(session, kind, ids, ["unit_id", "role", "replied_on"])
        words = Names(session).show(kind, rows)
    waiting = [i for i in ids if rows[i]["replied_on"] is None and rows[i]["role"] != JOINT]
    return [(f"{words[i]['unit_id']}（{words[i]['role']}）", i) for i in waiting]


def next_signer(ledger: Ledger, proposal_id: int) -> int | None:
    """Give the first proposer who has said nothing yet, else the first; None where nobody signed.

    A proposal that is gone has none.
    """
    kind = KINDS["feedback"]
    with ledger.read() as session:
        values = load(session, KINDS["proposal"], proposal_id)
        if values is None:
            return None
        ids = ids_under(session, kind, "proposal_id", proposal_id)
        said = {row["member_id"] for row in load_many(session, kind, ids).values()}
    first: int | None = values["first_signer_id"]
    silent = [s for s in (first, *values["joint_signers"]) if s and s not in said]
    return silent[0] if silent else first
