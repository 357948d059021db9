"""Several names in one line, parted by 、, with the office's values offered one by one."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk import text
from zxdesk.desktop.forms.inputs import TextInput
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.widgets.inside_button import InsideButton
from zxdesk.desktop.widgets.last_part import LastPartCompleter
from zxdesk.records.fieldtypes import FieldType

_PARTS = "、，,；;"


class NamesInput(TextInput):
    """A line whose last part is completed, and a menu to tick values."""

    def __init__(self, type_: FieldType, offered: Sequence[str], parent: QWidget) -> None:
        super().__init__(type_, parent)
        self._offered = list(offered)
        words = QStringListModel(self._offered, self)
        completer = LastPartCompleter(words, self.line, signs=_PARTS)
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
