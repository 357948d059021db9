"""What may be done with the record shown: one fixed row, the rest below a ⋯."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QWidget

from zxdesk.desktop.look import icons
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.records.detail_parts import RecordAction

_GAP = 8


class ActionRow(QWidget):
    """Buttons from the next step to 编辑; what is folded, or has no room, stands below the ⋯."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions: dict[str, RecordAction] = {}
        self._buttons: dict[str, QPushButton] = {}
        self.more = QToolButton(self)
        icons.put(self.more, "more", "text", size=18)
        self.more.setAccessibleName("这条记录的更多操作")
        self.more.setToolTip("打印、删除等")
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.more)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        self.more.setMenu(self.menu)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.more)
        self._row.addStretch(1)

    def set_actions(self, actions: Sequence[RecordAction]) -> None:
        """Offer other acts; where room is short the last ones are folded first."""
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._actions = {action.key: action for action in actions}
        self._buttons = {key: self._button(action) for key, action in self._actions.items()}
        for place, button in enumerate(self._buttons.values()):
            self._row.insertWidget(place, button)
        self.setVisible(bool(actions))
        self._arrange()

    def button(self, key: str) -> QPushButton:
        """Give the button of an act; that of a folded one is not seen."""
        return self._buttons[key]

    def focus_next_step(self) -> bool:
        """Put the focus on the primary act; False where there is none."""
        primary = (self._buttons[key] for key, act in self._actions.items() if act.primary)
        button = next((one for one in primary if one.isEnabled() and not one.isHidden()), None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)
        return button is not None

    def press_primary(self) -> None:
        """Do what may be done next."""
        for key, action in self._actions.items():
            if action.primary:
                self._buttons[key].click()
                return

    def folded(self) -> list[RecordAction]:
        """Give what stands below the ⋯."""
        return [act for key, act in self._actions.items() if self._buttons[key].isHidden()]

    def _button(self, action: RecordAction) -> QPushButton:
        button = QPushButton(action.text, self)
        if action.primary:
            set_role(button, "primary")
        if action.icon:
            icons.put(button, action.icon, "on_accent" if action.primary else "text", size=16)
        button.setEnabled(not action.refused)
        button.setToolTip(action.refused or action.hint)
        button.clicked.connect(lambda _on=False: action.act())
        return button

    def _fill(self) -> None:
        self.menu.clear()
        for action in self.folded():
            if action.fill is not None:
                below = self.menu.addMenu(action.text)
                below.setIcon(icons.icon(action.icon, size=16))
                action.fill(below)
                continue
            entry = QAction(icons.icon(action.icon, size=16), action.text, self.menu)
            entry.setEnabled(not action.refused)
            entry.setToolTip(action.refused or action.hint)
            entry.triggered.connect(lambda _on=False, action=action: action.act())
            self.menu.addAction(entry)

    def _arrange(self) -> None:
        room = self.width() - self.more.sizeHint().width()
        full = False
        for key, button in self._buttons.items():
            room -= button.sizeHint().width() + _GAP
            action = self._actions[key]
            full = full or (room < 0 and not action.primary)
            button.setVisible(not action.folded and not full)
        self.more.setVisible(bool(self.folded()))

    def minimumSizeHint(self) -> QSize:
        """Never be as wide as all buttons: what has no room is folded."""
        first = next(iter(self._buttons.values()), None)
        wide = self.more.sizeHint().width() + (first.sizeHint().width() + _GAP if first else 0)
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what has no room."""
        super().resizeEvent(event)
        self._arrange()
