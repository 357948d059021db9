"""The handling of a proposal by its units, and what the proposers say of it."""

from datetime import date

from zxdesk.rules.kinds.proposal import latest_reply
from zxdesk.rules.order import before, earlier
from zxdesk.rules.rule import Facts, Values, hard, odd

_PROPOSAL, _UNITS = "proposal_id", "proposal_id <handling.proposal_id"
_SIGNERS = "proposal_id joint_signers"


def _reply_of(facts: Facts) -> date | None:
    proposal = facts.row(_PROPOSAL)
    return latest_reply(proposal, facts.rows(_UNITS)) if proposal else None


def _unit_before_assigned(values: Values, facts: Facts) -> bool:
    proposal = facts.row(_PROPOSAL)
    if values.get("assigned_on") or proposal is None:
        return False
    return earlier(values.get("replied_on"), proposal["assigned_on"])


def _unit_after_closing(values: Values, facts: Facts) -> bool:
    proposal = facts.row(_PROPOSAL)
    return proposal is not None and earlier(proposal["closed_on"], values.get("replied_on"))


HANDLING = (
    hard(
        "due_before_assigned",
        "due_on assigned_on",
        "期限不能早于交办日期，请核对这两个日期",
        before("due_on", "assigned_on"),
    ),
    hard(
        "reply_before_assigned",
        "replied_on assigned_on",
        "答复日期不能早于交办日期，请核对这两个日期",
        before("replied_on", "assigned_on"),
    ),
    hard(
        "reply_before_proposal_assigned",
        "replied_on",
        "答复日期不能早于提案的交办日期，请核对",
        _unit_before_assigned,
        needs=(_PROPOSAL,),
    ),
    hard(
        "extended_before_due",
        "extended_to due_on",
        "延期不能早于原来的期限，请核对这两个日期",
        before("extended_to", "due_on"),
    ),
    odd(
        "received_before_assigned",
        "received_on assigned_on",
        "签收日期早于交办日期，请核对",
        before("received_on", "assigned_on"),
    ),
    odd(
        "extension_unexplained",
        "extension_reason extended_to",
        "延期没有写理由，请补上",
        lambda values, _: bool(values.get("extended_to")) and not values.get("extension_reason"),
    ),
    odd(
        "reply_after_closing",
        "replied_on",
        "答复日期在提案结案之后，请核对",
        _unit_after_closing,
        needs=(_PROPOSAL,),
    ),
)


def _said_before_reply(values: Values, facts: Facts) -> bool:
    return earlier(values.get("given_on"), _reply_of(facts))


def _said_unanswered(_: Values, facts: Facts) -> bool:
    return facts.row(_PROPOSAL) is not None and _reply_of(facts) is None


def _said_by_others(values: Values, facts: Facts) -> bool:
    proposal = facts.row(_PROPOSAL)
    if proposal is None:
        return False
    signers = {proposal["first_signer_id"], *(row["id"] for row in facts.rows(_SIGNERS))} - {None}
    return bool(signers) and values.get("member_id") not in signers


FEEDBACK = (
    hard(
        "feedback_before_reply",
        "given_on",
        "反馈日期不能早于答复日期，请核对这两个日期",
        _said_before_reply,
        needs=(_PROPOSAL, _UNITS),
    ),
    odd(
        "feedback_unanswered",
        "proposal_id",
        "这件提案还没有答复，请先登记答复",
        _said_unanswered,
        needs=(_PROPOSAL, _UNITS),
    ),
    odd(
        "not_a_proposer",
        "member_id proposal_id",
        "反馈的人不是这件提案的提案人，请核对",
        _said_by_others,
        needs=(_PROPOSAL, _SIGNERS),
    ),
)
RULES = {"handling": HANDLING, "feedback": FEEDBACK}
