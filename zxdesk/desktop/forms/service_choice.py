"""Which of a member's services is edited beside him."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from zxdesk.desktop.forms.inputs import QuietCombo
from zxdesk.desktop.look.words import label
from zxdesk.queries.values import Values
from zxdesk.records import KINDS

_TERM = KINDS["service"].fields["term"].type


class ServiceChoice(QWidget):
    """A heading, and the services to choose from.

    Signals:
        chosen: Another service is to be shown.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.box = QuietCombo(self)
        self.box.setAccessibleName("选择任职")
        self.box.setMinimumContentsLength(24)
        self.box.activated.connect(lambda _place: self.chosen.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(12)
        row.addWidget(label("任职", self, role="title"))
        row.addWidget(self.box)
        row.addStretch(1)
        self.box.hide()

    def offer(self, services: Mapping[int, Values], current: int | None) -> None:
        """Offer a member's services and a new one; mark the one that is shown."""
        self.box.clear()
        for service_id, values in services.items():
            now = "（现任）" if service_id == current and not values["end"] else ""
            self.box.addItem(_named(values) + now, service_id)
        self.box.addItem("新增任职", None)
        self.box.setCurrentIndex(self.box.findData(current) if current is not None else -1)
        self.box.setVisible(bool(services))

    def hold(self, reason: str) -> None:
        """Refuse another choice for a reason; empty allows it again."""
        self.box.setEnabled(not reason)
        self.box.setToolTip(reason)

    def service(self) -> int | None:
        """Give the service that was chosen; None for a new one."""
        found: int | None = self.box.currentData()
        return found


def _named(values: Values) -> str:
    term = _TERM.show(values["term"]) or "未填届次"
    if not values["start"] and not values["end"]:
        return term
    return f"{term}　{values['start'] or ''} 至 {values['end'] or '今'}"
