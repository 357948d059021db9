"""Merging a colleague's ledger or workbook: what comes in and what differs is shown first."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, label
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.merging import Difference, MergePlan, Place, merge, plan_merge
from zxdesk.exchange.report import ImportReport
from zxdesk.records import KINDS
from zxdesk.store import EXTENSION, Ledger

FILES = f"台账或工作簿 (*{EXTENSION} *.xlsx)"
_HINT = (
    "对方新登记的补进来，只有对方改过的照改；两边都改过的，默认保留本方，可逐条改取对方。"
    "编号相同而不是同一条的，对方的另立编号，随带它的出席、办理等。整次合并一步撤销。"
)
_ADDED = (
    TableColumn(key="sheet", title="工作表", width=110, sortable=False),
    TableColumn(key="added", title="新增", kind="number", align="right", width=60, sortable=False),
    TableColumn(
        key="updated", title="照改", kind="number", align="right", width=60, sortable=False
    ),
)
_HEADINGS = ("记录 / 栏目", "本方", "对方")
_NAMED = 3


class MergeDialog(WorkDialog):
    """Choose a file, see the plan, choose where they differ, merge."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._file: Path | None = None
        self._plan: MergePlan | None = None
        self._done: ImportReport | None = None
        self._make_parts()
        self._lay_out(lay_out(self, "合并同事的台账", _HINT))
        fit(self, 980, 580)
        self._refresh()
        self.choose_button.setFocus()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Show the dialog until the merge is done or given up."""
        cls(context, parent).stay()

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
        self.apart = QTreeWidget(self)
        self.apart.setAccessibleName("另立编号的和没有合并的")
        self.apart.setHeaderHidden(True)
        self.apart.setFrameShape(QTreeWidget.Shape.NoFrame)
        self.apart.setWordWrap(True)
        self._apart_box = boxed(self.apart, self)
        self._apart_heading = label("另立编号的和没有合并的", self, role="heading")
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
        left.addWidget(self._apart_heading)
        left.addWidget(self._apart_box, 1)
        above.addWidget(self._heading, 1)
        above.addWidget(self.all_his)
        right.addLayout(above)
        right.addWidget(boxed(self.differing, self), 1)
        lists.setSpacing(look.px(16))
        lists.addLayout(left, 40)
        lists.addLayout(right, 60)
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
        added, updated = plan.report.added, plan.report.updated
        sheets = dict.fromkeys((*added, *updated))
        self.added.set_rows([(s, added.get(s, 0), updated.get(s, 0)) for s in sheets])
        self.apart.clear()
        self.apart.addTopLevelItems([_apart_item(*parts) for parts in _apart(plan)])
        self.apart.expandAll()
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
        if plan.nothing_new:
            self._note.say("两边没有不同，没有要合并的内容。")
        elif rejected:
            self._note.say(f"有的行不能合并：{'；'.join(rejected[:_NAMED])}{more}")
        self._refresh()
        if self.merge_button.isEnabled():
            self.merge_button.setFocus()

    def _take_all(self, on: bool) -> None:
        state = Qt.CheckState.Checked if on else Qt.CheckState.Unchecked
        for item in self._items():
            item.setCheckState(0, state)

    def _finish(self, plan: MergePlan) -> None:
        self._done = plan.report
        self.accept()

    def _refresh(self, *_: object) -> None:
        busy, taken = self._busy.busy, len(self.taken())
        report = self._plan.report if self._plan else ImportReport()
        added, changed = sum(report.added.values()), sum(report.updated.values()) + taken
        words = [f"新增 {added} 条"] if added else []
        words += [f"改 {changed} 条"] if changed else []
        self.merge_button.setText(f"合并（{'，'.join(words)}）" if words else "合并")
        self.merge_button.setEnabled(bool(words) and not busy)
        self.choose_button.setEnabled(not busy)
        self.differing.setEnabled(not busy)
        apart = bool(self._plan and (self._plan.renumbered or self._plan.held_back))
        self._apart_heading.setVisible(apart)
        self._apart_box.setVisible(apart)
        self.all_his.setVisible(bool(self._differences()))
        self.all_his.setChecked(bool(taken) and taken == len(self._differences()))

    def _leave(self, code: int) -> None:
        """Close, and tell what was merged."""
        super()._leave(code)
        report, self._done = self._done, None
        if report is not None and self._file is not None:
            self._context.wrote(report.changes, f"已合并 {self._file.name}")


def merged(ledger: Ledger, file: Path, take: list[Place], progress: TaskProgress) -> MergePlan:
    """Back up, then merge."""
    progress.report("正在备份…")
    ledger.back_up(before="合并")
    progress.report("正在合并…")
    return merge(ledger, file, take=take)


def _apart(plan: MergePlan) -> Iterator[tuple[str, list[str]]]:
    """Give what is another record than ours of the same number, and what is not taken."""
    for one in plan.renumbered:
        along = "、".join(f"{sheet} {count}" for sheet, count in one.along.items())
        yield (
            f"{KINDS[one.kind].sheet} {one.key_there} {one.title}",
            [
                f"与本方同编号的“{one.other}”是两条记录",
                f"合并后编号为 {one.key_here}",
                f"随它来的：{along or '没有'}",
            ],
        )
    for held in plan.held_back:
        named = f"{KINDS[held.kind].sheet} {held.key} {held.title}"
        yield f"没有合并：{named}", [held.reason]


def _apart_item(named: str, lines: list[str]) -> QTreeWidgetItem:
    item = QTreeWidgetItem([named])
    item.setToolTip(0, named)
    for words in lines:
        line = QTreeWidgetItem([words])
        line.setToolTip(0, words)
        item.addChild(line)
    return item


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
