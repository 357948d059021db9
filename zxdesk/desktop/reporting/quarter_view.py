"""The reporting table of a quarter: every number leads to its records."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from zxdesk.desktop.base.figure_links import CellLink
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.linked_view import LINK_ROLE, TONE_ROLE, LinkedView
from zxdesk.rules.periods import Period
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.closings import Restatement
from zxdesk.statistics.figures import read_expression
from zxdesk.statistics.reporting import COLUMNS, QuarterTable, ReportedRow
from zxdesk.statistics.table_words import HEADINGS
from zxdesk.statistics.wording import difference_text, number_text

Index = QModelIndex | QPersistentModelIndex
# What closed figures are no longer: by row and column.
Restated = Mapping[tuple[str, str], Restatement]
_ROOT = QModelIndex()
GROUP, LABEL, UNIT, FIRST_NUMBER, DIFFERENCE = 0, 1, 2, 3, 7
_TITLES = HEADINGS[:-1]  # the remark is the tooltip
_LEAST_LABEL = 150
_DIFFERENCE_HINT = "本年累计比上年累计多（＋）或少（－）"


@dataclass(frozen=True)
class QuarterCell(CellLink):
    """A number of the table and what it was worked out from."""

    row: ReportedRow
    period: Period

    def follow(self, tab: LiveTab) -> None:
        """List the records behind the number."""
        heading = f"{self.row.label}（{self.period.name}）"
        tab.open_behind(read_expression(self.row.expression), self.period, heading)


class QuarterModel(QAbstractTableModel):
    """The rows of a filled reporting table."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._table: QuarterTable | None = None
        self._restated: Restated = {}

    @property
    def rows(self) -> Sequence[ReportedRow]:
        """The rows."""
        return self._table.rows if self._table else ()

    def set_table(self, table: QuarterTable | None, restated: Restated) -> None:
        """Hold another table."""
        self.beginResetModel()
        self._table, self._restated = table, restated
        self.endResetModel()

    def restated(self, index: Index) -> Restatement | None:
        """Give what a closed number was, where it is another one now."""
        place = index.column() - FIRST_NUMBER
        if not 0 <= place < len(COLUMNS):
            return None
        return self._restated.get((self.rows[index.row()].id, COLUMNS[place]))

    def cell(self, index: Index) -> QuarterCell | None:
        """Give the number at a place; None where there is none to follow."""
        place = index.column() - FIRST_NUMBER
        if self._table is None or not index.isValid() or not 0 <= place < len(COLUMNS):
            return None
        row = self._table.rows[index.row()]
        if row.values[place] is None:
            return None
        return QuarterCell(row, self._table.periods[place])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(_TITLES)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(index.column())
        if role == LINK_ROLE:
            return self.cell(index)
        return self._words(index, role)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's title, and its days on hover."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_TITLES):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _TITLES[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._days(section)
        return None

    def _words(self, index: Index, role: int) -> str | None:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(index, row)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._hint(index, row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.label} {_TITLES[index.column()]} {self._text(index, row)}"
        return self._tone(index) if role == TONE_ROLE else None

    def _text(self, index: Index, row: ReportedRow) -> str:
        moved = self.restated(index)
        if moved is not None:
            return f"{number_text(moved.old)} → {number_text(moved.new)}"
        return _cell_text(row, index.column())

    def _tone(self, index: Index) -> str | None:
        if self.restated(index) is not None:
            return "warn"
        return "muted" if index.column() in (GROUP, UNIT) else None

    def _hint(self, index: Index, row: ReportedRow) -> str:
        if self.cell(index):
            moved = self.restated(index)
            why = "，指标口径变了" if moved and moved.recounted else ""
            before = f"结账时是 {number_text(moved.old)}{why}；" if moved else ""
            return f"{before}{self._days(index.column())}，点击查看记录"
        if index.column() != LABEL:
            return ""
        return f"{row.label}：{row.note or INDICATORS[row.code].definition}\n{row.expression}"

    def _days(self, section: int) -> str:
        if section == DIFFERENCE:
            return _DIFFERENCE_HINT
        place = section - FIRST_NUMBER
        if self._table is None or not 0 <= place < len(COLUMNS):
            return ""
        period = self._table.periods[place]
        return f"{period.first} 至 {period.last}"


class QuarterView(LinkedView):
    """The table; a click or Return on a number leads to its records."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, name="季度报表", still=frozenset({GROUP}))
        self.cells = QuarterModel(self)
        self.setModel(self.cells)
        self.horizontalHeader().setMinimumSectionSize(theme.current().px(30))
        self.horizontalHeader().setSectionResizeMode(LABEL, QHeaderView.ResizeMode.Fixed)

    def show_table(self, table: QuarterTable | None, restated: Sequence[Restatement] = ()) -> None:
        """Show another table, with its groups standing over their rows.

        Args:
            table: None while it is worked out.
            restated: The closed figures that are other ones now.
        """
        # A span outlives the rows of the table before.
        self.clearSpans()
        self.cells.set_table(table, {(one.row, one.column): one for one in restated})
        for first, count in groups_of(self.cells.rows):
            if count > 1:
                self.setSpan(first, GROUP, count, 1)
        self._share_room()

    def _share_room(self) -> None:
        """Give labels what they need; numbers share the rest, so that they stand near them."""
        look, header = theme.current(), self.horizontalHeader()
        numbers = range(FIRST_NUMBER, DIFFERENCE + 1)
        widths = {n: max(self.sizeHintForColumn(n), header.sectionSizeHint(n)) for n in numbers}
        fixed = sum(
            max(self.sizeHintForColumn(n), header.sectionSizeHint(n)) for n in (GROUP, UNIT)
        )
        wanted = max(
            (look.metrics().horizontalAdvance(r.label) for r in self.cells.rows), default=0
        )
        room = self.viewport().width() - fixed - sum(widths.values())
        label = max(look.px(_LEAST_LABEL), min(wanted + look.px(28), room))
        spare = max(0, room - label) // len(widths)
        header.resizeSection(LABEL, label)
        for number, width in widths.items():
            header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
            header.resizeSection(number, width + spare)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_room()


def groups_of(rows: Sequence[ReportedRow]) -> list[tuple[int, int]]:
    """Give the first row and the length of each run of rows of one group."""
    runs: list[tuple[int, int]] = []
    for place, row in enumerate(rows):
        if runs and rows[place - 1].group == row.group:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((place, 1))
    return runs


def _cell_text(row: ReportedRow, column: int) -> str:
    if column < FIRST_NUMBER:
        return (row.group, row.label, row.unit)[column]
    if column == DIFFERENCE:
        return difference_text(row.year_to_date, row.last_year_to_date)
    return number_text(row.values[column - FIRST_NUMBER])


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column >= FIRST_NUMBER else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
