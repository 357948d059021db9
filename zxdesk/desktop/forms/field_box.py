"""One field of a form: its label above, its input, and what is wrong with it below."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from zxdesk.desktop.forms.choosers import OneOfInput, ReferenceInput
from zxdesk.desktop.forms.inputs import ChoiceInput, DateInput, Input, SuggestInput, TextInput
from zxdesk.desktop.forms.lines_input import LinesInput
from zxdesk.desktop.forms.long_input import LongInput
from zxdesk.desktop.forms.lookup import Lookup
from zxdesk.desktop.forms.names_input import NamesInput
from zxdesk.desktop.look.words import label, set_role
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import Choice, Flag, LongText, Names, Value
from zxdesk.records.kind import Field, Lines, OneOf, Reference

# Between fields side by side. A grid's own spacing would make its columns unequal.
GAP = 16


class FieldBox(QWidget):
    """A place in a form that `bind` fills by what the field declares.

    Attributes:
        required: Whether it must be filled in by hand.

    Signals:
        changed: The value was edited by hand.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec: Field | None = None
        self._input: Input | None = None
        self.required = False
        self._head = QHBoxLayout()
        self._head.setSpacing(4)
        self._error = label("", self, role="error", wrap=True)
        self._error.hide()
        self._doubt = ""
        self._offer: QPushButton | None = None
        self._offered = ""
        self._hint: QLabel | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GAP, 0)
        self._column.setSpacing(4)
        self._column.addLayout(self._head)
        self._column.addWidget(self._error)
        self._column.addStretch(1)
        # The form's grid alone says how wide a field is, whatever stands in it.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    @property
    def spec(self) -> Field:
        """The field."""
        assert self._spec is not None, "bind comes first"
        return self._spec

    @property
    def input(self) -> Input:
        """The input."""
        assert self._input is not None, "bind comes first"
        return self._input

    def bind(self, spec: Field, lookup: Lookup, *, assigned: str = "") -> None:
        """Take a field: make its label and its input.

        Args:
            assigned: What the program does where the field stays empty.
        """
        self._spec = spec
        self.required = spec.required and not assigned
        made = make_input(spec, lookup, self, assigned=assigned)
        self._input = made
        self._fill_head(spec, made)
        made.name(f"{spec.caption}，必填" if self.required else spec.caption)
        made.describe(spec.help or assigned)
        if spec.personal:
            made.mask_text()
        made.changed.connect(self._on_changed)
        self._column.insertWidget(1, made)
        self.setFocusProxy(made)

    def _fill_head(self, spec: Field, made: Input) -> None:
        caption = label(spec.caption, self, role="caption")
        caption.setBuddy(made)
        self._head.addWidget(caption)
        if spec.unit:
            self._head.addWidget(label(f"（{spec.unit}）", self, role="small"))
        if self.required:
            self._head.addWidget(label("必填", self, role="required"))
        self._head.addStretch(1)
        if aside := made.aside():
            self._head.addWidget(aside)

    def set_offer(self, words: str) -> None:
        """Offer a value to be taken over with one click; empty takes the offer back."""
        if self._offer is None:
            if not words:
                return
            self._offer = QPushButton(self)
            set_role(self._offer, "link")
            self._offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._offer.setAutoDefault(False)
            self._offer.clicked.connect(self._take_offer)
            self._head.addWidget(self._offer)
        self._offered = words
        self._offer.setText(f"用 {words}")
        self._offer.setVisible(bool(words))

    def _take_offer(self) -> None:
        self.load(self._offered)
        self._on_changed()

    def load(self, value: Value | None) -> None:
        """Show a value, without a signal."""
        self.input.blockSignals(True)
        self.input.load(value)
        self.input.blockSignals(False)
        self.set_error("")

    def value(self) -> Value | None:
        """Give the value; ValueError with the reason where it is none."""
        return self.input.value()

    def check(self) -> None:
        """Say what cannot be read, without waiting for Save."""
        try:
            self.value()
        except ValueError as error:
            self.set_error(str(error))

    def error(self) -> str:
        """Give what is said to be wrong."""
        return "" if self._doubt else self._error.text()

    def set_error(self, words: str) -> None:
        """Say what is wrong; empty takes it back."""
        self._doubt = ""
        self._say(words, "error")
        self.input.set_wrong(bool(words))

    def doubt(self) -> str:
        """Give what is said to be odd."""
        return self._doubt

    def set_doubt(self, words: str) -> None:
        """Say what is odd about a value that may stand."""
        if not self.error():
            self._say(words, "doubt")
            self._doubt = words

    def set_hint(self, words: str) -> None:
        """Say something to be known while one types; empty takes it back."""
        if self._hint is None:
            if not words:
                return
            self._hint = label("", self, role="small", wrap=True)
            self._column.insertWidget(2, self._hint)
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        self.input.describe(words or self.spec.help)

    def hint(self) -> str:
        """Give what is said while one types."""
        return self._hint.text() if self._hint is not None else ""

    def _say(self, words: str, role: str) -> None:
        set_role(self._error, role)
        self._error.setText(words)
        self._error.setVisible(bool(words))

    def sizeHint(self) -> QSize:
        """Ask for no width: columns of a form are equally wide."""
        return QSize(0, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Ask for no width."""
        return QSize(0, super().minimumSizeHint().height())

    def _on_changed(self) -> None:
        if self.error() or self.doubt():
            self.set_error("")
        self.changed.emit()


def make_input(spec: Field, lookup: Lookup, parent: QWidget, *, assigned: str = "") -> Input:
    """Give the input that fits a field."""
    if isinstance(spec, Lines):
        return LinesInput(spec, parent)
    if isinstance(spec, OneOf):
        return OneOfInput(spec, lookup, parent)
    if isinstance(spec, Reference):
        return ReferenceInput(spec, lookup, parent)
    if isinstance(spec.type, Choice | Flag):
        return _closed_choice(spec, parent, assigned)
    return _plain_input(spec, lookup, parent, assigned)


def _closed_choice(spec: Field, parent: QWidget, assigned: str) -> Input:
    blank = (assigned or None) if spec.required else ""
    if isinstance(spec.type, Choice):
        return ChoiceInput([(value, value) for value in spec.type.values], parent, blank=blank)
    return ChoiceInput([("是", True), ("否", False)], parent, blank=blank)


def _plain_input(spec: Field, lookup: Lookup, parent: QWidget, assigned: str) -> Input:
    type_ = spec.type
    if isinstance(type_, Day | Moment | PartialDay):
        return DateInput(type_, parent, today=lambda: lookup.today)
    if isinstance(type_, LongText):
        return LongInput(type_, parent)
    if type_.suggest and isinstance(type_, Names):
        return NamesInput(type_, lookup.listed(type_.suggest), parent)
    if type_.suggest:
        return SuggestInput(type_, lookup.listed(type_.suggest), parent)
    return TextInput(type_, parent, placeholder=assigned or spec.help)
