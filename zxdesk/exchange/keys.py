"""How a reference is written into a cell so that reading it gives the same record again."""

from collections.abc import Sequence
from functools import cached_property

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.exchange import proposals
from zxdesk.exchange.directory import Directory
from zxdesk.exchange.issues import Issues
from zxdesk.exchange.pieces import longest_names, split
from zxdesk.queries.values import Values, keys
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Field, OneOf, Reference, RefList
from zxdesk.records.opinion import ISSUE, OPINION
from zxdesk.records.proposal import PROPOSAL


class KeyWriter:
    """Writes references; what is written is tried against the directory that reads it."""

    def __init__(self, session: Session, own_id: int) -> None:
        """Write references to the records of one committee."""
        self._session = session
        self._own_id = own_id
        self._directory = Directory(session, own_id)
        self._issues = Issues(self._directory)
        self._keys: dict[str, dict[int, str]] = {}

    def cell(self, kind: RecordKind, spec: Field, values: Values) -> str:
        """Give the text of a cell.

        Args:
            values: The record's: what a cell means may hang on another one.
        """
        value = values[spec.name]
        if isinstance(spec, OneOf):
            return self._of_one_kind(spec, value)
        assert isinstance(spec, Reference)
        if spec.target == ISSUE.name:
            return self._issue(kind, value, values)
        if (kind.name, spec.name) == (PROPOSAL.name, proposals.FIELD):
            return proposals.serial_cell(self._key(PROPOSAL.name, value), values)
        if isinstance(spec, RefList):
            return self._several(spec, value)
        return self._single(spec, value)

    def _issue(self, kind: RecordKind, record_id: int, values: Values) -> str:
        """Give an issue without reports with its year: no other row tells the reader of it."""
        if record_id in self._unreported:
            return self._key(ISSUE.name, record_id)
        return self._issues.cell(record_id, kind.name, values, self._own_id)

    @cached_property
    def _unreported(self) -> frozenset[int]:
        reported = sa.select(OPINION.table.c.issue_id).where(OPINION.table.c.issue_id.is_not(None))
        query = sa.select(ISSUE.table.c.id).where(ISSUE.table.c.id.not_in(reported))
        return frozenset(self._session.connection().scalars(query))

    def _find(self, spec: Reference, words: str) -> list[int]:
        kind = KINDS[spec.target]
        return self._directory.find(kind, words, owner=self._own_id, categories=spec.categories)

    def _key(self, kind_name: str, record_id: int) -> str:
        if kind_name not in self._keys:
            index = self._directory.index(KINDS[kind_name], self._own_id)
            self._keys[kind_name] = keys(self._session, kind_name, index.facts)
        found = self._keys[kind_name].get(record_id)
        return found or keys(self._session, kind_name, [record_id])[record_id]

    def _single(self, spec: Reference, record_id: int) -> str:
        """Give a unit by its name where that is enough, anything else by its key."""
        if spec.target == "unit":
            index = self._directory.index(KINDS["unit"], self._own_id)
            name = index.facts[record_id].name if record_id in index.facts else ""
            if name and self._find(spec, name) == [record_id]:
                return name
        return self._key(spec.target, record_id)

    def _several(self, spec: RefList, ids: Sequence[int]) -> str:
        names = [self._single(spec, record_id) for record_id in ids]
        for separator in ("、", "\n"):
            joined = separator.join(names)
            if self._read(spec, joined) == list(ids):
                return joined
        return "\n".join(self._key(spec.target, record_id) for record_id in ids)

    def _read(self, spec: RefList, cell: str) -> list[int]:
        return [
            found[0] if len(found) == 1 else 0
            for _, found in longest_names(split(cell), lambda words: self._find(spec, words))
        ]

    def _of_one_kind(self, spec: OneOf, value: tuple[str, int]) -> str:
        target, record_id = value
        key = self._key(target, record_id)
        fitting = [
            other
            for other, _ in spec.options
            if self._directory.find(KINDS[other], key, owner=self._own_id)
        ]
        return key if fitting == [target] and ":" not in key else f"{KINDS[target].sheet}:{key}"
