"""Proposals in lists that have no 流水号: matched by 案由 and 案号, else given the next one."""

import re
from collections.abc import Iterable

import sqlalchemy as sa

from zxdesk.exchange.directory import folded
from zxdesk.exchange.rows import Entry, Problem, RowRejected, shown
from zxdesk.exchange.saving import Saver
from zxdesk.queries.values import Values
from zxdesk.records.proposal import PROPOSAL
from zxdesk.services.numbering import next_serial

_CASE = re.compile(r"^(?:提案)?(?:第)?0*(\d+)号?$")
_ANOTHER = (
    "已有一件案由相同的提案（流水号 {}），它的{}与这一行不同；"
    "是同一件的，请填它的流水号，不是的，请另填一个流水号"
)
_ONLY_ALIKE = "台账里有一件案由相同的提案，届次、会次、案号、日期都没有填，分不清是不是同一件"


class UnnumberedProposals:
    """Finds what rows without a 流水号 mean."""

    def __init__(self, saver: Saver, entries: Iterable[Entry]) -> None:
        """Find with this saver; the 流水号 of all rows are taken."""
        self._saver = saver
        self._taken = {
            tuple(entry.plain().get(name) for name in PROPOSAL.key)
            for entry in entries
            if entry.kind is PROPOSAL
        }
        self._last: dict[tuple[int, int, int], str] = {}

    def find(self, entry: Entry, owner: int, values: Values) -> int | None:
        """Find the proposal of a row; where it is new, give it the next 流水号 of its session.

        Raises:
            RowRejected: several fit, nothing but the 案由 speaks for one, or its proposer or day
                speaks against it.
        """
        alike = [i for i in self._named(owner, values) if self._agrees(i, values)]
        alike = [i for i in alike if self._is_case(i, values)] or alike
        found = [i for i in alike if not self._difference(i, values)]
        if alike and not found:
            raise RowRejected(self._another(entry, alike[0], values))
        if len(found) > 1:
            reason = self._saver.resolver.ambiguous(PROPOSAL, shown(values.get("subject")), found)
            raise RowRejected(entry.problem("subject", reason))
        if found and not self._is_sure(found[0], values):
            raise RowRejected(entry.problem("subject", _ONLY_ALIKE))
        if not found and values.get("term") and values.get("session"):
            values["serial"] = self._next(owner, values["term"], values["session"])
        return found[0] if found else None

    def _named(self, owner: int, values: Values) -> list[int]:
        """Give the proposals of a 案由; where none is given, those of a 案号."""
        index = self._saver.directory.index(PROPOSAL, owner)
        if values.get("subject"):
            return list(index.by_name.get(folded(PROPOSAL, values["subject"]), ()))
        if not values.get("case_number") or not values.get("term") or not values.get("session"):
            return []
        self._saver.write()
        table = PROPOSAL.table
        query = sa.select(table.c.id).where(
            table.c.owner_id == owner, table.c.case_number.is_not(None)
        )
        return list(self._saver.session.connection().scalars(query))

    def _agrees(self, record_id: int, values: Values) -> bool:
        """Tell whether session and 案号 are the same, as far as both say them."""
        known = self._saver.current(PROPOSAL, record_id)
        said = [(known[name], values.get(name)) for name in ("term", "session")]
        said.append((_case(known["case_number"]), _case(values.get("case_number"))))
        return all(ours is None or theirs is None or ours == theirs for ours, theirs in said)

    def _is_case(self, record_id: int, values: Values) -> bool:
        """Tell whether session and 案号 say that it is the same."""
        case = _case(values.get("case_number"))
        said = case and values.get("term") and values.get("session")
        return bool(said) and case == _case(self._saver.current(PROPOSAL, record_id)["case_number"])

    def _difference(self, record_id: int, values: Values) -> str:
        """Give the field that says it is another proposal; empty where none does."""
        if self._is_case(record_id, values):
            return ""
        known = self._saver.current(PROPOSAL, record_id)
        if _are_others(known, values):
            return "first_signer_id" if known["first_signer_id"] else "bodies"
        day = values.get("submitted_on")
        return "submitted_on" if day and day != known["submitted_on"] else ""

    def _another(self, entry: Entry, record_id: int, values: Values) -> Problem:
        name = self._difference(record_id, values)
        serial = self._saver.current(PROPOSAL, record_id)["serial"]
        reason = _ANOTHER.format(serial, PROPOSAL.fields[name].title)
        return entry.problem("subject", reason)

    def _is_sure(self, record_id: int, values: Values) -> bool:
        """Tell whether more than the 案由 is the same."""
        known = self._saver.current(PROPOSAL, record_id)
        if values.get("term") and values.get("session"):
            return True
        case = _case(values.get("case_number"))
        day = values.get("submitted_on")
        return (case is not None and case == _case(known["case_number"])) or (
            day is not None and day == known["submitted_on"]
        )

    def _next(self, owner: int, term: int, session: int) -> str:
        place = owner, term, session
        if place not in self._last:
            self._saver.write()
            given = next_serial(self._saver.session, term, session, owner_id=owner)
        else:
            given = _after(self._last[place])
        taken = self._saver.directory.index(PROPOSAL, owner).by_key
        while (term, session, given) in taken or (term, session, given) in self._taken:
            given = _after(given)
        self._last[place] = given
        return given


def _after(serial: str) -> str:
    return f"{int(serial) + 1:0{len(serial)}d}"


def _are_others(known: Values, said: Values) -> bool:
    """Tell whether two proposals have different proposers, as far as both name any."""
    ours, theirs = known["first_signer_id"], said.get("first_signer_id")
    if ours and theirs:
        return bool(ours != theirs)
    bodies, named = set(known["bodies"] or ()), set(said.get("bodies") or ())
    return bool((ours or bodies) and (theirs or named)) and bodies != named


def _case(number: str | None) -> str | None:
    """Give a 案号 for comparing: 第1号 is 1."""
    if not number:
        return None
    match = _CASE.match(number)
    return match[1] if match else number
