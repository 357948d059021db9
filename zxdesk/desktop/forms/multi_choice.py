"""People or units chosen by typing: initials find them, remarks tell namesakes apart."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role, set_state, set_wrong
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.desktop.widgets.trailing_button import TrailingButton

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NOTE = int(Qt.ItemDataRole.UserRole)
_WAIT_MS = 120
_BETWEEN = "、，,；;"


@dataclass(frozen=True)
class ChoiceOption:
    """One that may be chosen: its id, its name, and what tells it from namesakes."""

    key: Hashable
    title: str
    note: str = ""


Find = Callable[[str], Sequence[ChoiceOption]]


class MultiChoice(QWidget):
    """Chosen ones as tags, and a line to type the next.

    Signals:
        changed: Somebody was added or taken out.
    """

    changed = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        find: Find = lambda _words: (),
        single: bool = False,
        placeholder: str = "姓名或拼音首字母",
    ) -> None:
        super().__init__(parent)
        self._find = find
        self._single = single
        self._chosen: list[ChoiceOption] = []
        self._tags: list[TrailingButton] = []
        self._frame = QFrame(self)
        set_role(self._frame, "field")
        self.line = QLineEdit(self._frame)
        self.line.setPlaceholderText(placeholder)
        set_role(self.line, "bare")
        self._flow = FlowLayout(self._frame, gap=4)
        self._flow.addWidget(self.line)
        self._error = label("", self, role="error", wrap=True)
        self._error.hide()
        self._model = _CandidateModel(self)
        self._popup = QListView()
        self._completer = QCompleter(self._model, self)
        self._timer = QTimer(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._frame)
        column.addWidget(self._error)
        self.setFocusProxy(self.line)
        self._connect()

    def keys(self) -> tuple[Hashable, ...]:
        """Give the ids of the chosen, in order."""
        return tuple(candidate.key for candidate in self._chosen)

    def chosen(self) -> tuple[ChoiceOption, ...]:
        """Give the chosen, in order."""
        return tuple(self._chosen)

    def set_chosen(self, chosen: Sequence[ChoiceOption]) -> None:
        """Choose these and no others, without a signal."""
        self._chosen = list(chosen)
        self.line.clear()
        self._show_tags()

    def add(self, candidate: ChoiceOption) -> None:
        """Choose one more; in a single choice it takes the place of the old."""
        if candidate.key in self.keys():
            return
        self._chosen = [candidate] if self._single else [*self._chosen, candidate]
        self._show_tags()
        self.changed.emit()

    def remove(self, key: Hashable) -> None:
        """Take one out."""
        self._chosen = [candidate for candidate in self._chosen if candidate.key != key]
        self._show_tags()
        self.changed.emit()

    def unresolved(self) -> str:
        """Give what was typed and not chosen."""
        return text.one_line(self.line.text())

    def sought(self) -> str:
        """Give the name that is to be chosen next: the first of several that were typed."""
        return next(iter(self._names()), "")

    def take_names(self) -> None:
        """Choose all who were typed or pasted in full, 王燕、金俊，周杰; the others stay typed.

        A name that several bear is left to be asked about.
        """
        names = self._names()
        ended = any(sign in self.line.text() for sign in _BETWEEN)
        if self._single or not (ended or len(names) > 1):
            return
        left = []
        for name in names:
            fitting = [c for c in self._find(name) if _is_called(c, name)]
            if len(fitting) == 1:
                self.add(fitting[0])
            else:
                left.append(name)
        self.line.setText("、".join(left))

    def _names(self) -> list[str]:
        typed = self.unresolved()
        if self._single:
            return [typed] if typed else []
        names = text.split_values(typed)
        if names == [typed] and all(len(part) > 1 for part in typed.split(" ")):
            names = typed.split(" ")  # a column that was pasted
        return [text.fold_name(name) for name in names]

    def set_error(self, words: str) -> None:
        """Show what is wrong below the field; empty hides it."""
        self._error.setText(words)
        self._error.setVisible(bool(words))
        self.set_wrong(bool(words))

    def set_wrong(self, wrong: bool) -> None:
        """Mark the field as wrong, or as right again."""
        set_wrong(self._frame, wrong)

    def error(self) -> str:
        """Give the error shown."""
        return self._error.text()

    def candidates(self) -> list[ChoiceOption]:
        """Give what is offered now."""
        return self._model.candidates

    def _connect(self) -> None:
        self._completer.setPopup(self._popup)
        set_role(self._popup, "popup")
        self._popup.setItemDelegate(_CandidateDelegate(self._popup))
        # By its place: namesakes have the same text.
        chosen = self._completer.activated[QModelIndex]  # type: ignore[index]
        chosen.connect(self._on_activated)
        # The ledger has found already; Qt would look for the typed initials in the names.
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(8)
        self._completer.setWidget(self.line)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.look_up)
        self.line.textEdited.connect(self._on_edited)
        self.line.installEventFilter(self)

    def _on_edited(self) -> None:
        self.set_error("")
        self.take_names()
        self._timer.start()

    def look_up(self) -> None:
        """Offer who fits what is typed."""
        words = self.sought()
        found = [c for c in self._find(words) if c.key not in self.keys()] if words else []
        self._model.set_candidates(found)
        if not found:
            self._popup.hide()
            return
        rect = self.line.rect()
        rect.setWidth(max(rect.width(), theme.current().px(380)))
        self._completer.complete(rect)
        self._popup.setCurrentIndex(self._completer.completionModel().index(0, 0))

    def _on_activated(self, index: QModelIndex) -> None:
        self._take(self._model.candidates[index.row()])

    def _take(self, candidate: ChoiceOption) -> None:
        """Choose one for the first name typed, and go on to the next."""
        self._popup.hide()
        left = self._names()[1:]
        self.line.setText("、".join(left))
        self.add(candidate)
        self.line.setFocus()
        if left:
            self._timer.start()

    def _show_tags(self) -> None:
        for tag in self._tags:
            self._flow.removeWidget(tag)
            tag.hide()
            tag.deleteLater()
        self._tags = [self._tag(candidate) for candidate in self._chosen]
        for place, tag in enumerate(self._tags):
            self._flow.addWidget(tag)
            self._flow.move_to(tag, place)
            tag.show()
        self._flow.invalidate()
        self.updateGeometry()

    def _tag(self, candidate: ChoiceOption) -> TrailingButton:
        tag = TrailingButton(self._frame, role="tag", size=11, margin=6)
        tag.setText(candidate.title.replace("&", "&&"))
        tag.setToolTip(f"{candidate.note}\n点击移去".strip())
        tag.setAccessibleName(f"移去 {candidate.title}")
        tag.clicked.connect(lambda: self.remove(candidate.key))
        return tag

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace in the empty line takes the last one out; the frame shows the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            inside = event.type() == QEvent.Type.FocusIn
            set_state(self._frame, "inside", "true" if inside else "false")
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Backspace and not self.line.text() and self._chosen:
                self.remove(self._chosen[-1].key)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.unresolved():
                self._timer.stop()
                self.look_up()
                if len(self._model.candidates) == 1:
                    self._take(self._model.candidates[0])
                return True
        return super().eventFilter(watched, event)


def _is_called(candidate: ChoiceOption, name: str) -> bool:
    return text.fold_name(candidate.title) == name or candidate.note == name


class _CandidateModel(QAbstractListModel):
    """What is offered below the line."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.candidates: list[ChoiceOption] = []

    def set_candidates(self, candidates: Sequence[ChoiceOption]) -> None:
        """Offer others."""
        self.beginResetModel()
        self.candidates = list(candidates)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Give how many are offered."""
        return 0 if parent.isValid() else len(self.candidates)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Give name or remark."""
        if not index.isValid():
            return None
        candidate = self.candidates[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return candidate.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{candidate.title}，{candidate.note}"
        return candidate.note if role == _NOTE else None


class _CandidateDelegate(QStyledItemDelegate):
    """Name, and beside it in a quiet colour what tells it from namesakes."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        look = theme.current()
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look.colour("pressed"))
        rect = option.rect.adjusted(look.px(8), 0, -look.px(8), 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        title = str(index.data())
        painter.setPen(look.colour("text"))
        painter.drawText(rect, middle, title)
        rect.setLeft(rect.left() + option.fontMetrics.horizontalAdvance(title) + look.px(12))
        note = option.fontMetrics.elidedText(
            str(index.data(_NOTE)), Qt.TextElideMode.ElideRight, rect.width()
        )
        painter.setPen(look.colour("muted"))
        painter.drawText(rect, middle, note)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Give the height of a line."""
        return QSize(theme.current().px(300), theme.current().px(30))
