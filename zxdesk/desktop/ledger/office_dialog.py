"""What the office decides for itself: its name, its numbers, its deadlines, its working days."""

from collections.abc import Callable

from PySide6.QtWidgets import QComboBox, QDialog, QLineEdit, QStackedWidget, QTabBar, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote, LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.ledger.calendar_tab import CalendarTab
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.scrolled_column import ScrolledColumn
from zxdesk.records.committee import LEVELS
from zxdesk.rules.office import DEADLINES, NUMBERS, office_settings
from zxdesk.services.office import InvalidSettings, decide, name_committee, settings_of
from zxdesk.store import Changes

_SIZE = (620, 640)
_RENAMED = (
    "改了名称，以后印的文表、导出的报送包和标题都用新名称；已封账的季度、已印的文件不变。"
    "上级按名称认报送单位，请告知上级；同事手里的副本也要改成同一个名称才能合并。层级改动后请重新打开窗口。"
)
_NUMBERED = (
    "写每种号的第一个，末尾的数字就是起始和位数，{年}、{届}、{次} 到时换成实际的数："
    "{年}-001 每年从 001 编起。"
    "空着的，接着台账里已有的最大号编。已有的号不改。"
)
_TIMED = "写作 3个月、14天 或 20个工作日。以后交办的按新的算，已有的期限不变。"


class OfficeDialog(QDialog):
    """The settings of the ledger; each 保存 is a step of the history."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        self._before = settings_of(context.ledger)
        self.fields: dict[str, tuple[QLineEdit, LabelledField]] = {}
        self.note = DialogNote(self)
        self.tabs = QTabBar(self)
        self.tabs.setAccessibleName("本单位的设置")
        self.tabs.setDrawBase(False)
        self.pages = QStackedWidget(self)
        self.calendar = CalendarTab(context, self)
        self._add("名称", self._own_tab())
        self._add("编号", self._settings_tab(NUMBERS, _NUMBERED))
        self._add("期限", self._settings_tab(DEADLINES, _TIMED))
        self._add("工作日", self.calendar)
        self.tabs.currentChanged.connect(self.pages.setCurrentIndex)
        cancel = button("关闭", self)
        cancel.clicked.connect(self.reject)
        self.save_button = button("保存", self, primary=True)
        self.save_button.clicked.connect(self.save)
        self.save_button.setEnabled(not context.ledger.read_only)
        column = lay_out(self, "本单位的设置")
        column.addWidget(self.tabs)
        column.addWidget(self.pages, 1)
        column.addWidget(self.note)
        column.addLayout(foot([], [cancel, self.save_button]))
        fit(self, *_SIZE)

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Show the settings until they are saved or given up."""
        dialog = cls(context, parent)
        dialog.exec()
        dialog.deleteLater()

    def save(self) -> None:
        """Keep what was changed, each group as a step."""
        for _, field in self.fields.values():
            field.set_error("")
        self.note.say("")
        kept = [self._attempt(act) for act in (self._keep_name, self._keep_settings)]
        if all(kept) and self.calendar.save():
            self.accept()

    def _keep_name(self) -> Changes:
        said = {name: field.text() for name, (field, _) in self.fields.items() if "." not in name}
        return name_committee(self._context.ledger, level=self._level.currentText(), **said)

    def _keep_settings(self) -> Changes:
        said = {key: field.text() for key, (field, _) in self.fields.items() if "." in key}
        return decide(self._context.ledger, said)

    def _attempt(self, act: Callable[[], Changes]) -> bool:
        try:
            changes = act()
        except InvalidSettings as error:
            self._show(error)
            return False
        if changes:
            self._context.wrote(changes, f"已{changes.label}")
        return True

    def _show(self, error: InvalidSettings) -> None:
        for key, reason in error.errors.items():
            if key in self.fields:
                self.fields[key][1].set_error(reason)
        first = next((self.fields[k][0] for k in error.errors if k in self.fields), None)
        if first is None:
            self.note.say(str(error))
            return
        pages = map(self.pages.widget, range(self.pages.count()))
        self.tabs.setCurrentIndex([bool(p and p.isAncestorOf(first)) for p in pages].index(True))
        first.setFocus()

    def _add(self, title: str, page: QWidget) -> None:
        self.tabs.addTab(title)
        self.pages.addWidget(page)

    def _own_tab(self) -> ScrolledColumn:
        own = self._context.ledger.own
        column = ScrolledColumn(self, spacing=theme.current().px(10))
        for name, caption, value in (("name", "名称", own.name), ("region", "地区", own.region)):
            column.add(self._field(name, caption, value))
        self._level = QComboBox(self)
        self._level.addItems(LEVELS)
        self._level.setCurrentText(own.level)
        column.add(LabelledField("层级", self._level, self))
        column.add(label(_RENAMED, self, role="small", wrap=True))
        return column

    def _settings_tab(self, group: str, hint: str) -> ScrolledColumn:
        column = ScrolledColumn(self, spacing=theme.current().px(10))
        column.add(label(hint, self, role="small", wrap=True))
        for key, setting in office_settings().items():
            if setting.group == group:
                value = self._before.get(key, setting.usual)
                field = self._field(key, setting.caption, value)
                empty = "接着台账里已有的编" if group == NUMBERS else setting.usual or "没有"
                self.fields[key][0].setPlaceholderText(empty)
                self.fields[key][0].setToolTip(setting.hint)
                column.add(field)
                if group == DEADLINES:
                    column.add(label(setting.hint, self, role="small", wrap=True))
        return column

    def _field(self, key: str, caption: str, value: str) -> LabelledField:
        line = QLineEdit(value, self)
        line.setReadOnly(bool(self._context.ledger.read_only))
        field = LabelledField(caption, line, self)
        line.textEdited.connect(lambda _words: field.set_error(""))
        self.fields[key] = line, field
        return field
