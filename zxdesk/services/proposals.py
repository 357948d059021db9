"""What the office does with a proposal, from its examination to its closing."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.office import deadlines
from zxdesk.queries.proposals import progress_of
from zxdesk.queries.values import Values, load
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.proposal import FILED, JOINT, MERGED, NOT_FILED
from zxdesk.rules.deadlines import Deadlines
from zxdesk.rules.proposals import (
    ACTS,
    EXPLAINED,
    Progress,
    Reply,
    Said,
    due_by,
    latest_due,
    may_be_main,
    stage,
    standing,
    whole_reply,
)
from zxdesk.services.numbering import next_case_number
from zxdesk.services.records import InvalidRecord, create, update

PROPOSAL, HANDLING, FEEDBACK = KINDS["proposal"], KINDS["handling"], KINDS["feedback"]


def examine_proposal(
    session: Session,
    proposal_id: int,
    *,
    conclusion: str,
    case_number: str | None = None,
    refusal: str | None = None,
    merged_into_id: int | None = None,
) -> None:
    """Write down what an examination came to; a filed proposal gets the next 案号 of its session.

    Raises:
        InvalidRecord: the conclusion lacks its reason, or the main proposal is none.
        UserError: the proposal is gone, or past its examination.
    """
    values, _ = _open(session, proposal_id, "examine")
    known: Values = {
        "conclusion": conclusion,
        "refusal": refusal if conclusion == NOT_FILED else None,
        "merged_into_id": merged_into_id if conclusion == MERGED else None,
        "case_number": case_number,
    }
    explained = EXPLAINED.get(conclusion)
    if explained and not known[explained]:
        raise InvalidRecord(PROPOSAL, {explained: f"{conclusion}要填这一项"})
    if conclusion == MERGED:
        _refuse_main(session, proposal_id, known["merged_into_id"])
    if conclusion == FILED:
        number = case_number or values["case_number"]
        known["case_number"] = number or next_case_number(session, proposal_id)
    update(session, PROPOSAL, proposal_id, known)


def assign_proposal(
    session: Session,
    proposal_id: int,
    *,
    leads: Sequence[int],
    joints: Sequence[int] = (),
    separates: Sequence[int] = (),
    assigned_on: date,
    due_on: date | None = None,
) -> None:
    """Hand a proposal over to its units, each with its deadline.

    Args:
        due_on: By when to reply; None for the usual time.

    Raises:
        InvalidRecord: nobody is to reply, a unit stands twice, or the days do not fit.
        UserError: the proposal is gone, or not to be handed over now.
    """
    values, _ = _open(session, proposal_id, "assign")
    decided = deadlines(session)
    due = due_on or due_by(assigned_on, decided=decided)
    units = (leads, joints, separates)
    if errors := _assigning(values, units, assigned_on, due, decided=decided):
        raise InvalidRecord(PROPOSAL, errors)
    known: Values = {"leads": tuple(leads), "joints": tuple(joints), "separates": tuple(separates)}
    update(session, PROPOSAL, proposal_id, known | {"assigned_on": assigned_on, "due_on": due})
    for handling_id, row in _handlings(session, proposal_id).items():
        own_due = due_by(assigned_on, row["role"], decided=decided) if row["role"] == JOINT else due
        dates = {"assigned_on": assigned_on, "due_on": min(own_due, due)}
        update(session, HANDLING, handling_id, {n: d for n, d in dates.items() if not row[n]})


def _assigning(
    values: Values,
    units: tuple[Sequence[int], ...],
    assigned_on: date,
    due: date,
    *,
    decided: Deadlines,
) -> dict[str, str]:
    leads, _, separates = units
    errors: dict[str, str] = {}
    if not leads and not separates:
        errors["leads"] = "要有主办单位或分办单位"
    if assigned_on < values["submitted_on"]:
        errors["assigned_on"] = "交办不能早于提交"
    latest = latest_due(assigned_on, decided=decided)
    if due > latest:
        errors["due_on"] = f"最迟到 {latest}"
    return errors


def record_reply(
    session: Session,
    proposal_id: int,
    *,
    handling_id: int | None = None,
    replied_on: date,
    reply_number: str | None = None,
    grade: str | None = None,
) -> None:
    """Write down a unit's reply; when the last one has replied, so has the proposal.

    Args:
        handling_id: Whose reply it is; None for all that have not replied.

    Raises:
        InvalidRecord: the reply would be earlier than the handing over.
        UserError: the proposal is gone, or waits for no reply.
    """
    _open(session, proposal_id, "reply")
    reply: Values = {"replied_on": replied_on, "reply_number": reply_number, "grade": grade}
    rows = _handlings(session, proposal_id)
    for row_id, row in rows.items():
        open_reply = handling_id is None and row["role"] != JOINT and not row["replied_on"]
        if row_id == handling_id or open_reply:
            update(session, HANDLING, row_id, reply)
    whole = whole_reply(map(_reply, _handlings(session, proposal_id).values()))
    if not any(row["role"] != JOINT for row in rows.values()):
        update(session, PROPOSAL, proposal_id, reply)
    elif whole is not None:
        known = {"replied_on": whole.replied_on, "reply_number": whole.reply_number}
        update(session, PROPOSAL, proposal_id, known | {"grade": whole.grade})


def extend_handling(
    session: Session, handling_id: int, *, extended_to: date, extension_reason: str
) -> None:
    """Grant a unit more time.

    Raises:
        InvalidRecord: it is no extension, or beyond what may be granted.
        UserError: the proposal waits for no reply.
    """
    row = load(session, HANDLING, handling_id)
    if row is None:
        raise UserError("这条办理已被删除，没有保存", "请刷新后再试")
    values, progress = _open(session, row["proposal_id"], "extend")
    assigned = row["assigned_on"] or progress.assigned_on
    due = row["due_on"] or values["due_on"]
    errors: dict[str, str] = {}
    if due and extended_to <= due:
        errors["extended_to"] = f"应晚于原来的期限 {due}"
    elif assigned and extended_to > (latest := latest_due(assigned, decided=deadlines(session))):
        errors["extended_to"] = f"最迟到 {latest}"
    if not extension_reason:
        errors["extension_reason"] = "延期要写明理由"
    if errors:
        raise InvalidRecord(HANDLING, errors)
    granted = {"extended_to": extended_to, "extension_reason": extension_reason}
    update(session, HANDLING, handling_id, granted)


def record_feedback(
    session: Session,
    proposal_id: int,
    *,
    member_id: int | None = None,
    attitude: str | None = None,
    satisfaction: str,
    given_on: date,
    opinion: str | None = None,
) -> None:
    """Write down what a proposer says; the first signer's word stands for the proposal.

    Args:
        member_id: None for the feedback of a collective proposal.

    Raises:
        InvalidRecord: it comes from nobody who proposed, or before the reply.
        UserError: the proposal is gone, or has no reply yet.
    """
    values, _ = _open(session, proposal_id, "feedback")
    signers = [s for s in (values["first_signer_id"], *values["joint_signers"]) if s]
    errors: dict[str, str] = {}
    if signers and member_id not in signers:
        errors["member_id"] = "请选定一位提案人"
    if errors:
        raise InvalidRecord(FEEDBACK, errors)
    given: Values = {"attitude": attitude, "satisfaction": satisfaction}
    if member_id is not None:
        row = given | {"proposal_id": proposal_id, "member_id": member_id}
        row |= {"given_on": given_on, "opinion": opinion}
        owner_id = _owner_of(session, proposal_id)
        create(session, FEEDBACK, row, owner_id=owner_id, today=session.info["today"])
        stands = standing(_said(session, proposal_id), values["first_signer_id"])
        assert stands is not None
        given = {"attitude": stands.attitude, "satisfaction": stands.satisfaction}
    try:
        update(session, PROPOSAL, proposal_id, given | {"feedback_on": given_on})
    except InvalidRecord as error:
        said = {"given_on" if n == "feedback_on" else n: s for n, s in error.errors.items()}
        raise InvalidRecord(FEEDBACK, said) from error


def close_proposal(session: Session, proposal_id: int, *, closed_on: date) -> None:
    """Close a proposal that was replied to, and whose proposers are content.

    Raises:
        InvalidRecord: it would be closed before the feedback.
        UserError: the proposal is gone, or not to be closed now.
    """
    _, progress = _open(session, proposal_id, "close")
    if progress.feedback_on and closed_on < progress.feedback_on:
        raise InvalidRecord(PROPOSAL, {"closed_on": "结案不能早于反馈"})
    update(session, PROPOSAL, proposal_id, {"closed_on": closed_on})


def _open(session: Session, proposal_id: int, act: str) -> tuple[Values, Progress]:
    """Read a proposal with which something is to be done."""
    values = load(session, PROPOSAL, proposal_id)
    if values is None:
        raise UserError("这件提案已被删除，没有保存", "请刷新列表")
    progress = progress_of(session, [proposal_id])[proposal_id]
    now = stage(progress)
    if now not in ACTS[act].stages:
        raise UserError(
            f"提案“{values['subject']}”是“{now}”，不能{ACTS[act].verb}，没有保存",
            "请刷新后看它现在可以做什么",
        )
    return values, progress


def _refuse_main(session: Session, proposal_id: int, main_id: int | None) -> None:
    main = load(session, PROPOSAL, main_id or 0)
    fits = main is not None and may_be_main(main["conclusion"], main["closed_on"])
    if main_id == proposal_id or not fits:
        raise InvalidRecord(PROPOSAL, {"merged_into_id": "主案应是另一件已立案、未结案的提案"})


def _owner_of(session: Session, proposal_id: int) -> int:
    table = PROPOSAL.table
    query = sa.select(table.c.owner_id).where(table.c.id == proposal_id)
    owner_id = session.connection().scalar(query)
    assert owner_id is not None
    return int(owner_id)


def _handlings(session: Session, proposal_id: int) -> dict[int, Mapping[str, Any]]:
    return _children(session, HANDLING, proposal_id)


def _children(session: Session, kind: RecordKind, proposal_id: int) -> dict[int, Mapping[str, Any]]:
    mine = kind.table.c.proposal_id == proposal_id
    rows = session.connection().execute(sa.select(kind.table).where(mine).order_by(kind.table.c.id))
    return {row.id: dict(row._mapping) for row in rows}


def _reply(row: Mapping[str, Any]) -> Reply:
    return Reply(**{name: row[name] for name in ("role", "replied_on", "reply_number", "grade")})


def _said(session: Session, proposal_id: int) -> list[Said]:
    names = ("member_id", "given_on", "attitude", "satisfaction")
    rows = _children(session, FEEDBACK, proposal_id).values()
    return [Said(**{name: row[name] for name in names}) for row in rows]
