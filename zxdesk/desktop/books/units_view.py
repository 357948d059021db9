"""Names of units that are nearly those of others: which is meant, or a new one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.exchange.choices import UnitOffer
from zxdesk.queries.values import titles
from zxdesk.store import Ledger

_NEW = "另立新单位"
_HINT = "写法相近的单位，认作已有的哪一个，会记住，下次照样认。"


class UnitsView(QWidget):
    """A line a name, with what it may be.

    Signals:
        decided: Which unit a name means; carries the name and the id, None for a new one.
    """

    decided = Signal(object, object)

    def __init__(self, parent: QWidget, *, ledger: Ledger) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self.table = QTableWidget(0, 3, self)
        self.table.setAccessibleName("写法相近的单位")
        self.table.setHorizontalHeaderLabels(["表格里写的", "类别", "认作"])
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.verticalHeader().hide()
        look = theme.current()
        self.table.verticalHeader().setDefaultSectionSize(look.px(42))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.setColumnWidth(0, look.px(300))
        self.table.setColumnWidth(1, look.px(120))
        set_role(self.table, "grid")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addWidget(label(_HINT, self, role="muted", wrap=True))
        column.addWidget(boxed(self.table, self), 1)

    def show_offers(self, offers: Sequence[UnitOffer]) -> None:
        """Show other names."""
        ids = {unit_id for offer in offers for unit_id in offer.ids}
        with self._ledger.read() as session:
            named = titles(session, "unit", ids)
        self.table.setRowCount(len(offers))
        for row, offer in enumerate(offers):
            category, words = offer.name
            self.table.setItem(row, 0, QTableWidgetItem(words))
            self.table.setItem(row, 1, QTableWidgetItem(category))
            self.table.setCellWidget(row, 2, self._box(offer, named))

    def box(self, row: int) -> QComboBox:
        """Give what a name may be."""
        found = self.table.cellWidget(row, 2)
        assert isinstance(found, QComboBox)
        return found

    def _box(self, offer: UnitOffer, named: dict[int, str]) -> QComboBox:
        made = QComboBox(self.table)
        made.setMaximumWidth(theme.current().px(420))
        made.setAccessibleName(f"“{offer.name[1]}”认作")
        for unit_id in offer.ids:
            made.addItem(named.get(unit_id, ""), unit_id)
        made.addItem(_NEW, None)
        made.setCurrentIndex(made.findData(offer.chosen) if offer.chosen else made.count() - 1)
        made.activated.connect(partial(self._decide, offer, made))
        return made

    def _decide(self, offer: UnitOffer, box: QComboBox, _place: int) -> None:
        if box.currentData() != offer.chosen:
            self.decided.emit(offer.name, box.currentData())
