"""Roll call over one event: who was expected, groups to add, saved as one step."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.messages import MessageDialog, UnsavedAnswer
from zxdesk.desktop.look import icons
from zxdesk.desktop.look.words import set_role
from zxdesk.desktop.roll.roll_call import RollCall
from zxdesk.desktop.roll.roll_model import RollLine
from zxdesk.errors import ZxdeskError
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import keys, load, titles
from zxdesk.records import KINDS, unit
from zxdesk.records.event import EXPECTED
from zxdesk.rules.pinyin import initials
from zxdesk.services.rollcall import Called, call_roll, members_of, roll

_GROUPS = (unit.SECTOR, unit.SPECIAL_COMMITTEE, unit.ACTIVITY_GROUP, unit.BRANCH)
_STANDING = "常务委员"


class RollPage(QWidget):
    """The roll of an event over the whole page.

    Signals:
        closed: The roll call is over.
    """

    closed = Signal()

    def __init__(self, context: DeskContext, event: int, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "ground")
        self._context = context
        self._event = event
        self._called: dict[int, Called] = {}
        self.view = RollCall(self)
        self._add = QPushButton("加人", self)
        icons.put(self._add, "plus", "text", size=16)
        self._add.setToolTip("把一个界别、专委会或全体委员列入应到")
        self.groups = self._groups_menu()
        self._add.setMenu(self.groups)
        self.view.add_to_head(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.view.done.connect(self._save_and_close)
        self.view.left.connect(self._leave)
        for stroke, act in (("Esc", self._leave), ("Ctrl+V", self.paste)):
            shortcut = QShortcut(QKeySequence(stroke), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
        self._load()

    def entries(self) -> list[RollLine]:
        """Give the roll as it stands."""
        return self.view.model.entries()

    def dirty(self) -> bool:
        """Tell whether anything would be lost."""
        return bool(self.view.model.changed())

    def may_leave(self) -> bool:
        """Ask what to do with ticks that are not saved; tell whether the roll may go."""
        if not self.dirty():
            return True
        answer = MessageDialog.unsaved(self, "签到")
        if answer is UnsavedAnswer.SAVE:
            return self.save()
        return answer is UnsavedAnswer.DISCARD

    def save(self) -> bool:
        """Write the roll as one step; tell whether it was written."""
        called = [
            replace(self._called[entry.key], status=entry.state, reason=entry.reason)
            for entry in self.entries()
        ]
        try:
            changes = call_roll(self._context.ledger, self._event, called)
        except ZxdeskError as error:
            self._context.presenter.show_error(error)
            return False
        if changes:
            self._context.wrote(changes, f"已{changes.label}")
        return True

    def add_members(self, called: list[Called]) -> int:
        """Put people on the roll who are not on it yet; give how many that were."""
        new = [line for line in called if line.member_id not in self._called]
        self._called |= {line.member_id: line for line in new}
        first = len(self.entries())
        self.view.model.add([_entry(line) for line in new])
        if new:
            self.view.view.go_to(first)
        self.view.view.setFocus()
        return len(new)

    def paste(self) -> None:
        """Take names and marks that were copied from a spreadsheet through the import."""
        if self._context.ledger.read_only or not self.may_leave():
            return
        with self._context.ledger.read() as session:
            number = keys(session, "event", [self._event])[self._event]
        text = QGuiApplication.clipboard().text()
        self._context.acts.paste(self._context, self, "attendance", text, number)
        before = list(self._called.values())
        self._load()
        self.add_members([replace(line, status="", reason="") for line in before])

    def _load(self) -> None:
        ledger = self._context.ledger
        with ledger.read() as session:
            event = load(session, KINDS["event"], self._event)
        assert event is not None
        called = roll(ledger, self._event)
        self._called = {line.member_id: line for line in called}
        when = KINDS["event"].fields["start"].type.show(event["start"])
        self.view.load(event["name"], when, [_entry(line) for line in called])

    def _groups_menu(self) -> QMenu:
        menu = QMenu(self._add)
        menu.addAction("全体委员", partial(self._add_group))
        menu.addAction(_STANDING, partial(self._add_group, post=_STANDING))
        menu.addSeparator()
        units = RecordList(self._context.ledger, KINDS["unit"])
        for category in _GROUPS:
            ids = units.ids(where={"类别": [category]}, sort=("name",))
            if not ids:
                continue
            below = menu.addMenu(category)
            with self._context.ledger.read() as session:
                named = titles(session, "unit", ids)
            for number in ids:
                below.addAction(named[number], partial(self._add_group, unit_id=number))
        return menu

    def _add_group(self, *, unit_id: int | None = None, post: str = "") -> None:
        called = members_of(self._context.ledger, self._event, unit_id=unit_id, post=post)
        added = self.add_members(called)
        self._context.tell(f"已列入 {added} 人" if added else "这些人都已经在名单里")

    def _save_and_close(self) -> None:
        if self.save():
            self.closed.emit()

    def _leave(self) -> None:
        if self.may_leave():
            self.closed.emit()


def _entry(line: Called) -> RollLine:
    return RollLine(
        key=line.member_id,
        name=line.name,
        note=line.post if line.capacity == EXPECTED else f"{line.capacity}　{line.post}",
        expected=line.capacity == EXPECTED,
        initials=initials(line.name),
        state=line.status,
        reason=line.reason,
    )
