"""The numbers that an import gives to rows which bring none along."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import Session

from zxdesk.exchange.directory import Directory, year_of
from zxdesk.exchange.rows import Entry
from zxdesk.queries.values import Values
from zxdesk.records import RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.rules.numbers import after
from zxdesk.services.numbering import next_number


class GivenNumbers:
    """Gives free numbers, asking the database once for each year's."""

    def __init__(self, session: Session, directory: Directory, today: date) -> None:
        self._session = session
        self._directory = directory
        self._today = today
        self._next: dict[tuple[int, str, int], str] = {}
        self._reserved: set[tuple[str, Value]] = set()

    def reserve(self, entries: Iterable[Entry]) -> None:
        """Keep the numbers that rows bring along, also rejected ones, from being given."""
        for entry in entries:
            number = entry.plain().get("number")
            if number is not None:
                self._reserved.add((entry.kind.name, number))

    def knows(self, kind: RecordKind, owner: int, values: Values) -> bool:
        """Tell whether the database need not be asked any more."""
        return self._place(kind, owner, values) in self._next

    def give(self, kind: RecordKind, owner: int, values: Values) -> str:
        """Give the next free number."""
        place = self._place(kind, owner, values)
        if place not in self._next:
            reserved = [str(number) for name, number in self._reserved if name == kind.name]
            self._next[place] = next_number(
                self._session,
                kind,
                values,
                owner_id=owner,
                today=self._today,
                beside=sorted(reserved),
            )
        taken = self._directory.index(kind, owner).by_key
        year = place[2] if kind.numbered_yearly else None
        while (self._next[place],) in taken:
            self._next[place] = after(self._next[place], year=year)
        return self._next[place]

    def _place(self, kind: RecordKind, owner: int, values: Values) -> tuple[int, str, int]:
        return owner, kind.name, year_of(kind, values, self._today)
