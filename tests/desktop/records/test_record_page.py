"""The page of a kind: list, filters, detail, deleting."""

from itertools import pairwise
from typing import Any

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from tests.desktop.records.conftest import Open, words
from tests.ledgers import Office
from zxdesk.desktop.base.keeping import NameDialog
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.desktop.base.settings import saved_filters
from zxdesk.desktop.books.import_dialog import ImportDialog
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.records.detail import MASK
from zxdesk.desktop.records.specs import PAGES, REGISTERS
from zxdesk.desktop.shell import acts
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.rules.periods import quarter_of
from zxdesk.services.duplicates import merge_records
from zxdesk.services.quarters import close_quarter
from zxdesk.services.records import create
from zxdesk.store import history


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
    for initials, name in (("zzw", "曾志伟"), ("czw", "曾志伟"), ("sxf", "单小芳")):
        page.bar.search.clear()
        qtbot.keyClicks(page.bar.search, initials)
        qtbot.waitUntil(lambda: len(page.listed_ids()) == 1)
        qtbot.waitUntil(lambda name=name: page.detail.title() == name)
    page.bar.search.setText("qqq")
    qtbot.waitUntil(lambda: page.listed_ids() == [])


def test_nothing_found_offers_to_clear_the_filters(open_page: Open) -> None:
    page = open_page("venue")
    page.bar.search.set_words("没有这个")
    page.bar.changed.emit()
    assert page.list.empty_note.sentence() == "没有符合条件的阵地。"
    page.list.empty_note.findChild(QPushButton).click()
    assert len(page.listed_ids()) == 1


@pytest.mark.parametrize("reason", ["", "另一台电脑正在使用它"])
def test_an_empty_register_offers_a_first_record_where_one_may_be_written(
    open_page: Open, county: Office, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(county.ledger, "read_only", reason)
    edited: list[object] = []
    monkeypatch.setattr(acts, "edit", lambda *words: edited.append(words))
    page = open_page("award")
    button = page.list.empty_note.findChild(QPushButton)
    assert (button.text(), button.isHidden()) == ("" if reason else "登记荣誉", bool(reason))


def test_a_double_click_edits_only_where_something_may_be_written(
    open_page: Open, county: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited: list[str] = []
    monkeypatch.setattr(acts, "edit", lambda *words: edited.append(words[2]))
    page = open_page("venue")
    for reason in ("", "另一台电脑正在使用它"):
        monkeypatch.setattr(county.ledger, "read_only", reason)
        page.list.opened.emit(page.listed_ids()[0])
        page.rows.edit()
    assert edited == ["venue", "venue"]


def test_personal_data_is_masked_until_asked_for(open_page: Open, county: Office) -> None:
    member = RecordList(county.ledger, KINDS["member"]).ids()[0]
    county.change("member", member, phone="13800000000")
    page = open_page("member")
    page.show_record(page.spec.kind, member)
    assert MASK in words(page.detail)
    assert "13800000000" not in words(page.detail)
    link = next(b for b in page.detail.findChildren(LinkButton) if b.text() == "显示")
    link.click()
    assert "13800000000" in words(page.detail)
    page.detail.show_record(member)
    assert "13800000000" not in words(page.detail)


def test_an_event_tells_attendance_agenda_and_history(open_page: Open, county: Office) -> None:
    page = open_page("event")
    page.show_record("event", RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0])
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
    page.show_record(page.spec.kind, venue)
    assert "地区：空 → 白鹭镇" in words(page.detail)


def test_deleting_asks_and_is_one_step(open_page: Open, county: Office, said: Said) -> None:
    page = open_page("venue")
    said.confirm = False
    page.detail.actions_row.button("delete").click()
    assert len(page.listed_ids()) == 1
    said.confirm = True
    page.detail.actions_row.button("delete").click()
    assert page.listed_ids() == []
    assert said.asked[-1].startswith("删除阵地")


def test_what_a_closed_quarter_counts_is_warned_of(
    open_page: Open, county: Office, said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("event")
    event = RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0]
    start = county.values("event", event)["start"]
    close_quarter(county.ledger, quarter_of(start.date()), force=True)
    asked: list[str] = []

    def confirm(_parent: object, _title: str, more: str, **_: object) -> bool:
        asked.append(more)
        return True

    monkeypatch.setattr(MessageDialog, "confirm", confirm)
    notices: list[str] = []
    page.context.noticed.connect(lambda notice: notices.append(notice.text))
    page.show_record(page.spec.kind, event)
    page.detail.actions_row.button("delete").click()
    name = quarter_of(start.date()).name
    assert f"已结账的 {name} 计入了它" in asked[0]
    assert "其下的 3 条出席一并删除" in asked[0]
    assert f"已结账的 {name} 计入了它" in notices[-1]


def test_what_is_referred_to_is_not_deleted(open_page: Open, county: Office, said: Said) -> None:
    page = open_page("consultation")
    page.detail.actions_row.button("delete").click()
    assert len(page.listed_ids()) == 1
    assert "还有" in said.told[0]


def test_editing_takes_the_current_record(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(acts, "edit", lambda *args: asked.append(args[2:]))
    page = open_page("venue")
    page.detail.actions_row.button("edit").click()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    assert asked == [("venue", page.current_record())] * 2


def test_only_what_is_seen_is_exported(
    open_page: Open, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(acts, "export", lambda *args: asked.append(args[2:]))
    page = open_page("event")
    next(a for a in page.bar.menu.actions() if a.text() == "导出所见…").trigger()
    assert asked == [("event", page.listed_ids())]


def test_the_detail_pane_can_be_hidden(open_page: Open, qtbot: QtBot) -> None:
    page = open_page("member")
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    assert page.detail.isHidden()
    qtbot.keyClick(page.list, Qt.Key.Key_F9)
    assert page.detail.isVisible()


def test_all_selected_rows_are_deleted_as_one_step(
    open_page: Open, county: Office, said: Said, qtbot: QtBot
) -> None:
    page = open_page("member")
    page.list.selectRow(1)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(page.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    gone = page.list.selected_ids()
    assert page.bar.count().startswith("已选 3 ")
    attended = RecordList(county.ledger, KINDS["attendance"]).ids()
    for record in attended:
        county.delete("attendance", record)
    venue = RecordList(county.ledger, KINDS["venue"]).ids()[0]
    county.change("venue", venue, leads=())
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert said.asked == ["删除选中的 3 条委员"]
    assert set(gone).isdisjoint(page.listed_ids())
    assert page.current_record() in page.listed_ids()
    history.undo(county.ledger)
    assert set(gone) <= set(RecordList(county.ledger, KINDS["member"]).ids())


def test_the_bin_of_the_pane_takes_all_that_is_selected(
    open_page: Open, said: Said, qtbot: QtBot
) -> None:
    page = open_page("event")
    page.list.selectAll()
    qtbot.waitUntil(lambda: page.detail.record() == page.current_record())
    page.detail.actions_row.button("delete").click()
    assert said.asked == ["删除选中的 2 条活动"]
    assert page.listed_ids() == []


def test_one_that_is_referred_to_keeps_all(open_page: Open, county: Office, said: Said) -> None:
    page = open_page("unit")
    page.list.selectAll()
    page.rows.remove()
    assert len(page.listed_ids()) == 3
    assert "还有" in said.told[0]


def test_the_menu_of_rows_is_about_all_of_them(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(acts, "export", lambda *args: asked.append(args[2:]))
    page = open_page("member")
    assert [a.text().partition("\t")[0] for a in page.rows.menu().actions() if a.text()] == [
        "编辑…", "复制", "打印", "导出…", "删除…"
    ]  # fmt: skip
    page.list.selectAll()
    menu = page.rows.menu()
    assert [a.text().partition("\t")[0] for a in menu.actions() if a.text()] == [
        "复制选中的 6 人", "打印选中的 6 人", "导出选中的 6 人…", "删除选中的 6 人…"
    ]  # fmt: skip
    next(a for a in menu.actions() if a.text().startswith("导出")).trigger()
    assert asked == [("member", page.list.selected_ids())]
    papers = next(a.menu() for a in menu.actions() if a.menu())
    assert "清单…" in [a.text() for a in papers.actions()]


def test_the_menu_comes_by_mouse_and_by_key(open_page: Open) -> None:
    page = open_page("member")
    asked: list[QPoint] = []
    page.list.menu_asked.disconnect()
    page.list.menu_asked.connect(asked.append)
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        event = QContextMenuEvent(reason, QPoint(20, 20), QPoint(300, 300))
        page.list.contextMenuEvent(event)
    by_mouse, by_key = asked
    assert by_mouse == QPoint(300, 300)
    assert page.list.viewport().rect().contains(page.list.viewport().mapFromGlobal(by_key))


def test_nothing_is_deleted_where_nothing_may_be_written(
    open_page: Open, county: Office, said: Said, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    page = open_page("venue")
    monkeypatch.setattr(county.ledger, "read_only", "另一台电脑正在使用它")
    qtbot.keyClick(page.list, Qt.Key.Key_Delete)
    assert not said.asked
    assert len(page.listed_ids()) == 1


@pytest.mark.parametrize("kind", [spec.kind for spec in (*PAGES, *REGISTERS)])
def test_every_page_and_register_grows(
    open_page: Open, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(acts, "edit", lambda *args: asked.append(args[2:]))
    page = open_page(kind)
    assert page.new_button.isVisible()
    page.new_button.click()
    assert asked == [(kind, None)]


@pytest.mark.parametrize("width", [560, 760, 980, 1270])
def test_the_filters_stand_in_one_line_and_the_set_ones_stay(open_page: Open, width: int) -> None:
    page = open_page("proposal")
    page.bar.set_filters({"重点提案": ("是",)})
    page.resize(width, 600)
    bar = page.bar
    for layout in (page.layout(), bar.layout()):
        layout.activate()
    assert bar.height() <= bar.sizeHint().height() + 2
    shown = [bar.filter_button(label) for label in page.spec.filters]
    shown = [button for button in shown if not button.isHidden()]
    for left, right in pairwise(shown):
        assert left.geometry().right() < right.geometry().left()
    assert all(button.width() >= button.sizeHint().width() for button in shown)
    assert bar.more.geometry().right() <= bar.width()
    bar.more_filters.menu().aboutToShow.emit()
    offered = [action.text() for action in bar.more_filters.menu().actions()]
    assert len(offered) + len(shown) == len(page.spec.filters)
    assert bool(offered) != bar.more_filters.isHidden()


def test_values_of_a_filter_tell_how_many_have_them(open_page: Open) -> None:
    page = open_page("member")
    popup = page.bar.filter_button("界别").popup
    assert sorted(item.text() for item in popup._items()) == ["教育界　3", "经济界　3"]
    page.bar.filter_button("界别").set_values(["经济界"])
    assert page.bar.filter_button("界别").chosen() == "经济界"


@pytest.mark.parametrize("width", [900, 1300])
def test_the_acts_of_a_record_stand_still(open_page: Open, county: Office, width: int) -> None:
    page = open_page("event")
    page.resize(width, 700)
    places = set()
    for record in page.listed_ids():
        page.show_record("event", record)
        row = page.detail.actions_row
        assert [row.button(key).isVisible() for key in ("edit", "delete")] == [True, False]
        primary = next(b for b in row.findChildren(QPushButton) if b.property("role") == "primary")
        places.add((primary.mapTo(page, primary.pos()).y(), row.y(), primary.x()))
        row.menu.aboutToShow.emit()
        assert [a.text() for a in row.menu.actions()][-2:] == ["打印", "删除…"]
    assert len(places) == 1


def test_copied_lines_are_pasted_into_the_list(
    open_page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, taken = open_page("unit"), []
    monkeypatch.setattr(ImportDialog, "run", lambda *_, pasted: taken.append(pasted))
    page.activateWindow()
    page.list.setFocus()
    for text in ("  ", "单位名称\t类别\n工会\t界别\n"):
        QGuiApplication.clipboard().setText(text)
        qtbot.keyClick(page.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    (one,) = taken
    assert (one.kind, len(one.reading.sheets[0].rows)) == (KINDS["unit"], 2)


def test_filters_are_kept_under_a_name_and_used_again(
    open_page: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page("member")
    everybody = page.listed_ids()
    page.bar.set_filters({"界别": ("经济界",)}, words="王")
    page.bar.changed.emit()
    chosen = page.listed_ids()
    assert chosen != everybody
    monkeypatch.setattr(NameDialog, "ask", lambda *_, **__: "经济界的王")
    page.filters.ask()
    page.bar.set_filters({})
    page.bar.changed.emit()
    menu = QMenu(page)
    page.filters.fill(menu)
    next(action for action in menu.actions() if action.text() == "经济界的王").trigger()
    assert page.listed_ids() == chosen
    assert page.bar.filters() == {"界别": ("经济界",)}
    assert page.bar.search.words() == "王"
    page.bar.set_filters({})
    page.filters.ask()
    assert [(one["name"], one["filters"]) for one in page.filters.kept()] == [("经济界的王", {})]
    page.filters.drop("经济界的王")
    assert page.filters.kept() == []


def test_a_kept_filter_follows_a_unit_that_was_merged(open_page: Open) -> None:
    page = open_page("member")
    everybody = page.listed_ids()
    page.bar.set_filters({"界别": ("经济界",)})
    page.bar.changed.emit()
    chosen = page.listed_ids()
    page.filters.keep("经济界的")
    (entry,) = page.filters.kept()
    ledger, unit = page.context.ledger, KINDS["unit"]
    with ledger.write("另立") as session:
        values = {"name": "工商界", "category": "界别"}
        keep = create(session, unit, values, owner_id=ledger.own_id, today=ledger.today)
        table = unit.table
        query = sa.select(table.c.id).where(table.c.name == "经济界", table.c.category == "界别")
        drop = session.connection().scalar(query)
    assert drop is not None
    page.context.wrote(merge_records(ledger, unit, keep, drop))
    page.filters.use(entry)
    assert page.bar.filters() == {"界别": ("工商界",)}
    assert page.listed_ids() == chosen
    told: list[str] = []
    page.context.noticed.connect(lambda notice: told.append(notice.text))
    page.filters.use({"name": "旧的", "filters": {"界别": ["没有的界"]}})
    assert told == ["“旧的”里的“没有的界”现在没有，没有按它筛选。"]
    assert page.listed_ids() == everybody


def test_strange_settings_are_no_filters(open_page: Open) -> None:
    page = open_page("venue")
    page.context.settings.set(saved_filters("venue"), [1, {"name": "坏"}, {"filters": {}}])
    assert page.filters.kept() == []
