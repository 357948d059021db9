"""The page of proposals: how far each is, what may follow, and the rows below it."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from PySide6.QtWidgets import QPushButton

from tests.desktop.conftest import Said
from tests.desktop.records.conftest import Open, chips, words
from tests.ledgers import TODAY, Office
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.proposals.proposal_act import ProposalAct
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.widgets.record_table import RecordTableModel
from zxdesk.records import KINDS
from zxdesk.services.proposals import (
    close_proposal,
    extend_handling,
    record_feedback,
    record_reply,
)


def cell(page: RecordPage, key: str) -> object:
    column = [c.key for c in page.model.columns].index(key)
    return page.model.index(0, column).data(RecordTableModel.VALUE_ROLE)


def acts(pane: DetailPane) -> list[str]:
    """What may be done with a proposal; printing it is always offered."""
    row = pane.actions_row
    folded = [action.text for action in row.folded()]
    names = [b.text() for b in row.findChildren(QPushButton) if b.text() and b.text() not in folded]
    assert "打印" in names + folded
    return [name for name in names + folded if name != "打印"]


def link(page: RecordPage, name: str) -> LinkButton:
    return next(b for b in page.detail.findChildren(LinkButton) if b.text() == name)


def test_a_fresh_proposal_may_be_examined(open_page: Open, proposal: int) -> None:
    page = open_page("proposal")
    assert page.current_record() == proposal
    assert cell(page, "conclusion") == Chip("待审查", "warn")
    assert acts(page.detail) == ["审查", "编辑", "删除…"]
    assert "2026-01-08" in words(page.detail)


def test_a_proposal_that_is_handed_over_tells_who_owes_what(open_page: Open, assigned: int) -> None:
    page = open_page("proposal")
    assert cell(page, "due_on") == Chip("剩 9 天", "warn", "答复期限 2026-12-01，还有 7 个工作日")
    assert acts(page.detail) == ["登记答复", "编辑", "延期", "删除…"]
    told = words(page.detail)
    for expected in ("案号 2026-001", "期限 2026-12-01", "县住建局", "会办", "2026-10-01"):
        assert expected in told


@pytest.mark.parametrize(
    ("due", "chip"),
    [
        (TODAY - timedelta(days=4), Chip("逾期 4 天", "bad", f"答复期限 {date(2026, 11, 18)}")),
        (TODAY, Chip("今天到期", "warn", f"答复期限 {TODAY}")),
        (TODAY + timedelta(days=15), "2026-12-07"),
    ],
)
def test_a_deadline_is_seen_in_the_list(
    open_page: Open, county: Office, assigned: int, due: date, chip: object
) -> None:
    handlings = KINDS["handling"].table
    for handling in county.ask(
        lambda session: session.connection().scalars(sa.select(handlings.c.id)).all()
    ):
        county.change("handling", handling, due_on=due)
    assert cell(open_page("proposal"), "due_on") == chip


def test_an_extended_deadline_stays_in_the_list_after_the_reply(
    open_page: Open, county: Office, assigned: int
) -> None:
    later = date(2026, 12, 15)
    handling = KINDS["handling"].table
    with county.ledger.write("延期，再答复") as session:
        lead = session.connection().scalar(
            sa.select(handling.c.id).where(handling.c.role == "主办")
        )
        extend_handling(session, lead, extended_to=later, extension_reason="施工")
        record_reply(session, assigned, replied_on=TODAY, reply_number="建字 3 号", grade="A")
    assert cell(open_page("proposal"), "due_on") == str(later)


def test_the_life_of_a_proposal_ends_with_its_closing(
    open_page: Open, county: Office, assigned: int
) -> None:
    replied, given = date(2026, 10, 1), date(2026, 10, 20)
    with county.ledger.write("办理到底") as session:
        record_reply(session, assigned, replied_on=replied, reply_number="建字 3 号", grade="A")
        said = {"satisfaction": "满意", "opinion": "已划出新车位"}
        record_feedback(session, assigned, member_id=1, given_on=given, **said)
        close_proposal(session, assigned, closed_on=given)
    page = open_page("proposal")
    assert cell(page, "conclusion") == Chip("已结案", "good")
    assert cell(page, "due_on") == "2026-12-01"
    assert acts(page.detail) == ["编辑", "删除…"]
    assert chips(page.detail) == ["已结案", "办理结果 A", "满意"]
    for expected in ("建字 3 号", "办理结果满意", "已划出新车位"):
        assert expected in words(page.detail)


def test_an_act_asks_for_what_it_needs(
    open_page: Open, proposal: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []
    monkeypatch.setattr(ProposalAct, "run", lambda *args: asked.append(args[2:]))
    open_page("proposal").detail.actions_row.button("examine").click()
    assert asked == [(proposal, "examine")]


def test_the_rows_of_a_proposal_are_added_and_edited_from_it(
    open_page: Open, assigned: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[object, ...]] = []

    def edit(_context: object, kind: str, record: int | None, _p: object, **more: object) -> None:
        asked.append((kind, record, more["defaults"]))

    monkeypatch.setattr(RecordEditor, "edit", edit)
    page = open_page("proposal")
    link(page, "增加单位").click()
    link(page, "县住建局").click()
    assert asked == [("handling", None, {"proposal_id": assigned}), ("handling", 1, None)]


def test_a_row_of_a_proposal_is_deleted_from_it(
    open_page: Open, county: Office, assigned: int, said: Said
) -> None:
    page = open_page("proposal")
    link(page, "删除").click()
    assert said.asked == ["删除办理“县住建局”"]
    assert county.values("handling", 1) is None
    assert county.values("proposal", assigned) is not None
    assert "县住建局" not in words(page.detail).split("经过")[0]


def test_a_refused_proposal_says_why_and_goes_no_further(
    open_page: Open, county: Office, proposal: int
) -> None:
    county.change("proposal", proposal, conclusion="不予立案", refusal="属于学术研讨")
    page = open_page("proposal")
    assert acts(page.detail) == ["编辑", "删除…"]
    assert "属于学术研讨" in words(page.detail)
    assert "结案" not in words(page.detail)
