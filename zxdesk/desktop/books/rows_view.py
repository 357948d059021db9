"""What becomes of every row of an import, and what is decided of one: its fields, who is meant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QTabBar, QVBoxLayout, QWidget

from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.books.row_choice import RowChoice
from zxdesk.desktop.books.sheet_grid import OUTCOME_WORDS
from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.choices import Choices, Question, RowKey, UnitName
from zxdesk.exchange.outcomes import UPDATED, RowOutcome
from zxdesk.exchange.sheet_maps import SheetMaps
from zxdesk.store import Ledger

_ALL, _ASKS = "全部", "同名"
_FILTERS = (_ALL, *OUTCOME_WORDS.values(), _ASKS)
_COLUMNS = (
    TableColumn(key="sheet", title="工作表", width=90),
    TableColumn(key="row", title="行", kind="number", align="right", width=48),
    TableColumn(key="outcome", title="结果", kind="chip", width=84),
    TableColumn(key="what", title="内容", width=210),
    TableColumn(key="why", title="说明", kind="title"),
)


@dataclass
class Decisions:
    """What was decided so far; becomes `Choices` for the next trial."""

    kept: dict[RowKey, frozenset[str]] = field(default_factory=dict)
    meant: dict[Question, int | None] = field(default_factory=dict)
    units: dict[UnitName, int | None] = field(default_factory=dict)

    def choices(self) -> Choices:
        """Give them as an import takes them."""
        return Choices(dict(self.kept), dict(self.meant), dict(self.units))


class RowsView(QWidget):
    """A list of the rows, and what may be decided of the one that is chosen.

    Signals:
        changed: Something was decided.
        sheet_asked: A row is to be shown in its sheet; carries its outcome.
    """

    changed = Signal()
    sheet_asked = Signal(object)

    def __init__(self, parent: QWidget, *, ledger: Ledger, settings: Settings) -> None:
        super().__init__(parent)
        self.decisions = Decisions()
        self._rows: list[RowOutcome] = []
        self._shown: list[RowOutcome] = []
        self.filter = QTabBar(self)
        self.filter.setAccessibleName("只看")
        self.filter.setExpanding(False)
        self.filter.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for word in _FILTERS:
            self.filter.addTab(word)
        self.filter.currentChanged.connect(lambda _place: self._narrow())
        self.list = WordList(_COLUMNS, self, name="import.rows", settings=settings)
        self.list.setAccessibleName("各行的结果")
        self.list.set_empty("没有这样的行。")
        self.list.setMinimumHeight(theme.current().px(46))  # whole at 150 % on 768 lines
        self.list.current_changed.connect(self._on_row)
        self.list.opened.connect(lambda place: self.sheet_asked.emit(self._shown[place]))
        self._maps: SheetMaps | None = None
        self.choice = RowChoice(self, ledger=ledger)
        self.choice.kept.connect(self._keep)
        self.choice.chosen.connect(self._choose)
        self.choice.all_kept.connect(self._keep_all)
        self._lay_out()

    def _lay_out(self) -> None:
        look = theme.current()
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.addWidget(boxed(self.list, self))
        split.addWidget(self.choice)
        split.setHandleWidth(look.px(10))
        split.setChildrenCollapsible(False)
        split.setSizes([look.px(220), look.px(240)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(4))
        column.addWidget(self.filter)
        column.addWidget(split, 1)

    def forget(self) -> None:
        """Drop what was decided: other files are read."""
        self.decisions = Decisions()

    def show_rows(self, maps: SheetMaps, rows: Sequence[RowOutcome]) -> None:
        """Show other rows; the one that was chosen stays so."""
        self._maps = maps
        self._rows = list(rows)
        counts = Counter(_words_of(row) for row in rows)
        counts[_ALL] = len(rows)
        counts[_ASKS] = sum(bool(row.among) for row in rows)
        for place, word in enumerate(_FILTERS):
            self.filter.setTabText(place, f"{word} {counts[word]:,}")
            self.filter.setTabEnabled(place, bool(counts[word]) or not place)
        self._narrow()

    def current(self) -> RowOutcome | None:
        """Give the row that is chosen."""
        place = self.list.current_id()
        return None if place is None or place >= len(self._shown) else self._shown[place]

    def _narrow(self) -> None:
        word, before = _FILTERS[self.filter.currentIndex()], self.current()
        self._shown = [row for row in self._rows if _fits(row, word)]
        self.list.set_rows([_line(row) for row in self._shown])
        keys = [row.key for row in self._shown]
        place = keys.index(before.key) if before and before.key in keys else 0
        self.list.select_id(place if self._shown else None)
        self._on_row()

    def _on_row(self) -> None:
        some = any(row.outcome == UPDATED or row.changes for row in self._rows)
        row = self.current()
        said = self._maps.said_in(row.key) if row and row.among and self._maps else {}
        self.choice.show_row(row, several=some, said=said)

    def _keep(self, name: str, on: bool) -> None:
        row = self.current()
        assert row is not None
        kept = self.decisions.kept.get(row.key, frozenset())
        self._set_kept(row.key, kept | {name} if on else kept - {name})
        self.changed.emit()

    def _keep_all(self, on: bool) -> None:
        for row in self._rows:
            names = frozenset(change.field for change in row.changes)
            self._set_kept(row.key, names if on else frozenset())
        self.changed.emit()

    def _set_kept(self, key: RowKey, kept: frozenset[str]) -> None:
        self.decisions.kept.pop(key, None)
        if kept:
            self.decisions.kept[key] = kept

    def _choose(self, question: Question, chosen: int | None) -> None:
        self.decisions.meant[question] = chosen
        self.changed.emit()

    def decide_unit(self, name: UnitName, chosen: int | None) -> None:
        """Take which unit a name means."""
        self.decisions.units[name] = chosen
        self.changed.emit()


def _words_of(row: RowOutcome) -> str:
    return OUTCOME_WORDS[row.outcome]


def _fits(row: RowOutcome, word: str) -> bool:
    if word == _ASKS:
        return bool(row.among)
    return word in (_ALL, _words_of(row))


def _line(row: RowOutcome) -> tuple[str, int, str, str, str]:
    said = row.reason
    if not said and row.changes:
        parts = [f"{c.caption}{'（保留）' if c.kept else ''}" for c in row.changes]
        said = f"改 {'、'.join(parts)}"
    if not said and row.among:
        said = "与已有的同名，请看一看是不是同一个"
    return row.key[1], row.key[2], _words_of(row), row.title, said
