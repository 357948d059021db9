"""Records that may be one: side by side, merged field by field, or said to be two."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.queries.duplicates import Likely, likely_duplicates
from zxdesk.queries.links import linked
from zxdesk.queries.values import Names, keys, load_many, titles
from zxdesk.records import KINDS
from zxdesk.records.kind import Through
from zxdesk.services.duplicates import merge_records, said_apart, say_apart
from zxdesk.store import Changes

_HINT = (
    "并排比一比：勾选的栏目取右边那一条的，其余保留左边的，关联的记录都跟过来。"
    "合并是一步，可以撤销；选了“不是同一个”的会记住。"
)
_EMPTY = "（空）"
_SHORT = 6
_FIELD = Qt.ItemDataRole.UserRole
_COLUMNS = (
    TableColumn(key="one", title="可能重复的", width=140),
    TableColumn(key="other", title="和", width=140),
    TableColumn(key="why", title="因为", width=140),
)


class DuplicatesDialog(WorkDialog):
    """The pairs of one kind, and what becomes of the one that is chosen."""

    def __init__(self, context: DeskContext, parent: QWidget | None, kind_name: str) -> None:
        super().__init__(context, parent)
        self._kind = KINDS[kind_name]
        self._found: list[Likely] = []
        self._turned = False
        self._make_parts()
        self._lay_out(lay_out(self, f"查找重复的{self._kind.sheet}", _HINT))
        fit(self, 1180, 640)
        self._refresh()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, kind_name: str) -> None:
        """Show the dialog until it is closed."""
        dialog = cls(context, parent, kind_name)
        dialog.look()
        dialog.stay()

    def look(self) -> None:
        """Look through the whole list."""
        ledger, kind = self._context.ledger, self._kind
        self._busy.start(
            "查找重复",
            lambda _progress: likely_duplicates(ledger, kind, apart=said_apart(ledger, kind)),
            on_result=self._show_found,
            on_error=self._on_error,
        )

    def merge(self) -> None:
        """Make one record of the two."""
        keep, drop = self._pair()
        taken = self.taken()
        self._do(lambda: merge_records(self._context.ledger, self._kind, keep, drop, take=taken))

    def say_apart(self) -> None:
        """Remember that the two are not the same."""
        pair = self._pair()
        self._do(lambda: say_apart(self._context.ledger, self._kind, pair))

    def turn(self) -> None:
        """Keep the other one."""
        self._turned = not self._turned
        self._show_pair()

    def taken(self) -> list[str]:
        """Give the fields in which the one that goes is right."""
        items = (self.fields.topLevelItem(i) for i in range(self.fields.topLevelItemCount()))
        return [
            item.data(0, _FIELD)
            for item in items
            if item is not None and item.checkState(0) == Qt.CheckState.Checked
        ]

    def _do(self, act: Callable[[], Changes]) -> None:
        self._note.say("")
        try:
            changes = act()
        except Exception as error:
            self._on_error(error)
            return
        self._context.wrote(changes, f"已{changes.label}")
        self.look()

    def _make_parts(self) -> None:
        self.list = WordList(_COLUMNS, self, name="duplicates", settings=self._context.settings)
        self.list.setAccessibleName("可能重复的")
        self.list.set_empty(f"没有找到可能重复的{self._kind.sheet}。")
        self.list.current_changed.connect(self._on_pair)
        self.fields = QTreeWidget(self)
        self.fields.setAccessibleName("逐项比较，勾选的取右边那一条的")
        self.fields.header().setAccessibleName("逐项比较的表头")
        self.fields.setRootIsDecorated(False)
        self.fields.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.fields.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.fields.header().setDefaultSectionSize(theme.current().px(210))
        self.fields.header().setStretchLastSection(True)
        self.fields.setColumnCount(3)
        self.fields.setColumnWidth(0, theme.current().px(160))
        self._links = label("", self, role="muted", wrap=True)
        self.turn_button = button("换一条保留", self)
        self.turn_button.clicked.connect(self.turn)
        self.apart_button = button("不是同一个", self)
        self.apart_button.clicked.connect(self.say_apart)
        self.merge_button = button("合并", self, primary=True)
        self.merge_button.clicked.connect(self.merge)
        self._close = button("关闭", self)
        self._close.clicked.connect(self.reject)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        right = QWidget(self)
        inner = QVBoxLayout(right)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(look.px(8))
        inner.addWidget(boxed(self.fields, self), 1)
        inner.addWidget(self._links)
        row = QHBoxLayout()
        row.addWidget(self.turn_button)
        row.addStretch(1)
        inner.addLayout(row)
        split = QSplitter(Qt.Orientation.Horizontal, self)
        split.addWidget(boxed(self.list, self))
        split.addWidget(right)
        split.setHandleWidth(look.px(14))
        split.setChildrenCollapsible(False)
        split.setSizes([look.px(460), look.px(680)])
        column.addWidget(self._note)
        column.addWidget(split, 1)
        column.addWidget(self._busy)
        column.addLayout(foot([self.apart_button], [self._close, self.merge_button]))

    def _show_found(self, found: list[Likely]) -> None:
        place = self.list.current_id() or 0
        self._found = found
        ids = {record_id for one in found for record_id in one.ids}
        with self._context.ledger.read() as session:
            named = titles(session, self._kind.name, ids)
        self.list.set_rows(
            [(named[one.ids[0]], named[one.ids[1]], "，".join(one.why)) for one in found]
        )
        self.list.select_id(min(place, len(found) - 1) if found else None)
        self._on_pair()
        self.list.setFocus()

    def _on_pair(self) -> None:
        self._turned = False
        self._show_pair()
        self._refresh()

    def _current(self) -> Likely | None:
        place = self.list.current_id()
        return None if place is None or place >= len(self._found) else self._found[place]

    def _pair(self) -> tuple[int, int]:
        """Give the one that stays and the one that goes."""
        one = self._current()
        assert one is not None
        return (one.ids[1], one.ids[0]) if self._turned else one.ids

    def _show_pair(self) -> None:
        self.fields.clear()
        self._links.setText("")
        self.fields.setHeaderHidden(self._current() is None)
        if self._current() is None:
            return
        keep, drop = self._pair()
        with self._context.ledger.read() as session:
            values = load_many(session, self._kind, [keep, drop])
            shown = Names(session).show(self._kind, values)
            numbers = keys(session, self._kind.name, [keep, drop])
            groups = linked(session, self._kind, drop)
        self.fields.setHeaderLabels(
            ["取右边的", f"保留：{numbers[keep]}", f"并入：{numbers[drop]}"]
        )
        for name in shown[keep]:
            spec = self._kind.fields[name]
            ours, theirs = shown[keep][name], shown[drop][name]
            if isinstance(spec, Through) or name in self._kind.hidden_columns or ours == theirs:
                continue
            self.fields.addTopLevelItem(self._line(name, ours, theirs))
        said = "、".join(f"{group.title} {group.total}" for group in groups)
        self._links.setText(f"跟过来的：{said}" if said else "右边那一条没有关联的记录。")

    def _line(self, name: str, ours: str, theirs: str) -> QTreeWidgetItem:
        spec = self._kind.fields[name]
        said = [_covered(words) if spec.personal else words for words in (ours, theirs)]
        item = QTreeWidgetItem([spec.caption, *(words or _EMPTY for words in said)])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        fills = bool(theirs) and not ours
        item.setCheckState(0, Qt.CheckState.Checked if fills else Qt.CheckState.Unchecked)
        item.setData(0, _FIELD, name)
        return item

    def _refresh(self) -> None:
        able = self._current() is not None and not self._busy.busy
        for widget in (self.turn_button, self.apart_button, self.merge_button):
            widget.setEnabled(able and not self._context.ledger.read_only)


def _covered(words: str) -> str:
    """Give as much of a personal number as is needed to compare it."""
    return words if len(words) < _SHORT else f"{words[:3]}…{words[-2:]}"
