"""What may be decided of one row: old or new for every field, which of several namesakes."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QRadioButton,
    QScrollArea,
    QStackedLayout,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base.dialog_parts import button
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.widgets.boxed import boxed
from zxdesk.exchange.choices import Among
from zxdesk.exchange.outcomes import REJECTED, FieldChange, RowOutcome
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import keys
from zxdesk.records import KINDS
from zxdesk.store import Ledger

_EMPTY = "（空）"
_FIELD = Qt.ItemDataRole.UserRole
_MOST = 12


class RowChoice(QWidget):
    """The fields that a row changes, or the records of one name, beside one another.

    Signals:
        kept: A field keeps what the ledger has, or takes the new; carries field and whether.
        all_kept: The same for all rows; carries whether.
        chosen: Which record is meant; carries the question and its id, None for a new one.
    """

    kept = Signal(str, bool)
    all_kept = Signal(bool)
    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, *, ledger: Ledger) -> None:
        super().__init__(parent)
        self._ledger = ledger
        self._question: Among | None = None
        self._words = label("", self, role="muted", wrap=True)
        self.fields = self._tree("这一行要改的栏目，勾选的取表格里的")
        self.fields.setHeaderLabels(["取表格里的", "台账里", "表格里"])
        self.fields.itemChanged.connect(self._on_field)
        self.people = self._tree("同名的记录，并排比一比")
        self._radios = QButtonGroup(self)
        self._radios.idClicked.connect(self._on_radio)
        self._line = QWidget(self)
        self._answers = QHBoxLayout(self._line)
        self._answers.setContentsMargins(0, 0, 0, 0)
        self._answers.setSpacing(theme.current().px(12))
        self._scroll = QScrollArea(self)
        self._scroll.setWidget(self._line)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFixedHeight(theme.current().px(38))
        self.keep_all = button("全部保留台账的", self)
        self.keep_all.clicked.connect(lambda: self.all_kept.emit(True))
        self.take_all = button("全部取表格的", self)
        self.take_all.clicked.connect(lambda: self.all_kept.emit(False))
        self._lay_out()

    def _tree(self, name: str) -> QTreeWidget:
        made = QTreeWidget(self)
        made.setAccessibleName(name)
        made.setRootIsDecorated(False)
        made.setMinimumHeight(theme.current().px(38))  # whole at 150 % on 768 lines
        made.setUniformRowHeights(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        made.header().setDefaultSectionSize(theme.current().px(210))
        made.header().setStretchLastSection(True)
        return made

    def _lay_out(self) -> None:
        look = theme.current()
        self._middle = QWidget(self)
        self._stack = QStackedLayout(self._middle)
        self._nothing = QWidget(self._middle)
        self._fields_box, self._people_box = boxed(self.fields, self), boxed(self.people, self)
        for widget in (self._nothing, self._fields_box, self._people_box):
            self._stack.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(look.px(8))
        head.addWidget(self._words, 1)
        head.addWidget(self.keep_all)
        head.addWidget(self.take_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.px(6))
        column.addLayout(head)
        column.addWidget(self._scroll)
        column.addWidget(self._middle, 1)

    def show_row(self, row: RowOutcome | None, *, several: bool, said: Mapping[str, str]) -> None:
        """Show what may be decided of a row.

        Args:
            several: Some rows change fields, of which all may be kept at once.
            said: What its cells say, by the titles of fields.
        """
        self._question = row.among[0] if row and row.among else None
        asks = self._question is not None
        self.keep_all.setVisible(several and not asks)
        self.take_all.setVisible(several and not asks)
        self._scroll.setVisible(asks)
        if row is not None and self._question is not None:
            self._show_people(row, self._question, said)
        elif row is not None and row.changes:
            self._show_fields(row.changes)
        else:
            self._stack.setCurrentWidget(self._nothing)
        self._words.setText(_sentence(row))

    def _show_fields(self, changes: Sequence[FieldChange]) -> None:
        self.fields.blockSignals(True)
        self.fields.clear()
        for change in changes:
            item = QTreeWidgetItem([change.caption, change.old or _EMPTY, change.new or _EMPTY])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            state = Qt.CheckState.Unchecked if change.kept else Qt.CheckState.Checked
            item.setCheckState(0, state)
            item.setData(0, _FIELD, change.field)
            for column, words in ((1, change.old), (2, change.new)):
                item.setToolTip(column, words)
            self.fields.addTopLevelItem(item)
        self.fields.blockSignals(False)
        self._stack.setCurrentWidget(self._fields_box)

    def _on_field(self, item: QTreeWidgetItem) -> None:
        self.kept.emit(item.data(0, _FIELD), item.checkState(0) == Qt.CheckState.Unchecked)

    def _show_people(self, row: RowOutcome, among: Among, said: Mapping[str, str]) -> None:
        ids = among.ids[:_MOST]
        kind = KINDS[among.kind]
        records = RecordList(self._ledger, kind)
        cells = records.rows(ids)
        with self._ledger.read() as session:
            named = keys(session, kind.name, ids)
        captions = [f"{named.get(i, '')}" for i in ids]
        self.people.clear()
        self.people.setHeaderLabels(["栏目", "表格里", *captions])
        for place, column in enumerate(records.columns):
            own = said.get(column.title, "")
            line = [column.title, own, *(values[place] or _EMPTY for values in cells)]
            self.people.addTopLevelItem(QTreeWidgetItem(line))
        self._stack.setCurrentWidget(self._people_box)
        self._show_answers(row, among, captions)

    def _show_answers(self, row: RowOutcome, among: Among, captions: Sequence[str]) -> None:
        for old in self._radios.buttons():
            self._radios.removeButton(old)
            old.setParent(None)
            old.deleteLater()
        while self._answers.takeAt(0) is not None:
            pass
        offers = [(i, f"是 {words}") for i, words in zip(among.ids, captions, strict=False)]
        if among.new:
            offers.append((0, "是另一位，新登记" if among.kind == "member" else "是另一条，新登记"))
        became_new = among.new and among.chosen is None and row.outcome != REJECTED
        for number, words in offers:
            radio = QRadioButton(words, self._line)
            radio.setChecked(number == among.chosen or (not number and became_new))
            self._radios.addButton(radio, number)
            self._answers.addWidget(radio)
        self._answers.addStretch(1)

    def _on_radio(self, number: int) -> None:
        if self._question is not None:
            self.chosen.emit(self._question.question, number or None)


def _sentence(row: RowOutcome | None) -> str:
    if row is None:
        return ""
    if row.among:
        first = row.among[0]
        several = "可能是几个活动" if first.kind == "event" else "有同名的"
        return f"“{first.words}”{several}，请选是哪一个："
    if row.changes:
        return "勾选的取表格里的内容，不勾的保留台账里的。"
    return row.reason
