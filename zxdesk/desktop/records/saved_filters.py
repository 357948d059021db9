"""Filters of a list under names of one's own, below the ⋯ of its page."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keeping import NameDialog
from zxdesk.desktop.base.settings import saved_filters
from zxdesk.desktop.records.filter_bar import FilterBar
from zxdesk.services.duplicates import names_now

Entry = dict[str, Any]


class SavedFilters(QObject):
    """What is kept for one person, as data: name, words and values by filter."""

    def __init__(
        self, bar: FilterBar, context: DeskContext, kind: str, *, apply: Callable[[], object]
    ) -> None:
        """Keep the filters of a bar.

        Args:
            apply: Called after filters were put into the bar.
        """
        super().__init__(bar)
        self._bar = bar
        self._context = context
        self._settings = context.settings
        self._key = saved_filters(kind)
        self._apply = apply

    def fill(self, menu: QMenu) -> None:
        """Offer in a menu what is kept, and to keep what is set now."""
        kept = self.kept()
        for entry in kept:
            action = menu.addAction(str(entry["name"]))
            action.triggered.connect(lambda _on=False, entry=entry: self.use(entry))
        menu.addSeparator()
        keep = menu.addAction("存下现在的筛选…")
        keep.setEnabled(bool(self._bar.filters() or self._bar.search.words()))
        keep.triggered.connect(self.ask)
        if kept:
            below = menu.addMenu("去掉")
            for entry in kept:
                action = below.addAction(str(entry["name"]))
                action.triggered.connect(lambda _on=False, entry=entry: self.drop(entry["name"]))

    def kept(self) -> list[Entry]:
        """Give what is kept; what no program of ours wrote is passed over."""
        return [
            entry
            for entry in self._settings.get(self._key)
            if isinstance(entry, dict)
            and isinstance(entry.get("name"), str)
            and isinstance(entry.get("filters"), dict)
        ]

    def use(self, entry: Entry) -> None:
        """Set the bar as it was kept."""
        filters = {key: tuple(map(str, values)) for key, values in entry["filters"].items()}
        words = str(entry.get("words", ""))
        self._bar.set_filters(filters, words=words)
        if self._lost(filters):
            # A unit that was merged since is called by the name of the one that stayed.
            now = names_now(self._context.ledger)
            filters = {k: tuple(now.get(v, v) for v in values) for k, values in filters.items()}
            self._bar.set_filters(filters, words=words)
        self._apply()
        lost = self._lost(filters)
        if lost:
            named = "、".join(f"“{value}”" for value in lost)
            self._context.tell(f"“{entry['name']}”里的{named}现在没有，没有按它筛选。")

    def _lost(self, filters: Mapping[str, Sequence[str]]) -> list[str]:
        """Give the values that the bar does not offer any more."""
        taken = self._bar.filters()
        return [v for key, values in filters.items() for v in values if v not in taken.get(key, ())]

    def ask(self) -> None:
        """Ask for a name and keep what is set now under it."""
        words = [self._bar.search.words()]
        words += [value for values in self._bar.filters().values() for value in values]
        name = NameDialog.ask(
            self._bar, title="存下现在的筛选", name=" ".join(filter(None, words))[:24]
        )
        if name:
            self.keep(name)

    def keep(self, name: str) -> None:
        """Keep what is set now; another of the same name goes."""
        filters = {key: list(values) for key, values in self._bar.filters().items()}
        entry = {"name": name, "words": self._bar.search.words(), "filters": filters}
        others = [one for one in self.kept() if one["name"] != name]
        self._settings.set(self._key, [*others, entry])

    def drop(self, name: str) -> None:
        """Keep one no longer."""
        self._settings.set(self._key, [one for one in self.kept() if one["name"] != name])
