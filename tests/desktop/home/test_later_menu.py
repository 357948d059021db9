"""Each thing to be done has its next step beside it, and can be put off."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import TODAY, Office, see
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.home.home_page import HomePage
from zxdesk.desktop.home.later_menu import LaterDialog
from zxdesk.desktop.shell import acts
from zxdesk.queries.todo import Todo
from zxdesk.services.later import parted


@pytest.fixture
def page(context: DeskContext, office: Office, qtbot: QtBot) -> HomePage:
    """A home page on which a meeting without attendance and one still planned stand."""
    office.add("event", name="没签到", start=datetime(2026, 11, 3, 9), state="已举办")
    office.add("event", name="还是计划", start=datetime(2026, 11, 4, 9), state="计划")
    made = HomePage(context)
    see(made, qtbot)
    return made


def row_of(page: HomePage, words: str) -> int:
    return next(n for n, item in enumerate(page.todo.items()) if words in item.text)


def verb_at(page: HomePage, row: int) -> QPoint:
    rect = page.todo.visualRect(page.todo.model().index(row, 0))
    return QPoint(rect.right() - 12, rect.center().y())


def test_the_word_at_the_right_takes_the_next_step_and_the_row_opens(
    page: HomePage, context: DeskContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited: list[tuple[str, int]] = []
    monkeypatch.setattr(acts, "edit", lambda _c, _p, kind, record: edited.append((kind, record)))
    row = row_of(page, "没签到")
    item = page.todo.items()[row]
    assert page.todo.verb(item) == "签到"
    view = page.todo.viewport()
    with qtbot.waitSignal(context.roll_asked) as asked:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=verb_at(page, row))
    assert asked.args == [item.record_id]
    planned = row_of(page, "还是计划")
    page.todo.setCurrentIndex(page.todo.model().index(planned, 0))
    qtbot.keyClick(page.todo, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert edited == [("event", page.todo.items()[planned].record_id)]
    with qtbot.waitSignal(context.record_asked):
        qtbot.keyClick(page.todo, Qt.Key.Key_Return)


def press(menu: QMenu, *words: str) -> None:
    for word in words[:-1]:
        menu = next(a for a in menu.actions() if a.text() == word).menu()  # type: ignore[assignment]
    next(a for a in menu.actions() if a.text().startswith(words[-1])).trigger()


def offered(page: HomePage, item: Todo) -> QMenu:
    page.todo.menu_asked.emit(item, QPoint(0, 0))
    return next(menu for menu in page.findChildren(QMenu) if menu.isVisible())


def test_a_thing_is_put_off_listed_apart_and_taken_up_again(
    page: HomePage, context: DeskContext, qtbot: QtBot
) -> None:
    context.changed.connect(page.refresh)
    item = page.todo.items()[row_of(page, "没签到")]
    menu = offered(page, item)
    assert [a.text() for a in menu.actions() if a.text()] == ["查看", "签到", "稍后提醒"]
    with qtbot.waitSignal(page.ready):
        press(menu, "稍后提醒", "三天后")
    menu.close()
    assert item not in page.todo.items()
    assert page.later_link.text() == "推后的 1 件"
    page.later_link.click()
    (shown,) = page.todo.items()
    assert (shown.text, shown.tag) == (item.text, f"{TODAY + timedelta(days=3):%m-%d}")
    with qtbot.waitSignal(page.ready):
        press(offered(page, shown), "现在就提醒")
    assert parted(context.ledger, [item])[0] == [item]
    assert item in page.todo.items()
    assert not page.later_link.isVisible()


def test_the_bell_is_told_what_is_listed(
    page: HomePage, context: DeskContext, qtbot: QtBot
) -> None:
    told: list[list[Todo]] = []
    page.told_due.connect(told.append)
    menu = offered(page, page.todo.items()[0])
    before = len(page.todo.items())
    with qtbot.waitSignal(page.ready):
        press(menu, "稍后提醒", "明天")
    menu.close()
    assert len(told[-1]) == before - 1


def test_a_day_is_asked_for_and_must_be_ahead(context: DeskContext, qtbot: QtBot) -> None:
    dialog = LaterDialog(context, None)
    qtbot.addWidget(dialog)
    dialog.show()
    for words, day in (("昨天", None), ("胡说", None), ("明天", TODAY + timedelta(days=1))):
        dialog.day.line.setText(words)
        dialog.keep()
        assert dialog.chosen() == day
        assert bool(dialog.field.error()) is (day is None)
        dialog.field.set_error("")
    assert dialog.isHidden()
    dialog.day.line.setText("12.24")
    assert dialog.chosen() == date(2026, 12, 24)
