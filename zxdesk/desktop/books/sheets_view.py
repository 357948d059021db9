"""The sheets of an import beside how they are read, which is changed by a click or a key."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QSplitter, QVBoxLayout, QWidget

from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.books.sheet_grid import NOT_TAKEN, SheetGrid
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.choice_popup import ChoicePopup
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.outcomes import RowOutcome
from zxdesk.exchange.sheet_maps import (
    SheetMap,
    SheetMaps,
    can_be_mapped,
    column_words,
    kinds_for,
)
from zxdesk.exchange.understanding.form_lessons import is_form
from zxdesk.records import RecordKind, kind_named

_ASK = "请选择"
_COLUMNS = (
    TableColumn(key="sheet", title="工作表", width=140),
    TableColumn(key="kind", title="当作", width=84),
    TableColumn(key="count", title="条", kind="number", align="right", width=52),
)


class SheetsView(QWidget):
    """A list of the sheets, and the one that is chosen.

    Signals:
        changed: A sheet is to be read otherwise.
    """

    changed = Signal()

    def __init__(self, parent: QWidget, *, settings: Settings) -> None:
        super().__init__(parent)
        self._maps: SheetMaps | None = None
        self._outcomes: Sequence[RowOutcome] = ()
        self._table = 0
        self._popup: ChoicePopup | None = None
        self.list = WordList(_COLUMNS, self, name="import.sheets", settings=settings)
        self.list.setAccessibleName("工作表")
        self.list.current_changed.connect(self._on_sheet)
        self.grid = SheetGrid(self)
        self.grid.column_asked.connect(self.ask_column)
        self.kind = self._combo("这个表当作")
        self.kind.activated.connect(self._on_kind)
        self.tables = self._combo("第几个表")
        self.tables.activated.connect(self._on_table)
        self.first, self.last = (self._spin(name) for name in ("表头第一行", "表头最后一行"))
        self.again = button("恢复自动识别", self)
        self.again.clicked.connect(self._reset)
        self._say = label("", self, role="muted", wrap=True)
        self._lay_out()

    def _combo(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        made.setMinimumWidth(theme.current().px(104))
        return made

    def _spin(self, name: str) -> QSpinBox:
        made = QSpinBox(self)
        made.setAccessibleName(name)
        made.setKeyboardTracking(False)
        made.setRange(0, 1_048_576)
        made.setSpecialValueText("无")
        made.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        made.setFixedWidth(theme.current().px(76))
        made.valueChanged.connect(self._on_heading)
        return made

    def _lay_out(self) -> None:
        look = theme.current()
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        for words, widget in (("表", self.tables), ("当作", self.kind), ("表头在第", self.first)):
            caption = label(words, self, role="muted")
            caption.setBuddy(widget)
            head.addWidget(caption)
            head.addWidget(widget)
        head.addWidget(label("至", self, role="muted"))
        head.addWidget(self.last)
        head.addWidget(label("行", self, role="muted"))
        head.addStretch(1)
        head.addWidget(self.again)
        right = QWidget(self)
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(8))
        column.addLayout(head)
        column.addWidget(self._say)
        column.addWidget(boxed(self.grid, self), 1)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(boxed(self.list, self))
        split.addWidget(right)
        split.setHandleWidth(look.px(14))
        split.setChildrenCollapsible(False)
        split.setSizes([look.px(310), look.px(900)])
        split.setStretchFactor(1, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(split)

    def show_maps(self, maps: SheetMaps, outcomes: Sequence[RowOutcome]) -> None:
        """Show the sheets; the one that was chosen stays so, else one that asks comes first."""
        fresh = maps is not self._maps
        self._maps, self._outcomes = maps, outcomes
        place = self.place()
        self.list.set_rows([_line(one) for one in maps.maps])
        if fresh or place >= len(maps.maps):
            asks = (i for i, one in enumerate(maps.maps) if one.is_open)
            filled = (i for i, one in enumerate(maps.maps) if one.sheet.rows)
            place = next(asks, next(filled, 0))
            self._table = 0
        self.list.select_id(place)
        self._show()

    def place(self) -> int:
        """Give the place of the sheet that is shown."""
        return self.list.current_id() or 0

    def go_to(self, outcome: RowOutcome) -> None:
        """Show a row in its sheet."""
        assert self._maps is not None
        file, name, number, _ = outcome.key
        for place, one in enumerate(self._maps.maps):
            if (one.sheet.file, one.sheet.name) == (file, name):
                self.list.select_id(place)
                self.grid.go_to(number)

    def ask_column(self, column: int) -> None:
        """Offer what a column may hold, or in a form the cell at hand."""
        kind, entry = self._kind(), self._entry()
        if kind is None or entry is None:
            return
        index = self.grid.currentIndex()
        if is_form(entry):
            if index.isValid() and index.column() == column:
                name = self.grid.sheet.cell_name(index)
                popup = self._offer(kind, name, self.grid.sheet.word_at(index))
                popup.changed.connect(lambda: self._on_cell(popup, name))
                popup.open_at(self.grid.below_cell(index))
            return
        head = self.grid.sheet.headerData(column, Qt.Orientation.Horizontal)
        popup = self._offer(kind, str(head), self.grid.sheet.column_word(column))
        popup.changed.connect(lambda: self._on_column(popup, column))
        popup.open_at(self.grid.below_head(column))

    def _offer(self, kind: RecordKind, name: str, word: str) -> ChoicePopup:
        options = [("", NOT_TAKEN), *((word, word) for word in column_words(kind))]
        popup = ChoicePopup(options, self, single=True)
        popup.setAccessibleName(name)
        popup.set_values(["" if word == NOT_TAKEN else word])
        self._popup = popup
        return popup

    def set_column(self, column: int, word: str) -> None:
        """Say what a column holds."""
        assert self._maps is not None
        self._maps.set_column(self.place(), self._table, column, word)
        self._changed()

    def set_cell(self, name: str, word: str) -> None:
        """Say what a cell of a form holds."""
        assert self._maps is not None
        self._maps.set_cell(self.place(), self._table, name, word)
        self._changed()

    def _on_column(self, popup: ChoicePopup, column: int) -> None:
        values = popup.values()
        popup.close()
        if values:
            self.set_column(column, values[0])
        self.grid.setFocus()

    def _on_cell(self, popup: ChoicePopup, name: str) -> None:
        values = popup.values()
        popup.close()
        if values:
            self.set_cell(name, values[0])
        self.grid.setFocus()

    def _kind(self) -> RecordKind | None:
        entry = self._entry()
        return kind_named(str(entry["kind"])) if entry and entry["kind"] else None

    def _one(self) -> SheetMap | None:
        if self._maps is None or not self._maps.maps:
            return None
        return self._maps.maps[self.place()]

    def _entry(self) -> dict[str, object] | None:
        one = self._one()
        return one.entries[self._table] if one and one.entries else None

    def _on_sheet(self) -> None:
        self._table = 0
        self._show()

    def _on_table(self, table: int) -> None:
        self._table = table
        self._show()

    def _on_kind(self, _place: int) -> None:
        assert self._maps is not None
        chosen = self.kind.currentData()
        if chosen is not None:
            self._maps.set_kind(self.place(), self._table, kind_named(chosen) if chosen else None)
            self._changed()

    def _on_heading(self) -> None:
        if self._maps is not None and self._entry() is not None:
            first = self.first.value()
            last = max(self.last.value(), first) if first else 0
            self._maps.set_headings(self.place(), self._table, first, last)
            self._changed()

    def _reset(self) -> None:
        assert self._maps is not None
        self._maps.reset(self.place())
        self._table = 0
        self._changed()

    def _changed(self) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        one = self._one()
        if one is None:
            return
        self._table = min(self._table, max(len(one.entries) - 1, 0))
        self.grid.show_map(one, self._table, self._of_sheet(one))
        self._fill_tables(one)
        self._fill_kinds(one)
        self._fill_headings()
        self._say.setText(one.fault or _hint(one, self._entry()))
        self.again.setEnabled(bool(one.touched) or one.recalled)

    def _of_sheet(self, one: SheetMap) -> Mapping[int, RowOutcome]:
        where = (one.sheet.file, one.sheet.name)
        return {found.key[2]: found for found in self._outcomes if found.key[:2] == where}

    def _fill_tables(self, one: SheetMap) -> None:
        self.tables.clear()
        for entry in one.entries or [{"kind": None, "heading_rows": []}]:
            rows = entry["heading_rows"]
            where = f"第 {rows[0]} 行起" if rows else "整张"
            self.tables.addItem(f"{where}：{entry['kind'] or NOT_TAKEN}")
        self.tables.setCurrentIndex(self._table)
        self.tables.setEnabled(len(one.entries) > 1)

    def _fill_kinds(self, one: SheetMap) -> None:
        self.kind.clear()
        entry = self._entry()
        if one.is_open and (entry is None or entry["kind"] is None):
            self.kind.addItem(_ASK, None)
        for kind in kinds_for(one, self._table):
            self.kind.addItem(kind.sheet, kind.sheet)
        self.kind.addItem(NOT_TAKEN, "")
        if entry and entry["kind"]:
            self.kind.setCurrentText(str(entry["kind"]))
        elif not one.is_open:
            self.kind.setCurrentText(NOT_TAKEN)
        self.kind.setEnabled(bool(one.sheet.rows))

    def _fill_headings(self) -> None:
        entry = self._entry()
        rows = entry["heading_rows"] if entry else []
        assert isinstance(rows, list)
        for spin, number in ((self.first, min(rows, default=0)), (self.last, max(rows, default=0))):
            spin.blockSignals(True)
            spin.setValue(number)
            spin.blockSignals(False)
            spin.setEnabled(bool(entry and can_be_mapped(entry)))


def _line(one: SheetMap) -> tuple[str, str, int]:
    kinds = dict.fromkeys(str(entry["kind"]) for entry in one.entries if entry["kind"])
    word = "请选择" if one.is_open else "、".join(kinds) or NOT_TAKEN
    return one.sheet.name, word, one.records


def _hint(one: SheetMap, entry: dict[str, object] | None) -> str:
    if entry is None:
        return "这张工作表不是记录；要导入请选择当作什么。"
    if entry["kind"] is None and not one.touched and not one.recalled:
        why = str(entry["why"]).partition("：")[2] or "认不出是哪一种记录"
        return f"{why.rstrip('。')}。请选择当作什么，程序会记住这种表头。"
    if is_form(entry):
        last = "按上次对这种登记表的选择来读。" if one.recalled else ""
        return f"{last}在格子里按 F2（或双击）改这一格当作什么；改过的会按各项的名称记住。"
    if one.recalled:
        return "按上次对这种表头的选择来读。点列头（或按 F2）可以改。"
    return "点列头（或在格子里按 F2）改这一列当作什么；改过的会按表头记住。"
