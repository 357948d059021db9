"""The results below the search field: groups, keys, marks."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.desktop.shell.search_popup import SearchGroup, SearchHit, SearchPopup
from zxdesk.desktop.shell.search_rows import MarkedWords


@pytest.fixture
def shown() -> list[str]:
    """What was chosen to be shown."""
    return []


@pytest.fixture
def popup(shown: list[str], qtbot: QtBot) -> SearchPopup:
    window = QWidget()
    window.resize(900, 600)
    field = QLineEdit(window)
    made = SearchPopup(field, window)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    made.show_hits(groups(shown))
    window.grab()
    return made


def groups(shown: list[str]) -> tuple[SearchGroup, ...]:
    """Two members and many events; what is chosen of them is noted."""

    def note(what: str) -> Callable[[], None]:
        return lambda: shown.append(what)

    members = (
        SearchHit(note("a"), MarkedWords("张三", ((0, 1),))),
        SearchHit(note("b"), MarkedWords("张四"), MarkedWords("经济界")),
    )
    events = (SearchHit(note("c"), MarkedWords("张湾调研" * 30, ((0, 1),))),)
    return (
        SearchGroup("委员", "member", 2, note("all members"), members),
        SearchGroup("活动", "event", 12_000, note("all events"), events),
    )


def press(popup: SearchPopup, qtbot: QtBot, *keys: Qt.Key) -> None:
    field = popup.parentWidget().findChild(QLineEdit)
    for key in keys:
        qtbot.keyClick(field, key)


def test_kinds_stand_with_their_numbers(popup: SearchPopup) -> None:
    assert popup.headings() == ["委员 2", "活动 12000"]
    assert popup.hits()[:2] == ["张三", "张四"]


def test_arrows_go_from_hit_to_hit_over_the_headings(popup: SearchPopup, qtbot: QtBot) -> None:
    assert popup.current() == "张三"
    press(popup, qtbot, Qt.Key.Key_Down)
    assert popup.current() == "张四 经济界"
    press(popup, qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert popup.current() == "全部 12,000 条"
    press(popup, qtbot, *[Qt.Key.Key_Up] * 9)
    assert popup.current() == "张三"


def test_the_current_row_is_taken(popup: SearchPopup, shown: list[str], qtbot: QtBot) -> None:
    with qtbot.waitSignal(popup.chosen):
        popup.take_current()
    assert shown == ["a"]
    assert popup.isHidden()


def test_the_last_row_leads_to_all_of_a_kind(
    popup: SearchPopup, shown: list[str], qtbot: QtBot
) -> None:
    press(popup, qtbot, *[Qt.Key.Key_Down] * 3)
    with qtbot.waitSignal(popup.chosen):
        popup.take_current()
    assert shown == ["all events"]


def test_escape_closes(popup: SearchPopup, qtbot: QtBot) -> None:
    press(popup, qtbot, Qt.Key.Key_Escape)
    assert popup.isHidden()


def test_return_is_left_to_the_field(popup: SearchPopup, qtbot: QtBot) -> None:
    field = popup.parentWidget().findChild(QLineEdit)
    with qtbot.waitSignal(field.returnPressed):
        press(popup, qtbot, Qt.Key.Key_Return)


def test_nothing_found_is_said(popup: SearchPopup) -> None:
    popup.show_hits([])
    assert popup.isVisible()
    assert (popup.hits(), popup.current()) == ([], "")
