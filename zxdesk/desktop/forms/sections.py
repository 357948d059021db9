"""A form made from the sections of a kind, for kinds without a drawn one."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.desktop.look.words import label
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import LongText
from zxdesk.records.kind import Field, Lines, OneOf, RefList

_COLUMNS = 2


class SectionedForm(QWidget):
    """Headings and below each its fields, short ones side by side."""

    def __init__(self, kind: RecordKind, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for number, (title, names) in enumerate(kind.sections):
            if number:
                column.addSpacing(12)
            if len(kind.sections) > 1:
                column.addWidget(label(title, self, role="section"))
            column.addLayout(field_grid(self, kind, names))
        column.addStretch(1)


def field_grid(form: QWidget, kind: RecordKind, names: tuple[str, ...]) -> QGridLayout:
    """Give places for fields, short ones side by side; a binder fills them."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(0)  # the boxes bring their gap
    grid.setVerticalSpacing(12)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    row = column = 0
    for name in names:
        span = _span(kind.fields[name])
        if column + span > _COLUMNS:
            row, column = row + 1, 0
        box = FieldBox(form)
        box.setObjectName(name)
        grid.addWidget(box, row, column, 1, span)
        column += span
    return grid


def _span(spec: Field) -> int:
    wide = isinstance(spec, RefList | Lines | OneOf) or isinstance(spec.type, LongText)
    return _COLUMNS if wide else 1
