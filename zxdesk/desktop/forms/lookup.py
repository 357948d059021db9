"""What fields ask the ledger for: whom a typed word may mean, titles, value lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from zxdesk import text
from zxdesk.desktop.widgets.multi_choice import Candidate
from zxdesk.queries.candidates import candidates
from zxdesk.queries.listed_values import values_of
from zxdesk.queries.lists import RecordList
from zxdesk.queries.services import current
from zxdesk.queries.values import Values, find, keys, load_many, titles
from zxdesk.records import KINDS
from zxdesk.records.kind import Reference
from zxdesk.services import records
from zxdesk.store import Ledger

Find = Callable[[str], Sequence[Candidate]]


@dataclass(frozen=True)
class NewTarget:
    """A unit or a programme that a form names and that is made when the form is saved."""

    kind: str
    name: str
    categories: tuple[str, ...] = ()

    def make(self, session: Session, *, owner_id: int, today: date) -> int:
        """Give the record's id; it may be there by now."""
        kind = KINDS[self.kind]
        found = find(session, kind, self.name, owner_id=owner_id, categories=self.categories)
        if found:
            return found[0]
        values: Values = {kind.naming: self.name}
        if self.categories:
            values["category"] = self.categories[0]
        return records.create(session, kind, values, owner_id=owner_id, today=today)


class Lookup:
    """The ledger as a form sees it."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    @property
    def today(self) -> date:
        """The day it is for the ledger."""
        return self._ledger.today

    def finder(self, kind: str, categories: Sequence[str] = ()) -> Find:
        """Give what looks up records of a kind by a typed word."""

        def look_up(typed: str) -> list[Candidate]:
            with self._ledger.read() as session:
                found = candidates(
                    session,
                    kind,
                    typed,
                    owner_id=self._ledger.own_id,
                    today=self._ledger.today,
                    categories=categories,
                )
            return [Candidate(c.id, c.title, c.hint) for c in found]

        return look_up

    def creating_finder(self, spec: Reference) -> Find:
        """Give a finder that also offers to make what is missing, where the field allows it."""
        plain = self.finder(spec.target, spec.categories)
        if not spec.create_missing:
            return plain

        def look_up(typed: str) -> list[Candidate]:
            found = list(plain(typed))
            name = text.one_line(typed)
            if _is_a_name(name) and all(c.title != name for c in found):
                sheet = KINDS[spec.target].sheet
                key = NewTarget(spec.target, name, tuple(spec.categories))
                found.append(Candidate(key, f"新建{sheet}“{name}”", "保存时一并登记"))
            return found

        return look_up

    def chosen(self, kind: str, ids: Iterable[int]) -> list[Candidate]:
        """Give records as they are shown once chosen, in the order of `ids`."""
        wanted = list(ids)
        with self._ledger.read() as session:
            named = titles(session, kind, wanted)
            by_key = keys(session, kind, wanted)
        return [Candidate(i, named[i], by_key.get(i, "")) for i in wanted if i in named]

    def title(self, kind: str, record_id: int | None) -> str:
        """Give what people call a record; empty for None."""
        found = self.chosen(kind, [record_id]) if record_id is not None else []
        return found[0].title if found else ""

    def listed(self, name: str) -> list[str]:
        """Give the office's values for a list."""
        with self._ledger.read() as session:
            return values_of(session, name, owner_id=self._ledger.own_id)

    def services(self, member_id: int) -> tuple[dict[int, Values], int | None]:
        """Give a member's services, the newest first, and the id of the one that holds today."""
        kind = KINDS["service"]
        with self._ledger.read() as session:
            number = keys(session, "member", [member_id]).get(member_id, "")
        ids = RecordList(self._ledger, kind).ids(where={"委员": [number]}, sort=("-start",))
        with self._ledger.read() as session:
            loaded = load_many(session, kind, ids)
            holds = current(session, [member_id], self._ledger.today).get(member_id)
        own = {i: loaded[i] for i in ids if loaded[i]["member_id"] == member_id}
        return own, holds

    def latest_term(self) -> int | None:
        """Give the 届 of the newest plenary session."""
        kind = KINDS["plenary_session"]
        with self._ledger.read() as session:
            known = load_many(session, kind, RecordList(self._ledger, kind).ids(), ["term"])
        return max((values["term"] for values in known.values()), default=None)


def _is_a_name(words: str) -> bool:
    """Tell a name from initials that are still being typed."""
    return len(words) > 1 and any(ord(c) > 0x2E7F for c in words)
