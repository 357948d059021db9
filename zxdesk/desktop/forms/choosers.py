"""Inputs that point to other records."""

from collections.abc import Sequence

from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from zxdesk import text
from zxdesk.desktop.forms.inputs import Input
from zxdesk.desktop.forms.lookup import Lookup
from zxdesk.desktop.forms.multi_choice import ChoiceOption, Find, MultiChoice
from zxdesk.desktop.look import theme
from zxdesk.desktop.widgets.trailing_button import TrailingButton
from zxdesk.records import KINDS
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import OneOf, Reference, RefList
from zxdesk.services.new_targets import NewTarget

_HINTS = {
    "member": "姓名或拼音首字母",
    "unit": "名称或拼音首字母",
    "event": "活动名称或编号",
    "consultation": "议题或编号",
    "programme": "品牌名称",
    "venue": "阵地名称或编号",
    "proposal": "案由或拼音首字母",
    "issue": "年度/期号，如 2026/12",
}


class _Choice(MultiChoice):
    """As high as a line of text; what is to be made on saving is shown by its bare name."""

    def show_hint(self, words: str) -> None:
        """Say what may be typed, while nothing is chosen; the line takes no more room than that."""
        look = theme.current()
        self.line.setPlaceholderText("" if self.keys() else words)
        typed = max((self.line.text(), self.line.placeholderText()), key=len)
        wide = look.metrics().horizontalAdvance(typed) + look.px(28)
        least = look.px(20) if self._single and self.keys() else look.px(64)
        self.line.setFixedWidth(max(wide, least))
        self._fit_tags()

    def look_up(self) -> None:
        """Offer who fits, unless the cursor has gone on by now."""
        if self.line.hasFocus():
            super().look_up()

    def add(self, candidate: ChoiceOption) -> None:
        """Choose one more."""
        if isinstance(candidate.key, NewTarget):
            candidate = ChoiceOption(candidate.key, f"{candidate.key.name}（新建）", candidate.note)
        super().add(candidate)

    def _fit_tags(self) -> None:
        """Leave room for the line beside a long title."""
        look = theme.current()
        room = self.width() - look.px(30) - (self.line.width() if self._single else 0)
        for tag in self._tags:
            tag.setMaximumWidth(max(room, look.px(60)))
        self._flow.invalidate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the titles have what room there is."""
        super().resizeEvent(event)
        self._fit_tags()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click beside the line is meant for it."""
        self.line.setFocus()

    def _tag(self, candidate: ChoiceOption) -> TrailingButton:
        tag = super()._tag(candidate)
        tag.setFixedHeight(theme.current().px(24))
        return tag


class _Chooser(Input):
    """What all choosers share."""

    def __init__(self, parent: QWidget, *, single: bool, placeholder: str, find: Find) -> None:
        super().__init__(parent)
        self._find = find
        self.choice = _Choice(self, single=single, placeholder=placeholder, find=find)
        self.choice.changed.connect(self._on_changed)
        self.choice.line.textEdited.connect(self._on_changed)
        self.choice.line.editingFinished.connect(self.settle)
        self._placeholder = placeholder
        self._take(self.choice)
        self._hint()

    def settle(self) -> None:
        """Take what was typed in full and means just one; of several names each that does."""
        self.choice.take_names()
        fitting = self._fitting()
        if len(fitting) == 1:
            self.choice.line.clear()
            self.choice.add(fitting[0])

    def target(self) -> QWidget:
        """Give the line."""
        return self.choice.line

    def set_wrong(self, wrong: bool) -> None:
        """Mark the field."""
        self.choice.set_wrong(wrong)

    def _show(self, chosen: Sequence[ChoiceOption]) -> None:
        self.choice.set_chosen(chosen)
        self._hint()

    def _hint(self) -> None:
        self.choice.show_hint(self._placeholder)

    def _on_changed(self) -> None:
        self._hint()
        self.changed.emit()

    def _fitting(self) -> list[ChoiceOption]:
        typed = self.choice.sought()
        if not typed:
            return []
        return [
            c
            for c in self._find(typed)
            if text.fold_name(typed) in (text.fold_name(c.title), text.fold_name(c.note))
        ]

    def _refuse_unresolved(self) -> None:
        typed = self.choice.sought()
        if not typed:
            return
        namesakes = len(self._fitting())
        if namesakes > 1:
            raise ValueError(f"有 {namesakes} 个“{typed}”，请从列表中选定一个")
        raise ValueError(f"没有选定“{typed}”，请从列表中选择，或清空")


class ReferenceInput(_Chooser):
    """One record of a kind, or several in order; ids, or `NewTarget` for what is to be made."""

    def __init__(self, spec: Reference, lookup: Lookup, parent: QWidget) -> None:
        self._several = isinstance(spec, RefList)
        super().__init__(
            parent,
            single=not self._several,
            placeholder=_HINTS.get(spec.target, "名称"),
            find=lookup.creating_finder(spec),
        )
        self._spec = spec
        self._lookup = lookup

    def load(self, value: Value | None) -> None:
        """Show the chosen records."""
        one = () if value is None else (value,)
        ids = (value or ()) if self._several else one
        self._show(self._lookup.chosen(self._spec.target, ids))

    def value(self) -> Value | None:
        """Give the id, or the ids in order."""
        self._refuse_unresolved()
        ids = self.choice.keys()
        if self._several:
            return ids
        return ids[0] if ids else None


class OneOfInput(_Chooser):
    """One record of one of several kinds."""

    def __init__(self, spec: OneOf, lookup: Lookup, parent: QWidget) -> None:
        names = "或".join(KINDS[kind].sheet for kind, _ in spec.options)
        finders = {kind: lookup.finder(kind) for kind, _ in spec.options}
        super().__init__(
            parent,
            single=True,
            placeholder=f"{names}的名称或编号",
            find=lambda typed: [
                _of_kind(kind, found) for kind in finders for found in finders[kind](typed)[:8]
            ],
        )
        self._lookup = lookup

    def load(self, value: Value | None) -> None:
        """Show the chosen record."""
        if not value:
            self._show([])
            return
        kind, record = value
        self._show([_of_kind(kind, found) for found in self._lookup.chosen(kind, [record])])

    def value(self) -> Value | None:
        """Give (kind, id)."""
        self._refuse_unresolved()
        keys = self.choice.keys()
        return keys[0] if keys else None

    def _fitting(self) -> list[ChoiceOption]:
        typed = self.choice.sought()
        plain = text.fold_name(typed)
        return [
            c
            for c in (self._find(typed) if typed else ())
            if plain in (text.fold_name(c.title), c.note.partition(" ")[2])
        ]


def _of_kind(kind: str, found: ChoiceOption) -> ChoiceOption:
    return ChoiceOption((kind, found.key), found.title, f"{KINDS[kind].sheet} {found.note}")
