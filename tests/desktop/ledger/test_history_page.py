"""All that was done on one page, and what was deleted on the other."""

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Told
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.ledger.history_page import HistoryPage
from zxdesk.desktop.look.words import LinkButton
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS


@pytest.fixture
def page(county: Office, context: DeskContext, qtbot: QtBot) -> HistoryPage:
    """The page over a county in which something was changed and something deleted."""
    member = RecordList(county.ledger, KINDS["member"]).ids(text="zs")[0]
    county.change("member", member, gender="女", phone="13800000000")
    county.delete("venue", RecordList(county.ledger, KINDS["venue"]).ids()[0])
    made = HistoryPage(context, None)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.show()
    made.activate()
    context.changed.connect(made.refresh)
    return made


def said(page: HistoryPage) -> str:
    """What the pane says."""
    return "\n".join(label.text() for label in page.pane.findChildren(QLabel))


def choose(page: HistoryPage, what: str) -> None:
    """Make the first row current that holds these words."""
    row = next(n for n, row in enumerate(page.list.texts()) if what in row[2])
    page.list.select_id(page.list.record_model.id_at(row))


def test_a_step_shows_what_it_changed_and_leads_there(
    page: HistoryPage, context: DeskContext
) -> None:
    choose(page, "修改委员")
    assert "性别：空 → 女" in said(page)
    assert "13800000000" not in said(page)
    asked: list[str] = []
    context.record_asked.connect(lambda kind, _id: asked.append(kind))
    link = next(b for b in page.pane.findChildren(LinkButton) if "张三" in b.text())
    link.click()
    assert asked == ["member"]


def test_one_step_is_taken_back_without_those_after_it(
    page: HistoryPage, county: Office, told: Told, qtbot: QtBot
) -> None:
    choose(page, "修改委员")
    page.pane.undo.click()
    member = RecordList(county.ledger, KINDS["member"]).ids(text="zs")[0]
    assert county.values("member", member)["gender"] is None
    assert told.notices[-1].text.startswith("撤销：修改委员")
    qtbot.waitUntil(lambda: ("已撤销",) in {row[3:] for row in page.list.texts()})
    choose(page, "修改委员")
    choose(page, "删除阵地")
    assert page.pane.undo.isEnabled()


def test_what_was_deleted_is_seen_and_put_back(
    page: HistoryPage, county: Office, told: Told, qtbot: QtBot
) -> None:
    page.show_bin()
    assert [row[2] for row in page.list.texts()] == ["阵地　经济界委员会客厅"]
    assert "委员会客厅" in said(page)
    page.pane.restore.click()
    assert told.notices[-1].text == "已恢复阵地 经济界委员会客厅"
    assert len(RecordList(county.ledger, KINDS["venue"]).ids()) == 1
    qtbot.waitUntil(lambda: page.list.texts() == [])
    assert page.list.empty_note.sentence() == "回收站是空的。"


def test_the_filters_narrow_both(page: HistoryPage) -> None:
    page.kind.setCurrentIndex(page.kind.findData("venue"))
    page.kind.activated.emit(0)
    assert {row[2] for row in page.list.texts()} >= {"删除阵地"}
    assert "修改委员" not in {row[2] for row in page.list.texts()}
    page.show_bin()
    assert len(page.list.texts()) == 1
    page.search.set_words("主席")
    page.search.settled.emit("主席")
    assert page.list.texts() == []


def test_the_bin_is_narrowed_by_person_and_day(
    page: HistoryPage, county: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    county.ledger.author = "李明"
    county.add("unit", name="新单位")
    page.activate()
    page.show_bin()
    for person, count in (("李明", 0), ("", 1)):
        page.who.setCurrentIndex(page.who.findData(person))
        page.who.activated.emit(0)
        assert len(page.list.texts()) == count
    later = county.ledger.clock() + timedelta(days=10)
    monkeypatch.setattr(county.ledger, "clock", lambda: later)
    for days, count in ((7, 0), (30, 1)):
        page.span.setCurrentIndex(page.span.findData(days))
        page.span.activated.emit(0)
        assert len(page.list.texts()) == count


def test_nothing_is_taken_back_where_nothing_may_be_written(
    page: HistoryPage, county: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(county.ledger, "read_only", "另一台电脑正在使用它")
    choose(page, "修改委员")
    page._show_current()
    assert not page.pane.undo.isEnabled()
    page.show_bin()
    assert not page.pane.restore.isEnabled()
