"""What every page can do, so that the window need not know which one it shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look.words import set_role
from zxdesk.store import Changes


@dataclass(frozen=True)
class Place:
    """Where one is on a page: the record shown and its kind; neither on a page without records."""

    kind: str = ""
    record: int | None = None


@dataclass(frozen=True)
class Pane:
    """A part of the window, and what puts the focus into it."""

    part: QWidget
    enter: Callable[[], object]


class Page(QWidget):
    """One page of the window; one without records leaves what is about records as it is here."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.context = context
        set_role(self, "ground")

    def activate(self) -> None:
        """Bring the page up to date when it is shown."""

    def refresh(self, _changes: Changes | None) -> None:
        """Take in what a step changed; None means anything may have changed."""

    def show_record(self, _kind: str, _record: int) -> None:
        """Show a record; filters that hide it are dropped."""

    def show_list(self, _kind: str, _ids: Sequence[int], _title: str) -> None:
        """Show only these records, under a title."""

    def place(self) -> Place:
        """Give where one is on the page."""
        return Place()

    def return_to(self, _place: Place) -> None:
        """Show again what `place` gave."""

    def panes(self) -> list[Pane]:
        """Give the parts of the page between which F6 goes."""
        return [Pane(self, self.take_focus)]

    def new_kind(self) -> str:
        """Give the kind of record that is registered on the page; empty where it is none's."""
        return ""

    def take_focus(self) -> None:
        """Put the focus where work on the page begins."""
        self.setFocus()
