"""The export: which kinds, all or what is seen, into one workbook."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label, set_role
from zxdesk.exchange import whole_file
from zxdesk.exchange.captions import sheet_fields
from zxdesk.exchange.exporting import export_book
from zxdesk.exchange.whole_ledger import export_whole
from zxdesk.records import KINDS, RecordKind, workbook_kinds
from zxdesk.store import Ledger

_HINT = "导出的工作簿与导入模板同一格式，改好后可以再导入；也可以存成 CSV 或 JSON Lines。"
_PERSONAL = "文件里含手机号、身份证号等个人信息，请妥善保管。"
_COLUMNS = 4


class ExportDialog(WorkDialog):
    """Writes records as a workbook."""

    def __init__(
        self,
        context: DeskContext,
        parent: QWidget | None,
        *,
        kind: str = "",
        ids: list[int] | None = None,
    ) -> None:
        super().__init__(context, parent)
        self._kind = KINDS[kind] if kind in {k.name for k in workbook_kinds()} else None
        self._ids = ids if self._kind else None
        self._make_choices()
        self._close = button("取消", self)
        self._close.clicked.connect(self.reject)
        self._export = button("导出…", self, icon="export", primary=True)
        self._export.clicked.connect(self.export)
        self._lay_out(lay_out(self, "导出工作簿", _HINT))
        fit(self, 620)
        self._refresh()
        self._export.setFocus()

    @classmethod
    def run(
        cls,
        context: DeskContext,
        parent: QWidget | None,
        *,
        kind: str = "",
        ids: list[int] | None = None,
    ) -> None:
        """Show the dialog until the export is done or given up.

        Args:
            kind: The kind of the list one comes from; chosen at first.
            ids: The records of that kind now seen; None offers no choice between these and all.
        """
        cls(context, parent, kind=kind, ids=ids).stay()

    def kinds(self) -> list[RecordKind]:
        """Give the kinds that are chosen."""
        if self._only_seen():
            return [self._kind] if self._kind else []
        return [KINDS[name] for name, box in self._boxes.items() if box.isChecked()]

    def export(self) -> None:
        """Ask for the file and write it."""
        kinds = self.kinds()
        if not kinds or self._busy.busy:
            return
        folder = files.last_folder(self._context.settings)
        whole = not self._only_seen() and len(kinds) == len(self._boxes)
        offered = f"{files.TABLES};;{files.WHOLE}" if whole else files.TABLES
        path = Files.save(self, "导出到", folder / self._file_name(kinds), offered)
        if path is None:
            return
        files.remember_folder(self._context.settings, path)
        ledger = self._context.ledger
        where = {kinds[0].name: self._ids} if self._only_seen() and self._ids is not None else None
        self._note.say("")
        self._busy.start(
            "导出工作簿",
            lambda progress: (path, write_book(ledger, kinds, path, where, progress)),
            on_result=self._finish,
            on_error=self._on_error,
        )

    def _make_choices(self) -> None:
        count = len(self._ids) if self._ids is not None else 0
        sheet = self._kind.sheet if self._kind else ""
        self._seen = QRadioButton(f"当前所见的{sheet}，{count:,} 条", self)
        self._all = QRadioButton("全部记录，按下面所选的种类", self)
        self._seen.setVisible(self._ids is not None)
        self._all.setVisible(self._ids is not None)
        self._seen.setChecked(self._ids is not None)
        self._all.setChecked(self._ids is None)
        self._seen.toggled.connect(self._refresh)
        self._boxes: dict[str, QCheckBox] = {}
        for kind in workbook_kinds():
            box = QCheckBox(kind.sheet, self)
            box.setChecked(self._kind is None or kind is self._kind)
            box.toggled.connect(self._refresh)
            self._boxes[kind.name] = box
        self._every = LinkButton("全选", self)
        self._every.clicked.connect(lambda: self._tick(True))
        self._none = LinkButton("全不选", self)
        self._none.clicked.connect(lambda: self._tick(False))

    def _tick(self, on: bool) -> None:
        for box in self._boxes.values():
            box.setChecked(on)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        column.addWidget(self._seen)
        column.addWidget(self._all)
        self._card = QFrame(self)
        set_role(self._card, "card")
        inner = QVBoxLayout(self._card)
        inner.setContentsMargins(look.px(16), look.px(12), look.px(16), look.px(14))
        inner.setSpacing(look.px(8))
        head = QHBoxLayout()
        head.setSpacing(look.px(12))
        head.addWidget(label("种类", self._card, role="caption"))
        head.addStretch(1)
        head.addWidget(self._every)
        head.addWidget(self._none)
        inner.addLayout(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.px(16))
        grid.setVerticalSpacing(look.px(2))
        for place, box in enumerate(self._boxes.values()):
            grid.addWidget(box, place // _COLUMNS, place % _COLUMNS)
        inner.addLayout(grid)
        column.addWidget(self._card)
        self._personal = label(_PERSONAL, self, role="muted", wrap=True)
        column.addWidget(self._personal)
        column.addWidget(self._note)
        column.addStretch(1)
        column.addWidget(self._busy)
        column.addLayout(foot([], [self._close, self._export]))

    def _only_seen(self) -> bool:
        return self._ids is not None and self._seen.isChecked()

    def _file_name(self, kinds: Sequence[RecordKind]) -> str:
        day = self._context.ledger.today.isoformat()
        name = kinds[0].sheet if len(kinds) == 1 else "台账"
        return f"{name}_{day}.xlsx"

    def _refresh(self) -> None:
        self._card.setEnabled(not self._only_seen())
        kinds = self.kinds()
        personal = any(field.personal for kind in kinds for _, field in sheet_fields(kind))
        # The words keep their room, so that ticking a box moves nothing.
        self._personal.setText(_PERSONAL if personal else " ")
        self._export.setEnabled(bool(kinds) and not self._busy.busy)

    def _finish(self, done: tuple[Path, dict[str, int]]) -> None:
        path, rows = done
        path = path if path.exists() else path.with_suffix("")
        links = (
            ("打开", lambda: Files.show(path)),
            ("打开所在文件夹", lambda: Files.show(path.parent)),
        )
        self._context.noticed.emit(
            Notice(f"已导出 {sum(rows.values()):,} 行到 {path.name}", links=links)
        )
        self.accept()


def write_book(
    ledger: Ledger,
    kinds: Sequence[RecordKind],
    path: Path,
    where: dict[str, list[int]] | None,
    progress: TaskProgress,
) -> dict[str, int]:
    """Write the workbook, or all there is of the ledger; give the rows by sheet."""

    def tell(done: int, total: int) -> None:
        progress.report("正在导出…", done, total)

    if path.suffix.lower() == whole_file.ENDING:
        return export_whole(ledger, path, progress=tell)
    return export_book(ledger, kinds, path, where=where, progress=tell)
