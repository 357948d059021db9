"""Asks the rules of all that an import touched, once every row of it is there.

What a row says of itself is asked when it is taken. Whether it agrees with others, a closing with
the replies or an adoption with the submission, can be asked only when their rows were taken too.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from zxdesk.exchange.rows import Entry, Problem
from zxdesk.queries.facts import findings_of
from zxdesk.queries.values import titles
from zxdesk.records import KINDS, RecordKind
from zxdesk.rules.rule import Finding
from zxdesk.services.ruling import touches

_NAMED = 5


@dataclass(frozen=True)
class Touch:
    """A row that made or changed a record, and the fields it changed; None for a new one."""

    entry: Entry
    fields: frozenset[str] | None


@dataclass
class Verdict:
    """What the rules say of an import.

    Attributes:
        refused: What is wrong with rows, by their place.
        notes: What is odd, one sentence a rule.
    """

    refused: dict[int, list[Problem]] = field(default_factory=lambda: defaultdict(list))
    notes: list[str] = field(default_factory=list)


class Touched:
    """The records that an import made or changed."""

    def __init__(self, session: Session, *, today: date) -> None:
        self._session = session
        self._today = today
        self._rows: dict[tuple[str, int], dict[int, list[Touch]]] = {}

    def add(
        self,
        kind: RecordKind,
        owner: int,
        record_id: int,
        entry: Entry | None,
        fields: frozenset[str] | None,
    ) -> None:
        """Remember a record that was made or changed; no entry where no row speaks of it."""
        records = self._rows.setdefault((kind.name, owner), {})
        touches_of = records.setdefault(record_id, [])
        if entry is not None:
            touches_of.append(Touch(entry, fields))

    def verdict(self, *, refuse: bool, by_title: bool = False) -> Verdict:
        """Ask the rules.

        Args:
            refuse: Give the rows that break one; otherwise they are only noted.
            by_title: Name records by what they are called: their rows are nobody's.
        """
        verdict, noted = Verdict(), _Notes(self._session, by_title=by_title)
        for (kind_name, owner), records in self._rows.items():
            kind = KINDS[kind_name]
            found = findings_of(self._session, kind, records, owner_id=owner, today=self._today)
            for record_id, findings in found.items():
                for finding in findings:
                    rows = [t.entry for t in records[record_id] if touches(finding, t.fields)]
                    if refuse and finding.hard and rows:
                        for entry in rows:
                            problem = entry.problem(finding.field, finding.sentence, kind)
                            verdict.refused[entry.place].append(problem)
                    else:
                        noted.add(kind, record_id, finding, rows)
        verdict.notes = noted.sentences()
        return verdict


class _Notes:
    """What is odd, gathered so that a rule is told once however many records it is about."""

    def __init__(self, session: Session, *, by_title: bool) -> None:
        self._session = session
        self._by_title = by_title
        self._rows: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._records: dict[tuple[str, str, bool], list[int]] = defaultdict(list)

    def add(self, kind: RecordKind, record_id: int, finding: Finding, rows: list[Entry]) -> None:
        """Take a finding."""
        if rows and not self._by_title:
            entry = rows[0]
            where = f"“{entry.sheet.name}”"
            said = f"{entry.column_of(finding.field, kind)}：{finding.sentence}"
            self._rows[where, said, entry.sheet.file].append(entry.row)
        else:
            self._records[kind.name, finding.sentence, finding.hard].append(record_id)

    def sentences(self) -> list[str]:
        """Give the sentences, those that name rows first."""
        found = [
            f"{where}第 {_some([str(row) for row in sorted(set(rows))], '行')}，{said}"
            for (where, said, _), rows in self._rows.items()
        ]
        for (kind_name, sentence, _), ids in self._records.items():
            named = titles(self._session, kind_name, ids[:_NAMED])
            shown = [f"“{named.get(i, '')}”" for i in ids[:_NAMED]]
            more = f" 等 {len(ids)} 条" if len(ids) > _NAMED else ""
            found.append(f"{KINDS[kind_name].sheet}{'、'.join(shown)}{more}：{sentence}")
        return found


def _some(words: list[str], counter: str) -> str:
    shown = "、".join(words[:_NAMED])
    return f"{shown} {counter}" + (f"等 {len(words)} {counter}" if len(words) > _NAMED else "")
