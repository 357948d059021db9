"""Everything by keyboard: keys that work wherever the focus is, and a list of them."""

import re
from functools import reduce
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QAbstractButton, QMenu, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.shell.test_access import controls, everything
from tests.ledgers import Office
from zxdesk.desktop.base.keys import KEYS
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.records.register_page import RegisterPage
from zxdesk.desktop.shell import acts
from zxdesk.desktop.shell.key_list import KeyList
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.widgets.inside_button import InsideButton

MANUAL = Path(__file__).parents[3] / "docs" / "manual.md"
# Keys that a widget of its own hears.
OF_WIDGETS = {"按住 Alt", "Ctrl+V", "Delete", "Ctrl+C", "Ctrl+A", "Shift+↑↓", "Shift+F10", "菜单键"}
NAMES = {"←": "Left", "→": "Right", "Enter": "Return"}


def walked(root: QWidget) -> set[QWidget]:
    """What the Tab key comes to, from one control to the next until it is back."""
    seen: list[QWidget] = []
    for _ in range(400):
        root.focusNextChild()
        held = root.focusWidget()
        if held is None or held in seen:
            break
        seen.append(held)
    return set(seen)


def unreached(root: QWidget, where: str) -> list[str]:
    """Controls that the Tab key should come to, and does not."""
    came = walked(root)
    came |= {w.focusProxy() for w in came if w.focusProxy()}
    said = []
    for widget, name in controls(root):
        wanted = widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        # Of a group of buttons the arrow keys choose one.
        grouped = isinstance(widget, QAbstractButton) and (
            widget.group() is not None or widget.autoExclusive()
        )
        inside = any(widget.isAncestorOf(held) for held in came)
        if wanted and not grouped and not inside and widget not in came:
            said.append(f"{where}: {type(widget).__name__} {name}")
    return said


def test_the_tab_key_comes_to_every_control(
    window: MainWindow, county: Office, assigned: int
) -> None:
    found: list[str] = []
    for name, shown in everything(window, county):
        found += unreached(shown, name)
        inside = [b for b in walked(shown) if isinstance(b, InsideButton)]
        found += [f"{name}: the Tab key stops at {b.accessibleName()}" for b in inside]
    assert not found, "\n".join(found)


def test_every_key_of_the_list_is_heard(window: MainWindow) -> None:
    for key in ("event", "register", "statistics"):
        window.pages.go(key)
    heard = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    lines = [line for title, lines in KEYS if title in ("到处", "列表和详情") for line in lines]
    listed = {part for line in lines for part in re.split(" / | … |、", line.keys)}
    for keys in listed - OF_WIDGETS:
        assert reduce(lambda told, one: told.replace(*one), NAMES.items(), keys) in heard, keys


@pytest.mark.parametrize("keys", ["F1", "F6", "Ctrl+Enter", "Ctrl+P", "Ctrl+Tab", "Delete"])
def test_the_manual_tells_the_keys(keys: str) -> None:
    assert f"| {keys}" in MANUAL.read_text("utf-8")


def test_the_keys_are_listed(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []
    monkeypatch.setattr(KeyList, "exec", lambda _dialog: shown.append(True))
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_Slash, control)
    assert len(shown) == 1


def test_keys_of_a_page_work_from_the_header(
    window: MainWindow, assigned: int, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[object] = []
    monkeypatch.setattr(acts, "edit", lambda *words: asked.append(words[2]))
    monkeypatch.setattr(acts, "act_on_proposal", lambda *words: asked.append(words[3]))
    window.context.show_record("proposal", assigned)
    page = window.pages.page("proposal")
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.detail.record() == assigned)
    for key, modifier in (
        (Qt.Key.Key_F2, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
    ):
        window.header.search.setFocus()
        qtbot.keyClick(window.header.search, key, modifier)
    assert asked == ["proposal", "reply"]
    assert page.detail.isHidden()
    window.header.search.setFocus()
    qtbot.keyClick(window.header.search, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.focusWidget() is page.bar.search
    qtbot.keyClick(page.bar.search, Qt.Key.Key_Escape)
    assert window.focusWidget() is page.list


def test_f6_goes_round_the_window(window: MainWindow, county: Office, qtbot: QtBot) -> None:
    window.pages.go("member")
    page = window.pages.page("member")
    assert isinstance(page, RecordPage)
    qtbot.waitUntil(lambda: page.detail.record() is not None)
    places = (page.list, page.detail, window.header, window.rail, page.bar, page.list)
    for place in places[1:]:
        qtbot.keyClick(window, Qt.Key.Key_F6)
        held = window.focusWidget()
        assert place is held or place.isAncestorOf(held)
    for place in reversed(places[:-1]):
        qtbot.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        held = window.focusWidget()
        assert place is held or place.isAncestorOf(held)


def test_ctrl_tab_turns_the_tabs_within_a_page(window: MainWindow, qtbot: QtBot) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    window.pages.go("register")
    register = window.pages.page("register")
    assert isinstance(register, RegisterPage)
    kinds = register.kinds
    for place in (1, 2):
        qtbot.keyClick(window, Qt.Key.Key_Tab, control)
        assert register.current.spec.kind == kinds[place]
        assert window.focusWidget() is register.current.list
    window.pages.go("statistics")
    tabs = window.pages.page("statistics").findChild(QTabBar)
    before = tabs.currentIndex()
    qtbot.keyClick(window, Qt.Key.Key_Tab, control)
    assert tabs.currentIndex() == before + 1


def test_papers_and_sorting_come_by_key(window: MainWindow, qtbot: QtBot) -> None:
    window.pages.go("member")
    page = window.pages.page("member")
    assert isinstance(page, RecordPage)
    qtbot.keyClick(page.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    papers = [menu for menu in page.list.findChildren(QMenu) if menu.isVisible()]
    assert len(papers) == 1
    papers[0].hide()
    menu = QMenu(page)
    page.list.fill_sorting(menu)
    next(action for action in menu.actions() if action.text() == "按姓名").trigger()
    assert [key.column for key in page.model.sort_keys] == ["name"]


def test_what_was_looked_for_does_not_follow_to_another_page(window: MainWindow) -> None:
    window.header.search.setText("读书")
    window.pages.go("venue")
    assert window.header.search.text() == ""
