"""What an indicator counts: rows of a question, from which value and records both come.

Value, groups and drill-down are made from the same `Question`, so they cannot disagree. A question
names neither days nor committees: they are put in when it is asked (`Bounds`), so that its
statements, which take longer to write than to answer, are written once.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import Conditions, Mention
from zxdesk.queries.groupings import Groupings, shower
from zxdesk.queries.labels import Path, Term, has_label
from zxdesk.queries.relations import Relations
from zxdesk.records import KINDS, RecordKind
from zxdesk.rules.periods import Period

FIRST, LAST = (sa.bindparam(name, type_=sa.Date()) for name in ("first", "last"))
# A day that may be known by its month alone is kept as text, and compared with text.
FIRST_TEXT, LAST_TEXT = (sa.bindparam(n, type_=sa.Text()) for n in ("first_text", "last_text"))
FIRST_YEAR, LAST_YEAR = (sa.bindparam(n, type_=sa.Integer()) for n in ("first_year", "last_year"))
_BEGIN, _END = (sa.bindparam(name, type_=sa.DateTime()) for name in ("begin", "end"))
# The 届 and 次 of a session year.
TERM, SESSION = (sa.bindparam(name, type_=sa.Integer()) for name in ("term", "session"))
# The day on which registers are counted.
AS_OF = sa.bindparam("as_of", type_=sa.Date())
AS_OF_TEXT = sa.bindparam("as_of_text", type_=sa.Text())


@dataclass(frozen=True)
class Asked:
    """What is asked of an indicator, as far as its statement is written by it.

    Attributes:
        terms: Filters with their labels written out.
        begins: The period has a first day.
        in_session: It is a session year.
        committees: Of how many committees the rows count; None of all in the area (辖区).
        mentions: Filled with values that need not exist (see `queries.conditions`).
    """

    terms: tuple[Term, ...] = ()
    begins: bool = True
    in_session: bool = False
    committees: int | None = 1
    # Written while the statement is made, no part of what is asked: `statements` keeps by that.
    mentions: list[Mention] = field(default_factory=list, compare=False)

    def terms_for(self, kind: str, field_name: str) -> list[Term]:
        """Give the filters on one plain label, however it is written."""
        written = ways_to_write(kind, field_name)
        return [((field_name,), values) for path, values in self.terms if path in written]

    def values(self, kind: str, field_name: str) -> tuple[str, ...] | None:
        """Give the values asked for under one plain label; asked twice it must hold twice."""
        asked = [values for _, values in self.terms_for(kind, field_name)]
        if not asked:
            return None
        together = (v for v in asked[0] if all(v in others for others in asked[1:]))
        return tuple(dict.fromkeys(together))


@dataclass(frozen=True)
class Bounds:
    """Within what a question is asked.

    Attributes:
        committees: Whose rows count; None for those of the whole area (辖区).
    """

    period: Period
    today: date
    committees: tuple[int, ...] | None

    def asked(self, terms: tuple[Term, ...] = ()) -> Asked:
        """Give what is asked within these bounds."""
        return Asked(
            terms=terms,
            begins=self.period.first is not None,
            in_session=self.period.session is not None,
            committees=None if self.committees is None else len(self.committees),
        )

    def values(self) -> dict[str, Any]:
        """Give what is put into a statement by name."""
        first, last, as_of = self.period.first, self.period.last, self.period.as_of(self.today)
        found: dict[str, Any] = {
            "last": last,
            "last_text": last.isoformat(),
            "last_year": last.year,
            "end": datetime.combine(last, time.max),
            "as_of": as_of,
            "as_of_text": as_of.isoformat(),
        }
        if first:
            begin = datetime.combine(first, time())
            found |= {"first": first, "first_text": first.isoformat(), "first_year": first.year}
            found["begin"] = begin
        if self.period.session:
            found["term"], found["session"] = self.period.session
        owners = {_committee(n): owner for n, owner in enumerate(self.committees or ())}
        return found | owners


def ways_to_write(kind: str, field_name: str) -> set[Path]:
    """Give the labels under which a field of a counted row may be asked."""
    spec = KINDS[kind].fields[field_name]
    words = {spec.name, spec.title, spec.caption}
    return {path for word in words for path in ((word,), (KINDS[kind].sheet, word))}


@dataclass(frozen=True)
class Seen:
    """A row that stands in the question, on which labels are looked up.

    Attributes:
        prefix: The label under which this very row is meant (阵地: the venue that is counted).
    """

    kind: RecordKind
    table: Any
    prefix: str = ""


@dataclass(frozen=True)
class Question:
    """Rows, which of them count, and which record stands behind each.

    Attributes:
        origin: What is selected from.
        record: The id of the record behind a row.
        record_kind: The kind of that record.
        owner: The committee whose row it is: the scope goes by it.
        where: What must hold: period, scope, filters and the indicator's own conditions.
        seen: The rows on which labels are looked up, in order.
        on: The day on which members' services are taken.
        amount: What is added up; None counts distinct records.
        hit: For a share: which of the rows count above the line.
        counted: What is counted where that is not the record itself, e.g. the thing that an
            instruction was given on; one record then stands for each.
        relations: What the statement works out first.
        once: Each record stands in one row, so that rows need only be counted.
        short: What is enough to select from while no filter stands on later rows than so many.
    """

    origin: Any
    record: sa.ColumnElement[Any]
    record_kind: str
    owner: sa.ColumnElement[int]
    where: tuple[sa.ColumnElement[bool], ...]
    seen: tuple[Seen, ...]
    on: sa.ColumnElement[Any]
    amount: sa.ColumnElement[Any] | None = None
    hit: sa.ColumnElement[bool] | None = None
    counted: sa.ColumnElement[Any] | None = None
    relations: Relations = field(default_factory=Relations)
    once: bool = False
    short: tuple[Any, int] | None = None

    def narrowed(self, asked: Asked) -> "Question":
        """Give the question with the scope and the filters of `asked` applied."""
        by_row: dict[int, list[Term]] = {}
        for path, values in asked.terms:
            position, rest = self.row_for(path)
            by_row.setdefault(position, []).append((rest, values))
        found = [*self.where, *_of_committees(self.owner, asked.committees)]
        # Conditions on one link hold for the same linked row (contract, section 3): those on one
        # row are applied together.
        for position, terms in by_row.items():
            seen = self.seen[position]
            conditions = Conditions(
                seen.kind,
                on=self.on,
                table=seen.table,
                mentions=asked.mentions,
                relations=self.relations,
            )
            found += conditions.of_paths(terms)
        enough = self.short and all(position < self.short[1] for position in by_row)
        return replace(self, where=tuple(found), short=self.short if enough else None)

    def row_for(self, path: Path) -> tuple[int, Path]:
        """Find the row on which a label is looked up, and the rest of the label there."""
        # First the row that is named: 阵地 is a label of events too, but a filter on it holds for
        # the venue that is counted (contract, section 3), not for any venue of its event.
        for position, seen in enumerate(self.seen):
            if seen.prefix and path[0] == seen.prefix:
                return position, path[1:]
        for position, seen in enumerate(self.seen):
            if has_label(seen.kind, path[0]):
                return position, path
        return 0, path

    def values(self) -> sa.Select[Any]:
        """Give the statement of the value: one row (value, or hits and all)."""
        query = sa.select(*self._measures(self.once)).select_from(self._enough())
        return self.relations.before(query.where(*self.where))

    def _enough(self) -> Any:
        return self.short[0] if self.short else self.origin

    def _measures(self, once: bool = False) -> list[sa.ColumnElement[Any]]:
        def number(rows: Any) -> sa.ColumnElement[Any]:
            return sa.func.count(rows if once else sa.distinct(rows))

        counted = self.record if self.counted is None else self.counted
        if self.hit is not None:
            return [number(sa.case((self.hit, counted))), number(counted)]
        if self.amount is not None:
            return [sa.func.coalesce(sa.func.sum(self.amount), 0)]
        return [number(counted)]

    def by_owner(self) -> sa.Select[Any]:
        """Give the statement of (committee, measures…)."""
        query = sa.select(self.owner, *self._measures(self.once)).select_from(self._enough())
        return self.relations.before(query.where(*self.where).group_by(self.owner))

    def groups(
        self, path: Path, *, target: str = ""
    ) -> tuple[sa.Select[Any], Callable[[Any], str]]:
        """Give the statement of (group, measures…) and what shows a group to people.

        Args:
            target: Group by the ids of linked records of this kind (homonyms stay apart).
        """
        position, path = self.row_for(path)
        seen = self.seen[position]
        groupings = Groupings(self.relations, target)
        found = groupings.of(seen.kind, seen.table, path, self.origin, on=self.on)
        origin, group = found.origin, found.group
        if self.amount is not None:
            # A link may join a row twice into one group; each row is added once.
            rows = (
                sa.select(group.label("g"), self.record.label("r"), self.amount.label("a"))
                .select_from(origin)
                .where(*self.where)
                .distinct()
                .subquery()
            )
            query = sa.select(rows.c.g, sa.func.sum(rows.c.a)).group_by(rows.c.g)
        else:
            query = (
                sa.select(group, *self._measures())
                .select_from(origin)
                .where(*self.where)
                .group_by(group)
            )
        return self.relations.before(query), shower(seen.kind, path)

    def records(self) -> sa.Select[Any]:
        """Give the statement of the records' ids."""
        where = self.where
        # Behind a sum stands what it is made of, not every row in which nothing was typed.
        if self.amount is not None:
            where = (*where, self.amount.is_not(None))
        query = sa.select(self.record).select_from(self._enough()).where(*where)
        if self.counted is None:
            return self.relations.before(query.distinct())
        first = sa.select(sa.func.min(self.record)).select_from(self._enough()).where(*where)
        return self.relations.before(first.group_by(self.counted))


def _committee(number: int) -> str:
    return f"committee_{number}"


def _of_committees(
    owner: sa.ColumnElement[int], count: int | None
) -> tuple[sa.ColumnElement[bool], ...]:
    """Say that a row is within the scope."""
    if count is None:
        return ()
    owners = [sa.bindparam(_committee(n), type_=sa.Integer()) for n in range(count)]
    return (owner == owners[0],) if count == 1 else (owner.in_(owners),)


def within(column: Any, asked: Asked) -> sa.ColumnElement[bool]:
    """Say that a day lies within the period; both ends count."""
    return _between(column, FIRST, column <= LAST, asked)


def text_within(column: Any, asked: Asked) -> sa.ColumnElement[bool]:
    """Say that a day, as ISO text, lies within the period; both ends count."""
    return _between(column, FIRST_TEXT, column <= LAST_TEXT, asked)


def moment_within(column: Any, asked: Asked) -> sa.ColumnElement[bool]:
    """Say that a moment lies within the period; both ends count whole."""
    return _between(column, _BEGIN, column <= _END, asked)


def _between(
    column: Any, first: Any, before_end: sa.ColumnElement[bool], asked: Asked
) -> sa.ColumnElement[bool]:
    return sa.and_(column >= first, before_end) if asked.begins else before_end


def alias(name: str) -> Any:
    """Give the table of a kind for use in a question."""
    return KINDS[name].table.alias()
