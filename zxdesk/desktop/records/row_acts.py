"""What may be done with the selected rows of a list: one menu, the same keys everywhere."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look import icons
from zxdesk.desktop.records.page_spec import PageSpec
from zxdesk.desktop.records.removing import ask_and_remove
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.records import KINDS


class RowActs(QObject):
    """Edits, copies, prints, exports and deletes what is selected."""

    def __init__(self, context: DeskContext, spec: PageSpec, view: ListView) -> None:
        super().__init__(view)
        self._context = context
        self._spec = spec
        self._view = view
        view.removal_asked.connect(self.remove)
        view.menu_asked.connect(self.pop_up)

    def edit(self) -> None:
        """Open the form of the current record."""
        record = self._view.current_id()
        if record is not None and not self._context.ledger.read_only:
            self._context.acts.edit(self._context, self._view, self._spec.kind, record)

    def remove(self) -> None:
        """Delete all that is selected, once it was asked about."""
        ids = self._view.selected_ids()
        ask_and_remove(self._context, self._view, KINDS[self._spec.kind], ids)

    def export(self) -> None:
        """Export all that is selected."""
        ids = self._view.selected_ids()
        self._context.acts.export(self._context, self._view, self._spec.kind, ids)

    def pop_up_papers(self) -> None:
        """Offer below the current row what may be printed of what is selected."""
        ids = self._view.selected_ids()
        if ids:
            menu = QMenu(self._view)
            self._add_papers(menu, ids, "")
            papers = menu.actions()[0].menu()
            menu.aboutToHide.connect(menu.deleteLater)
            assert isinstance(papers, QMenu)
            papers.popup(self._view.place_below_current())

    def pop_up(self, place: QPoint) -> None:
        """Offer at a place on the screen what may be done."""
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)

    def menu(self) -> QMenu:
        """Give the menu of what may be done with what is selected."""
        ids = self._view.selected_ids()
        menu = QMenu(self._view)
        several = f"选中的 {len(ids)} {self._spec.counter}" if len(ids) > 1 else ""
        if not several:
            self._add(menu, "编辑…", "edit", "F2", self.edit, writes=True)
        self._add(menu, f"复制{several}", "copy", "Ctrl+C", self._view.copy_selection)
        menu.addSeparator()
        self._add_papers(menu, ids, several)
        self._add(menu, f"导出{several}…", "export", "", self.export)
        menu.addSeparator()
        self._add(menu, f"删除{several}…", "delete", "Delete", self.remove, writes=True)
        return menu

    def _add_papers(self, menu: QMenu, ids: list[int], several: str) -> None:
        acts, kind = self._context.acts, self._spec.kind
        below = menu.addMenu(icons.icon("print", size=16), f"打印{several}")
        one = not several and acts.has_papers(kind)
        acts.offer_papers(self._context, self._view, below, kind, ids, one=one)

    def _add(
        self,
        menu: QMenu,
        words: str,
        icon: str,
        key: str,
        act: Callable[[], object],
        *,
        writes: bool = False,
    ) -> None:
        # The key is only shown: the list itself listens to it.
        words = f"{words}\t{key}" if key else words
        action = QAction(icons.icon(icon, size=16), words, menu)
        action.setEnabled(not (writes and self._context.ledger.read_only))
        action.triggered.connect(act)
        menu.addAction(action)
