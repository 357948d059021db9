"""The columns of a list: which are shown, in which order and how wide; remembered."""

from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QTableView

from zxdesk.desktop.base.settings import Settings, list_layout
from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.record_table import TableColumn

# What spare columns leave to the title, and what is left to it where none is spare any more.
_LEAST_TITLE, _FLOOR = 300, 170


class ColumnLayout(QObject):
    """Keeps the columns of one table as the person left them.

    The column of kind `title` takes the room the others leave, until somebody drags it. Where
    the view is too narrow, spare columns stay away, unless somebody asked for them.
    """

    def __init__(
        self, view: QTableView, columns: list[TableColumn], *, name: str, settings: Settings
    ) -> None:
        super().__init__(view)
        self._view = view
        self._columns = columns
        self._settings = settings
        self._key = list_layout(name)
        self._arranging = False
        self._flexible = True
        self._shown: set[str] = set()
        self._pinned: set[str] = set()
        self._widths: dict[str, int] = {}
        self._fitted: set[str] = set()
        self.restore()
        header = view.horizontalHeader()
        header.sectionResized.connect(self._on_resized)
        header.sectionMoved.connect(self.keep)

    def order(self) -> list[int]:
        """Give the numbers of the shown columns from left to right."""
        header = self._view.horizontalHeader()
        places = (header.logicalIndex(place) for place in range(header.count()))
        return [number for number in places if not self._view.isColumnHidden(number)]

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide a column; the last one stays."""
        if not shown and len(self.order()) <= 1:
            return
        if shown:
            self._shown.add(key)
            self._pinned.add(key)
        else:
            self._shown.discard(key)
        self.share_room()
        self.keep()

    def menu(self) -> QMenu:
        """Give a menu that shows and hides columns."""
        menu = QMenu(self._view)
        self.fill(menu)
        return menu

    def fill(self, menu: QMenu) -> None:
        """Let a menu show and hide columns."""
        for column in self._columns:
            room = column.key not in self._shown or column.key in self._fitted
            action = QAction(column.title if room else f"{column.title}（放不下）", menu)
            action.setCheckable(True)
            action.setChecked(column.key in self._shown)
            action.toggled.connect(lambda shown, key=column.key: self.set_shown(key, shown))
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction("恢复默认列", self.reset)

    def reset(self) -> None:
        """Bring back the columns as they were made."""
        self._settings.set(self._key, [])
        self.restore()
        self.share_room()

    def share_room(self) -> None:
        """Show what fits, and give the title what the other columns leave."""
        room = self._view.viewport().width()
        fitting = self._fitted = self._fitting(room)
        self._arranging = True
        for number, column in enumerate(self._columns):
            self._view.setColumnHidden(number, column.key not in fitting)
            self._view.setColumnWidth(number, self._widths[column.key])
        title = next((n for n, c in enumerate(self._columns) if c.kind == "title"), None)
        if title is not None and self._flexible:
            taken = sum(self._view.columnWidth(n) for n in self.order() if n != title)
            floor = theme.current().px(_FLOOR)
            self._view.setColumnWidth(title, max(floor, room - taken))
        self._arranging = False

    def _fitting(self, room: int) -> set[str]:
        widths = {
            column.key: theme.current().px(_LEAST_TITLE)
            if column.kind == "title" and self._flexible
            else self._widths[column.key]
            for column in self._columns
            if column.key in self._shown
        }
        spare = [c for c in self._columns if c.spare and c.key in self._shown - self._pinned]
        for column in sorted(spare, key=lambda c: c.spare, reverse=True):
            if sum(widths.values()) <= room:
                break
            del widths[column.key]
        return set(widths)

    def keep(self) -> None:
        """Remember the columns as they are."""
        if self._arranging:
            return
        header = self._view.horizontalHeader()
        numbers = (header.logicalIndex(place) for place in range(header.count()))
        self._settings.set(self._key, [self._entry(number) for number in numbers])

    def restore(self) -> None:
        """Set the columns as remembered, or as they were made."""
        kept = {
            entry["column"]: entry
            for entry in self._settings.get(self._key)
            if isinstance(entry, dict) and "column" in entry
        }
        self._arranging = True
        self._shown = {c.key for c in self._columns if kept.get(c.key, {}).get("shown", c.shown)}
        self._pinned = {key for key, entry in kept.items() if entry.get("pinned")}
        for number, column in enumerate(self._columns):
            entry = kept.get(column.key, {})
            width = int(entry.get("width") or column.width)
            self._widths[column.key] = theme.current().px(width)
            self._view.setColumnHidden(number, False)
            self._view.setColumnWidth(number, self._widths[column.key])
            self._view.setColumnHidden(number, column.key not in self._shown)
            if column.kind == "title":
                self._flexible = not entry.get("width")
        header = self._view.horizontalHeader()
        keys = [column.key for column in self._columns]
        for place, key in enumerate([key for key in kept if key in keys] or keys):
            header.moveSection(header.visualIndex(keys.index(key)), place)
        self._arranging = False

    def _entry(self, number: int) -> dict[str, Any]:
        column = self._columns[number]
        width = round(self._widths[column.key] / theme.current().scale)
        floats = column.kind == "title" and self._flexible
        entry: dict[str, Any] = {"column": column.key, "width": 0 if floats else width}
        entry["shown"] = column.key in self._shown
        entry["pinned"] = column.key in self._pinned
        return entry

    def _on_resized(self, section: int, _old: int, new: int) -> None:
        if self._arranging or not new:
            return
        self._widths[self._columns[section].key] = new
        if self._columns[section].kind == "title":
            self._flexible = False
        self.share_room()
        self.keep()
