"""A figure by groups as a table."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QObject, Signal
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.desktop.widgets.record_table import RecordTableModel, Row, SortKey, TableColumn
from zxdesk.queries.labels import UNFILLED
from zxdesk.statistics.figures import Figure, Number
from zxdesk.statistics.wording import number_text

Groups = tuple[tuple[str, Number | None], ...]


class _GroupSource(QObject):
    """Gives the groups of a figure; the ids are their places."""

    columns: Sequence[TableColumn] = (
        TableColumn(key="group", title="分组", kind="title", width=140),
        TableColumn(key="value", title="数值", kind="number", align="right", width=90),
    )

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.groups: Groups = ()

    def ids(self, _wanted: object, sort: Sequence[SortKey]) -> list[int]:
        """Give the places of the groups in order."""
        places = list(range(len(self.groups)))
        for key in reversed(sort):
            by_name = key.column == "group"
            places.sort(
                key=lambda place, by_name=by_name: (  # type: ignore[misc]
                    self.groups[place][0] if by_name else self.groups[place][1] or 0
                ),
                reverse=key.descending,
            )
        return places

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        """Give group and value."""
        return [(self.groups[i][0], number_text(self.groups[i][1])) for i in ids]


class GroupTable(ListView):
    """Groups; a click or Return narrows the figure to one.

    Signals:
        followed: A group was chosen; carries its name.
    """

    followed = Signal(str)

    def __init__(self, parent: QWidget, settings: Settings) -> None:
        self._source = _GroupSource(parent)
        super().__init__(
            RecordTableModel(self._source, parent), parent, name="groups", settings=settings
        )
        self.setAccessibleName("分组")
        self.set_empty("没有分组。")
        self.clicked.connect(self._on_click)
        self.opened.connect(self._follow)

    def show_figure(self, figure: Figure) -> None:
        """Show the groups of another figure."""
        self._source.groups = figure.groups
        self.record_model.set_wanted(figure)

    def _on_click(self, index: QModelIndex) -> None:
        place = self.record_model.id_at(index.row())
        if place is not None:
            self._follow(place)

    def _follow(self, place: int) -> None:
        group = self._source.groups[place][0]
        if group != UNFILLED:
            self.followed.emit(group)
