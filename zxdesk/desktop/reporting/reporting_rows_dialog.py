"""The office's own reporting tables: added, renamed, put in order, removed – one step each."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.messages import MessageDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.reporting.row_form import RowForm, TableForm
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.records.reporting import FIGURES
from zxdesk.services.reporting_tables import (
    ROW,
    TABLE,
    StoredRow,
    found_rows,
    found_tables,
    next_number,
    put_in_order,
    remove,
)
from zxdesk.statistics.reporting import MAIN
from zxdesk.store import Changes

_HINT = "左边是报表，右边是所选报表的行；有对象的报表，右边一行就是表里的一列。每次改动都可以撤销。"
_TABLES = (
    TableColumn(key="number", title="编号", width=54, sortable=False),
    TableColumn(key="title", title="标题", kind="title", width=150, sortable=False),
)
_ROWS = (
    TableColumn(key="group", title="类", width=56, sortable=False),
    TableColumn(key="label", title="名称", width=190, sortable=False),
    TableColumn(key="expression", title="指标", kind="title", width=200, sortable=False),
    TableColumn(key="binding", title="归属", width=90, sortable=False, spare=1),
)


class _Editor(QWidget):
    """A list with its buttons: add, change, move, remove."""

    def __init__(
        self,
        heading: str,
        columns: Sequence[TableColumn],
        context: DeskContext,
        parent: QWidget,
        *,
        acts: Sequence[tuple[str, Callable[[], object]]],
    ) -> None:
        super().__init__(parent)
        self.found: list[StoredRow] = []
        self.list = WordList(columns, self, name=f"reporting.{heading}", settings=context.settings)
        self.list.setAccessibleName(heading)
        flow = FlowLayout(gap=theme.current().px(6))
        self.buttons: dict[str, QPushButton] = {}
        for words, act in acts:
            made = button(words, self)
            made.clicked.connect(act)
            self.buttons[words] = made
            flow.addWidget(made)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(6))
        column.addWidget(label(heading, self, role="heading"))
        column.addWidget(boxed(self.list, self), 1)
        column.addLayout(flow)

    def put(self, found: list[StoredRow], names: Sequence[str]) -> None:
        """Show other records; the one at the same place stays current."""
        kept = self.current()
        self.found = found
        self.list.set_rows([tuple(one.values[name] or "" for name in names) for one in found])
        places = [p for p, one in enumerate(found) if kept and one.record_id == kept.record_id]
        self.list.select_id(places[0] if places else None)
        self.list.select_first()

    def current(self) -> StoredRow | None:
        """Give the current record."""
        place = self.list.current_id()
        return self.found[place] if place is not None and place < len(self.found) else None

    def choose(self, record_id: int) -> None:
        """Make a record current."""
        for place, one in enumerate(self.found):
            if one.record_id == record_id:
                self.list.select_id(place)

    def moved(self, by: int) -> list[int] | None:
        """Give all ids with the current one moved; None where it cannot move."""
        one, ids = self.current(), [each.record_id for each in self.found]
        place = ids.index(one.record_id) + by if one else -1
        if one is None or not 0 <= place < len(ids):
            return None
        ids.remove(one.record_id)
        ids.insert(place, one.record_id)
        return ids


class ReportingRowsDialog(QDialog):
    """Tables at the left, the rows of the current one at the right."""

    def __init__(self, context: DeskContext, parent: QWidget | None, number: str = "") -> None:
        super().__init__(parent)
        self._context = context
        self.tables = _Editor("报表", _TABLES, context, self, acts=self._acts(TABLE.name))
        self.rows = _Editor("行", _ROWS, context, self, acts=self._acts(ROW.name))
        self.tables.list.current_changed.connect(self._show_rows)
        self.tables.list.opened.connect(lambda _place: self._edit(TABLE.name))
        self.rows.list.opened.connect(lambda _place: self._edit(ROW.name))
        column = lay_out(self, "编辑报表", _HINT)
        lists = QHBoxLayout()
        lists.setSpacing(theme.current().px(16))
        lists.addWidget(self.tables, 36)
        lists.addWidget(self.rows, 64)
        column.addLayout(lists, 1)
        close = button("关闭", self, primary=True)
        close.clicked.connect(self.accept)
        column.addLayout(foot([], [close]))
        fit(self, 1040, 580)
        self.refresh()
        self.choose_table(number)

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, number: str = "") -> None:
        """Show the dialog until it is closed.

        Args:
            number: The table that is chosen at first.
        """
        dialog = cls(context, parent, number)
        dialog.exec()
        dialog.deleteLater()

    def choose_table(self, number: str) -> None:
        """Make a table current."""
        for one in self.tables.found:
            if one.values["number"] == number:
                self.tables.choose(one.record_id)

    def refresh(self) -> None:
        """Read tables and rows again."""
        self.tables.put(found_tables(self._context.ledger), ("number", "title"))
        self._show_rows()

    def _acts(self, kind: str) -> list[tuple[str, Callable[[], object]]]:
        return [
            ("添加…", lambda: self._add(kind)),
            ("修改…", lambda: self._edit(kind)),
            ("上移", lambda: self._move(kind, -1)),
            ("下移", lambda: self._move(kind, 1)),
            ("删除", lambda: self._remove(kind)),
        ]

    def _editor(self, kind: str) -> _Editor:
        return self.tables if kind == TABLE.name else self.rows

    def _show_rows(self) -> None:
        table = self.tables.current()
        found = found_rows(self._context.ledger, table.record_id) if table else []
        self.rows.put(found, ("group", "label", "expression", "binding"))
        by_object = table is not None and table.values["objects"] != FIGURES
        self.rows.list.set_empty("还没有列。" if by_object else "还没有行。")
        self.rows.list.columns.set_shown("binding", by_object)
        writable = not self._context.ledger.read_only
        for editor in (self.tables, self.rows):
            for words, each in editor.buttons.items():
                each.setEnabled(writable and (words == "添加…" or bool(editor.found)))
        self.rows.buttons["添加…"].setEnabled(writable and table is not None)
        self.tables.buttons["删除"].setEnabled(
            writable and table is not None and table.values["number"] != MAIN
        )

    def _add(self, kind: str) -> None:
        taken = [one.values["number"] for one in self._editor(kind).found]
        table = self.tables.current()
        if kind == TABLE.name:
            number = next_number(taken, "T")
        else:
            assert table is not None
            number = next_number(taken, f"{table.values['number']}-", digits=2)
        self._open_form(kind, {"number": number, "position": len(taken) + 1}, None)

    def _edit(self, kind: str) -> None:
        one = self._editor(kind).current()
        if one is not None and not self._context.ledger.read_only:
            self._open_form(kind, dict(one.values), one)

    def _open_form(self, kind: str, values: dict[str, object], found: StoredRow | None) -> None:
        table = self.tables.current()
        form: QDialog
        if kind == TABLE.name:
            form = TableForm(self._context, self, values, found)
        else:
            assert table is not None
            values = values | {"table_id": table.record_id}
            objects = table.values["objects"]
            form = RowForm(self._context, self, values, found, objects=objects)
        form.exec()
        form.deleteLater()
        self.refresh()

    def _move(self, kind: str, by: int) -> None:
        ids = self._editor(kind).moved(by)
        if ids is not None:
            self._write(lambda: put_in_order(self._context.ledger, kind, ids))

    def _remove(self, kind: str) -> None:
        one = self._editor(kind).current()
        if one is None:
            return
        name = one.values["title" if kind == TABLE.name else "label"]
        more = "它的行一并删除。" if kind == TABLE.name else "已结账和已报送的数字不变。"
        if MessageDialog.confirm(self, f"删除“{name}”", more, verb="删除"):
            self._write(lambda: remove(self._context.ledger, kind, one.record_id, name))

    def _write(self, act: Callable[[], Changes]) -> None:
        def write() -> None:
            changes = act()
            self._context.wrote(changes, f"已{changes.label}")

        self._context.attempt(write)
        self.refresh()
