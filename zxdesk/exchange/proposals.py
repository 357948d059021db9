"""What the sheets 提案 and 办理 say of one another, of 会次 and of the proposal merged into."""

import re
from collections.abc import Sequence

import sqlalchemy as sa

from zxdesk.exchange.directory import key_spelled
from zxdesk.exchange.outcomes import ADDED
from zxdesk.exchange.pieces import split
from zxdesk.exchange.rows import Entry, RowRejected, Word
from zxdesk.exchange.saving import Saver
from zxdesk.exchange.unnumbered import UnnumberedProposals
from zxdesk.queries.values import Values
from zxdesk.records.kind import Through
from zxdesk.records.member import MEMBER
from zxdesk.records.plenary import PLENARY_SESSION
from zxdesk.records.proposal import HANDLING, PROPOSAL
from zxdesk.services.ruling import Ask

FIELD = "merged_into_id"
_SLASH = "/"
_AND_OTHERS = re.compile(
    r"\s*等\s*(?:[\d一二三四五六七八九十]+\s*)?(?:人|名|位)?(?:政协)?(?:委员)?$"
)
_UNITS = [spec for spec in PROPOSAL.fields.values() if isinstance(spec, Through)]


def serial_spelled(words: str, values: Values) -> str:
    """Give the key that a 流水号 in a row means: within the row's own session unless it says so."""
    full = key_spelled(PROPOSAL, words)
    if full:
        return full
    term, session, _ = (PROPOSAL.fields[name].type for name in PROPOSAL.key)
    return _SLASH.join((term.show(values.get("term")), session.show(values.get("session")), words))


def serial_cell(key: str, values: Values) -> str:
    """Give the shortest words that are read as this key again: 12, or 十一届/四次/12."""
    serial = key.split(_SLASH, 2)[2]
    return serial if serial_spelled(serial, values) == key else key


def spell_out(entries: Sequence[Entry]) -> None:
    """Put the session into what rows of 提案 say of the proposal they are merged into."""
    for entry in entries:
        words = entry.words_of().get(FIELD)
        values = entry.plain()
        if not words or any(values.get(name) is None for name in PROPOSAL.key):
            continue
        word = words[0]
        meant = serial_spelled(word.words.replace(" ", ""), values)
        own = _SLASH.join(PROPOSAL.fields[name].type.show(values[name]) for name in PROPOSAL.key)
        if meant == own:
            entry.problems.append(entry.problem(FIELD, "提案不能并入自己"))
        entry.words_of()[FIELD] = [Word(word.column, word.raw, meant)]


class ProposalRows:
    """Keeps 提案 and 办理 of one import in agreement, and counts what 提案 makes of 办理."""

    def __init__(self, saver: Saver, entries: Sequence[Entry]) -> None:
        """Begin before any row of 提案 is taken.

        Args:
            entries: All rows, whose 流水号 are not to be given to others.
        """
        self._saver = saver
        self._unnumbered = UnnumberedProposals(saver, entries)
        self.unnumbered = self._unnumbered.find
        self._before = saver.session.connection().scalar(
            sa.select(sa.func.max(HANDLING.table.c.id))
        )
        self._made: set[int] = set()

    def add_session(self, owner: int, values: Values) -> None:
        """Make the 会次 of a proposal where it is missing."""
        found = (values.get("term"), values.get("session"))
        index = self._saver.directory.index(PLENARY_SESSION, owner)
        if None not in found and found not in index.by_key:
            missing = dict(zip(PLENARY_SESSION.key, found, strict=True))
            self._saver.resolver.create(PLENARY_SESSION, missing, owner)

    def part_first_signer(self, entry: Entry, owner: int) -> None:
        """Part 提案人 where it names several: the first signs first, the others join."""
        words = entry.words_of().get("first_signer_id")
        if not words or self._saver.ask is Ask.FIRM:
            return
        word, find = words[0], self._saver.directory.find
        if len(words) > 1 or find(MEMBER, word.words, owner=owner):
            return
        said = _AND_OTHERS.sub("", word.words)
        names = [piece.strip() for piece in split(said)[::2] if piece.strip()]
        if not names or names == [word.words]:
            return
        entry.words_of()["first_signer_id"] = [Word(word.column, word.raw, names[0])]
        if len(names) > 1:
            entry.words_of().setdefault("joint_signers", [Word(word.column, "、".join(names[1:]))])
        if said != word.words:
            self._saver.say(
                f"“{entry.sheet.name}”第 {entry.row} 行的提案人写作“{word.words}”，"
                "没有写明的人没有登记。"
            )

    def part_signers(self, entry: Entry, record_id: int | None, values: Values) -> None:
        """Take the first signer out of the joint ones: many a list names him in both."""
        first = values.get("first_signer_id")
        if first is None and record_id is not None:
            first = self._saver.current(PROPOSAL, record_id)["first_signer_id"]
        joints = values.get("joint_signers", ())
        if self._saver.ask is Ask.FIRM or first not in joints:
            return
        values["joint_signers"] = tuple(one for one in joints if one != first)
        self._saver.say(
            f"“{entry.sheet.name}”第 {entry.row} 行的联名人里有第一提案人，没有重复登记。"
        )

    def agree(self, entry: Entry, values: Values) -> None:
        """Compare a row of 办理 with what 提案 said in this import.

        Raises:
            RowRejected: 提案 gives the unit another part, or does not name it for this one.
        """
        for spec in _UNITS:
            claim = self._saver.claimed(PROPOSAL, values.get("proposal_id", 0), spec.name)
            role = values.get("role")
            if claim is None or role is None:
                continue
            named = values.get("unit_id") in claim.value
            if named != (role == spec.fixed[1]):
                other = claim.entry
                where = f"“{other.sheet.name}”第 {other.row} 行的“{other.column_of(spec.name)}”"
                said = "有" if named else "没有"
                raise RowRejected(entry.problem("role", f"与{where}不一致，那里{said}这个单位"))

    def settle(self) -> None:
        """Find the rows of 办理 that 提案 made; called between the two sheets."""
        query = sa.select(HANDLING.table.c.id).where(HANDLING.table.c.id > (self._before or 0))
        self._made = set(self._saver.session.connection().scalars(query))

    def outcome(self, entry: Entry, owner: int, record_id: int, outcome: str) -> str:
        """Give how a row of 办理 counts: what 提案 made in this import is new all the same."""
        if record_id not in self._made:
            return outcome
        self._made.remove(record_id)
        self._saver.touched.add(HANDLING, owner, record_id, entry, None)
        return ADDED

    def finish(self) -> None:
        """Count what 提案 made and no row of 办理 spoke of."""
        for _ in self._made:
            self._saver.count(ADDED, HANDLING.sheet)
