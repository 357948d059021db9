"""The page of a kind: list, filters, detail, deleting."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from tests.desktop.pages.conftest import Open, words
from tests.ledgers import Office
from zxdesk.desktop.pages import acts
from zxdesk.desktop.pages.detail import MASK
from zxdesk.desktop.pages.specs import PAGES, REGISTERS
from zxdesk.desktop.widgets.words import LinkButton
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS


@pytest.mark.parametrize("kind", [spec.kind for spec in (*PAGES, *REGISTERS)])
def test_every_page_stands_with_its_filters(open_page: Open, kind: str) -> None:
    page = open_page(kind)
    assert page.kind.name == kind
    for label in page.spec.filters:
        assert page.bar.filter_button(label)


def test_events_begin_with_this_year(open_page: Open) -> None:
    page = open_page("event")
    assert page.bar.filters() == {"年份": ("2026",)}
    assert len(page.listed_ids()) == 2


def test_a_filter_narrows_the_list(open_page: Open) -> None:
    page = open_page("event")
    page.bar.filter_button("类型").set_values(["读书"])
    page.bar.changed.emit()
    assert len(page.listed_ids()) == 1


def test_members_are_found_by_initials(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("member")
    with qtbot.waitSignal(page.bar.changed):
        qtbot.keyClicks(page.bar.search, "czw")
    assert len(page.listed_ids()) == 0 or page.detail is not None
    with qtbot.waitSignal(page.bar.changed):
        page.bar.search.setText("zzw")
    qtbot.waitUntil(lambda: page.detail.title() == "曾志伟")


def test_nothing_found_offers_to_clear_the_filters(open_page: Open) -> None:
    page = open_page("venue")
    page.bar.search.set_words("没有这个")
    page.bar.changed.emit()
    assert page.list.empty_note.sentence() == "没有符合条件的阵地。"
    page.list.empty_note.press()
    assert len(page.listed_ids()) == 1


def test_personal_data_is_masked_until_asked_for(open_page: Open, county: Office) -> None:
    member = RecordList(county.ledger, KINDS["member"]).ids()[0]
    county.change("member", member, phone="13800000000")
    page = open_page("member")
    page.show_record(member)
    assert MASK in words(page.detail)
    assert "13800000000" not in words(page.detail)
    link = next(b for b in page.detail.findChildren(LinkButton) if b.text() == "显示")
    link.click()
    assert "13800000000" in words(page.detail)
    page.detail.show_record(member)
    assert "13800000000" not in words(page.detail)


def test_an_event_tells_attendance_agenda_and_history(open_page: Open, county: Office) -> None:
    page = open_page("event")
    page.show_record(RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0])
    shown = words(page.detail)
    for expected in ("3 人", "2 人", "因公", "领读《政协章程》（张三）", "经过", "登记活动"):
        assert expected in shown


def test_links_lead_to_the_other_record_and_back(open_page: Open, county: Office) -> None:
    page = open_page("consultation")
    heard: list[tuple[str, int]] = []
    page.context.record_asked.connect(lambda *where: heard.append(where))
    link = next(b for b in page.detail.findChildren(LinkButton) if "修缮" in b.text())
    link.click()
    assert heard == [("suggestion", RecordList(county.ledger, KINDS["suggestion"]).ids()[0])]


def test_a_change_is_told_in_words(open_page: Open, county: Office) -> None:
    venue = RecordList(county.ledger, KINDS["venue"]).ids()[0]
    county.change("venue", venue, region="白鹭镇")
    page = open_page("venue")
    page.show_record(venue)
    assert "地区：空 → 白鹭镇" in words(page.detail)


def test_deleting_asks_and_is_one_step(open_page: Open, county: Office, said: Said) -> None:
    page = open_page("venue")
    said.confirm = False
    page.detail.action_button("delete").click()
    assert len(page.listed_ids()) == 1
    said.confirm = True
    page.detail.action_button("delete").click()
    assert page.listed_ids() == []
    assert said.asked[-1].startswith("删除阵地")


def test_what_is_referred_to_is_not_deleted(open_page: Open, county: Office, said: Said) -> None:
    page = open_page("consultation")
    page.detail.action_button("delete").click()
    assert len(page.listed_ids()) == 1
    assert "还有" in said.told[0]


def test_editing_takes_the_current_record(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(acts, "edit", lambda *args: asked.append(args[2:]))
    page = open_page("venue")
    page.detail.action_button("edit").click()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked == [("venue", page.current_record())] * 2


def test_only_what_is_seen_is_exported(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(acts, "export", lambda *args: asked.append(args[2:]))
    page = open_page("event")
    page.bar.button("导出所见").click()
    assert asked == [("event", page.listed_ids())]


def test_the_detail_pane_can_be_hidden(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("member")
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    assert page.detail.isHidden()
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    assert page.detail.isVisible()
