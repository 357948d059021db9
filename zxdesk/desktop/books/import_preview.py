"""What an import would do, before it is done: counts by sheet, rejected rows, notes."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.widgets.record_table import TableColumn
from zxdesk.desktop.widgets.word_list import WordList
from zxdesk.exchange.import_trial import by_sheet
from zxdesk.exchange.report import ImportReport

_COUNTS = (
    TableColumn(key="sheet", title="工作表", width=84),
    *(
        TableColumn(key=title, title=title, kind="number", align="right", width=50)
        for title in ("新增", "更新", "未变", "退回")
    ),
)
_REJECTED = (
    TableColumn(key="sheet", title="工作表", width=70),
    TableColumn(key="row", title="行", kind="number", align="right", width=46),
    TableColumn(key="column", title="列", width=80),
    TableColumn(key="value", title="内容", width=100),
    TableColumn(key="reason", title="退回原因", kind="title"),
)
_MORE_FILES = TableColumn(key="file", title="文件", width=110)


class ImportPreview(QWidget):
    """Two lists and the notes."""

    def __init__(self, parent: QWidget, *, settings: Settings) -> None:
        super().__init__(parent)
        look = theme.current()
        self.counts = WordList(_COUNTS, self, name="import.counts", settings=settings)
        self.counts.setAccessibleName("各工作表的行数")
        self.counts.set_empty("没有可导入的行。")
        columns = (*_REJECTED, _MORE_FILES)
        self.rejected = WordList(columns, self, name="import.rejected", settings=settings)
        self.rejected.setAccessibleName("退回的行")
        self.rejected.set_empty("没有退回的行。")
        self._heading = label("退回的行", self, role="heading")
        self._notes = label("", self, role="muted", wrap=True)
        self._notes.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._notes_area = self._scrolling(self._notes)
        lists = QHBoxLayout()
        lists.setSpacing(look.px(20))
        self._title = label("将要导入", self, role="heading")
        lists.addLayout(self._column(self._title, self.counts), 37)
        lists.addLayout(self._column(self._heading, self.rejected), 63)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(10))
        column.addLayout(lists, 1)
        column.addWidget(self._notes_area)

    def show_report(self, report: ImportReport, *, done: bool = False) -> None:
        """Show what would be done, or what was done."""
        self._title.setText("已导入" if done else "将要导入")
        counts = by_sheet(report)
        self.counts.set_rows([(row[0], *(n or "" for n in row[1:])) for row in counts])
        found = report.rejected
        several = len({row.file for row in found}) > 1
        self.rejected.columns.set_shown(_MORE_FILES.key, several)
        self.rejected.set_rows(
            [(row.sheet, row.row, row.column, row.value, row.reason, row.file) for row in found]
        )
        self._heading.setText(f"退回 {len(found)} 行" if found else "退回的行")
        self._show_notes(report.notes)

    def notes(self) -> str:
        """Give the notes that are shown."""
        return self._notes.text()

    def _show_notes(self, notes: Sequence[str]) -> None:
        self._notes.setText("\n".join(f"· {note}" for note in notes))
        self._notes_area.setVisible(bool(notes))
        look = theme.current()
        lines = min(len(notes), 4)
        self._notes_area.setFixedHeight(look.metrics().lineSpacing() * lines + look.px(6))

    def _scrolling(self, content: QWidget) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName("提示")
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAlignment(Qt.AlignmentFlag.AlignTop)  # type: ignore[attr-defined]
        return area

    def _column(self, heading: QWidget, content: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.current().px(6))
        column.addWidget(heading)
        sheet = QWidget(self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_role(sheet, "sheet")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(content)
        column.addWidget(sheet, 1)
        return column
