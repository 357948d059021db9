"""The detail pane of a page, with what may be done to its record."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QMenu, QWidget

from zxdesk import text
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look.words import set_state
from zxdesk.desktop.records import detail
from zxdesk.desktop.records.attaching import Attaching, files_in
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.detail_parts import RecordAction
from zxdesk.desktop.records.page_spec import PageSpec
from zxdesk.desktop.records.removing import ask_and_remove
from zxdesk.desktop.records.stories import PLAIN, STORIES
from zxdesk.queries.values import titles
from zxdesk.records import KINDS


class RecordDetail(DetailPane):
    """One record of one kind.

    Signals:
        left_empty: The focus was in the pane, and nothing in it can take it any more.
    """

    left_empty = Signal()

    def __init__(
        self,
        context: DeskContext,
        spec: PageSpec,
        parent: QWidget,
        *,
        selected: Callable[[], Sequence[int]],
    ) -> None:
        """Make the pane.

        Args:
            selected: Gives the rows that are selected: deleting is about all of them.
        """
        super().__init__(parent)
        self._selected = selected
        self._context = context
        self._spec = spec
        self._kind = KINDS[spec.kind]
        self._story = STORIES.get(spec.kind, PLAIN)
        self._record: int | None = None
        self._revealed: frozenset[str] = frozenset()
        self._shown: detail.ShownRecord | None = None
        self.attaching = Attaching(context, self, self._kind, record=self.record)
        self.setAcceptDrops(True)

    def record(self) -> int | None:
        """Give the record shown."""
        return self._record

    def show_record(self, record: int | None) -> None:
        """Show a record, or that none is chosen; personal data is masked again."""
        self._record = record
        self._revealed = frozenset()
        self.refresh()

    def refresh(self) -> None:
        """Read the record again; a focus that was in the pane goes to the next step."""
        held = self.window().focusWidget()
        inside = held is not None and self.isAncestorOf(held)
        self._show_again()
        if inside and not self.actions_row.focus_next_step():
            self.left_empty.emit()

    def _show_again(self) -> None:
        self._shown = None
        if self._record is not None:
            revealed = self._revealed
            self._shown = detail.read(self._context, self, self._kind, self._record, revealed)
        if self._shown is None:
            self.show_nothing(f"选中一条{self._spec.label}，这里显示它的全部内容。")
            return
        detail.fill(self, self._shown, actions=self._may_follow(self._shown), story=self._story)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files where they can be hung on the record."""
        if self.attaching.may() and files_in(event.mimeData()):
            event.acceptProposedAction()
            set_state(self, "dropping", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Forget files that are dragged on."""
        set_state(self, "dropping", False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hang files on the record."""
        set_state(self, "dropping", False)
        event.acceptProposedAction()
        self.attaching.add(files_in(event.mimeData()))

    def reveal(self, name: str) -> None:
        """Show a field with personal data until another record is shown."""
        self._revealed |= {name}
        self.refresh()

    def call_roll(self) -> None:
        """Call the roll of the event."""
        self._context.call_roll(self._shown_id())

    def show_minutes(self) -> None:
        """Show the minutes of the event."""
        self._context.acts.show_minutes(self._context, self, self._shown_id())

    def act_on_proposal(self, act: str) -> None:
        """Ask for what an act of the proposal's life needs, and write it."""
        self._context.acts.act_on_proposal(self._context, self, self._shown_id(), act)

    def add(self, kind: str, defaults: Mapping[str, object]) -> None:
        """Register a record that belongs to this one, and stay here."""
        self._context.acts.edit(self._context, self, kind, None, defaults, stay=True)

    def edit(self, kind: str, record: int) -> None:
        """Open the form of a record."""
        self._context.acts.edit(self._context, self, kind, record)

    def remove(self, kind: str, record: int) -> None:
        """Delete a record, once it was asked about."""
        ask_and_remove(self._context, self, KINDS[kind], [record])

    def _may_follow(self, shown: detail.ShownRecord) -> list[RecordAction]:
        refused = self._why_not()
        story = self._story.actions(shown, refused)
        return [
            *(action for action in story if action.primary),
            RecordAction("edit", "编辑", self._edit, "edit", refused=refused, hint="F2"),
            *(action for action in story if not action.primary),
            *self._may_print(),
            *self._may_erase(refused),
            RecordAction("delete", "删除…", self._delete, "delete", refused=refused, folded=True),
        ]

    def _may_print(self) -> list[RecordAction]:
        if not self._context.acts.has_papers(self._kind.name):
            return []
        fill = self._offer_papers
        return [RecordAction("print", "打印", _nothing, "print", folded=True, fill=fill)]

    def _may_erase(self, refused: str) -> list[RecordAction]:
        if not any(spec.personal for spec in self._kind.fields.values()):
            return []
        words = "抹除个人信息…"
        return [RecordAction("erase", words, self._erase, "lock", refused=refused, folded=True)]

    def _why_not(self) -> str:
        reason = self._context.ledger.read_only
        return f"台账只能查看：{reason}" if reason else ""

    def _shown_id(self) -> int:
        assert self._record is not None
        return self._record

    def _edit(self) -> None:
        self.edit(self._kind.name, self._shown_id())

    def _offer_papers(self, menu: QMenu) -> None:
        ids = (self._shown_id(),)
        self._context.acts.offer_papers(self._context, self, menu, self._kind.name, ids, one=True)

    def _erase(self) -> None:
        record = self._shown_id()
        with self._context.ledger.read() as session:
            title = titles(session, self._kind.name, [record]).get(record, "")
        self._context.acts.erase(self._context, self, self._kind, record, text.one_line(title))

    def _delete(self) -> None:
        ids = self._selected()
        shown = self._shown_id()
        chosen = ids if shown in ids else [shown]
        ask_and_remove(self._context, self, self._kind, chosen)


def _nothing() -> None:
    """Do nothing: what is a menu is only opened."""
