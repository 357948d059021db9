"""Taking packages in: each is tried first, and shown with what it changes or why it is refused."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.announcement import announce
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.receiving import TriedPackage, oldest_first, try_package
from zxdesk.store import Ledger

PACKAGES = "报送包 (*.zip)"
_NOTES = 5
_HINT = "先试收、后接收：点“接收”之前，台账不会有任何改动。同一政协的新包取代旧包。"
_TRIED = (
    TableColumn(key="file", title="文件", kind="title", width=110),
    TableColumn(key="committee", title="政协", width=140),
    TableColumn(key="period", title="期间", width=84, sortable=False),
    TableColumn(key="number", title="编号", kind="number", align="right", width=60),
    TableColumn(key="state", title="结果", kind="chip", width=84),
)
_CHANGES = (
    TableColumn(key="sheet", title="工作表", width=130),
    *(
        TableColumn(key=title, title=title, kind="number", align="right", width=52)
        for title in ("新增", "改动", "减少")
    ),
)


def tried(
    ledger: Ledger, paths: Sequence[Path], password: str, progress: TaskProgress, *, dry_run: bool
) -> list[TriedPackage]:
    """Take packages in one after the other, or only tell what would come of it."""
    found = []
    for done, path in enumerate(oldest_first(paths, password=password)):
        verb = "试收" if dry_run else "接收"
        progress.report(f"正在{verb} {path.name}…", done, len(paths))
        found.append(try_package(ledger, path, password=password, dry_run=dry_run))
    return found


class ReceiveDialog(WorkDialog):
    """Choose packages, see what they bring, take them in."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(context, parent)
        self._paths: list[Path] = []
        self.tried: list[TriedPackage] = []
        self._received = False
        self._make_parts()
        column = lay_out(self, "接收报送包", _HINT)
        self._lay_out(column)
        fit(self, 940, 560)
        self._refresh()
        self.choose_button.setFocus()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Show the dialog until the packages are taken in or given up."""
        cls(context, parent).stay()

    def choose(self) -> None:
        """Ask for packages and try them."""
        folder = files.last_folder(self._context.settings)
        self.try_packages(Files.open_many(self, "选择报送包", folder, PACKAGES))

    def try_packages(self, paths: Sequence[Path]) -> None:
        """Show what taking these packages in would change."""
        if not paths or self._busy.busy or self._received:
            return
        self._paths = list(paths)
        files.remember_folder(self._context.settings, paths[0])
        self._start(dry_run=True)

    def try_again(self) -> None:
        """Try the same packages with another password."""
        self.try_packages(self._paths)

    def receive(self) -> None:
        """Take in the packages that may be taken in."""
        self._paths = [one.path for one in self.tried if one.received]
        self._start(dry_run=False)

    def _start(self, *, dry_run: bool) -> None:
        ledger, paths, password = self._context.ledger, list(self._paths), self.password.text()
        self._note.say("")
        self._busy.start(
            "试收报送包" if dry_run else "接收报送包",
            lambda progress: tried(ledger, paths, password, progress, dry_run=dry_run),
            on_result=self._show if dry_run else self._finish,
            on_error=self._on_error,
        )

    def _make_parts(self) -> None:
        settings = self._context.settings
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("没有密码则不填")
        self.password.returnPressed.connect(self.try_again)
        self.choose_button = button("选择报送包…", self, icon="folder")
        self.choose_button.clicked.connect(self.choose)
        self.again_button = button("重新试收", self)
        self.again_button.clicked.connect(self.try_again)
        self.list = WordList(_TRIED, self, name="receive.packages", settings=settings)
        self.list.setAccessibleName("报送包")
        self.list.set_empty("选择下级政协报来的报送包（.zip），可以一次选几个。")
        self.list.current_changed.connect(self._show_changes)
        self.changes = WordList(_CHANGES, self, name="receive.changes", settings=settings)
        self.changes.setAccessibleName("与上一个包相比")
        self.reason = label("", self, wrap=True)
        self.reason.hide()
        self.cancel_button = button("取消", self)
        self.cancel_button.clicked.connect(self.reject)
        self.receive_button = button("接收", self, primary=True)
        self.receive_button.clicked.connect(self.receive)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        head, lists = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(LabelledField("密码", self.password, self, beside=self.again_button), 1)
        head.addStretch(1)
        head.addWidget(self.choose_button, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(head)
        lists.setSpacing(look.px(16))
        right = QVBoxLayout()
        right.setSpacing(look.px(6))
        right.addWidget(label("与该政协上一个包相比", self, role="heading"))
        right.addWidget(self.reason)
        right.addWidget(boxed(self.changes, self), 1)
        lists.addWidget(boxed(self.list, self), 62)
        lists.addLayout(right, 38)
        column.addLayout(lists, 1)
        column.addWidget(self._note)
        column.addWidget(self._busy)
        column.addLayout(foot([], [self.cancel_button, self.receive_button]))

    def _show(self, found: list[TriedPackage]) -> None:
        self.tried = found
        self.list.set_rows([_row(one, "已接收" if self._received else "可接收") for one in found])
        self.list.select_id(None)
        self.list.select_first()
        self._show_changes()
        self._refresh()
        if self.receive_button.isEnabled():
            self.receive_button.setFocus()

    def _show_changes(self) -> None:
        place = self.list.current_id()
        one = self.tried[place] if place is not None and place < len(self.tried) else None
        notes = one.received.notes if one and one.received else ()
        said = str(one.refused) if one and one.refused else "\n".join(notes[:_NOTES])
        self.reason.setText(said)
        self.reason.setVisible(bool(said))
        changes = one.received.differences if one and one.received else ()
        self.changes.set_empty(
            "没有不同。" if one and one.received else "没有接收。" if one else ""
        )
        self.changes.set_rows(
            [(d.sheet, d.new or "", d.changed or "", d.gone or "") for d in changes]
        )

    def _finish(self, found: list[TriedPackage]) -> None:
        taken = [one for one in found if one.received]
        refused = [str(one.refused) for one in found if one.refused]
        self._received = bool(taken)
        if taken:
            announce(self._context, f"已接收 {len(taken)} 个报送包")
        if refused:
            self._show(found)
            self._note.say("\n".join(refused))
        else:
            self.accept()

    def _refresh(self, _busy: object = None) -> None:
        busy = self._busy.busy
        count = sum(1 for one in self.tried if one.received)
        self.receive_button.setText(f"接收 {count} 个" if count else "接收")
        self.receive_button.setEnabled(bool(count) and not busy and not self._received)
        self.choose_button.setEnabled(not busy and not self._received)
        self.again_button.setEnabled(bool(self._paths) and not busy and not self._received)
        self.cancel_button.setText("关闭" if self._received else "取消")


def _row(one: TriedPackage, good: str) -> tuple[object, ...]:
    taken = one.received
    if taken is None:
        return (one.path.name, "", "", "", "退回")
    return (one.path.name, taken.committee, taken.period, taken.number, good)
