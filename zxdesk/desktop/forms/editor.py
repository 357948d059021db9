"""The editor of one record: nothing is written before Save, and then in one step."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.messages import MessageDialog, UnsavedAnswer
from zxdesk.desktop.forms.composition import Composition
from zxdesk.desktop.forms.editor_frame import EditorFrame
from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.desktop.forms.lookup import Lookup
from zxdesk.desktop.forms.near_hint import NearHint
from zxdesk.desktop.forms.part import RecordForm
from zxdesk.desktop.forms.service_choice import ServiceChoice
from zxdesk.desktop.look import theme
from zxdesk.queries.values import Values
from zxdesk.records import KINDS
from zxdesk.records.kind import Periods
from zxdesk.services.entries import enter
from zxdesk.services.records import InvalidRecord
from zxdesk.store import Changes

_WIDTH, _MARGIN = 900, 48
_LISTED_CAPTIONS = 4


class RecordEditor(QDialog):
    """A form over one record; a member comes with one of his services.

    Attributes:
        saved_id: The record's id once it was saved.
    """

    def __init__(
        self,
        context: DeskContext,
        kind_name: str,
        record_id: int | None,
        parent: QWidget | None,
        *,
        defaults: Values | None = None,
    ) -> None:
        super().__init__(parent)
        self.saved_id: int | None = None
        self._said: set[str] = set()  # what was odd, and was said
        self._context = context
        self._lookup = Lookup(context.ledger, record_id)
        self._composition = Composition(self)
        self.frame = EditorFrame(self)
        self.main = RecordForm(KINDS[kind_name], context.ledger, self._lookup, self.frame.content)
        self.parts = [self.main]
        self.frame.add(self.main.form)
        if record_id is None:
            self.main.start(_known(kind_name, self._lookup) | (defaults or {}))
            NearHint.watch(context.ledger, self.main.kind, self.main.binder.boxes, self)
        else:
            self.main.open(record_id)
        if periods := self.main.kind.periods:
            self._add_service(periods, defaults or {})
        self._name_everything()
        self._connect()
        self._take_size(parent)
        self._first_box().setFocus()

    @classmethod
    def edit(
        cls,
        context: DeskContext,
        kind_name: str,
        record_id: int | None,
        parent: QWidget | None,
        *,
        defaults: Values | None = None,
    ) -> int | None:
        """Edit a record, or a new one, until it is saved or given up; give its id if saved.

        Args:
            record_id: None for a new record.
            defaults: What is known of a new record, fields that the form does not show too.
        """
        made: list[RecordEditor] = []
        opened = context.attempt(
            lambda: made.append(cls(context, kind_name, record_id, parent, defaults=defaults))
        )
        if not opened:
            return None
        dialog = made[0]
        dialog.exec()
        dialog.deleteLater()
        return dialog.saved_id

    def dirty(self) -> bool:
        """Tell whether anything was edited."""
        return any(part.dirty() for part in self.parts)

    def save(self) -> bool:
        """Write everything in one step and close; tell whether that went well."""
        self._composition.finish()
        for part in self.parts:
            part.binder.settle()
        written = [part for part in self.parts if self._is_to_be_written(part)]
        for part in written:
            part.binder.errors()
        if self._wrong():
            self._show_wrong()
            return False
        if not written:
            self.saved_id = self.main.record_id
            self.accept()
            return True
        return not self._new_doubts(written) and self._write(written)

    def _new_doubts(self, written: list[RecordForm]) -> bool:
        """Say what is odd; tell whether any of it is news: then nothing is saved yet."""
        with self._context.ledger.read() as session:
            found = {part: part.doubts(session) for part in written}
        elsewhere = [words for part in written for words in part.binder.show_doubts(found[part])]
        said = {words for doubts in found.values() for words in doubts.values()}
        if said <= self._said:
            return False
        self._said |= said
        if elsewhere:
            self.frame.set_doubts(f"{elsewhere[0]}；无误就再按保存")
        else:
            self.frame.set_doubts(f"有 {len(said)} 处请核对，无误就再按保存")
        for part in written:
            part.binder.focus_first_doubt()
        return True

    def _write(self, written: list[RecordForm]) -> bool:
        label = self._step_label(written)
        try:
            changes = self._in_one_step(label, written)
        except InvalidRecord as error:
            for part in written:
                if part.kind is error.kind:
                    part.binder.show_errors(error.errors)
            self._show_wrong()
            if not self._wrong():
                self._context.presenter.show_error(error)
            return False
        except Exception as error:
            self._context.presenter.show_error(error)
            return False
        self.accept()
        self._context.wrote(changes, f"已{label}")
        return True

    def _in_one_step(self, label: str, written: list[RecordForm]) -> Changes:
        """Write the record and what is kept under it; a new one under it takes its id."""
        if written[0] is self.main:
            entries = [
                self.main.entry(),
                *(part.entry(under=self._under()) for part in written[1:]),
            ]
            entered = enter(self._context.ledger, entries, label=label)
            self.saved_id = entered.ids[0]
            return entered.changes
        for part in written:
            part.fixed[self._under()] = self.main.record_id
        entries = [part.entry() for part in written]
        changes = enter(self._context.ledger, entries, label=label).changes
        self.saved_id = self.main.record_id
        return changes

    def _under(self) -> str:
        """Give the field by which the periods beside a record belong to it."""
        return self.main.kind.periods.column if self.main.kind.periods else ""

    def _is_to_be_written(self, part: RecordForm) -> bool:
        new = self.main.record_id is None
        return new or part.dirty() or (part is self.main and part.record_id is None)

    def _step_label(self, written: list[RecordForm]) -> str:
        sheet, title = self.main.kind.sheet, self.main.title()
        if self.main.record_id is None:
            return f"登记{sheet}：{title}" if title else f"登记{sheet}"
        captions = [c for part in written if part.record_id for c in part.changed_captions()]
        captions += [f"新增{p.kind.sheet}" for p in written if p.record_id is None]
        named = "、".join(captions[:_LISTED_CAPTIONS])
        more = f"等 {len(captions)} 项" if len(captions) > _LISTED_CAPTIONS else ""
        return f"修改{sheet} {title}：{named}{more}"

    def _add_service(self, periods: Periods, defaults: Values) -> None:
        self.service_choice = ServiceChoice(self.frame.content)
        self.service_choice.chosen.connect(self._show_chosen_service)
        kind = KINDS[periods.kind]
        service = RecordForm(kind, self._context.ledger, self._lookup, self.frame.content)
        self.frame.add(self.service_choice)
        self.frame.add(service.form)
        self.parts.append(service)
        service.binder.edited.connect(self._hold_choice)
        if self.main.record_id is None:
            known = {name: v for name, v in defaults.items() if name in kind.fields}
            service.start({"term": self._latest_term()} | known)
            return
        services, current = self._lookup.services(self.main.record_id)
        self.service_choice.offer(services, current)
        self._show_service(current)

    def _latest_term(self) -> int | None:
        latest = self._lookup.latest_session()
        return latest[0] if latest else None

    def _show_chosen_service(self) -> None:
        self._show_service(self.service_choice.service())

    def _show_service(self, service_id: int | None) -> None:
        service = self.parts[1]
        if service_id is None:
            service.start({"term": self._latest_term()})
        else:
            service.open(service_id)

    def _hold_choice(self) -> None:
        self.service_choice.hold("先保存对这次任职的修改" if self.parts[1].dirty() else "")

    def _name_everything(self) -> None:
        kind = self.main.kind
        verb = "登记" if self.main.record_id is None else "编辑"
        self.frame.set_title(f"{verb}{kind.sheet}", self._subtitle())
        self.setWindowTitle(f"{verb}{kind.sheet}")
        if self._context.ledger.read_only:
            self.frame.refuse(f"台账只能查看：{self._context.ledger.read_only}")

    def _subtitle(self) -> str:
        kind, record_id = self.main.kind, self.main.record_id
        if record_id is None:
            return self.main.title() if kind.name == "service" else ""
        number = self.main.binder.values().get("number") if kind.number_prefix else ""
        return "　".join(filter(None, [self.main.title(), number]))

    def _connect(self) -> None:
        self.frame.save_button.clicked.connect(self.save)
        self.frame.cancel_button.clicked.connect(self.reject)
        for keys in ("Ctrl+S", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.save)
        for part in self.parts:
            part.binder.edited.connect(self._count_wrong)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        if now is not None and not self.isAncestorOf(now):
            return
        self._composition.follow(now)
        left, entered = _box_of(old), _box_of(now)
        if left is not None and left is not entered and self.isAncestorOf(left):
            left.check()
            self._count_wrong()
        if entered is not None:
            self.frame.reveal(entered)

    def _first_box(self) -> FieldBox:
        """Give the field to begin in: of a new record one that must be filled in, else its name."""
        boxes = self.main.binder.boxes
        values = self.main.binder.values()
        if self.main.record_id is None:
            for name, box in boxes.items():
                if box.required and values.get(name) is None:
                    return box
        return boxes.get(self.main.kind.naming) or next(iter(boxes.values()))

    def _wrong(self) -> list[FieldBox]:
        return [box for part in self.parts for box in part.binder.wrong()]

    def _count_wrong(self) -> None:
        self.frame.set_wrong(len(self._wrong()))

    def _show_wrong(self) -> None:
        self._count_wrong()
        for part in self.parts:
            if part.binder.focus_first_error():
                return

    def _take_size(self, parent: QWidget | None) -> None:
        room = parent.window().size() if parent else self.screen().availableSize()
        width = min(theme.current().px(_WIDTH), room.width() - _MARGIN)
        # First as wide as it will be: text that wraps is as high as its width makes it.
        self.resize(QSize(width, room.height() - _MARGIN))
        height = self.frame.wanted_height(width)
        self.resize(QSize(width, min(height, room.height() - _MARGIN)))

    def reject(self) -> None:
        """Ask before edits are lost."""
        self._composition.finish()
        answer = UnsavedAnswer.DISCARD
        if self.dirty() and not self._context.ledger.read_only:
            answer = MessageDialog.unsaved(self, f"这条{self.main.kind.sheet}")
        if answer is UnsavedAnswer.SAVE:
            self.save()
        elif answer is UnsavedAnswer.DISCARD:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on to the next field."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(button := self.focusWidget(), QPushButton):
            button.click()
        else:
            self.focusNextChild()


def _known(kind_name: str, lookup: Lookup) -> Values:
    """Give what may be taken for granted of a new record."""
    if kind_name == "proposal":
        return _of_latest_session(lookup) | {"submitted_on": lookup.today}
    return {"year": lookup.today.year} if "year" in KINDS[kind_name].fields else {}


def _of_latest_session(lookup: Lookup) -> Values:
    latest = lookup.latest_session()
    if latest is None:
        return {}
    return {"term": latest[0], "session": latest[1], "serial": lookup.next_serial(*latest)}


def _box_of(widget: QWidget | None) -> FieldBox | None:
    while widget is not None and not isinstance(widget, FieldBox):
        widget = widget.parentWidget()
    return widget
