"""Every kind: a record comes out of its form as it went in."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from tests.desktop.forms.conftest import OpenEditor
from tests.kinds import Ids, present
from tests.ledgers import Office
from zxdesk.queries.values import Values
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.daytypes import Day, Moment, Month, PartialDay
from zxdesk.records.fieldtypes import Amount, Choice, FieldType, Flag, Ordinal, Stars, Whole, Year
from zxdesk.records.kind import Field, Lines, OneOf, Reference, RefList

SAMPLES: dict[type[FieldType], Any] = {
    Whole: 25_000,
    Amount: 1234567.5,
    Year: 2026,
    Ordinal: 11,
    Stars: 5,
    Day: date(2026, 3, 5),
    PartialDay: "2026-03",
    Month: "2026-04",
    Moment: datetime(2026, 3, 5, 9, 30),
    Flag: False,
}


@pytest.fixture
def ledger_file(filled_file: Path) -> Path:
    """A ledger with two records of every kind."""
    return filled_file


def sample_of_type(type_: FieldType) -> Any:
    if isinstance(type_, Choice):
        return type_.values[1]
    return SAMPLES.get(type(type_)) or type_.parse("「你好」𬱖 A&B·Ⅱ")


def sample(spec: Field, ids: Ids) -> Any:
    if isinstance(spec, OneOf):
        return ("consultation", ids["consultation"][1])
    if isinstance(spec, RefList):
        return tuple(reversed(ids[spec.target]))
    if isinstance(spec, Lines):
        whole = tuple(sample_of_type(type_) for _, _, type_ in spec.parts)
        return (whole, (whole[0], *[None] * (len(spec.parts) - 1)))
    if isinstance(spec, Reference):
        return ids[spec.target][1]
    return False if isinstance(spec.type, Flag) else sample_of_type(spec.type)


def full_record(kind: RecordKind, ids: Ids) -> Values:
    values = {spec.name: sample(spec, ids) for spec in kind.visible_fields()}
    for end in ("end", "closes", "solved_on"):
        if end in values:
            values[end] = None
    return values


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_full_record_comes_out_as_it_went_in(
    kind: RecordKind, office: Office, open_editor: OpenEditor
) -> None:
    ids = present(office)
    values = full_record(kind, ids)
    if kind.name == "attendance":
        values["event_id"] = ids["event"][1]
    binder = open_editor(kind.name).main.binder
    binder.load(values)
    shown = {name: value for name, value in values.items() if name in binder.boxes}
    assert binder.values() == shown
    assert not binder.dirty()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_opening_a_record_and_saving_it_writes_nothing(
    kind: RecordKind, office: Office, open_editor: OpenEditor, notices: list[Any]
) -> None:
    record_id = present(office)[kind.name][0]
    before = office.values(kind.name, record_id)
    editor = open_editor(kind.name, record_id)
    assert not editor.dirty()
    assert editor.save()
    assert editor.saved_id == record_id
    assert office.values(kind.name, record_id) == before
    assert not notices


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_the_field_that_has_the_cursor_says_its_name(
    kind: RecordKind, office: Office, open_editor: OpenEditor
) -> None:
    editor = open_editor(kind.name)
    for box in editor.main.binder.boxes.values():
        assert box.input.target().accessibleName().startswith(box.spec.caption)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert editor.isAncestorOf(focused)
