"""A proposal from its examination to its closing."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.ledgers import Office
from zxdesk.errors import UserError
from zxdesk.queries.proposals import progress_of
from zxdesk.queries.values import Values
from zxdesk.rules.proposals import stage
from zxdesk.services import proposals
from zxdesk.services.numbering import next_serial
from zxdesk.services.records import InvalidRecord

ASSIGNED, REPLIED, GIVEN = date(2026, 3, 5), date(2026, 5, 20), date(2026, 6, 1)


def do(office: Office, act: Callable[..., None], record_id: int, **values: Any) -> None:
    with office.ledger.write("办理提案") as session:
        act(session, record_id, **values)


def refused(office: Office, act: Callable[..., None], record_id: int, **values: Any) -> set[str]:
    with pytest.raises(InvalidRecord) as caught:
        do(office, act, record_id, **values)
    return set(caught.value.errors)


def now(office: Office, proposal_id: int) -> str:
    found: str = stage(office.ask(progress_of, [proposal_id])[proposal_id])
    return found


def read(office: Office, proposal_id: int) -> Values:
    values = office.values("proposal", proposal_id)
    assert values is not None
    return values


def rows(office: Office, kind: str, count: int) -> list[Values]:
    return [values for i in range(1, count + 1) if (values := office.values(kind, i))]


@pytest.fixture
def units(office: Office) -> list[int]:
    return [
        office.add("unit", name=name, category="承办单位")
        for name in ("县住建局", "县财政局", "县交通局")
    ]


@pytest.fixture
def proposal_id(office: Office) -> int:
    first, other = office.member("张三"), office.member("李四")
    return office.add(
        "proposal", serial="001", subject="增设车位", first_signer_id=first, joint_signers=(other,)
    )


@pytest.fixture
def assigned(office: Office, proposal_id: int, units: list[int]) -> int:
    do(office, proposals.examine_proposal, proposal_id, conclusion="立案")
    do(
        office,
        proposals.assign_proposal,
        proposal_id,
        leads=units[:1],
        joints=units[1:2],
        separates=units[2:],
        assigned_on=ASSIGNED,
    )
    return proposal_id


def test_a_filed_proposal_gets_the_next_number_of_its_session(
    office: Office, proposal_id: int
) -> None:
    office.add("proposal", serial="9", subject="旧案", case_number="三次-087", conclusion="立案")
    other_session = {"session": 4, "serial": "1", "case_number": "2027-400"}
    office.add("proposal", subject="另一次会议", **other_session)
    gone = office.add("proposal", serial="10", subject="删去的", case_number="三次-099")
    office.delete("proposal", gone)
    do(office, proposals.examine_proposal, proposal_id, conclusion="立案")
    assert read(office, proposal_id)["case_number"] == "三次-100"
    assert now(office, proposal_id) == "待交办"


def test_the_first_number_of_a_session_bears_the_year(office: Office, proposal_id: int) -> None:
    do(office, proposals.examine_proposal, proposal_id, conclusion="立案")
    assert read(office, proposal_id)["case_number"] == "2026-001"


def test_a_number_stands_once_in_a_session(office: Office, proposal_id: int) -> None:
    office.add("proposal", serial="9", subject="旧案", case_number="9")
    examine = proposals.examine_proposal
    wrong = refused(office, examine, proposal_id, conclusion="立案", case_number="9")
    assert wrong == {"case_number"}


def test_serials_run_on_in_their_session(office: Office, proposal_id: int) -> None:
    owner = {"owner_id": office.ledger.own_id}
    assert office.ask(next_serial, 5, 3, **owner) == "002"
    assert office.ask(next_serial, 5, 4, **owner) == "001"
    assert read(office, proposal_id)["serial"] == "001"


def test_a_conclusion_must_be_explained(office: Office, proposal_id: int) -> None:
    examine = proposals.examine_proposal
    assert refused(office, examine, proposal_id, conclusion="不予立案") == {"refusal"}
    assert refused(office, examine, proposal_id, conclusion="并案") == {"merged_into_id"}
    itself = {"conclusion": "并案", "merged_into_id": proposal_id}
    assert refused(office, examine, proposal_id, **itself) == {"merged_into_id"}
    assert now(office, proposal_id) == "待审查"
    do(office, examine, proposal_id, conclusion="不予立案", refusal="学术研讨")
    assert read(office, proposal_id)["refusal"] == "学术研讨"


def test_a_proposal_is_merged_into_a_filed_one(office: Office, proposal_id: int) -> None:
    main = office.add("proposal", serial="2", subject="主案", conclusion="立案")
    examine = proposals.examine_proposal
    do(office, examine, proposal_id, conclusion="并案", merged_into_id=main, case_number="7")
    values = read(office, proposal_id)
    assert (values["conclusion"], values["merged_into_id"]) == ("并案", main)


def test_each_unit_gets_its_deadline(office: Office, assigned: int) -> None:
    assert now(office, assigned) == "办理中"
    assert read(office, assigned)["due_on"] == date(2026, 6, 5)
    found = [(r["role"], r["assigned_on"], r["due_on"]) for r in rows(office, "handling", 3)]
    assert found == [
        ("主办", ASSIGNED, date(2026, 6, 5)),
        ("会办", ASSIGNED, date(2026, 4, 5)),
        ("分办", ASSIGNED, date(2026, 6, 5)),
    ]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"leads": ()}, "leads"),
        ({"joints": (1,)}, "leads"),
        ({"assigned_on": date(2025, 12, 1)}, "assigned_on"),
        ({"due_on": date(2026, 9, 6)}, "due_on"),
        ({"due_on": date(2026, 3, 4)}, "due_on"),
    ],
)
def test_a_wrong_handing_over_is_refused(
    office: Office, proposal_id: int, units: list[int], values: dict[str, Any], wrong: str
) -> None:
    do(office, proposals.examine_proposal, proposal_id, conclusion="立案")
    usual = {"leads": units[:1], "assigned_on": ASSIGNED}
    assign = proposals.assign_proposal
    assert wrong in refused(office, assign, proposal_id, **(usual | values))
    assert now(office, proposal_id) == "待交办"


def test_the_last_reply_is_the_reply(office: Office, assigned: int) -> None:
    lead, _, separate = (1, 2, 3)
    reply = proposals.record_reply
    early = refused(office, reply, assigned, handling_id=lead, replied_on=date(2026, 3, 1))
    assert early == {"replied_on"}
    known = {"reply_number": "建字 12 号", "grade": "A"}
    do(office, reply, assigned, handling_id=lead, replied_on=ASSIGNED, **known)
    assert (now(office, assigned), read(office, assigned)["replied_on"]) == ("办理中", None)
    do(office, reply, assigned, handling_id=separate, replied_on=REPLIED, grade="B")
    values = read(office, assigned)
    assert now(office, assigned) == "待反馈"
    assert (values["replied_on"], values["reply_number"], values["grade"]) == (
        REPLIED,
        "建字 12 号",
        "A",
    )


def test_all_that_are_open_may_reply_at_once(office: Office, assigned: int) -> None:
    do(office, proposals.record_reply, assigned, replied_on=REPLIED, grade="A")
    replied = [(r["role"], r["replied_on"]) for r in rows(office, "handling", 3)]
    assert replied == [("主办", REPLIED), ("会办", None), ("分办", REPLIED)]
    assert read(office, assigned)["grade"] == "A"


def test_a_proposal_without_units_is_replied_to_itself(office: Office) -> None:
    given = {"conclusion": "立案", "assigned_on": ASSIGNED}
    proposal_id = office.add("proposal", serial="1", subject="无单位", **given)
    do(office, proposals.record_reply, proposal_id, replied_on=REPLIED, reply_number="3 号")
    assert read(office, proposal_id)["reply_number"] == "3 号"


def test_more_time_is_granted_with_a_reason_and_within_half_a_year(
    office: Office, assigned: int
) -> None:
    extend, why = proposals.extend_handling, {"extension_reason": "需现场勘察"}
    assert refused(office, extend, 1, extended_to=date(2026, 6, 5), **why) == {"extended_to"}
    assert refused(office, extend, 1, extended_to=date(2026, 9, 6), **why) == {"extended_to"}
    reasonless = refused(office, extend, 1, extended_to=date(2026, 7, 5), extension_reason="")
    assert reasonless == {"extension_reason"}
    do(office, extend, 1, extended_to=date(2026, 9, 5), **why)
    # The deadline of the one that handles it apart stands.
    assert office.ask(progress_of, [assigned])[assigned].due_on == date(2026, 6, 5)
    do(office, proposals.record_reply, assigned, handling_id=3, replied_on=date(2026, 5, 5))
    assert office.ask(progress_of, [assigned])[assigned].due_on == date(2026, 9, 5)


def test_the_first_signers_word_stands_for_the_proposal(office: Office, assigned: int) -> None:
    feedback = proposals.record_feedback
    with pytest.raises(UserError, match="不能登记反馈"):
        do(office, feedback, assigned, member_id=1, satisfaction="满意", given_on=GIVEN)
    do(office, proposals.record_reply, assigned, replied_on=REPLIED)
    stranger = office.member("王五")
    said = {"satisfaction": "满意", "given_on": GIVEN}
    assert refused(office, feedback, assigned, member_id=stranger, **said) == {"member_id"}
    early = refused(office, feedback, assigned, member_id=1, **(said | {"given_on": ASSIGNED}))
    assert early == {"given_on"}
    do(office, feedback, assigned, member_id=1, attitude="满意", **said)
    do(office, feedback, assigned, member_id=2, **(said | {"satisfaction": "不满意"}))
    values = read(office, assigned)
    assert (values["attitude"], values["satisfaction"], values["feedback_on"]) == (
        "满意",
        "满意",
        GIVEN,
    )
    assert len(rows(office, "feedback", 2)) == 2
    assert now(office, assigned) == "待结案"


def test_who_is_not_content_has_it_handled_again(office: Office, assigned: int) -> None:
    do(office, proposals.record_reply, assigned, replied_on=REPLIED)
    feedback, close = proposals.record_feedback, proposals.close_proposal
    do(office, feedback, assigned, member_id=1, satisfaction="不满意", given_on=GIVEN)
    assert now(office, assigned) == "重新办理"
    with pytest.raises(UserError, match="不能结案"):
        do(office, close, assigned, closed_on=GIVEN)
    later = date(2026, 7, 1)
    do(office, feedback, assigned, member_id=1, satisfaction="满意", given_on=later)
    assert refused(office, close, assigned, closed_on=GIVEN) == {"closed_on"}
    do(office, close, assigned, closed_on=later)
    assert now(office, assigned) == "已结案"
    with pytest.raises(UserError, match="已结案"):
        do(office, close, assigned, closed_on=later)


def test_a_collective_proposal_gives_its_own_feedback(office: Office) -> None:
    given = {"conclusion": "立案", "assigned_on": ASSIGNED, "replied_on": REPLIED}
    proposal_id = office.add("proposal", serial="1", subject="集体提案", nature="集体", **given)
    do(office, proposals.record_feedback, proposal_id, satisfaction="满意", given_on=GIVEN)
    assert read(office, proposal_id)["satisfaction"] == "满意"
    assert rows(office, "feedback", 1) == []
    assert now(office, proposal_id) == "待结案"


def test_what_is_gone_is_said_to_be_gone(office: Office) -> None:
    with pytest.raises(UserError, match="已被删除"):
        do(office, proposals.close_proposal, 99, closed_on=GIVEN)
    with pytest.raises(UserError, match="已被删除"):
        do(office, proposals.extend_handling, 99, extended_to=GIVEN, extension_reason="迟")


def test_a_proposal_is_not_merged_into_a_closed_one(office: Office) -> None:
    one = office.add("proposal", serial="701", subject="本案")
    closed = {"conclusion": "立案", "replied_on": date(2026, 5, 1), "closed_on": date(2026, 6, 1)}
    main = office.add("proposal", serial="702", subject="主案", **closed)
    merge = {"conclusion": "并案", "merged_into_id": main}
    assert refused(office, proposals.examine_proposal, one, **merge) == {"merged_into_id"}
