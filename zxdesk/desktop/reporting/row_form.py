"""The form of a reporting table or of one of its rows; what is typed is tried out at once."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QVBoxLayout, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import (
    DialogNote,
    LabelledField,
    button,
    explain,
    fit,
    foot,
    lay_out,
)
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.desktop.look.words import label
from zxdesk.errors import UserError
from zxdesk.queries.values import Values
from zxdesk.records.reporting import FIGURES, OBJECTS
from zxdesk.services.reporting_tables import (
    ROW,
    TABLE,
    StoredRow,
    save,
    tried_out,
)

_WAIT_MS = 300
_EXPRESSION = "如 event.held 类型=读书；筛选项与指标查询里的相同"
_BINDING = "如 主办单位；没有指标时填要显示的栏目"


class TableForm(QDialog):
    """Number, title and what it has a row for."""

    def __init__(
        self, context: DeskContext, parent: QWidget | None, values: Values, found: StoredRow | None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values, self._found = values, found
        self._note = DialogNote(self)
        column = lay_out(self, "修改报表" if found else "添加报表")
        self.number = QLineEdit(values["number"], self)
        self.title = QLineEdit(values.get("title") or "", self)
        self.objects = QComboBox(self)
        self.objects.addItems(list(OBJECTS))
        self.objects.setCurrentText(values.get("objects") or FIGURES)
        for caption, field in (
            ("编号", self.number),
            ("标题", self.title),
            ("每行是一个", self.objects),
        ):
            column.addWidget(LabelledField(caption, field, self))
        column.addWidget(self._note)
        column.addStretch(1)
        _finish(self, column, self.save)
        fit(self, 460)
        self.title.setFocus()

    def save(self) -> None:
        """Save the table."""
        values = self._values | {
            "number": self.number.text().strip(),
            "title": self.title.text().strip(),
            "objects": self.objects.currentText(),
        }
        _save(self, self._context, self._note, TABLE.name, self._found, values)


class RowForm(QDialog):
    """Group, name, expression, binding and note of a row."""

    def __init__(
        self,
        context: DeskContext,
        parent: QWidget | None,
        values: Values,
        found: StoredRow | None,
        *,
        objects: str,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._values, self._found, self._objects = values, found, objects
        self._note = DialogNote(self)
        self._latest = QuestionRunner(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_WAIT_MS)
        self._soon.timeout.connect(self._try_out)
        noun = "行" if objects == FIGURES else "列"
        column = lay_out(self, f"修改这一{noun}" if found else f"添加一{noun}")
        self._add_fields(column)
        self.counted = label("", self, role="muted", wrap=True)
        column.addWidget(self.counted)
        column.addWidget(self._note)
        column.addStretch(1)
        _finish(self, column, self.save)
        fit(self, 560)
        self.lines["label"].setFocus()
        self._soon.start()

    def _add_fields(self, column: QVBoxLayout) -> None:
        self.lines: dict[str, QLineEdit] = {}
        self.fields: dict[str, LabelledField] = {}
        for name, caption, hint in self._captions():
            line = QLineEdit(self._values.get(name) or "", self)
            line.setPlaceholderText(hint)
            self.lines[name] = line
            self.fields[name] = LabelledField(caption, line, self)
            column.addWidget(self.fields[name])
            if name in ("expression", "binding"):
                line.textChanged.connect(self._on_typed)

    def problem(self) -> str:
        """Give what is wrong with the expression."""
        return self.fields["expression"].error()

    def save(self) -> None:
        """Save the row, unless its expression does not hold."""
        self._soon.stop()
        texts = {name: line.text().strip() for name, line in self.lines.items()}
        try:
            words = self._words(texts)
        except UserError as error:
            self._show_tried(error)
            self.lines["expression"].setFocus()
            return
        self._show_tried(words)
        values = self._values | {name: text or None for name, text in texts.items()}
        _save(self, self._context, self._note, ROW.name, self._found, values)

    def _captions(self) -> Sequence[tuple[str, str, str]]:
        rows = [
            ("group", "类", ""),
            ("label", "名称", ""),
            ("expression", "指标", _EXPRESSION),
            ("binding", "归属", _BINDING),
            ("note", "备注（口径）", "不填则用指标的口径"),
        ]
        return [row for row in rows if row[0] != "binding" or self._objects != FIGURES]

    def _on_typed(self, _text: str) -> None:
        self._latest.drop()
        self._soon.start()

    def _try_out(self) -> None:
        texts = {name: line.text() for name, line in self.lines.items()}

        def work() -> str | UserError:
            try:
                return self._words(texts)
            except UserError as error:
                return error

        self._latest.ask("核对指标", work, self._show_tried)

    def _words(self, texts: dict[str, str]) -> str:
        ledger = self._context.ledger
        return tried_out(ledger, self._objects, texts["expression"], texts.get("binding", ""))

    def _show_tried(self, found: str | UserError) -> None:
        wrong = isinstance(found, UserError)
        self.fields["expression"].set_error(str(found) if wrong else "")
        self.counted.setText("" if wrong else str(found))


def _finish(dialog: QDialog, column: QVBoxLayout, save_it: Callable[[], None]) -> None:
    cancel = button("取消", dialog)
    cancel.clicked.connect(dialog.reject)
    save_button = button("保存", dialog, primary=True)
    save_button.clicked.connect(save_it)
    column.addLayout(foot([], [cancel, save_button]))


def _save(
    dialog: QDialog,
    context: DeskContext,
    note: DialogNote,
    kind: str,
    found: StoredRow | None,
    values: Values,
) -> None:
    try:
        changes = save(context.ledger, kind, found.record_id if found else None, values)
    except Exception as error:
        explain(error, note, context.presenter)
        return
    dialog.accept()
    context.wrote(changes, f"已{changes.label}" if changes else "")
