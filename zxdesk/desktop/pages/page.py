"""What every page has in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.widgets.words import set_role
from zxdesk.store import Changes


class Page(QWidget):
    """One page of the window.

    Signals:
        wandered: Another record is shown; where we are may be noted for going back.
        roll_asked: The roll of an event is to be called; carries its id.
    """

    wandered = Signal()
    roll_asked = Signal(int)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        set_role(self, "ground")

    def activate(self) -> None:
        """Bring the page up to date when it is shown."""

    def refresh(self, _changes: Changes | None) -> None:
        """Take in what a step changed; None means anything may have changed."""

    def focus_list(self) -> None:
        """Put the focus where the work begins."""

    def current_record(self) -> int | None:
        """Give the record shown, or None."""
        return None
