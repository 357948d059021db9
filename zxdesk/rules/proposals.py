"""The life of a proposal: its stages, what may be done in each, and by when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from zxdesk.records.proposal import (
    FILED,
    JOINT,
    LEAD,
    MERGED,
    NOT_FILED,
    PENDING,
    RETURNED,
)
from zxdesk.rules.deadlines import USUAL, Deadlines

UNASSIGNED, HANDLED, REPLIED, ANSWERED, REDONE, CLOSED = STAGES = (
    "待交办",
    "办理中",
    "待反馈",
    "待结案",
    "重新办理",
    "已结案",
)
DISSATISFIED = "不满意"
# What an examination may come to, and the field that it must explain.
EXPLAINED = {NOT_FILED: "refusal", MERGED: "merged_into_id"}

# How many days ahead a reply is due soon where the office has not decided it.
SOON = USUAL.soon.count


def may_be_main(conclusion: str, closed_on: date | None) -> bool:
    """Tell whether other proposals may be merged into one: filed, and not closed yet."""
    return conclusion == FILED and closed_on is None


@dataclass(frozen=True, kw_only=True)
class Progress:
    """How far a proposal is, from its own dates or those of its units.

    Attributes:
        due_on: The deadline after any extension.
        content: False where the last feedback says 不满意.
    """

    conclusion: str
    submitted_on: date
    assigned_on: date | None = None
    due_on: date | None = None
    replied_on: date | None = None
    feedback_on: date | None = None
    closed_on: date | None = None
    content: bool = True


@dataclass(frozen=True)
class Act:
    """Something the office does with a proposal, and the stages in which it may."""

    key: str
    verb: str
    stages: tuple[str, ...]


# The life cycle: after each act the proposal's own facts say in which stage it is.
ACTS = {
    act.key: act
    for act in (
        Act("examine", "审查", (PENDING, RETURNED)),
        Act("assign", "交办", (UNASSIGNED,)),
        Act("reply", "登记答复", (HANDLED,)),
        Act("extend", "延期", (HANDLED,)),
        Act("feedback", "登记反馈", (REPLIED, ANSWERED, REDONE)),
        Act("close", "结案", (ANSWERED,)),
    )
}


def stage(progress: Progress) -> str:
    """Give the stage of a proposal; one that was not filed stays at its conclusion."""
    if progress.closed_on:
        return CLOSED
    if progress.conclusion != FILED:
        return progress.conclusion
    if progress.replied_on is None:
        return HANDLED if progress.assigned_on else UNASSIGNED
    if progress.feedback_on is None:
        return REPLIED
    return ANSWERED if progress.content else REDONE


def may_follow(progress: Progress) -> list[Act]:
    """Give what may be done with a proposal now, the usual thing first."""
    now = stage(progress)
    found = [act for act in ACTS.values() if now in act.stages]
    return sorted(found, key=lambda act: act.stages[0] != now)


def steps(progress: Progress) -> list[tuple[str, date | None, bool]]:
    """Give (step, day, whether it is done) from the submission to the closing.

    A proposal that was not filed ends with its examination, whose day nobody keeps.
    """
    examined = progress.conclusion != PENDING
    verdict = progress.conclusion if examined else "审查"
    found = [("提交", progress.submitted_on, True), (verdict, None, examined)]
    if examined and progress.conclusion != FILED:
        return found
    later = (
        ("交办", progress.assigned_on),
        ("答复", progress.replied_on),
        ("反馈", progress.feedback_on),
        ("结案", progress.closed_on),
    )
    return found + [(name, day, day is not None) for name, day in later]


def due_by(assigned_on: date, role: str = LEAD, *, decided: Deadlines = USUAL) -> date:
    """Give the usual deadline of a unit."""
    if role == JOINT:
        return decided.joint.after(assigned_on, decided.worked)
    return decided.reply_by(assigned_on)


def latest_due(assigned_on: date, *, decided: Deadlines = USUAL) -> date:
    """Give the day beyond which no deadline goes, extended or not."""
    return decided.most.after(assigned_on, decided.worked)


def days_left(due: date | None, replied: date | None, today: date) -> int | None:
    """Give the days to a deadline, below zero when it has passed; None where nothing is due."""
    return None if due is None or replied is not None else (due - today).days


def urgency(left: int | None, soon: int = SOON) -> str:
    """Say how urgent a deadline is: 逾期, 临期, or nothing.

    Args:
        soon: How many days ahead a deadline is due soon.
    """
    if left is None or left > soon:
        return ""
    return "逾期" if left < 0 else "临期"


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What one unit replied; no day while it has not."""

    role: str
    replied_on: date | None
    reply_number: str | None = None
    grade: str | None = None


def whole_reply(replies: Iterable[Reply]) -> Reply | None:
    """Give the reply to a proposal: the lead's, on the day of the last; None while one is open.

    Joint units give their opinion to the lead and do not reply.
    """
    own = [reply for reply in replies if reply.role != JOINT]
    days = [reply.replied_on for reply in own if reply.replied_on]
    if not own or len(days) < len(own):
        return None
    first = next((reply for reply in own if reply.role == LEAD), own[0])
    return Reply(
        role=first.role,
        replied_on=max(days),
        reply_number=first.reply_number,
        grade=first.grade,
    )


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one proposer says of the handling."""

    member_id: int | None
    given_on: date | None
    attitude: str | None
    satisfaction: str | None


def standing(said: Sequence[Said], first_signer: int | None) -> Said | None:
    """Give the feedback that stands for a proposal: the first signer's last, else the last."""
    ordered = sorted(said, key=lambda one: one.given_on or date.min)
    own = [one for one in ordered if one.member_id == first_signer and first_signer]
    found = own or ordered
    return found[-1] if found else None
