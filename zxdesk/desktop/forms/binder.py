"""Binds a record to the fields of a form: loads it, reads it back, says what is wrong."""

from collections.abc import Collection, Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.desktop.forms.lookup import Lookup
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.rules.findings import by_field, findings
from zxdesk.rules.rule import Facts

REQUIRED = "必填"


class Binder(QObject):
    """One record of one kind in a form; nothing is saved before somebody asks for the values.

    Signals:
        edited: Something was edited by hand.
    """

    edited = Signal()

    def __init__(
        self,
        kind: RecordKind,
        boxes: Mapping[str, FieldBox],
        lookup: Lookup,
        parent: QObject,
        *,
        required: Collection[str] | None = None,
    ) -> None:
        """Bind the places of a form.

        Args:
            required: The fields to be filled in where the kind itself does not say so.
        """
        super().__init__(parent)
        self.kind = kind
        self._lookup = lookup
        self.boxes = dict(boxes)
        self._loaded: tuple[Values, dict[str, str]] = ({}, {})
        for name, box in self.boxes.items():
            spec = kind.fields[name]
            if required is not None:
                spec = replace(spec, required=name in required)
            box.bind(spec, lookup, assigned=assigned(kind, name))
            box.changed.connect(self.edited)

    def load(self, values: Mapping[str, Value]) -> None:
        """Show a record; what is missing is empty."""
        for name, box in self.boxes.items():
            box.load(values.get(name))
        self._loaded = self._read()

    def values(self) -> Values:
        """Give the values of all fields that can be read."""
        return self._read()[0]

    def changed_values(self) -> Values:
        """Give the values that differ from what was loaded."""
        loaded, _ = self._loaded
        return {n: v for n, v in self.values().items() if v != loaded.get(n)}

    def dirty(self) -> bool:
        """Tell whether anything differs from what was loaded."""
        return self._read() != self._loaded

    def settle(self) -> None:
        """Take over what is still being edited inside the fields."""
        for box in self.boxes.values():
            box.input.settle()

    def errors(self) -> dict[str, str]:
        """Give what is wrong by field name, and show it below the fields."""
        values, errors = self._read()
        for name, box in self.boxes.items():
            if box.required and name not in errors and values.get(name) in (None, "", ()):
                errors[name] = REQUIRED
        found = findings(self.kind.name, values, Facts(today=self._lookup.today))
        errors = by_field(one for one in found if one.hard) | errors
        self.show_errors(errors)
        return errors

    def show_errors(self, errors: Mapping[str, str]) -> None:
        """Show reasons below the fields; other fields are right."""
        for name, box in self.boxes.items():
            reason = errors.get(name, "")
            box.set_error(f"还没有填{box.spec.caption}" if reason == REQUIRED else reason)

    def show_doubts(self, doubts: Mapping[str, str]) -> list[str]:
        """Say below the fields what is odd; give what belongs to no field of this form."""
        for name, box in self.boxes.items():
            box.set_doubt(doubts.get(name, ""))
        return [words for name, words in doubts.items() if name not in self.boxes]

    def wrong(self) -> list[FieldBox]:
        """Give the fields below which a reason stands."""
        return [box for box in self.boxes.values() if box.error()]

    def focus_first_error(self) -> FieldBox | None:
        """Put the cursor into the first field that is wrong and give its box."""
        for box in self.wrong():
            box.setFocus()
            return box
        return None

    def focus_first_doubt(self) -> None:
        """Put the cursor into the first field about which something is odd."""
        found = next((box for box in self.boxes.values() if box.doubt()), None)
        if found:
            found.setFocus()

    def _read(self) -> tuple[Values, dict[str, str]]:
        values: Values = {}
        errors: dict[str, str] = {}
        for name, box in self.boxes.items():
            try:
                values[name] = box.value()
            except ValueError as error:
                errors[name] = str(error)
        return values, errors


def assigned(kind: RecordKind, name: str) -> str:
    """Say what the program does where a required field stays empty; empty where nothing."""
    if name == "number" and kind.number_prefix:
        return "留空则自动编号"
    if name == "state" and kind.name == "event":
        return "按日期确定"
    return ""
