"""What an indicator counts: rows of a question, from which value and records both come.

Value, groups and drill-down are made from the same `Question`, so they cannot disagree.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.conditions import Conditions, Mention, Path, Term, has_label
from zxdesk.records import KINDS, RecordKind
from zxdesk.rules.periods import Period


@dataclass(frozen=True)
class Asked:
    """What is asked of an indicator.

    Attributes:
        terms: Filters with their labels written out.
        own_id: Count the rows of this committee only; None for the whole area (辖区).
        mentions: Filled with values that need not exist (see `queries.conditions`).
    """

    period: Period
    today: date
    terms: tuple[Term, ...]
    own_id: int | None
    mentions: list[Mention]

    @property
    def as_of(self) -> date:
        """The day on which registers are counted."""
        return self.period.as_of(self.today)

    @property
    def as_of_text(self) -> sa.ColumnElement[Any]:
        """The same day as SQL text."""
        return sa.literal(self.as_of.isoformat(), sa.Text)

    def values(self, caption: str) -> tuple[str, ...] | None:
        """Give the values asked for under one plain label."""
        return next((values for path, values in self.terms if path == (caption,)), None)


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
        where: What must hold: period, scope, filters and the indicator's own conditions.
        seen: The rows on which labels are looked up, in order.
        on: The day on which members' services are taken.
        amount: What is added up; None counts distinct records.
        hit: For a share: which of the rows count above the line.
        counted: What is counted where that is not the record itself, e.g. the thing that an
            instruction was given on; one record then stands for each.
    """

    origin: Any
    record: sa.ColumnElement[Any]
    record_kind: str
    where: tuple[sa.ColumnElement[bool], ...]
    seen: tuple[Seen, ...]
    on: sa.ColumnElement[Any]
    amount: sa.ColumnElement[Any] | None = None
    hit: sa.ColumnElement[bool] | None = None
    counted: sa.ColumnElement[Any] | None = None

    def narrowed(self, asked: Asked) -> "Question":
        """Give the question with the filters of `asked` applied."""
        by_row: dict[int, list[Term]] = {}
        for path, values in asked.terms:
            position, rest = self.row_for(path)
            by_row.setdefault(position, []).append((rest, values))
        found = list(self.where)
        for position, terms in by_row.items():
            found += self._conditions(position, asked.mentions).of_paths(terms)
        return replace(self, where=tuple(found))

    def row_for(self, path: Path) -> tuple[int, Path]:
        """Find the row on which a label is looked up, and the rest of the label there."""
        for position, seen in enumerate(self.seen):
            if seen.prefix and path[0] == seen.prefix and len(path) > 1:
                return position, path[1:]
        for position, seen in enumerate(self.seen):
            if has_label(seen.kind, path[0]):
                return position, path
        return 0, path

    def _conditions(self, position: int, mentions: list[Mention]) -> Conditions:
        seen = self.seen[position]
        return Conditions(seen.kind, on=self.on, table=seen.table, mentions=mentions)

    def values(self) -> sa.Select[Any]:
        """Give the statement of the value: one row (value, or hits and all)."""
        return sa.select(*self._measures()).select_from(self.origin).where(*self.where)

    def _measures(self) -> list[sa.ColumnElement[Any]]:
        counted = self.record if self.counted is None else self.counted
        if self.hit is not None:
            hits = sa.func.count(sa.distinct(sa.case((self.hit, counted))))
            return [hits, sa.func.count(sa.distinct(counted))]
        if self.amount is not None:
            return [sa.func.coalesce(sa.func.sum(self.amount), 0)]
        return [sa.func.count(sa.distinct(counted))]

    def groups(
        self, path: Path, *, target: str = ""
    ) -> tuple[sa.Select[Any], Callable[[Any], str]]:
        """Give the statement of (group, measures…) and what shows a group to people.

        Args:
            target: Group by the ids of linked records of this kind (homonyms stay apart).
        """
        position, path = self.row_for(path)
        conditions = self._conditions(position, [])
        origin, group = conditions.grouping(path, self.origin, target=target)
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
        return query, lambda value: conditions.show(path, value)

    def records(self) -> sa.Select[Any]:
        """Give the statement of the records' ids."""
        where = self.where
        if self.amount is not None:
            where = (*where, self.amount.is_not(None))
        query = sa.select(self.record).select_from(self.origin).where(*where)
        if self.counted is None:
            return query.distinct()
        first = sa.select(sa.func.min(self.record)).select_from(self.origin).where(*where)
        return first.group_by(self.counted)


def owned(table: Any, asked: Asked) -> tuple[sa.ColumnElement[bool], ...]:
    """Say that a row is within the scope."""
    return () if asked.own_id is None else (table.c.owner_id == asked.own_id,)


def within(column: Any, period: Period) -> sa.ColumnElement[bool]:
    """Say that a day lies within the period; both ends count."""
    before_end: sa.ColumnElement[bool] = column <= period.last
    return before_end if period.first is None else sa.and_(column >= period.first, before_end)


def moment_within(column: Any, period: Period) -> sa.ColumnElement[bool]:
    """Say that a moment lies within the period; both ends count whole."""
    before_end: sa.ColumnElement[bool] = column < datetime.combine(
        period.last + timedelta(days=1), time()
    )
    if period.first is None:
        return before_end
    return sa.and_(column >= datetime.combine(period.first, time()), before_end)


def day_of(column: Any) -> sa.ColumnElement[Any]:
    """Give the day of a moment or date as ISO text."""
    return sa.func.substr(sa.cast(column, sa.Text), 1, 10)


def alias(name: str) -> Any:
    """Give the table of a kind for use in a question."""
    return KINDS[name].table.alias()
