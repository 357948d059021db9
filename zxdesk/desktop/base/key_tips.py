"""Alt and a letter for every button, field and menu line: the letters show while Alt is held.

A Chinese caption has no letter to underline, so the letter stands beside it only when it is asked
for: its pinyin initial, or the next that is free in that window. In a menu the letters are always
seen and work without Alt.
"""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QWindow
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)
from shiboken6 import isValid

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, set_role
from zxdesk.rules.pinyin import initials

Help = Callable[[QWidget], object]
_NAME = "key-tips"
_LETTERS, _DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "1234567890"
_WATCHED = (
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
)


def letters_for(captions: Iterable[str], pool: str = _LETTERS) -> list[str]:
    """Give each caption a letter of its own: of its pinyin initials, else any that is left.

    Args:
        pool: What there is; who comes when it is used up gets none.
    """
    words = list(captions)
    given: dict[int, str] = {}
    for place, caption in enumerate(words):
        own = (first for char in caption for first in _initial(char))
        free = next((c for c in own if c in pool and c not in given.values()), "")
        if free:
            given[place] = free
    for place in range(len(words)):
        if place not in given:
            left = next((char for char in pool if char not in given.values()), "")
            given[place] = left
    return [given[place] for place in range(len(words))]


def _initial(char: str) -> Iterator[str]:
    if char.isascii():
        yield from (char.upper(),) if char.isalpha() else ()
    else:
        yield from (spoken.upper() for spoken in initials(char)[:1])


def targets_of(window: QWidget) -> dict[str, QWidget]:
    """Give the buttons and labels of a window by their letters."""
    found = sorted(_candidates(window), key=lambda one: (_rank(one), *_place(one, window)))
    pool = _LETTERS + _DIGITS if isinstance(window, QDialog) else _LETTERS
    letters = letters_for((_caption(one) for one in found), pool)
    return {letter: one for letter, one in zip(letters, found, strict=True) if letter}


def actions_of(menu: QMenu) -> dict[str, QAction]:
    """Give the lines of a menu by their letters."""
    lines = [a for a in menu.actions() if a.isVisible() and not a.isSeparator() and a.text()]
    letters = letters_for((a.text().split("\t")[0] for a in lines), _LETTERS + _DIGITS)
    return {letter: line for letter, line in zip(letters, lines, strict=True) if letter}


def _candidates(window: QWidget) -> Iterator[QWidget]:
    links = isinstance(window, QDialog)
    for one in window.findChildren(QWidget):
        if one.window() is not window or not one.isVisibleTo(window):
            continue
        if isinstance(one, QLabel):
            buddy = one.buddy()
            if buddy is not None and buddy.isEnabled():
                yield one
        elif (
            isinstance(one, QAbstractButton)
            and one.text()
            and one.isEnabled()
            and (links or not isinstance(one, (LinkButton, QToolButton)))
        ):
            yield one


def _caption(one: QWidget) -> str:
    return one.text() if isinstance(one, (QLabel, QAbstractButton)) else ""


def _rank(one: QWidget) -> int:
    """The usual act has its own letter before any other."""
    if isinstance(one, QPushButton) and not isinstance(one, LinkButton):
        return 0 if one.isDefault() else 1
    return 2 if isinstance(one, QLabel) else 3


def _place(one: QWidget, window: QWidget) -> tuple[int, int]:
    at = one.mapTo(window, QPoint())
    return at.y(), at.x()


class KeyTips(QObject):
    """Hears Alt, and F1 in dialogs, in every window of the program."""

    def __init__(self, app: QApplication, help_with: Help | None) -> None:
        super().__init__(app)
        self._help_with = help_with
        self.setObjectName(_NAME)
        self._tips: list[QLabel] = []
        app.focusWindowChanged.connect(self.watch)

    @staticmethod
    def install(app: QApplication, help_with: Help | None = None) -> "KeyTips":
        """Hear Alt from now on; once for an application.

        Args:
            help_with: Opens the manual for the dialog in which F1 was pressed.
        """
        found = app.findChild(KeyTips, _NAME)
        return found if isinstance(found, KeyTips) else KeyTips(app, help_with)

    def watch(self, window: QWindow | None) -> None:
        """Hear the keys of a window."""
        self.hide()
        if window is not None:
            window.installEventFilter(self)  # once, however often it is asked for (QObject)

    def shown(self) -> list[str]:
        """Give the letters that are seen."""
        return [tip.text() for tip in self._standing()]

    def hide(self) -> None:
        """Take the letters away."""
        for tip in self._standing():
            tip.hide()
            tip.deleteLater()
        self._tips = []

    def _standing(self) -> list[QLabel]:
        """Give the letters whose window has not gone, and they with it."""
        return [tip for tip in self._tips if isValid(tip)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow a letter, show the letters while Alt is held."""
        if event.type() not in _WATCHED:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._pressed(event):
                return True
        elif event.type() != QEvent.Type.MouseButtonRelease:
            self.hide()
        QTimer.singleShot(0, self._show_on_menu)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        none, alt = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
        held, popup = event.modifiers(), QApplication.activePopupWidget()
        letter = chr(event.key()) if event.key() < 128 else ""
        if isinstance(popup, QMenu) and held in (none, alt):
            return self._follow_line(popup, letter)
        window = QApplication.activeWindow()
        if popup is not None or window is None:
            return False
        self.hide()
        if event.key() == Qt.Key.Key_F1 and isinstance(window, QDialog) and self._help_with:
            self._help_with(window)
            return True
        if event.key() == Qt.Key.Key_Alt:
            self._show_on_window(window)
            return False
        target = targets_of(window).get(letter) if held == alt else None
        if target is None:
            return False
        follow(target)
        return True

    def _follow_line(self, menu: QMenu, letter: str) -> bool:
        line = actions_of(menu).get(letter)
        if line is None:
            return False
        self.hide()
        menu.setActiveAction(line)
        if line.isEnabled():
            enter = QKeyEvent(
                QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier
            )
            QApplication.sendEvent(menu, enter)
        return True

    def _show_on_window(self, window: QWidget) -> None:
        for letter, target in targets_of(window).items():
            at = target.mapTo(window, QPoint())
            beside = QPoint(-self._tip_width() - 2, 0) if isinstance(target, QLabel) else QPoint()
            self._show(letter, window, at + beside)

    def _show_on_menu(self) -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu) or any(tip.parent() is menu for tip in self._standing()):
            return
        self.hide()
        for letter, line in actions_of(menu).items():
            place = menu.actionGeometry(line)
            self._show(letter, menu, QPoint(place.right() - self._tip_width() - 4, place.top() + 5))

    def _tip_width(self) -> int:
        return theme.current().px(16)

    def _show(self, letter: str, parent: QWidget, at: QPoint) -> None:
        tip = QLabel(letter, parent)
        set_role(tip, "keytip")
        tip.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        tip.resize(self._tip_width(), self._tip_width())
        tip.move(max(0, at.x()), max(0, at.y()))
        tip.show()
        tip.raise_()
        self._tips.append(tip)


def follow(target: QWidget) -> None:
    """Press a button, or go to the field of a label."""
    if isinstance(target, QLabel):
        field = target.buddy()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            held = field.focusProxy() or field
            if isinstance(held, QLineEdit):
                held.selectAll()
    elif isinstance(target, QAbstractButton):
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(target, (QPushButton, QToolButton)) and target.menu() is not None:
            target.showMenu()
        else:
            target.click()
