"""One record in an editor: its form, what is kept beside it, and how it is written."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget
from sqlmodel import Session

from zxdesk import text
from zxdesk.desktop.forms.binder import Binder
from zxdesk.desktop.forms.drawn import boxes_in, form_for
from zxdesk.desktop.forms.lookup import Lookup
from zxdesk.errors import UserError
from zxdesk.queries.values import Values, load
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Reference
from zxdesk.services.entries import LONGEST_TITLE, RecordEntry
from zxdesk.services.records import defaults
from zxdesk.services.ruling import doubts
from zxdesk.store import Ledger


class RecordForm:
    """A record of one kind, new or kept, with its form.

    Attributes:
        record_id: None while it is new.
        fixed: Values that the form does not show, written with a new record.
    """

    def __init__(self, kind: RecordKind, ledger: Ledger, lookup: Lookup, parent: QWidget) -> None:
        self.kind = kind
        self.form = form_for(kind, parent)
        self.binder = Binder(kind, boxes_in(self.form), lookup, self.form)
        self.record_id: int | None = None
        self.fixed: Values = {}
        self._ledger = ledger
        self._lookup = lookup
        self.binder.edited.connect(self._offer)

    def start(self, values: Mapping[str, Value]) -> None:
        """Show a new record with what is known of it."""
        self.record_id = None
        known = {**defaults(self.kind), **values}
        self.fixed = {name: v for name, v in values.items() if name not in self.binder.boxes}
        self.binder.load(known)
        self._offer()

    def open(self, record_id: int) -> None:
        """Show a record.

        Raises:
            UserError: it is gone.
        """
        with self._ledger.read() as session:
            values = load(session, self.kind, record_id)
        if values is None:
            raise UserError(f"这条{self.kind.sheet}已被删除，无法打开", "请刷新列表")
        self.record_id = record_id
        self.fixed = {name: v for name, v in values.items() if name not in self.binder.boxes}
        self.binder.load(values)
        self._offer()

    def _offer(self) -> None:
        """Offer the next numbers where a field for one is empty."""
        found = self._lookup.offered(self.kind, self.fixed | self.binder.values())
        for name, box in self.binder.boxes.items():
            box.set_offer(found.get(name, ""))

    def dirty(self) -> bool:
        """Tell whether anything was edited."""
        return self.binder.dirty()

    def entry(self, *, under: str = "") -> RecordEntry:
        """Give what is to be written: all of a new record, of a kept one what was edited.

        Args:
            under: The field of a new record that takes the id of the one entered with it.
        """
        new = self.record_id is None
        values = self.fixed | self.binder.values() if new else self.binder.changed_values()
        return RecordEntry(
            kind=self.kind, record_id=self.record_id, values=values, under=under if new else ""
        )

    def doubts(self, session: Session) -> dict[str, str]:
        """Give what is odd about the record as it stands in the form, by field."""
        return doubts(
            session,
            self.kind,
            self.fixed | self.binder.values(),
            owner_id=self._ledger.own_id,
            today=self._ledger.today,
            record_id=self.record_id,
            changed=None if self.record_id is None else frozenset(self.binder.changed_values()),
        )

    def title(self) -> str:
        """Give what people call the record as it stands in the form."""
        values = self.fixed | self.binder.values()
        names = self.kind.key if self.kind.named_by_key else (self.kind.naming,)
        shown = (self._shown(name, values.get(name)) for name in names)
        return text.shortened("/".join(filter(None, shown)), LONGEST_TITLE)

    def changed_captions(self) -> list[str]:
        """Give the labels of what was edited."""
        return [self.kind.fields[name].caption for name in self.binder.changed_values()]

    def _shown(self, name: str, value: Value) -> str:
        spec = self.kind.fields[name]
        if isinstance(spec, Reference):
            return self._lookup.title(spec.target, value)
        return spec.type.show(value)
