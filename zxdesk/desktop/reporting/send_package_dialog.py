"""Sending a quarter upward: what goes into the package is shown before it is written."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base import files
from zxdesk.desktop.base.announcement import announce
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.manifest import HIGHEST_NUMBER
from zxdesk.exchange.package_contents import PackageContents, contents_of
from zxdesk.exchange.packages import WrittenPackage, export_package
from zxdesk.exchange.quarter_standing import QuarterStanding
from zxdesk.statistics.wording import quarter_text
from zxdesk.store import Ledger

_COLUMNS = (
    TableColumn(key="sheet", title="工作表", width=120, sortable=False),
    TableColumn(key="rows", title="行数", kind="number", align="right", width=70, sortable=False),
    TableColumn(key="left_out", title="不报送的栏目（个人信息）", kind="title", sortable=False),
)


@dataclass(frozen=True, kw_only=True)
class PackageOrder:
    """How a package is to be written."""

    folder: Path
    password: str
    reason: str
    force: bool
    number: int
    attaching: bool = False


class SendPackageDialog(WorkDialog):
    """Shows what is sent, asks for folder, password and reason, writes the package."""

    def __init__(
        self, context: DeskContext, parent: QWidget | None, standing: QuarterStanding
    ) -> None:
        super().__init__(context, parent)
        self._standing = standing
        self._make_fields()
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        self.send_button = button("导出报送包", self, icon="export", primary=True)
        self.send_button.clicked.connect(self.send)
        period = quarter_text(standing.period)
        column = lay_out(self, f"导出报送包：{period}", self._hint())
        self._lay_out(column)
        column.addLayout(foot([], [cancel, self.send_button]))
        fit(self, 760, 600)
        self._refresh()
        ledger = context.ledger
        self._busy.start(
            "清点报送内容",
            lambda progress: contents_of(ledger, progress),
            on_result=self._show_contents,
            on_error=self._on_error,
        )

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, standing: QuarterStanding) -> None:
        """Show the dialog until the package is written or given up."""
        cls(context, parent, standing).stay()

    def wanted(self) -> PackageOrder:
        """Give how the package is to be written."""
        return PackageOrder(
            folder=Path(self.folder.text().strip()),
            password=self.password.text(),
            reason=self.reason.text().strip(),
            force=self.force.isChecked(),
            number=self._chosen_number(),
            attaching=self.attaching.isChecked(),
        )

    def choose_folder(self) -> None:
        """Ask for the folder."""
        chosen = Files.folder(self, "报送包放到哪个文件夹", Path(self.folder.text()))
        if chosen is not None:
            self.folder.setText(str(chosen))

    def send(self) -> None:
        """Write the package; where a reason is due and missing, say so."""
        wanted = self.wanted()
        if self._standing.wants_reason and not wanted.reason:
            self.reason_field.set_error("结账后数字变了，请写明原因，收到的单位要看")
            self.reason.setFocus()
            return
        self.reason_field.set_error("")
        ledger, standing = self._context.ledger, self._standing
        self._note.say("")
        self._busy.start(
            "导出报送包",
            lambda _progress: written(ledger, standing, wanted),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def _hint(self) -> str:
        rows = len(self._standing.table.rows)
        return (
            f"报送包里有季度报表（{rows} 行，PDF 和 Excel 各一份）和下面各表的明细；"
            "个人信息按字段标记留在本单位。"
        )

    def _make_fields(self) -> None:
        settings = self._context.settings
        self.list = WordList(_COLUMNS, self, name="package", settings=settings)
        self.list.setAccessibleName("报送的明细")
        self.list.set_empty("正在清点…")
        self.folder = QLineEdit(str(files.last_folder(settings)), self)
        self.password = QLineEdit(self)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText("不填则不加密；另行告知收到的单位")
        self.number = QSpinBox(self)
        self.number.setRange(min(self._standing.next_number, HIGHEST_NUMBER), HIGHEST_NUMBER)
        self.number.setToolTip("收到的单位要求换编号时才改")
        self.reason = QLineEdit(self)
        self.reason_field = LabelledField("更正的原因", self.reason, self)
        self.reason_field.setVisible(self._standing.wants_reason)
        checks = self._standing.checks
        why = f"还有 {len(checks.items)} 项待补" if checks.items else checks.running
        self.attaching = QCheckBox("带上附件（委员和单位的除外）", self)
        self.force = QCheckBox(f"{why}，仍要结账并导出", self)
        self.force.setVisible(self._must_force())
        self.force.toggled.connect(self._refresh)

    def _chosen_number(self) -> int:
        """Give the number that was asked for; 0 where the next one will do."""
        number = self.number.value()
        return number if number != self.number.minimum() else 0

    def _must_force(self) -> bool:
        return self._standing.closing is None and bool(self._standing.checks)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        column.addWidget(boxed(self.list, self), 1)
        choose = button("选择…", self, icon="folder")
        choose.clicked.connect(self.choose_folder)
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(LabelledField("放到文件夹", self.folder, self, beside=choose), 3)
        row.addWidget(LabelledField("编号", self.number, self))
        row.addWidget(LabelledField("密码（可不填）", self.password, self), 2)
        column.addLayout(row)
        column.addWidget(self.reason_field)
        if self._standing.closing is None:
            column.addWidget(label("本季还没有结账，导出时一并结账。", self, role="muted"))
        column.addWidget(self.attaching)
        column.addWidget(self.force)
        column.addWidget(self._note)
        column.addWidget(self._busy)

    def _show_contents(self, found: PackageContents) -> None:
        self.list.set_empty("没有可以报送的记录。")
        self.list.set_rows(
            [
                (sheet, count, "、".join(found.left_out[sheet]))
                for sheet, count in found.rows.items()
                if count
            ]
        )

    def _finish(self, package: WrittenPackage) -> None:
        files.remember_folder(self._context.settings, package.path)
        self.accept()
        rows = sum(package.rows.values())
        announce(
            self._context,
            f"已导出 {package.path.name}，明细 {rows:,} 行",
            folder=package.path.parent,
        )

    def _refresh(self, _state: object = None) -> None:
        ready = not self._must_force() or self.force.isChecked()
        self.send_button.setEnabled(ready and not self._busy.busy)


def written(ledger: Ledger, standing: QuarterStanding, wanted: PackageOrder) -> WrittenPackage:
    """Write the package of a quarter."""
    return export_package(
        ledger,
        standing.period,
        wanted.folder,
        force=wanted.force,
        reason=wanted.reason,
        password=wanted.password,
        number=wanted.number,
        attaching=wanted.attaching,
    )
