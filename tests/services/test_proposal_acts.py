"""An act of a proposal's life is one step that names it, from the window as from elsewhere."""

from datetime import date

import pytest

from tests.ledgers import TODAY, Office
from zxdesk.services.new_targets import NewTarget
from zxdesk.services.proposal_acts import carry_out, next_signer, waiting_units
from zxdesk.services.records import InvalidRecord


@pytest.fixture
def proposal(office: Office) -> int:
    """A proposal of two members, not yet examined."""
    office.add("plenary_session", number=3, opens=date(2026, 1, 6))
    first, second = office.member("张三"), office.member("李四")
    return office.add(
        "proposal",
        serial="001",
        subject="关于增设城区停车位的建议",
        topic="城乡建设",
        first_signer_id=first,
        joint_signers=(second,),
    )


@pytest.fixture
def assigned(office: Office, proposal: int) -> int:
    """The proposal, filed and handed over to two units that are made with it."""
    carry_out(office.ledger, proposal, "examine", {"conclusion": "立案"})
    units = [NewTarget("unit", name, ("承办单位",)) for name in ("县住建局", "县财政局")]
    values = {"leads": (), "joints": (), "separates": tuple(units), "assigned_on": TODAY}
    carry_out(office.ledger, proposal, "assign", values)
    return proposal


def test_an_examination_names_its_conclusion(office: Office, proposal: int) -> None:
    changes = carry_out(office.ledger, proposal, "examine", {"conclusion": "立案"})
    assert changes.label == "审查提案 关于增设城区停车位的建议：立案"
    assert office.values("proposal", proposal)["case_number"] == "2026-001"


def test_what_does_not_hold_is_refused_and_not_written(office: Office, proposal: int) -> None:
    with pytest.raises(InvalidRecord) as refused:
        carry_out(office.ledger, proposal, "examine", {"conclusion": "不予立案"})
    assert set(refused.value.errors) == {"refusal"}
    assert office.values("proposal", proposal)["conclusion"] == "待审查"


def test_the_units_that_have_not_replied_are_waited_for(office: Office, assigned: int) -> None:
    (first, one), (second, other) = waiting_units(office.ledger, assigned)
    assert (first, second) == ("县住建局（分办）", "县财政局（分办）")
    carry_out(office.ledger, assigned, "reply", {"replied_on": TODAY}, handling_id=one)
    assert waiting_units(office.ledger, assigned) == [(second, other)]
    carry_out(office.ledger, assigned, "reply", {"replied_on": TODAY})
    assert waiting_units(office.ledger, assigned) == []


def test_the_next_to_speak_is_the_first_who_is_silent(office: Office, assigned: int) -> None:
    signed = office.values("proposal", assigned)
    first, (second,) = signed["first_signer_id"], signed["joint_signers"]
    assert next_signer(office.ledger, assigned) == first
    carry_out(office.ledger, assigned, "reply", {"replied_on": TODAY})
    said = {"member_id": first, "given_on": TODAY, "satisfaction": "满意"}
    carry_out(office.ledger, assigned, "feedback", said)
    assert next_signer(office.ledger, assigned) == second
    assert next_signer(office.ledger, 999) is None
