"""Roll call on one screen: 1 出席, 2 请假, 3 缺席, on to the next."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, label, set_role, set_state
from zxdesk.desktop.roll.roll_delegate import RollDelegate
from zxdesk.desktop.roll.roll_model import NAME, NUMBER, REASON, STATE, RollLine, RollModel
from zxdesk.records.event import ON_LEAVE, STATUSES

_JUMP_MS = 1200
_NARROW = 960
# Those who came and were not expected to: counted apart.
_BESIDE = "列席等"
_HINT = (
    "1 出席　2 请假　3 缺席，自动到下一位　·　输入拼音首字母跳到某人　·　"
    "空格 未签者全部出席　·　Ctrl+V 粘贴名单　·　F2 事由　·　Ctrl+Z 撤销"
)


class RollCall(QWidget):
    """The roll of one event.

    Signals:
        done: 完成 was pressed.
        left: The roll call is to be left without saving.
    """

    done = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.model = RollModel(self)
        self._title = ElidedLabel("", self, role="title", least=120)
        self._when = label("", self, role="muted")
        self._totals = {
            word: self._total(word) for word in ("应到", "实到", "请假", "缺席", "未签", _BESIDE)
        }
        self.view = RollView(self.model, self)
        self._back = QPushButton("返回", self)
        self._done = QPushButton("完成", self)
        set_role(self._done, "primary")
        self._done.setToolTip("保存签到（Ctrl+S）")
        self._done.setShortcut(QKeySequence("Ctrl+S"))
        self._done.clicked.connect(self.done)
        self._back.clicked.connect(self.left)
        self._head = QHBoxLayout()
        self._build()
        self.model.ticked.connect(self._count)
        self._count()

    def load(self, title: str, when: str, entries: Sequence[RollLine]) -> None:
        """Take the roll of an event."""
        self._title.setText(f"签到：{title}")
        self._when.setText(when)
        self.model.load(entries)
        self.view.go_to(next((n for n, e in enumerate(entries) if not e.state), 0))
        self.view.setFocus()

    def add_to_head(self, widget: QWidget) -> None:
        """Put a control before the buttons of the head line."""
        self._head.insertWidget(self._head.indexOf(self._back), widget)

    def finish(self) -> None:
        """Press 完成."""
        self._done.click()

    def total(self, word: str) -> int:
        """Give one of the totals shown."""
        return int(self._totals[word].text())

    def _total(self, word: str) -> QLabel:
        number = label("0", self, role="total")
        number.setAccessibleName(word)
        return number

    def _build(self) -> None:
        head = self._head
        head.setSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._when)
        head.addStretch(1)
        for word, number in self._totals.items():
            name = label(word, self, role="total_name")
            head.addWidget(name)
            if word == _BESIDE:
                self._beside = (name, number)
            head.addWidget(number)
            head.addSpacing(6)
        head.addWidget(self._back)
        head.addWidget(self._done)
        sheet = QFrame(self)
        set_role(sheet, "card")
        inner = QVBoxLayout(sheet)
        inner.setContentsMargins(1, 6, 1, 6)
        inner.addWidget(self.view)
        hint = ElidedLabel(_HINT, self, role="muted", least=100)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 10)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(sheet, 1)
        column.addWidget(hint)

    def _count(self) -> None:
        totals = self.model.totals()
        for word, count, tone in (
            ("应到", totals.expected, ""),
            ("实到", totals.present, "good"),
            ("请假", totals.leave, "warn" if totals.leave else ""),
            ("缺席", totals.absent, "bad" if totals.absent else ""),
            ("未签", totals.open, "bad" if totals.open else ""),
        ):
            self._totals[word].setText(str(count))
            set_state(self._totals[word], "tone", tone)
        self._totals[_BESIDE].setText(str(totals.beside))
        for part in self._beside:
            part.setVisible(totals.beside > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the moment to the title where room is short."""
        super().resizeEvent(event)
        self._when.setVisible(self.width() >= theme.current().px(_NARROW))


class RollView(QTableView):
    """The rows of the roll under the keys."""

    def __init__(self, model: RollModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._typed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_JUMP_MS)
        self._timer.timeout.connect(self._forget)
        self.setModel(model)
        self._delegate = RollDelegate(self, model)
        self.setItemDelegate(self._delegate)
        self._set_up()
        theme.current().changed.connect(self._measure)
        self._measure()

    def go_to(self, row: int) -> None:
        """Make a person current and show who comes next, too."""
        if not 0 <= row < self._model.rowCount():
            return
        self.setCurrentIndex(self._model.index(row, NAME))
        ahead = min(row + 2, self._model.rowCount() - 1)
        self.scrollTo(self._model.index(ahead, NAME))
        self.scrollTo(self._model.index(row, NAME))

    def _set_up(self) -> None:
        set_role(self, "roll")
        self.setAccessibleName("签到名单")
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        # Keys must arrive as they are struck, whatever input method is on.
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def _measure(self) -> None:
        look = theme.current()
        self.verticalHeader().setDefaultSectionSize(look.px(44))
        header = self.horizontalHeader()
        header.setAccessibleName("列标题")
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(NUMBER, look.px(56))
        self.setColumnWidth(STATE, look.px(236))
        self._share_room()

    def _share_room(self) -> None:
        look = theme.current()
        rest = self.viewport().width() - look.px(56 + 236)
        self.setColumnWidth(NAME, max(look.px(200), min(look.px(520), round(rest * 0.62))))

    def _forget(self) -> None:
        self._typed = ""

    def _tick(self, state: str) -> None:
        row = self.currentIndex().row()
        if row >= 0:
            self._model.tick(row, state)
            self.go_to(self._model.next_open(row))

    def _jump(self, letter: str) -> None:
        self._typed += letter
        self._timer.start()
        start = max(self.currentIndex().row(), 0)
        row = self._model.find(self._typed, start)
        if row < 0 and len(self._typed) > 1:
            self._typed = letter
            row = self._model.find(letter, start + 1)
        self.go_to(row)

    def _edit_reason(self) -> None:
        row = self.currentIndex().row()
        if row >= 0 and self._model.entries()[row].state != ON_LEAVE:
            self._model.tick(row, ON_LEAVE)
        index = self._model.index(row, REASON)
        self.setCurrentIndex(index)
        self.edit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits tick, Space ticks the rest, letters jump, Ctrl+Z takes back."""
        typed = text.fold(event.text())
        if event.matches(QKeySequence.StandardKey.Undo):
            self.go_to(self._model.take_back())
        elif event.key() == Qt.Key.Key_F2:
            self._edit_reason()
        elif event.key() == Qt.Key.Key_Space:
            self._model.tick_rest_present()
        elif typed in ("1", "2", "3"):
            self._tick(STATUSES[int(typed) - 1])
        elif len(typed) == 1 and typed.isalpha() and not event.modifiers():
            self._jump(typed)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._share_room()

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Z for the roll while it is called."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
        ):
            event.accept()
            return True
        return super().event(event)
