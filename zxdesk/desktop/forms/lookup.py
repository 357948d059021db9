"""What fields ask the ledger for: whom a typed word may mean, titles, value lists."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from zxdesk import text
from zxdesk.desktop.forms.multi_choice import ChoiceOption, Find
from zxdesk.queries.candidates import candidates
from zxdesk.queries.key_words import key_values
from zxdesk.queries.listed_values import values_of
from zxdesk.queries.lists import RecordList
from zxdesk.queries.proposals import possible_mains
from zxdesk.queries.services import current
from zxdesk.queries.values import Values, keys, load_many, titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Reference
from zxdesk.services.new_targets import NewTarget
from zxdesk.services.numbering import next_serial, offered
from zxdesk.store import Ledger

_OFFERED = 12


class Lookup:
    """The ledger as a form sees it."""

    def __init__(self, ledger: Ledger, record_id: int | None = None) -> None:
        """Look into a ledger.

        Args:
            record_id: The record that the form is on.
        """
        self._ledger = ledger
        self.record_id = record_id

    @property
    def today(self) -> date:
        """The day it is for the ledger."""
        return self._ledger.today

    def finder(self, kind: str, categories: Sequence[str] = (), *, main: bool = False) -> Find:
        """Give what looks up records of a kind by a typed word.

        Args:
            main: Only the proposals into which the form's own may be merged.
        """
        if KINDS[kind].named_by_key:
            return partial(self._by_key, KINDS[kind])

        def look_up(typed: str) -> list[ChoiceOption]:
            with self._ledger.read() as session:
                found = candidates(
                    session,
                    kind,
                    typed,
                    owner_id=self._ledger.own_id,
                    today=self._ledger.today,
                    categories=categories,
                    only=possible_mains(session, self.record_id) if main else None,
                )
            return [ChoiceOption(c.id, c.title, c.hint) for c in found]

        return look_up

    def creating_finder(self, spec: Reference) -> Find:
        """Give a finder that also offers to make what is missing, where the field allows it."""
        plain = self.finder(spec.target, spec.categories, main=spec.name == "merged_into_id")
        if not spec.create_missing:
            return plain

        def look_up(typed: str) -> list[ChoiceOption]:
            found = list(plain(typed))
            name = self._new_name(spec, typed)
            if name and all(c.title != name for c in found):
                sheet = KINDS[spec.target].sheet
                key = NewTarget(spec.target, name, tuple(spec.categories))
                found.append(ChoiceOption(key, f"新建{sheet}“{name}”", "保存时一并登记"))
            return found

        return look_up

    def _by_key(self, kind: RecordKind, typed: str) -> list[ChoiceOption]:
        """Give the records whose key holds what was typed, the newest first."""
        ids = RecordList(self._ledger, kind).ids()
        with self._ledger.read() as session:
            named = keys(session, kind.name, ids)
        words = (text.one_line(typed), self._key_of(kind, typed) or text.one_line(typed))
        fitting = [i for i in ids if any(part in named[i] for part in words)]
        return [ChoiceOption(i, named[i]) for i in fitting][:_OFFERED]

    def _new_name(self, spec: Reference, typed: str) -> str:
        """Give the name under which a missing record would be made; empty where it is none."""
        kind, name = KINDS[spec.target], text.one_line(typed)
        if kind.named_by_key:
            return self._key_of(kind, typed)
        return name if _is_a_name(name) else ""

    def _key_of(self, kind: RecordKind, typed: str) -> str:
        values = key_values(kind, text.one_line(typed), year=self.today.year) or {}
        return "/".join(kind.fields[name].type.show(value) for name, value in values.items())

    def chosen(self, kind: str, ids: Iterable[int]) -> list[ChoiceOption]:
        """Give records as they are shown once chosen, in the order of `ids`."""
        wanted = list(ids)
        with self._ledger.read() as session:
            by_key = keys(session, kind, wanted)
            named = by_key if KINDS[kind].named_by_key else titles(session, kind, wanted)
        return [ChoiceOption(i, named[i], by_key.get(i, "")) for i in wanted if i in named]

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

    def offered(self, kind: RecordKind, values: Values) -> dict[str, str]:
        """Give the next numbers that may be taken over, by field."""
        with self._ledger.read() as session:
            return offered(session, kind, values, owner_id=self._ledger.own_id)

    def next_serial(self, term: int, number: int) -> str:
        """Give the next 流水号 of a plenary session."""
        with self._ledger.read() as session:
            return next_serial(session, term, number, owner_id=self._ledger.own_id)


def _is_a_name(words: str) -> bool:
    """Tell a name from initials that are still being typed."""
    # From the CJK radicals on (U+2E80): what is written in Latin letters may be pinyin.
    return len(words) > 1 and any(ord(c) > 0x2E7F for c in words)
