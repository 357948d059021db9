"""The window: ways between pages, undo, search, toasts, status."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from tests.ledgers import Office
from zxdesk.desktop.base.context import Notice
from zxdesk.desktop.base.settings import WINDOW
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.records.register_page import RegisterPage
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.desktop.shell import acts
from zxdesk.desktop.shell.main_window import MainWindow, backup_words
from zxdesk.desktop.shell.page_stack import ITEMS
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.services.due import listed_due
from zxdesk.services.records import update
from zxdesk.store import Changes
from zxdesk.store.backups import Backup


def page(window: MainWindow, key: str) -> RecordPage:
    found = window.pages.page(key)
    assert isinstance(found, RecordPage)
    return found


def first(office: Office, kind: str, text: str = "") -> int:
    return RecordList(office.ledger, KINDS[kind]).ids(text=text)[0]


@pytest.mark.parametrize("number", range(1, len(ITEMS) + 1))
def test_alt_and_a_digit_open_a_page(window: MainWindow, qtbot: QtBot, number: int) -> None:
    key = getattr(Qt.Key, f"Key_{number}")
    qtbot.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert window.pages.key == ITEMS[number - 1].key
    assert window.rail.current() == ITEMS[number - 1].key


def test_a_record_is_shown_on_its_page(window: MainWindow, county: Office) -> None:
    event = first(county, "event", "读书会")
    window.context.show_record("event", event)
    shown = page(window, "event")
    assert window.pages.key == "event"
    assert shown.current_record() == event
    assert shown.detail.title() == "经济界委员读书会"


def test_a_record_of_a_register_is_shown_in_it(window: MainWindow, county: Office) -> None:
    suggestion = first(county, "suggestion")
    window.context.show_record("suggestion", suggestion)
    register = window.pages.page("register")
    assert isinstance(register, RegisterPage)
    assert register.current.spec.kind == "suggestion"
    assert register.current_record() == suggestion


def test_a_service_is_shown_with_its_member(window: MainWindow, county: Office) -> None:
    window.context.show_record("service", first(county, "service"))
    assert window.pages.key == "member"


def test_alt_left_goes_back(window: MainWindow, county: Office, qtbot: QtBot) -> None:
    event = first(county, "event", "读书会")
    window.context.show_record("event", event)
    window.context.show_record("member", first(county, "member", "zs"))
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.pages.key == "event"
    assert page(window, "event").current_record() == event
    qtbot.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert window.pages.key == "member"


def test_records_are_listed_under_a_heading(window: MainWindow, county: Office) -> None:
    ids = RecordList(county.ledger, KINDS["member"]).ids()[:2]
    window.context.show_records("member", ids, "读书会：实到")
    shown = page(window, "member")
    assert shown.listed_ids() == ids
    shown.bar.among_cleared.emit()
    assert len(shown.listed_ids()) == 6


def test_undo_names_its_step_and_takes_it_back(
    window: MainWindow, county: Office, qtbot: QtBot
) -> None:
    member = first(county, "member", "zs")
    with county.ledger.write("修改委员 张三：备注") as session:
        session.connection().execute(
            KINDS["member"].table.update().where(KINDS["member"].table.c.id == member),
            {"note": "新备注"},
        )
    window.context.wrote(session.changes)
    assert window.header.undo_button.toolTip().startswith("撤销：修改委员 张三：备注")
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    values = county.values("member", member)
    assert values is not None
    assert values["note"] is None
    assert window.toast.text() == "撤销：修改委员 张三：备注"
    qtbot.keyClick(window, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert (county.values("member", member) or {})["note"] == "新备注"


def test_the_header_finds_a_member_by_initials(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.header.search.hasFocus()
    qtbot.keyClicks(window.header.search, "sxf")
    qtbot.waitUntil(window.found.isVisible)
    assert window.found.hits()[0].startswith("单小芳")
    qtbot.keyClick(window.header.search, Qt.Key.Key_Return)
    assert window.pages.key == "member"
    assert page(window, "member").detail.title() == "单小芳"


def test_what_is_not_found_is_said(window: MainWindow) -> None:
    window.search("查无此人")
    assert window.found.isVisible()
    assert window.found.hits() == []


def test_a_notice_offers_its_links(window: MainWindow, qtbot: QtBot) -> None:
    opened: list[bool] = []
    notice = Notice("已导出 3 条", links=(("打开", lambda: opened.append(True)),))
    window.context.noticed.emit(notice)
    assert window.toast.isVisible()
    qtbot.mouseClick(window.toast.links()[0], Qt.MouseButton.LeftButton)
    assert opened
    assert window.toast.isHidden()


def test_running_work_stands_in_the_status_line(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not window.context.tasks.running)
    go_on: list[bool] = []

    def work(progress: TaskProgress) -> None:
        while not go_on:
            progress.report("数数", 1, 3)

    window.context.run("数数", work, lambda _: None)
    bar = window.status.findChild(QProgressBar)
    assert not bar.isHidden()
    qtbot.waitUntil(lambda: bool(window.context.tasks.running))
    window.status.cancelled.emit()
    qtbot.waitUntil(lambda: not window.context.tasks.running)
    assert bar.isHidden()


def test_the_window_remembers_its_place(window: MainWindow) -> None:
    window.setGeometry(40, 50, 1200, 700)
    window.close()
    assert window.context.settings.get(WINDOW) == [40, 50, 1200, 700]


def test_the_bell_tells_how_many_things_are_to_be_done(
    window: MainWindow, county: Office, qtbot: QtBot
) -> None:
    bell = window.header.todo_button
    due = listed_due(county.ledger)
    qtbot.waitUntil(lambda: bell.text().strip() == str(len(due) or ""))
    window.pages.go("event")
    county.add("unit", name="县民政局", category="承办单位")
    late = county.add(
        "event", name="走访", type="走访", start=datetime(2026, 9, 1, 9), state="计划"
    )
    window.context.changed.emit(Changes("登记活动"))
    window.due.count()
    more = listed_due(county.ledger)
    assert len(more) == len(due) + 1
    assert any(item.record_id == late for item in more)
    qtbot.waitUntil(lambda: bell.text().strip() == str(len(more)))
    assert bell.accessibleName().startswith(f"要办的事 {len(more)} 件")
    window.due.take([replace(more[0], tone=tone) for tone in ("overdue", "soon")])
    assert bell.accessibleName().startswith("要办的事 2 件，其中逾期 1 件")


def test_every_toast_shows_its_words_and_its_links(window: MainWindow) -> None:
    for words in ("已删除活动 走访", "已登记提案：关于增设城区停车位的建议，并交办县住建局"):
        window.context.noticed.emit(Notice(words, undo=True, links=(("打开", lambda: None),)))
        toast = window.toast
        label = next(w for w in toast.findChildren(QLabel) if w.text() == words)
        assert label.width() >= label.sizeHint().width()
        for link in toast.links():
            assert link.isVisible()
            assert link.geometry().right() < toast.width()
            assert link.width() >= link.sizeHint().width()


def test_a_toast_gives_the_focus_back_to_the_page(window: MainWindow, qtbot: QtBot) -> None:
    window.pages.go("event")
    window.context.noticed.emit(Notice("已导出", links=(("打开", lambda: None),)))
    link = window.toast.links()[0]
    link.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(link, Qt.Key.Key_Space)
    assert window.focusWidget() is page(window, "event").list


def test_after_an_act_the_focus_is_in_the_list_or_on_the_next_step(
    window: MainWindow, county: Office, assigned: int, qtbot: QtBot
) -> None:
    window.context.show_record("proposal", assigned)
    shown = page(window, "proposal")
    qtbot.waitUntil(lambda: shown.detail.record() == assigned)
    shown.detail.actions_row.button("edit").setFocus()
    with county.ledger.write("修改提案") as session:
        update(session, KINDS["proposal"], assigned, {"topic": "交通"})
    window.context.wrote(session.changes)
    assert window.focusWidget().property("role") == "primary"
    assert shown.detail.isAncestorOf(window.focusWidget())
    event = first(county, "event", "读书会")
    window.context.show_record("event", event)
    shown = page(window, "event")
    qtbot.waitUntil(lambda: shown.detail.record() == event)
    shown.detail.actions_row.button("delete").setFocus()
    shown.detail.actions_row.button("delete").click()
    assert window.focusWidget() is shown.list
    assert shown.current_record() in shown.listed_ids()


def test_new_begins_with_what_the_page_holds(
    window: MainWindow, county: Office, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(acts, "edit", lambda *args: asked.append(args[2]))
    window.context.show_record("suggestion", first(county, "suggestion"))
    register = window.pages.page("register")
    assert isinstance(register, RegisterPage)
    for kind in ("award", "listed_value", "quota", "plenary_session", "feedback"):
        register.open(kind)
        qtbot.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
        assert asked.pop() == kind
        menu = window.header.new_button.menu()
        menu.aboutToShow.emit()
        menu.actions()[0].trigger()
        assert asked.pop() == kind


def test_a_register_is_shown_from_anywhere(window: MainWindow) -> None:
    window.context.show_kind("listed_value")
    register = window.pages.page("register")
    assert isinstance(register, RegisterPage)
    assert window.pages.key == "register"
    assert register.current.spec.kind == "listed_value"
    assert window.focusWidget() is register.current.list
    window.context.show_kind("member")
    assert window.pages.key == "member"


def test_history_and_bin_are_reached_and_left(window: MainWindow) -> None:
    window.pages.go("member")
    window.pages.show_history()
    assert window.pages.key == "history"
    assert window.rail.current() == ""
    page = window.pages.page("history")
    assert window.focusWidget() is page.list
    window.pages.show_history(bin=True)
    assert page.tabs.currentIndex() == 1
    window.pages.back()
    assert window.pages.key == "member"
    assert window.rail.current() == "member"


def test_new_offers_every_kind_that_has_a_page(window: MainWindow) -> None:
    menu = window.header.new_button.menu()
    menu.aboutToShow.emit()
    offered = {a.text().partition("\t")[0] for a in menu.actions()}
    for group in (a.menu() for a in menu.actions() if a.menu()):
        offered |= {a.text() for a in group.actions()}
    assert {f"登记{spec.label}" for spec in BY_KIND.values()} <= offered


def test_a_click_on_undo_leaves_the_focus_in_the_list(window: MainWindow, qtbot: QtBot) -> None:
    window.pages.go("member")
    assert window.focusWidget() is page(window, "member").list
    qtbot.mouseClick(window.header.undo_button, Qt.MouseButton.LeftButton)
    assert window.focusWidget() is page(window, "member").list


def test_a_ledger_for_reading_only_offers_nothing_to_write(
    county: Office, qtbot: QtBot, said: Said
) -> None:
    from zxdesk.desktop.base.messages import Presenter
    from zxdesk.desktop.base.settings import Settings

    county.ledger.read_only = "王芳正在使用它"
    window = MainWindow(county.ledger, settings=Settings(), presenter=Presenter(None))
    qtbot.addWidget(window)
    window.pages.go("event")
    assert not window.header.new_button.isEnabled()
    assert not window.header.undo_button.isEnabled()
    shown = page(window, "event")
    shown.detail.show_record(shown.listed_ids()[0])
    assert not shown.detail.actions_row.button("edit").isEnabled()
    assert "王芳" in shown.detail.actions_row.button("edit").toolTip()
    window.close()
    county.ledger.read_only = ""
    assert not said.told


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("2026-11-22T08:31:00", "上次备份 今天 08:31，已校验"),
        ("2026-11-21T17:02:00", "上次备份 昨天 17:02，已校验"),
        ("2026-11-10T17:02:00", "上次备份 12 天前，已校验"),
    ],
)
def test_the_age_of_the_backup_is_said(made: str, words: str) -> None:
    backup = Backup(Path("a.zxd"), "", 1, 1, made)
    assert backup_words(backup, datetime(2026, 11, 22, 9)) == words


def test_no_backup_is_said(window: MainWindow) -> None:
    assert backup_words(None, datetime(2026, 11, 22)) == "还没有备份"
