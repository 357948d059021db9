"""What fields ask the ledger for: whom a typed word may mean, titles, value lists."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from sqlmodel import Session

from zxdesk import text
from zxdesk.desktop.widgets.multi_choice import Candidate
from zxdesk.queries.candidates import candidates
from zxdesk.queries.listed_values import values_of
from zxdesk.queries.lists import RecordList
from zxdesk.queries.services import current
from zxdesk.queries.values import Values, find, keys, load_many, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Value
from zxdesk.records.kind import Reference
from zxdesk.services import records
from zxdesk.services.numbering import next_serial
from zxdesk.store import Ledger

_OFFERED = 12
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
        values = key_values(kind, self.name) or {kind.naming: self.name}
        if self.categories:
            values["category"] = self.categories[0]
        return records.create(session, kind, values, owner_id=owner_id, today=today)


def made(session: Session, values: Values, *, owner_id: int, today: date) -> Values:
    """Make what the values of a form name and is missing; give the values with ids."""

    def one(value: Value) -> Value:
        if isinstance(value, NewTarget):
            return value.make(session, owner_id=owner_id, today=today)
        return value

    return {
        name: tuple(dict.fromkeys(map(one, value)))
        if isinstance(value, tuple) and any(isinstance(v, NewTarget) for v in value)
        else one(value)
        for name, value in values.items()
    }


def goes_by_key(kind: RecordKind) -> bool:
    """Tell whether people name a record by its whole key: an issue by its year and number."""
    return len(kind.key) > 1 and kind.naming == "number"


def key_values(kind: RecordKind, words: str, **known: Value) -> Values | None:
    """Read the key by which people name a record, 2026/12; None where it is none.

    Args:
        known: What the parts left out at the front stand for.
    """
    parts = [part.strip() for part in words.replace("年", "/").removesuffix("期").split("/")]
    missing = len(kind.key) - len(parts)
    numbered = any(sign.isdigit() for sign in parts[-1])
    if not numbered or not goes_by_key(kind) or not set(kind.key[:missing]) <= set(known):
        return None
    try:
        typed = {
            name: kind.fields[name].type.parse(part.removeprefix("第"))
            for name, part in zip(kind.key[missing:], parts, strict=True)
        }
    except ValueError:
        return None
    values = {name: known[name] for name in kind.key[:missing]} | typed
    return values if all(values.values()) else None


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
        if goes_by_key(KINDS[kind]):
            return partial(self._by_key, KINDS[kind])

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
            name = self._new_name(spec, typed)
            if name and all(c.title != name for c in found):
                sheet = KINDS[spec.target].sheet
                key = NewTarget(spec.target, name, tuple(spec.categories))
                found.append(Candidate(key, f"新建{sheet}“{name}”", "保存时一并登记"))
            return found

        return look_up

    def _by_key(self, kind: RecordKind, typed: str) -> list[Candidate]:
        """Give the records whose key holds what was typed, the newest first."""
        ids = RecordList(self._ledger, kind).ids()
        with self._ledger.read() as session:
            named = keys(session, kind.name, ids)
        words = (text.one_line(typed), self._key_of(kind, typed) or text.one_line(typed))
        fitting = [i for i in ids if any(part in named[i] for part in words)]
        return [Candidate(i, named[i]) for i in fitting][:_OFFERED]

    def _new_name(self, spec: Reference, typed: str) -> str:
        """Give the name under which a missing record would be made; empty where it is none."""
        kind, name = KINDS[spec.target], text.one_line(typed)
        if goes_by_key(kind):
            return self._key_of(kind, typed)
        return name if _is_a_name(name) else ""

    def _key_of(self, kind: RecordKind, typed: str) -> str:
        values = key_values(kind, text.one_line(typed), year=self.today.year) or {}
        return "/".join(kind.fields[name].type.show(value) for name, value in values.items())

    def chosen(self, kind: str, ids: Iterable[int]) -> list[Candidate]:
        """Give records as they are shown once chosen, in the order of `ids`."""
        wanted = list(ids)
        with self._ledger.read() as session:
            by_key = keys(session, kind, wanted)
            named = by_key if goes_by_key(KINDS[kind]) else titles(session, kind, wanted)
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

    def latest_session(self) -> tuple[int, int] | None:
        """Give 届 and 次 of the newest plenary session that has begun, else of the newest."""
        kind = KINDS["plenary_session"]
        with self._ledger.read() as session:
            known = load_many(session, kind, RecordList(self._ledger, kind).ids())
        begun = [v for v in known.values() if v["opens"] is None or v["opens"] <= self.today]
        found = [(v["term"], v["number"]) for v in begun or known.values()]
        return max(found, default=None)

    def next_serial(self, term: int, number: int) -> str:
        """Give the next 流水号 of a plenary session."""
        with self._ledger.read() as session:
            return next_serial(session, term, number, owner_id=self._ledger.own_id)


def _is_a_name(words: str) -> bool:
    """Tell a name from initials that are still being typed."""
    return len(words) > 1 and any(ord(c) > 0x2E7F for c in words)
