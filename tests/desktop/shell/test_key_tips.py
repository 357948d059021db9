"""Alt and a letter for everything that has words, Esc closes, Enter throws nothing away."""

from collections import Counter
from itertools import chain

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Said
from tests.desktop.shell.every_dialog import further
from tests.desktop.shell.test_access import everything
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keeping import NameDialog
from zxdesk.desktop.base.key_tips import KeyTips, actions_of, letters_for, targets_of
from zxdesk.desktop.base.messages import UnsavedAnswer
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.shell.main_window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier
LEAVING = ("取消", "返回", "放弃修改", "不保存")


@pytest.fixture
def tips(qapp: QApplication) -> KeyTips:
    return KeyTips.install(qapp)


def test_letters_are_initials_and_nobody_shares_one() -> None:
    captions = ["保存", "取消", "备份到…", "PDF", "保存", "。"]
    letters = letters_for(captions)
    assert letters[:4] == ["B", "Q", "F", "P"]
    assert len(set(letters)) == len(letters)
    assert letters_for(["甲", "乙", "丙"], "AB") == ["A", "", "B"]


def unlettered(shown: QWidget, where: str) -> list[str]:
    """Buttons and captions of fields that no letter leads to, and letters given twice."""
    found = targets_of(shown)
    wanted = [
        one
        for one in shown.findChildren(QPushButton)
        if one.isVisibleTo(shown) and one.isEnabled() and one.text()
        if not isinstance(one, LinkButton) and one.window() is shown
    ]
    labels = (one for one in shown.findChildren(QLabel) if one.isVisibleTo(shown))
    wanted += [one for one in labels if one.buddy() and one.buddy().isEnabled()]
    counted = Counter(map(id, found.values()))
    return [f"{where}: {one.text()}" for one in wanted if counted[id(one)] != 1]


def test_every_page_and_dialog_has_a_letter_for_each_button_and_field(
    window: MainWindow, county: Office, assigned: int
) -> None:
    wrong: list[str] = []
    for name, shown in chain(everything(window, county), further(window, county)):
        wrong += unlettered(shown, name)
        for button in shown.findChildren(QAbstractButton):
            menu = button.menu() if isinstance(button, (QPushButton, QToolButton)) else None
            if isinstance(menu, QMenu):
                lines = [a for a in menu.actions() if a.text() and a.isVisible()]
                if len(actions_of(menu)) != sum(not a.isSeparator() for a in lines):
                    wrong.append(f"{name}: menu of {button.accessibleName()}")
    assert not wrong, "\n".join(wrong)


def test_esc_closes_every_dialog_and_enter_leaves_none(
    window: MainWindow, county: Office, assigned: int, qtbot: QtBot
) -> None:
    wrong: list[str] = []
    for name, shown in chain(everything(window, county), further(window, county)):
        if not isinstance(shown, QDialog):
            continue
        buttons = [b for b in shown.findChildren(QPushButton) if b.isVisibleTo(shown)]
        keeps = any(b.text() == "保存" for b in buttons)
        leaving = [b for b in buttons if b.text() in LEAVING or (keeps and b.text() == "关闭")]
        if any(b.isDefault() or b.autoDefault() for b in leaving):
            wrong.append(f"{name}: Enter leaves")
        qtbot.keyClick(shown, Qt.Key.Key_Escape)
        if shown.isVisible():
            wrong.append(f"{name}: Esc does not close")
    assert not wrong, "\n".join(wrong)


def test_enter_in_an_edited_form_discards_nothing(
    context: DeskContext, county: Office, qtbot: QtBot, said: Said
) -> None:
    editor = RecordEditor(context, "member", None, None)
    qtbot.addWidget(editor)
    editor.show()
    said.unsaved = UnsavedAnswer.CANCEL
    qtbot.keyClicks(editor.focusWidget(), "abc")
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        qtbot.keyClick(editor, key)
        assert editor.isVisible()


def test_alt_shows_the_letters_and_a_letter_follows(qtbot: QtBot, tips: KeyTips) -> None:
    dialog = NameDialog(None, title="改名", name="旧名", hint="")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    handle = dialog.windowHandle()
    tips.watch(handle)
    dialog.findChildren(QPushButton)[0].setFocus()
    QTest.keyPress(handle, Qt.Key.Key_Alt, ALT)
    assert sorted(tips.shown()) == sorted(targets_of(dialog))
    QTest.keyRelease(handle, Qt.Key.Key_Alt)
    assert tips.shown() == []
    letters = {target.text(): letter for letter, target in targets_of(dialog).items()}
    assert letters == {"保存": "B", "取消": "Q", "名称": "M"}
    QTest.keyClick(handle, Qt.Key.Key_M, ALT)
    assert dialog.line.hasFocus()
    QTest.keyClick(handle, Qt.Key.Key_Q, ALT)
    assert dialog.isHidden()


def test_a_menu_shows_its_letters_and_follows_one(qtbot: QtBot, tips: KeyTips) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    with qtbot.waitActive(ground):
        ground.show()
        ground.activateWindow()
    done: list[str] = []
    menu = QMenu(ground)
    for words in ("打开台账…", "打印", "设置…"):
        menu.addAction(words, lambda words=words: done.append(words))
    menu.popup(ground.mapToGlobal(ground.rect().center()))
    handle = ground.windowHandle()
    tips.watch(handle)
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    qtbot.waitUntil(lambda: tips.shown() == ["D", "Y", "S"])
    QTest.keyClick(handle, Qt.Key.Key_Y)
    assert done == ["打印"]
    assert menu.isHidden()
