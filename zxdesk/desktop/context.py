"""What every page, editor and dialog of the window shares: the ledger and how to get about."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Signal

from zxdesk.desktop.messages import Presenter
from zxdesk.desktop.settings import Settings
from zxdesk.desktop.tasks import TaskRunner, Work
from zxdesk.records import KINDS
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


class DeskContext(QObject):
    """The open ledger, and signals by which the parts of the window speak to each other.

    Signals:
        changed: Something was written; carries `Changes`. Open views refresh by it.
        record_asked: A record is to be shown on its page; carries kind and id.
        records_asked: Records are to be listed on their page; carries kind, ids and a heading.
        noticed: Something is to be said in a toast; carries a `Notice`.
    """

    changed = Signal(object)
    record_asked = Signal(str, int)
    records_asked = Signal(str, object, str)
    noticed = Signal(object)

    def __init__(
        self,
        ledger: Ledger,
        *,
        settings: Settings,
        tasks: TaskRunner,
        presenter: Presenter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.ledger = ledger
        self.settings = settings
        self.tasks = tasks
        self.presenter = presenter

    def show_record(self, kind: str, record_id: int) -> None:
        """Show one record on its page."""
        self.record_asked.emit(kind, record_id)

    def show_records(self, kind: str, ids: Sequence[int], heading: str) -> None:
        """List records on their page under a heading, e.g. those behind a figure."""
        self.records_asked.emit(kind, list(ids), heading)

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
        self.noticed.emit(Notice(text or f"{changes.label}：{counts}", undo=True))

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
