"""While a new record is named: which records there are already of that name, or nearly."""

from PySide6.QtCore import QObject, QTimer

from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.queries.duplicates import DUPLICABLE, near_records
from zxdesk.queries.values import keys, titles
from zxdesk.records import RecordKind
from zxdesk.store import Ledger

_SETTLE_MS = 250
_LEAST = 2


class NearHint(QObject):
    """Looks after the field that names a new record."""

    def __init__(self, ledger: Ledger, kind: RecordKind, box: FieldBox, parent: QObject) -> None:
        super().__init__(parent)
        self._ledger, self._kind, self._box = ledger, kind, box
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLE_MS)
        self._timer.timeout.connect(self.look)
        box.changed.connect(self._timer.start)

    @classmethod
    def watch(
        cls, ledger: Ledger, kind: RecordKind, boxes: dict[str, FieldBox], parent: QObject
    ) -> None:
        """Look after the name of a new record, where its kind is one that comes twice."""
        if kind.name in DUPLICABLE and kind.naming in boxes:
            cls(ledger, kind, boxes[kind.naming], parent)

    def look(self) -> None:
        """Say which records are near what is typed, while the form is there."""
        if not (self._box.isVisible() and self._ledger.is_open):
            return
        try:
            name = str(self._box.value() or "")
        except ValueError:
            name = ""
        if len(name) < _LEAST:
            self._box.set_hint("")
            return
        with self._ledger.read() as session:
            ids = near_records(session, self._kind, name, owner_id=self._ledger.own_id)
            named = titles(session, self._kind.name, ids)
            numbers = keys(session, self._kind.name, ids)
        said = [named[i] if numbers[i] in named[i] else f"{named[i]}（{numbers[i]}）" for i in ids]
        self._box.set_hint(f"已有相近的：{'、'.join(said)}" if said else "")
