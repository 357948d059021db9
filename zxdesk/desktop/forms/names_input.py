"""Several names in one line, parted by 、, with the office's values offered one by one."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QCompleter, QLineEdit, QMenu, QWidget

from zxdesk import text
from zxdesk.desktop.forms.inputs import TextInput
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.widgets.inside_button import InsideButton
from zxdesk.records.fieldtypes import FieldType

_PARTS = "、，,；;"


class NamesInput(TextInput):
    """A line whose last part is completed, and a menu to tick values."""

    def __init__(self, type_: FieldType, offered: Sequence[str], parent: QWidget) -> None:
        super().__init__(type_, parent)
        self._offered = list(offered)
        completer = _LastPartCompleter(self._offered, self)
        self.line.setCompleter(completer)
        if popup := completer.popup():
            set_role(popup, "popup")
        self._button = InsideButton(
            self.line, "chevron-down", "选择取值", self.open_menu, keys="Alt+↓"
        )
        shortcut = QShortcut(QKeySequence("Alt+Down"), self.line)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(self.open_menu)

    def name(self, words: str) -> None:
        """Say to a screen reader what this is."""
        super().name(words)
        self._button.set_object(words)

    def open_menu(self) -> None:
        """Offer all values to tick."""
        menu = self.menu()
        menu.exec(self.line.mapToGlobal(self.line.rect().bottomLeft()))
        menu.deleteLater()

    def menu(self) -> QMenu:
        """Give the menu of all values."""
        menu = QMenu(self)
        held = text.split_values(self.line.text())
        for words in self._offered:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(words in held)
            action.triggered.connect(lambda _on, words=words: self.toggle(words))
            menu.addAction(action)
        return menu

    def toggle(self, words: str) -> None:
        """Put a value in, or take it out."""
        held = text.split_values(self.line.text())
        left = [part for part in held if part != words]
        self.line.setText("、".join(left if len(left) < len(held) else [*held, words]))
        self.changed.emit()


class _LastPartCompleter(QCompleter):
    """Completes what stands behind the last 、."""

    def __init__(self, offered: Sequence[str], parent: QObject) -> None:
        super().__init__(list(offered), parent)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Give the last part."""
        return [path[_last_start(path) :].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Put the value behind the parts before."""
        widget = self.widget()
        words = widget.text() if isinstance(widget, QLineEdit) else ""
        model: QAbstractItemModel = self.model()
        return words[: _last_start(words)] + str(model.data(index))


def _last_start(words: str) -> int:
    return max((words.rfind(sign) for sign in _PARTS), default=-1) + 1
