"""Merging a colleague's ledger or workbook: what comes in and what differs is shown first."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs import files
from zxdesk.desktop.dialogs.busy import BusyLine
from zxdesk.desktop.dialogs.files import Files
from zxdesk.desktop.dialogs.parts import Note, button, explain, fit, foot, lay_out
from zxdesk.desktop.dialogs.word_list import WordList
from zxdesk.desktop.models.record_table import Column
from zxdesk.desktop.pages.reporting.boxed import boxed
from zxdesk.desktop.tasks import Progress
from zxdesk.desktop.widgets.words import ElidedLabel, label
from zxdesk.exchange.merging import Difference, MergePlan, Place, merge, plan_merge
from zxdesk.exchange.report import ImportReport
from zxdesk.records import KINDS
from zxdesk.store import EXTENSION, Ledger

FILES = f"台账或工作簿 (*{EXTENSION} *.xlsx)"
_HINT = "对方新登记的补进来；两边都有而不同的，默认保留本方，可逐条改取对方。整次合并一步撤销。"
_ADDED = (
    Column(key="sheet", title="工作表", width=110, sortable=False),
    Column(key="added", title="新增", kind="number", align="right", width=60, sortable=False),
)
_HEADINGS = ("记录 / 栏目", "本方", "对方")
_NAMED = 3


class MergeDialog(QDialog):
    """Choose a file, see the plan, choose where they differ, merge."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._file: Path | None = None
        self._plan: MergePlan | None = None
        self._done: ImportReport | None = None
        self._note = Note(self)
        self._busy = BusyLine(context.tasks, self)
        self._busy.changed.connect(self._refresh)
        self._make_parts()
        self._lay_out(lay_out(self, "合并同事的台账", _HINT))
        fit(self, 980, 580)
        self._refresh()
        self.choose_button.setFocus()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Show the dialog until the merge is done or given up."""
        dialog = cls(context, parent)
        dialog.exec()
        dialog.deleteLater()

    def choose(self) -> None:
        """Ask for the file."""
        folder = files.last_folder(self._context.settings)
        path = Files.open_one(self, "选择同事的台账或工作簿", folder, FILES)
        if path is not None:
            self.plan(path)

    def plan(self, file: Path) -> None:
        """Show what merging a file would do."""
        self._file, self._plan = file, None
        self._name.setText(file.name)
        files.remember_folder(self._context.settings, file)
        ledger = self._context.ledger
        self._note.say("")
        self._busy.start(
            "比对两边的记录",
            lambda _progress: plan_merge(ledger, file),
            on_result=self._show_plan,
            on_error=self._on_error,
        )

    def taken(self) -> list[Place]:
        """Give the records of which his version is taken."""
        return [
            one.place
            for one, item in zip(self._differences(), self._items(), strict=True)
            if item.checkState(0) == Qt.CheckState.Checked
        ]

    def merge(self) -> None:
        """Merge as chosen."""
        assert self._file is not None
        ledger, file, take = self._context.ledger, self._file, self.taken()
        self._note.say("")
        self._busy.start(
            "合并台账",
            lambda progress: merged(ledger, file, take, progress),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def _make_parts(self) -> None:
        self._name = ElidedLabel("还没有选择文件。", self, role="strong")
        self.choose_button = button("选择文件…", self, icon="folder")
        self.choose_button.clicked.connect(self.choose)
        self.added = WordList(_ADDED, self, name="merge.added", settings=self._context.settings)
        self.added.setAccessibleName("将要新增")
        self.added.set_empty("没有要新增的。")
        self.differing = QTreeWidget(self)
        self.differing.setAccessibleName("不同之处，勾选的取对方")
        self.differing.setHeaderLabels(_HEADINGS)
        self.differing.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self.differing.setFrameShape(QTreeWidget.Shape.NoFrame)
        header = self.differing.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.resizeSection(0, theme.current().px(200))
        header.resizeSection(1, theme.current().px(200))
        header.setStretchLastSection(True)
        self.differing.itemChanged.connect(self._refresh)
        self._heading = label("不同之处", self, role="heading")
        self.all_his = QCheckBox("全取对方", self)
        self.all_his.clicked.connect(self._take_all)
        self.merge_button = button("合并", self, primary=True)
        self.merge_button.clicked.connect(self.merge)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        head, lists, above = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        head.addWidget(self._name, 1)
        head.addWidget(self.choose_button)
        column.addLayout(head)
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(look.px(6))
        left.addWidget(label("将要新增", self, role="heading"))
        left.addWidget(boxed(self.added, self), 1)
        above.addWidget(self._heading, 1)
        above.addWidget(self.all_his)
        right.addLayout(above)
        right.addWidget(boxed(self.differing, self), 1)
        lists.setSpacing(look.px(16))
        lists.addLayout(left, 28)
        lists.addLayout(right, 72)
        column.addLayout(lists, 1)
        column.addWidget(self._note)
        column.addWidget(self._busy)
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        column.addLayout(foot([], [cancel, self.merge_button]))

    def _differences(self) -> list[Difference]:
        return self._plan.differences if self._plan else []

    def _items(self) -> list[QTreeWidgetItem]:
        tree = self.differing
        found = (tree.topLevelItem(place) for place in range(tree.topLevelItemCount()))
        return [item for item in found if item is not None]

    def _show_plan(self, plan: MergePlan) -> None:
        self._plan = plan
        self.added.set_rows(list(plan.report.added.items()))
        self.differing.clear()
        for one in plan.differences:
            item = _item(one)
            self.differing.addTopLevelItem(item)
            item.setFirstColumnSpanned(True)
        self.differing.expandAll()
        count = len(plan.differences)
        self._heading.setText(f"不同之处 {count} 条，勾选的取对方" if count else "没有不同之处")
        rejected = [f"{row.sheet}第 {row.row} 行：{row.reason}" for row in plan.report.rejected]
        more = f"等 {len(rejected)} 行" if len(rejected) > _NAMED else ""
        if rejected:
            self._note.say(f"有的行不能合并：{'；'.join(rejected[:_NAMED])}{more}")
        self._refresh()
        if self.merge_button.isEnabled():
            self.merge_button.setFocus()

    def _take_all(self, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for item in self._items():
            item.setCheckState(0, state)

    def _finish(self, report: ImportReport) -> None:
        self._done = report
        self.accept()

    def _on_error(self, error: Exception) -> None:
        explain(error, self._note, self._context.presenter)

    def _refresh(self, *_: object) -> None:
        busy, taken = self._busy.busy, len(self.taken())
        added = sum(self._plan.report.added.values()) if self._plan else 0
        words = [f"新增 {added} 条"] if added else []
        words += [f"改 {taken} 条"] if taken else []
        self.merge_button.setText(f"合并（{'，'.join(words)}）" if words else "合并")
        self.merge_button.setEnabled(bool(words) and not busy)
        self.choose_button.setEnabled(not busy)
        self.differing.setEnabled(not busy)
        self.all_his.setVisible(bool(self._differences()))
        self.all_his.setChecked(bool(taken) and taken == len(self._differences()))

    def done(self, code: int) -> None:
        """Close, once nothing is under way; what was merged is told then."""

        def close() -> None:
            super(MergeDialog, self).done(code)
            report, self._done = self._done, None
            if report is not None and self._file is not None:
                self._context.wrote(report.changes, f"已合并 {self._file.name}")

        self._busy.when_free(close)


def merged(ledger: Ledger, file: Path, take: list[Place], progress: Progress) -> ImportReport:
    """Back up, then merge."""
    progress.report("正在备份…")
    ledger.back_up()
    progress.report("正在合并…")
    return merge(ledger, file, take=take)


def _item(one: Difference) -> QTreeWidgetItem:
    named = " ".join(filter(None, (KINDS[one.kind].sheet, one.key, one.title)))
    item = QTreeWidgetItem([named, "", ""])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Unchecked)
    item.setToolTip(0, named)
    for caption, ours, his in one.fields:
        line = QTreeWidgetItem([caption, ours or "（空）", his or "（空）"])
        line.setToolTip(1, ours)
        line.setToolTip(2, his)
        item.addChild(line)
    return item
