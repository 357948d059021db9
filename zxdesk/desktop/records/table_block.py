"""A small table inside a detail pane: rows that belong to the record, as links, words and chips."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import ElidedLabel, label
from zxdesk.desktop.records.detail_blocks import Hairline, LongLink, part_widget
from zxdesk.desktop.records.detail_parts import DetailLink, DetailPart
from zxdesk.desktop.widgets.chip import ChipLabel

Cell = DetailPart | Chip


@dataclass(frozen=True)
class DetailRow:
    """One row.

    Attributes:
        below: More about it, across the table.
    """

    cells: tuple[Cell, ...]
    below: str = ""


class TableBlock(QWidget):
    """Rows below their headings; the first column takes the free room."""

    def __init__(
        self,
        titles: Sequence[str],
        rows: Sequence[DetailRow],
        parent: QWidget,
        *,
        numbers: bool = False,
    ) -> None:
        super().__init__(parent)
        side = Qt.AlignmentFlag.AlignRight if numbers else Qt.AlignmentFlag.AlignLeft
        self._side = side | Qt.AlignmentFlag.AlignVCenter
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().px(12))
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(0, 1)
        for column, title in enumerate(titles):
            caption = label(title, self, role="caption")
            caption.setContentsMargins(0, 0, 0, theme.current().px(4))
            self._place(caption, 0, column)
        self._line(1, len(titles))
        place = 2
        for row in rows:
            place = self._add(row, place, len(titles))

    def _add(self, row: DetailRow, place: int, width: int) -> int:
        self._grid.setRowMinimumHeight(place, theme.current().px(32))
        for column, cell in enumerate(row.cells):
            self._place(self._cell(cell, wide=column == 0), place, column)
        if row.below:
            place += 1
            below = label(row.below, self, role="muted", wrap=True)
            below.setContentsMargins(0, 0, 0, theme.current().px(6))
            self._grid.addWidget(below, place, 0, 1, width)
        self._line(place + 1, width)
        return place + 2

    def _cell(self, cell: Cell, *, wide: bool) -> QWidget:
        if isinstance(cell, Chip):
            return ChipLabel(cell, self)
        if not wide:
            return label(cell, self) if isinstance(cell, str) else self._link(cell)
        if isinstance(cell, DetailLink):
            return LongLink(cell, self)
        return ElidedLabel(cell, self)

    def _link(self, link: DetailLink) -> QWidget:
        return part_widget(link, self)

    def _place(self, widget: QWidget, row: int, column: int) -> None:
        alignment = self._side if column else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(widget, row, column, alignment)

    def _line(self, row: int, width: int) -> None:
        self._grid.addWidget(Hairline(self), row, 0, 1, width)
