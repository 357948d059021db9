"""The roll of an event: who was expected, and whether they came."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from zxdesk.records.event import ON_LEAVE, PRESENT, STATUSES

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
TITLES = ("序号", "姓名", "出席情况", "请假事由")
NUMBER, NAME, STATE, REASON = range(4)


@dataclass(frozen=True, kw_only=True)
class RollLine:
    """One person on the roll.

    Attributes:
        key: The id of the member.
        note: Post and sector, beside the name.
        initials: Pinyin initials of all readings, lower case, for jumping.
        state: One of `STATUSES`, or empty while unticked.
        expected: Whether the totals count this person; those who sit in are not 应到.
    """

    key: int
    name: str
    note: str = ""
    expected: bool = True
    initials: tuple[str, ...] = ()
    state: str = ""
    reason: str = ""


@dataclass(frozen=True)
class RollTotals:
    """How many were expected and how many came."""

    expected: int
    present: int
    leave: int
    absent: int
    beside: int = 0  # came without being expected: 列席 and the like

    @property
    def open(self) -> int:
        """How many are unticked."""
        return self.expected - self.present - self.leave - self.absent


class RollModel(QAbstractTableModel):
    """The roll as a table; remembers what was ticked so that it can be taken back.

    Signals:
        ticked: States or reasons are others.
    """

    ticked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._entries: list[RollLine] = []
        self._loaded: list[RollLine] = []
        self._past: list[list[tuple[int, RollLine]]] = []

    def load(self, entries: Sequence[RollLine]) -> None:
        """Take a roll."""
        self.beginResetModel()
        self._entries = list(entries)
        self._loaded = list(entries)
        self._past.clear()
        self.endResetModel()
        self.ticked.emit()

    def add(self, entries: Sequence[RollLine]) -> None:
        """Put people at the end of the roll."""
        if not entries:
            return
        first = len(self._entries)
        self.beginInsertRows(QModelIndex(), first, first + len(entries) - 1)
        self._entries += entries
        self._loaded += entries
        self.endInsertRows()
        self.ticked.emit()

    def entries(self) -> list[RollLine]:
        """Give the roll as it stands."""
        return list(self._entries)

    def changed(self) -> list[RollLine]:
        """Give the entries that differ from what was loaded."""
        pairs = zip(self._entries, self._loaded, strict=True)
        return [now for now, then in pairs if now != then]

    def totals(self) -> RollTotals:
        """Count those expected, by their states."""
        states = [entry.state for entry in self._entries if entry.expected]
        beside = sum(entry.state == PRESENT for entry in self._entries if not entry.expected)
        present, leave, absent = (states.count(state) for state in STATUSES)
        return RollTotals(len(states), present, leave, absent, beside)

    def tick(self, row: int, state: str) -> None:
        """Set one person's state; a reason stays only with 请假."""
        old = self._entries[row]
        reason = old.reason if state == ON_LEAVE else ""
        self._change({row: replace(old, state=state, reason=reason)})

    def set_reason(self, row: int, reason: str) -> None:
        """Say why somebody is on leave."""
        self._change({row: replace(self._entries[row], reason=reason)})

    def tick_rest_present(self) -> int:
        """Mark everybody unticked as present; give how many that were."""
        rest = {
            row: replace(entry, state=PRESENT)
            for row, entry in enumerate(self._entries)
            if not entry.state
        }
        self._change(rest)
        return len(rest)

    def take_back(self) -> int:
        """Undo the last change; give its first row, -1 where there is none."""
        if not self._past:
            return -1
        step = self._past.pop()
        for row, entry in step:
            self._entries[row] = entry
        self._announce([row for row, _ in step])
        return step[0][0]

    def next_open(self, row: int) -> int:
        """Give the row to go on to after `row`: simply the next, the last stays."""
        return min(row + 1, len(self._entries) - 1)

    def find(self, initials: str, start: int) -> int:
        """Give the first row from `start` on, round the end, whose name or initials begin so."""
        count = len(self._entries)
        for row in ((start + step) % count for step in range(count)):
            entry = self._entries[row]
            if any(word.startswith(initials) for word in (*entry.initials, entry.name)):
                return row
        return -1

    def _change(self, new: dict[int, RollLine]) -> None:
        # Ticking what is ticked already is nothing to be taken back.
        step = [(row, self._entries[row]) for row in new if self._entries[row] != new[row]]
        if not step:
            return
        self._past.append(step)
        for row, _ in step:
            self._entries[row] = new[row]
        self._announce([row for row, _ in step])

    def _announce(self, rows: Sequence[int]) -> None:
        self.dataChanged.emit(self.index(min(rows), STATE), self.index(max(rows), REASON))
        self.ticked.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give the number of people."""
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Give the number of columns."""
        return 0 if parent.isValid() else len(TITLES)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give a cell."""
        if not index.isValid() or role not in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.EditRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return None
        entry = self._entries[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.name} {entry.note} {entry.state or '未签'} {entry.reason}".strip()
        cells = (str(index.row() + 1), entry.name, entry.state, entry.reason)
        return cells[index.column()]

    def setData(
        self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)
    ) -> bool:
        """Take a reason that was typed."""
        if role != Qt.ItemDataRole.EditRole or index.column() != REASON:
            return False
        self.set_reason(index.row(), str(value).strip())
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A reason can be typed for those on leave."""
        flags = super().flags(index)
        is_reason = index.isValid() and index.column() == REASON
        if is_reason and self._entries[index.row()].state == ON_LEAVE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = int(Qt.ItemDataRole.DisplayRole),
    ) -> object:
        """Give a column's title."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return TITLES[section] if 0 <= section < len(TITLES) else None
        return None
