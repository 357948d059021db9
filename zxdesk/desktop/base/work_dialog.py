"""A dialog that does work: one piece at a time, with a note for what went wrong."""

from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.desktop.base.busy_line import BusyLine
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote, explain


class WorkDialog(QDialog):
    """Has a busy line and a note for its own layout, and stays until its work is over."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._note = DialogNote(self)
        self._busy = BusyLine(context.tasks, self)
        self._busy.changed.connect(self._on_busy)

    def stay(self) -> None:
        """Show the dialog until it is closed."""
        self.exec()
        self.deleteLater()

    def done(self, code: int) -> None:
        """Close, once nothing is under way."""
        self._busy.when_free(lambda: self._leave(code))

    def _leave(self, code: int) -> None:
        """Close at last."""
        super().done(code)

    def _refresh(self) -> None:
        """Show what can be done now; called whenever work begins or is over."""

    def _on_busy(self, _busy: bool) -> None:
        self._refresh()

    def _on_error(self, error: Exception) -> None:
        explain(error, self._note, self._context.presenter)
