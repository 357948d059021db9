"""Figures: an indicator, filters, a period, a scope – and the records behind the number."""

import shlex
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.conditions import Conditions, Mention
from zxdesk.queries.labels import Path, Term, path_of
from zxdesk.queries.values import keys, titles
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, read_period, this_year
from zxdesk.statistics import statements
from zxdesk.statistics.catalogue import INDICATORS, Indicator
from zxdesk.statistics.counting import Asked, Bounds, Question
from zxdesk.statistics.terms import join_values, quoted, split_values
from zxdesk.store import Ledger

OWN, AREA = SCOPES = ("本级", "辖区")
# Far more than an office asks at once; SQLite gives up at a thousand.
_MOST_TERMS = 100
Number = int | float
Where = Sequence[tuple[str, Sequence[str]]]


@dataclass(frozen=True, kw_only=True)
class Expression:
    """A figure as the office writes it: `event.held 类型=读书 品牌=云溪书院`."""

    code: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scope: str = OWN

    def __str__(self) -> str:
        """Give the expression as text that `read_expression` takes."""
        words = [self.code, *[f"{label}={join_values(values)}" for label, values in self.where]]
        if self.scope != OWN:
            words.append(f"统计范围={self.scope}")
        return " ".join(map(quoted, words))


def read_expression(words: str) -> Expression:
    """Read a figure expression; raise UserError where it is not one."""
    try:
        code, *terms = shlex.split(words)
    except ValueError:
        raise UserError(f"指标写法“{words}”不对，没有统计", "请写作 指标代码 筛选项=值") from None
    scope, where = OWN, []
    for term in terms:
        label, values = read_term(term)
        if label == "统计范围":
            scope = values[0]
        else:
            where.append((label, values))
    return Expression(code=code, where=tuple(where), scope=scope)


def read_term(term: str) -> tuple[str, tuple[str, ...]]:
    """Read one filter: `类型=读书,学习` is any of the two."""
    label, equals, values = term.partition("=")
    found = split_values(values)
    if not equals or not label.strip() or not found:
        raise UserError(f"筛选条件“{term}”不对，没有统计", "请写作 筛选项=值，多个值用逗号分开")
    return label.strip(), found


@dataclass(frozen=True, kw_only=True)
class RecordRef:
    """A record behind a figure, as people know it."""

    kind: str
    key: str
    title: str


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure.

    Attributes:
        value: The number; None for a share of nothing.
        numerator: For a share, what stands above the line.
        groups: Value by group where `by` was asked for.
        notes: What the reader should know about the filters.
    """

    expression: Expression
    label: str
    unit: str
    definition: str
    period: Period
    value: Number | None
    numerator: int | None = None
    denominator: int | None = None
    groups: tuple[tuple[str, Number | None], ...] = ()
    notes: tuple[str, ...] = field(default=())


def indicator(code: str) -> Indicator:
    """Find an indicator; raise UserError where there is none."""
    if code not in INDICATORS:
        raise UserError(
            f"没有“{code}”这个指标，没有统计",
            "请用 zxdesk figures 查看全部指标",
            code="unknown_figure",
        )
    return INDICATORS[code]


def figure(
    ledger: Ledger, expression: Expression, *, period: Period | None = None, by: str = ""
) -> Figure:
    """Work a figure out.

    Args:
        period: Default: this calendar year.
        by: A label to group by; a record stands in each of its groups, 未填 among them.

    Raises:
        UserError: unknown indicator or label, or a value outside a closed list.
    """
    with ledger.read() as session:
        return figure_in(session, ledger, expression, period=period, by=by)


def figure_in(
    session: Session,
    ledger: Ledger,
    expression: Expression,
    *,
    period: Period | None = None,
    by: str = "",
    owner_id: int | None = None,
    among: frozenset[int] | None = None,
    today: date | None = None,
) -> Figure:
    """Work a figure out within an open session (see `figure`).

    Args:
        owner_id: The committee whose rows count in scope 本级; default our own.
        among: The committees whose rows count in scope 辖区; default all.
        today: The day on which it is asked; default the ledger's.
    """
    chosen = indicator(expression.code)
    bounds = _bounds(ledger, expression, period, owner_id, among, today)
    asked = bounds.asked(_terms(expression))
    written = statements.of_value(chosen, asked)
    row = session.connection().execute(written.statement, bounds.values()).one()
    numerator, denominator, value = _value(row, written.question)
    return Figure(
        expression=expression,
        label=chosen.label,
        unit=chosen.unit,
        definition=chosen.definition,
        period=bounds.period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        groups=_groups(session, chosen, asked, bounds, path_of(by)) if by else (),
        notes=_notes(session, written.mentions),
    )


def records_behind(
    ledger: Ledger, expression: Expression, *, period: Period | None = None
) -> tuple[str, list[int]]:
    """Give the kind and the ids of the records behind a figure, in the kind's order."""
    with ledger.read() as session:
        return records_in(session, ledger, expression, period=period)


def records_in(
    session: Session,
    ledger: Ledger,
    expression: Expression,
    *,
    period: Period | None = None,
    owner_id: int | None = None,
    among: frozenset[int] | None = None,
) -> tuple[str, list[int]]:
    """Give the records behind a figure within an open session (see `figure_in`)."""
    bounds = _bounds(ledger, expression, period, owner_id, among)
    written = statements.of_records(indicator(expression.code), bounds.asked(_terms(expression)))
    ids = session.connection().scalars(written.statement, bounds.values())
    return written.question.record_kind, sorted(ids)


def values_by_owner(
    session: Session,
    ledger: Ledger,
    expression: Expression,
    owners: Collection[int],
    *,
    period: Period,
) -> dict[int, Number | None]:
    """Give the figure of each of these committees, by id."""
    bounds = Bounds(period, ledger.today, tuple(sorted(owners)))
    written = statements.of_owners(indicator(expression.code), bounds.asked(_terms(expression)))
    rows = session.connection().execute(written.statement, bounds.values())
    found = {owner: _value(measures, written.question)[2] for owner, *measures in rows}
    # A committee without such rows is in no group: it has 0, or the share of nothing.
    nothing = _value((0, 0), written.question)[2]
    return {owner: found.get(owner, nothing) for owner in owners}


def values_by_target(
    session: Session,
    ledger: Ledger,
    expression: Expression,
    *,
    by: str,
    target: str,
    period: Period | None = None,
    owner_id: int | None = None,
) -> dict[int, Number | None]:
    """Give a figure for each record of kind `target` that the label `by` leads to, by id."""
    chosen = indicator(expression.code)
    bounds = _bounds(ledger, expression, period, owner_id)
    asked = bounds.asked(_terms(expression))
    written, _ = statements.of_groups(chosen, asked, path_of(by), target)
    return {
        group: _value(measures, written.question)[2]
        for group, *measures in session.connection().execute(written.statement, bounds.values())
        if isinstance(group, int)  # 未填 is a group too
    }


def described(session: Session, kind: str, ids: Sequence[int]) -> list[RecordRef]:
    """Give records as people know them, in the order of `ids`."""
    by_key, by_title = keys(session, kind, ids), titles(session, kind, ids)
    sheet = KINDS[kind].sheet
    return [RecordRef(kind=sheet, key=by_key[i], title=by_title[i]) for i in ids if i in by_key]


def period_of(ledger: Ledger, words: str) -> Period:
    """Read a period, looking sessions up in the ledger."""

    def bounds(term: int, number: int) -> tuple[date | None, date | None, date | None]:
        table = KINDS["plenary_session"].table
        with ledger.read() as session:
            rows = session.connection().execute(
                sa.select(table).where(table.c.owner_id == ledger.own_id)
            )
            found = {(row.term, row.number): row for row in rows}
        this = found.get((term, number))
        # The year of a session ends where the next one opens, be that of the next 届.
        following = min((key for key in found if key > (term, number)), default=None)
        return (
            this.closes if this else None,
            found[following].opens if following else None,
            this.opens if this else None,
        )

    return read_period(words, session_bounds=bounds)


def _bounds(
    ledger: Ledger,
    expression: Expression,
    period: Period | None,
    owner_id: int | None = None,
    among: frozenset[int] | None = None,
    today: date | None = None,
) -> Bounds:
    if expression.scope not in SCOPES:
        raise UserError(f"没有“{expression.scope}”这个统计范围，没有统计", "应是 本级 或 辖区")
    committees = None if among is None else tuple(sorted(among))
    if expression.scope == OWN:
        committees = (owner_id or ledger.own_id,)
    return Bounds(period or this_year(ledger.today), today or ledger.today, committees)


def _terms(expression: Expression) -> tuple[Term, ...]:
    if len(expression.where) > _MOST_TERMS:
        raise UserError(
            f"给了 {len(expression.where)} 个筛选条件，最多 {_MOST_TERMS} 个，没有统计",
            "请减少筛选条件",
            code="unknown_filter",
        )
    return tuple((path_of(label), tuple(values)) for label, values in expression.where)


def _value(row: Any, question: Question) -> tuple[int | None, int | None, Number | None]:
    if question.hit is None:
        return None, None, _number(row[-1])
    # 98.5, and nothing over zero (contract, section 3).
    hits, whole = row[-2], row[-1]
    return hits, whole, round(100 * hits / whole, 1) if whole else None


def _number(value: Any) -> Number:
    # Sums of 元 and 分 are floats: 0.1 + 0.2 is to be 0.3, and 140.0 to be 140.
    if isinstance(value, float):
        rounded = round(value, 2)
        return int(rounded) if rounded.is_integer() else rounded
    return int(value or 0)


def _groups(
    session: Session, chosen: Indicator, asked: Asked, bounds: Bounds, by: Path
) -> tuple[tuple[str, Number | None], ...]:
    written, show = statements.of_groups(chosen, asked, by)
    groups: dict[str, Number | None] = {}
    for group, *measures in session.connection().execute(written.statement, bounds.values()):
        groups[show(group)] = _value(measures, written.question)[2]
    return tuple(sorted(groups.items(), key=lambda item: (-(item[1] or 0), item[0])))


def _notes(session: Session, mentions: Sequence[Mention]) -> tuple[str, ...]:
    """Say which values no record has; of a link to several kinds none of any kind."""
    by_value: dict[tuple[str, str], dict[str, bool]] = {}
    for kind_name, field_name, value in mentions:
        spec = KINDS[kind_name].fields.get(field_name)
        label, shown = (spec.caption, spec.type.show(value)) if spec else ("", value)
        known = _is_known(session, kind_name, field_name, shown)
        by_value.setdefault((label, shown), {})[KINDS[kind_name].sheet] = known
    return tuple(
        f"台账里没有{label}为“{value}”的{'、'.join(sheets)}"
        if label
        else f"台账里没有{'、'.join(sheets)}“{value}”"
        for (label, value), sheets in by_value.items()
        if not any(sheets.values())
    )


def _is_known(session: Session, kind_name: str, field_name: str, value: str) -> bool:
    return session.connection().scalar(_bearer(kind_name, field_name, value)) is not None


@lru_cache(256)
def _bearer(kind_name: str, field_name: str, value: str) -> sa.Select[Any]:
    """Give the statement of a record that bears a value."""
    kind = KINDS[kind_name]
    conditions = Conditions(kind, on=sa.literal(""))
    found = conditions.of_paths([((field_name,) if field_name else (), (value,))])
    query = sa.select(kind.table.c.id).where(*found).limit(1)
    return conditions.relations.before(query)
