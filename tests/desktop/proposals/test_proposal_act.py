"""The dialogs of a proposal's life: what they ask, and that each writes one step."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ledgers import TODAY, Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.proposals.proposal_act import FORMS, ProposalAct
from zxdesk.queries.values import Values
from zxdesk.records import KINDS
from zxdesk.rules.proposals import ACTS
from zxdesk.services.new_targets import NewTarget
from zxdesk.store import Ledger, history

Open = Callable[[int, str], ProposalAct]


@pytest.fixture
def open_act(make_context: Callable[[Ledger], DeskContext], ledger: Ledger, qtbot: QtBot) -> Open:
    context = make_context(ledger)
    holder = QWidget()
    qtbot.addWidget(holder)

    def make(proposal_id: int, act: str) -> ProposalAct:
        dialog = ProposalAct(context, proposal_id, act, holder)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return make


def read(office: Office, proposal_id: int) -> Values:
    values = office.values("proposal", proposal_id)
    assert values is not None
    return values


def shown(dialog: ProposalAct) -> list[str]:
    return [name for name, box in dialog.binder.boxes.items() if not box.isHidden()]


def test_every_act_has_its_form() -> None:
    assert set(FORMS) == set(ACTS)


def test_an_examination_asks_for_what_its_conclusion_needs(open_act: Open, proposal: int) -> None:
    dialog = open_act(proposal, "examine")
    assert dialog.binder.boxes["case_number"].value() == "2026-001"
    assert shown(dialog) == ["conclusion", "case_number"]
    for conclusion, asked in (("不予立案", "refusal"), ("并案", "merged_into_id")):
        dialog.binder.boxes["conclusion"].load(conclusion)
        dialog.binder.edited.emit()
        assert shown(dialog) == ["conclusion", asked]
    assert not dialog.submit()
    assert dialog.binder.boxes["merged_into_id"].error()
    assert not dialog.binder.boxes["refusal"].error()


def test_an_act_is_one_named_step(open_act: Open, county: Office, proposal: int) -> None:
    before = len(history.listed(county.ledger))
    assert open_act(proposal, "examine").submit()
    steps = history.listed(county.ledger)
    assert len(steps) == before + 1
    assert steps[0].label == "审查提案 关于增设城区停车位的建议：立案"
    assert read(county, proposal)["case_number"] == "2026-001"


def test_a_unit_that_is_missing_is_made_with_the_handing_over(
    open_act: Open, county: Office, proposal: int
) -> None:
    assert open_act(proposal, "examine").submit()
    dialog = open_act(proposal, "assign")
    assert dialog.binder.boxes["due_on"].value() == date(2027, 2, 22)
    assert not dialog.submit()
    assert dialog.binder.boxes["leads"].error() == "要有主办单位或分办单位"
    chooser = dialog.binder.boxes["leads"].input
    chooser.choice.add(_candidate("县水务局"))
    assert dialog.submit()
    (unit_id,) = read(county, proposal)["leads"]
    assert county.values("unit", unit_id)["name"] == "县水务局"
    assert history.undo_state(county.ledger).undo.label.startswith("交办提案")


def _candidate(name: str) -> object:
    from zxdesk.desktop.forms.multi_choice import ChoiceOption

    return ChoiceOption(NewTarget("unit", name, ("承办单位",)), name)


def test_a_reply_is_that_of_a_unit_that_owes_one(
    open_act: Open, county: Office, assigned: int
) -> None:
    dialog = open_act(assigned, "reply")
    box = dialog.units.box
    assert [box.itemText(i) for i in range(box.count())] == ["县住建局（主办）"]
    dialog.binder.boxes["grade"].load("A")
    assert dialog.submit()
    values = read(county, assigned)
    assert (values["replied_on"], values["grade"]) == (TODAY, "A")


def test_an_extension_beyond_half_a_year_is_refused_below_its_field(
    open_act: Open, county: Office, assigned: int
) -> None:
    dialog = open_act(assigned, "extend")
    dialog.binder.load({"extended_to": date(2027, 4, 1), "extension_reason": "会商"})
    assert not dialog.submit()
    assert dialog.binder.boxes["extended_to"].error() == "最迟到 2027-03-01"
    dialog.binder.load({"extended_to": date(2027, 3, 1), "extension_reason": "会商"})
    assert dialog.submit()
    assert county.values("handling", 1)["extended_to"] == date(2027, 3, 1)


def test_feedback_goes_on_to_who_has_said_nothing(
    open_act: Open, county: Office, assigned: int
) -> None:
    assert open_act(assigned, "reply").submit()
    signers = [read(county, assigned)["first_signer_id"], *read(county, assigned)["joint_signers"]]
    for signer in signers:
        dialog = open_act(assigned, "feedback")
        assert dialog.binder.boxes["member_id"].value() == signer
        assert not dialog.submit()
        dialog.binder.boxes["satisfaction"].load("满意")
        assert dialog.submit()
    assert open_act(assigned, "close").submit()
    assert read(county, assigned)["closed_on"] == TODAY


def test_what_was_done_meanwhile_is_said_in_the_dialog(
    open_act: Open, county: Office, proposal: int
) -> None:
    dialog = open_act(proposal, "examine")
    county.change("proposal", proposal, conclusion="撤案")
    assert not dialog.submit()
    assert "不能审查" in dialog.note.text()


def test_only_another_open_filed_proposal_is_offered_to_merge_into(
    open_act: Open, office: Office, proposal: int
) -> None:
    main = office.add("proposal", serial="801", subject="主案一", conclusion="立案")
    closed = {"conclusion": "立案", "closed_on": date(2026, 6, 1), "replied_on": date(2026, 5, 1)}
    for serial, values in enumerate(
        (
            closed,
            {"conclusion": "并案", "merged_into_id": main},
            {"conclusion": "撤案"},
            {"conclusion": "待审查"},
        )
    ):
        office.add("proposal", serial=f"81{serial}", subject=f"主案不是{serial}", **values)
    dialog = open_act(proposal, "examine")
    finder = dialog._lookup.creating_finder(KINDS["proposal"].fields["merged_into_id"])
    own = office.values("proposal", proposal)
    assert own is not None
    assert [one.key for one in finder("主案")] == [main]
    assert proposal not in [one.key for one in finder(str(own["subject"]))]
