"""What every page, editor and dialog of the window shares: the ledger and how to get about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import TaskRunner, Work
from zxdesk.records import KINDS, RecordKind
from zxdesk.services.quarters import closed_warning
from zxdesk.store import Changes, Ledger


@dataclass(frozen=True)
class Notice:
    """What a toast says.

    Attributes:
        text: One short sentence.
        undo: Whether it offers 撤销 (of the last step).
        links: Further words to click, and what they do.
    """

    text: str
    undo: bool = False
    links: tuple[tuple[str, Callable[[], object]], ...] = ()


class Acts(Protocol):
    """What one room has done in another; only the shell knows in which."""

    def edit(
        self,
        context: "DeskContext",
        parent: QWidget,
        kind: str,
        record: int | None,
        defaults: Mapping[str, object] | None = None,
        *,
        stay: bool = False,
    ) -> int | None:
        """Open the form of a record, or of a new one; give its id once it is saved."""

    def act_on_proposal(
        self, context: "DeskContext", parent: QWidget, proposal: int, act: str
    ) -> None:
        """Ask for what an act of a proposal's life needs, and write it."""

    def import_books(
        self, context: "DeskContext", parent: QWidget, files: Sequence[Path] | None = None
    ) -> None:
        """Import workbooks."""

    def paste(
        self, context: "DeskContext", parent: QWidget, kind: str, text: str, event: str = ""
    ) -> None:
        """Import lines that were copied from a spreadsheet, or the roll of an event."""

    def find_duplicates(self, context: "DeskContext", parent: QWidget, kind: str) -> None:
        """Look for records of a kind that may be the same, and merge them."""

    def export(
        self,
        context: "DeskContext",
        parent: QWidget,
        kind: str = "",
        ids: Sequence[int] | None = None,
    ) -> None:
        """Export records: these, else all of a kind."""

    def erase(
        self, context: "DeskContext", parent: QWidget, kind: RecordKind, record: int, title: str
    ) -> None:
        """Erase what is personal about a record."""

    def has_papers(self, kind: str) -> bool:
        """Tell whether there are papers about one record of a kind."""

    def offer_papers(
        self,
        context: "DeskContext",
        parent: QWidget,
        menu: QMenu,
        kind: str,
        ids: Sequence[int],
        *,
        one: bool,
    ) -> None:
        """Offer in a menu what may be printed of one record or of a list."""

    def show_minutes(self, context: "DeskContext", parent: QWidget, event: int) -> None:
        """Show the minutes of an event as they will be printed."""


class DeskContext(QObject):
    """The open ledger, and signals by which the parts of the window speak to each other.

    Attributes:
        acts: What is done in other rooms.

    Signals:
        changed: Something was written; carries `Changes`. Open views refresh by it.
        record_asked: A record is to be shown on its page; carries kind and id.
        records_asked: Records are to be listed on their page; carries kind, ids and a heading.
        kind_asked: The page of a kind is wanted; carries it.
        roll_asked: The roll of an event is to be called; carries its id.
        noticed: Something is to be said in a toast; carries a `Notice`.
    """

    changed = Signal(Changes)
    record_asked = Signal(str, int)
    records_asked = Signal(str, list, str)
    kind_asked = Signal(str)
    roll_asked = Signal(int)
    noticed = Signal(Notice)

    def __init__(
        self,
        ledger: Ledger,
        *,
        settings: Settings,
        tasks: TaskRunner,
        presenter: Presenter,
        acts: Acts,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self.settings = settings
        self.tasks = tasks
        self.presenter = presenter
        self.acts = acts

    def show_record(self, kind: str, record_id: int) -> None:
        """Show one record on its page."""
        self.record_asked.emit(kind, record_id)

    def show_records(self, kind: str, ids: Sequence[int], heading: str) -> None:
        """List records on their page under a heading, e.g. those behind a figure."""
        self.records_asked.emit(kind, list(ids), heading)

    def show_kind(self, kind: str) -> None:
        """Show the page or register of a kind."""
        self.kind_asked.emit(kind)

    def call_roll(self, event: int) -> None:
        """Call the roll of an event over the page."""
        self.roll_asked.emit(event)

    def tell(self, text: str, *, undo: bool = False) -> None:
        """Say something in a toast."""
        self.noticed.emit(Notice(text, undo=undo))

    def wrote(self, changes: Changes, text: str = "") -> None:
        """Refresh what is open after a step, and say what was done with a way to undo it."""
        if not changes:
            return
        self.changed.emit(changes)
        counts = "、".join(
            f"{KINDS[kind].sheet} {len(ids)} 条"
            for kind, ids in changes.ids.items()
            if kind in KINDS
        )
        said = text or f"{changes.label}：{counts}"
        warning = closed_warning(self.ledger, changes.ids)
        self.noticed.emit(Notice(f"{said}；{warning}" if warning else said, undo=True))

    def run(self, title: str, work: Work, on_result: Callable[[Any], object]) -> None:
        """Do long work off the window's thread; what goes wrong is presented."""
        self.tasks.run(title, work, on_result=on_result, on_error=self.presenter.show_error)

    def attempt(self, action: Callable[[], Any]) -> bool:
        """Do something short; present what goes wrong and tell whether it went well."""
        try:
            action()
        except Exception as error:
            self.presenter.show_error(error)
            return False
        return True
