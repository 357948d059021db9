"""Filters by label, across links: 「来源.阵地.地区=云溪街道」 as SQL.

A filter is a field's label; a dot follows a link. Conditions on one link hold for the same linked
row. A reference is matched by the name or key of its target, in whatever committee; on a tree
(品牌, 单位) a name takes in what stands below it. A member's 界别 is taken on the record's date.
On any label 未填 asks for records with nothing there, 已填 for those with something; a label that
leads nowhere has nothing there, so that 未填 is what a grouping calls 未填.

What lies beyond the first link is worked out beforehand (see `queries.relations`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from zxdesk.queries.labels import (
    FILLED,
    MARKS,
    UNFILLED,
    Path,
    Term,
    check_number,
    ends_here,
    find_field,
    is_periodic,
    parsed,
    path_of,
    shared_out,
    unknown_label,
)
from zxdesk.queries.naming import borrowed_name, named
from zxdesk.queries.relations import ALWAYS, NEVER, Relation, Relations
from zxdesk.queries.spans import services
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.fieldtypes import Choice, Names
from zxdesk.records.kind import Field, OneOf, Reference, RefList

Mention = tuple[str, str, Any]
Holds = sa.ColumnElement[bool]
# The column of a link, and the relation of the targets that fit.
Link = tuple[str, Relation]


@dataclass(frozen=True)
class _Timed:
    """A condition on a row that holds for some days: those of a relation's rows with its key."""

    key: sa.ColumnElement[Any]
    relation: Relation


class Conditions:
    """Turns labels into SQL for the rows of one kind.

    Attributes:
        mentions: Values that need not exist, as (kind, field or "" for a name, value): a figure
            notes those that no record has.
    """

    def __init__(
        self,
        kind: RecordKind,
        *,
        on: sa.ColumnElement[Any],
        table: Any = None,
        mentions: list[Mention] | None = None,
        relations: Relations | None = None,
    ) -> None:
        """Start.

        Args:
            on: The day (ISO text) on which services are taken.
            table: The table or alias the rows come from; default the kind's table.
            mentions: A list to which mentions are added.
            relations: Those of the statement in which the conditions will stand.
        """
        self.kind = kind
        self.on = on
        self.table = kind.table if table is None else table
        self.mentions = mentions if mentions is not None else []
        self.relations = relations or Relations()

    def of(self, terms: Sequence[tuple[str, Sequence[str]]]) -> list[Holds]:
        """Give the conditions of labelled values.

        Raises:
            UserError: an unknown label, or a value outside a closed list.
        """
        return self.of_paths([(path_of(label), tuple(values)) for label, values in terms])

    def of_paths(self, terms: Sequence[Term]) -> list[Holds]:
        """Give the conditions of parted labels; an empty one is the row's own name."""
        found = _Fits(self.relations, self.mentions).tests(self.kind, self.table, terms)
        return [self._on_the_day(test) if isinstance(test, _Timed) else test for test in found]

    def _on_the_day(self, test: _Timed) -> Holds:
        row = test.relation.named()
        holds = sa.select(row.c.id).where(row.c.id == test.key, *on_the_day(row, self.on))
        return sa.exists(holds.correlate_except(row))


def on_the_day(row: Any, day: sa.ColumnElement[Any]) -> tuple[Holds, Holds]:
    """Say that a row of a relation holds on a day."""
    return row.c.first <= day, row.c.until > day


class _Fits:
    """Which rows fit labelled values."""

    def __init__(self, relations: Relations, mentions: list[Mention]) -> None:
        self.relations = relations
        self.mentions = mentions

    def tests(self, kind: RecordKind, row: Any, terms: Sequence[Term]) -> list[Holds | _Timed]:
        """Give what must hold for a row."""
        by_field: dict[str, list[Term]] = {}
        periodic: list[Term] = []
        found: list[Holds | _Timed] = []
        for asked, values in terms:
            check_number(asked, values)
            path = asked or borrowed_name(kind)
            if not path:
                found.append(self._called(kind, row, values))
            elif is_periodic(kind, path[0]):
                periodic.append((path, values))
            else:
                spec = find_field(kind, path[0])
                if spec is None:
                    raise unknown_label(path[0], kind)
                by_field.setdefault(spec.name, []).append((path[1:], values))
        found += [self._field(kind, row, kind.fields[name], r) for name, r in by_field.items()]
        if periodic:
            found.append(_Timed(row.c.id, self._serving(tuple(periodic))))
        return found

    def _called(self, kind: RecordKind, row: Any, values: tuple[str, ...]) -> Holds:
        """Say that a row, which is there, is called so."""
        names = tuple(value for value in values if value not in MARKS)
        self.mentions += [(kind.name, "", name) for name in names]
        called: Holds = row.c.id.in_(named(kind, names))
        return sa.or_(called, row.c.id.is_not(None)) if FILLED in values else called

    def _serving(self, terms: tuple[Term, ...]) -> Relation:
        """Give the members and the days on which one of their services fits."""
        kind = KINDS["service"]
        spans = services(self.relations, gaps=any(UNFILLED in values for _, values in terms))

        def build() -> sa.Select[Any]:
            row = spans.named()
            # Services lead to units alone, which know no days of their own.
            tests = [test for test in self.tests(kind, row, terms) if not isinstance(test, _Timed)]
            return sa.select(row.c.member_id.label("id"), row.c.first, row.c.until).where(*tests)

        return self.relations.made(("serving", terms), "fits", build)

    def _field(self, kind: RecordKind, row: Any, spec: Field, rest: list[Term]) -> Holds | _Timed:
        if not isinstance(spec, (Reference, OneOf)):
            if not isinstance(spec.type, Choice):
                told = [(kind.name, spec.name, v) for _, vs in rest for v in parsed(spec, vs)]
                self.mentions += told
            return sa.and_(*[_scalar(row, spec, path, values) for path, values in rest])
        links = self._links(spec, rest)
        # Where nothing is linked, nothing stands under any label beyond.
        unlinked = all(UNFILLED in values for _, values in rest)
        if any(relation.timed for _, relation in links):
            return self._on_days(kind, row, spec, links, unlinked)
        tests = [_linked(row, spec, *link) for link in links]
        if unlinked:
            tests.append(_unlinked(row, spec))
        return sa.or_(sa.false(), *tests)

    def _links(self, spec: Reference | OneOf, rest: list[Term]) -> list[Link]:
        """Give (column, the targets that fit) of a link: of several kinds those that can fit.

        A kind that does not know a label has nothing there.
        """
        if not isinstance(spec, OneOf):
            return [(spec.name, self._targets(KINDS[spec.target], tuple(rest)))]
        asked: dict[tuple[str, str], list[Term]] = {option: [] for option in spec.options}
        for path, values in rest:
            shares = shared_out(spec, path, values)
            for option in spec.options:
                if shares.get(option) and option in asked:
                    asked[option].append((path, shares[option]))
                elif UNFILLED not in values:
                    asked.pop(option, None)
        return [
            (column, self._targets(KINDS[target], tuple(terms)))
            for (target, column), terms in asked.items()
        ]

    def _targets(self, kind: RecordKind, terms: tuple[Term, ...]) -> Relation:
        """Give the records of a kind that fit all of `terms`, with their days where it matters."""
        row = kind.table.alias()
        tests = self.tests(kind, row, terms)
        plain = [test for test in tests if not isinstance(test, _Timed)]
        timed = [test for test in tests if isinstance(test, _Timed)]
        key = ("fits", kind.name, terms)
        if not timed:
            return self.relations.made(key, "fits", lambda: sa.select(row.c.id).where(*plain))
        relation = self.relations.made(
            (*key, 0), "fits", lambda: _on_days_of(timed[0], row).where(*plain)
        )
        for place, test in enumerate(timed[1:], start=1):
            build = partial(_on_days_of_both, relation, test, row)
            relation = self.relations.made((*key, place), "fits", build)
        return relation

    def _on_days(
        self, kind: RecordKind, row: Any, spec: Field, links: list[Link], unlinked: bool
    ) -> _Timed:
        """Give the condition that a row is linked with one that fits on the day."""
        (column, relation), *others = links
        if not isinstance(spec, RefList) and not others and not unlinked:
            return _Timed(row.c[column], relation)
        names = tuple(relation.name for _, relation in links)
        key = ("linked", kind.name, spec.name, names, unlinked)
        build = partial(_linked_on_days, kind, spec, links, unlinked)
        return _Timed(row.c.id, self.relations.made(key, "linked", build))


def _scalar(row: Any, spec: Field, path: Path, values: tuple[str, ...]) -> Holds:
    if path:
        raise ends_here(spec, path)
    column = row.c[spec.name]
    wanted = parsed(spec, values)
    tests: list[Holds] = [column.is_(None)] if UNFILLED in values else []
    if FILLED in values:
        tests.append(column.is_not(None))
    if isinstance(spec.type, Names):
        padded = sa.literal("、") + column + sa.literal("、")
        tests += [padded.contains(f"、{value}、", autoescape=True) for value in wanted]
    elif wanted:
        tests.append(column.in_(wanted))
    return sa.or_(*tests)


def _linked(row: Any, spec: Field, column: str, relation: Relation) -> Holds:
    """Say that a row is linked with a row of a relation."""
    target = relation.named()
    found = sa.select(target.c.id).correlate(None)
    if isinstance(spec, RefList):
        link = spec.table.alias()
        found = sa.select(link.c.record_id).where(link.c.target_id.in_(found)).correlate(None)
        column = "id"
    test: Holds = row.c[column].in_(found)
    return test


def _unlinked(row: Any, spec: Field) -> Holds:
    """Say that a row is linked with nothing by a field."""
    if isinstance(spec, RefList):
        link = spec.table.alias()
        linked = sa.select(link.c.id).where(link.c.record_id == row.c.id)
        return ~sa.exists(linked.correlate_except(link))
    columns = [c for _, c in spec.options] if isinstance(spec, OneOf) else [spec.name]
    return sa.and_(*[row.c[column].is_(None) for column in columns])


def _days_of(row: Any) -> list[sa.ColumnElement[Any]]:
    """Give the days of a relation's row; those of one without are all days."""
    if "until" in row.c:
        return [row.c.first, row.c.until]
    return [sa.literal(ALWAYS).label("first"), sa.literal(NEVER).label("until")]


def _linked_on_days(
    kind: RecordKind, spec: Field, links: list[Link], unlinked: bool
) -> sa.CompoundSelect[Any]:
    """Give the records of a kind whose link leads to one that fits, and on which days."""
    parts: list[sa.Select[Any]] = []
    for column, relation in links:
        target = relation.named()
        if isinstance(spec, RefList):
            link = spec.table.alias()
            record, joined = link.c.record_id, link.join(target, target.c.id == link.c.target_id)
        else:
            row = kind.table.alias()
            record, joined = row.c.id, row.join(target, target.c.id == row.c[column])
        parts.append(sa.select(record.label("id"), *_days_of(target)).select_from(joined))
    if unlinked:
        row = kind.table.alias()
        days = sa.literal(ALWAYS).label("first"), sa.literal(NEVER).label("until")
        parts.append(sa.select(row.c.id, *days).where(_unlinked(row, spec)))
    return sa.union_all(*parts)


def _on_days_of(test: _Timed, row: Any) -> sa.Select[Any]:
    """Give the rows for which a condition holds, with its days."""
    days = test.relation.named()
    return sa.select(row.c.id, days.c.first, days.c.until).select_from(
        row.join(days, days.c.id == test.key)
    )


def _on_days_of_both(so_far: Relation, test: _Timed, row: Any) -> sa.Select[Any]:
    """Give the rows so far for which another condition holds too, with the days of both."""
    rows, days = so_far.named(), test.relation.named()
    first = sa.case((rows.c.first > days.c.first, rows.c.first), else_=days.c.first)
    until = sa.case((rows.c.until < days.c.until, rows.c.until), else_=days.c.until)
    return (
        sa.select(row.c.id, first.label("first"), until.label("until"))
        .select_from(rows.join(row, row.c.id == rows.c.id).join(days, days.c.id == test.key))
        .where(first < until)
    )
