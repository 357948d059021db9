"""Numbers in texts: what a colleague wrote of his records, in the numbers they have here."""

import re
from collections.abc import Mapping
from typing import Any

from zxdesk.exchange.merging.expressions import expressed, mistaken, translated
from zxdesk.exchange.merging.identity import Identity
from zxdesk.exchange.merging.sides import Place
from zxdesk.records import KINDS

_LEAST = 4


class Wording:
    """Translates texts of his ledger: 见 HD-2026-003 where that record is HD-2026-004 here."""

    def __init__(self, identity: Identity) -> None:
        """Begin with what earlier merges gave other numbers, on either side."""
        self._identity = identity
        self._numbers: dict[str, str] = {}
        self._pattern: re.Pattern[str] | None = None
        for place, origins in identity.ours.origins.items():
            for origin in origins:
                there = identity.his.known(place[0], origin)
                if origin.numbers and there is not None:
                    self._pair((place[0], there), place)
        for place, origins in identity.his.origins.items():
            here = identity.twin(place) if any(o.numbers for o in origins) else None
            if here is not None:
                self._pair(place, (place[0], here))

    def _pair(self, his: Place, ours: Place) -> None:
        there, here = self._identity.his.values(his), self._identity.ours.values(ours)
        name = KINDS[his[0]].key[-1]
        if there and here:
            self.renumber(str(there[name]), str(here[name]))

    def renumber(self, there: str, here: str) -> None:
        """Say that what has one number there has another one here."""
        if there == here or not _tells(there):
            return
        self._numbers[there] = here
        longest = sorted(map(re.escape, self._numbers), key=len, reverse=True)
        self._pattern = re.compile(rf"(?<![0-9A-Za-z-])(?:{'|'.join(longest)})(?![0-9A-Za-z-])")

    def values(self, kind_name: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """Give values of his with the numbers of ours; keys and expressions are no texts.

        Args:
            values: All of a record's: what one means may hang on another.
        """
        kind, found = KINDS[kind_name], translated(self._identity, kind_name, values)
        return {
            name: value if name in kind.key else self._field(kind_name, name, value)
            for name, value in found.items()
        }

    def mistaken(self, kind_name: str, values: Mapping[str, Any]) -> list[str]:
        """Give the fields of his that would mean another record here."""
        return mistaken(self._identity, kind_name, values)

    def _field(self, kind_name: str, name: str, value: Any) -> Any:
        parts = expressed(kind_name).get(name)
        if parts is None:
            return self._value(value)
        return (
            tuple(
                tuple(part if i in parts else self._value(part) for i, part in enumerate(line))
                for line in value
            )
            if parts
            else value
        )

    def _value(self, value: Any) -> Any:
        if self._pattern is None:
            return value
        if isinstance(value, str):
            return self._pattern.sub(lambda found: self._numbers[found[0]], value)
        if isinstance(value, tuple):
            return tuple(self._value(part) for part in value)
        return value


def _tells(number: str) -> bool:
    """Tell whether a number is one wherever it stands: 103 may be anything."""
    return (
        len(number) >= _LEAST
        and any(c.isdigit() for c in number)
        and any(c.isalpha() for c in number)
    )
