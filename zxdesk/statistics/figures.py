"""Figures: an indicator, filters, a period, a scope – and the records behind the number."""

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.conditions import Mention, Path, Term, named, path_of
from zxdesk.queries.values import keys, titles
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, read_period, this_year
from zxdesk.statistics.catalogue import INDICATORS, Indicator
from zxdesk.statistics.counting import Asked, Question
from zxdesk.store import Ledger

OWN, AREA = SCOPES = ("本级", "辖区")
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
        words = [self.code, *[f"{label}={','.join(values)}" for label, values in self.where]]
        if self.scope != OWN:
            words.append(f"统计范围={self.scope}")
        return " ".join(shlex.quote(word) if " " in word else word for word in words)


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
    found = tuple(v.strip() for v in values.replace("，", ",").split(",") if v.strip())
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
    today: date | None = None,
) -> Figure:
    """Work a figure out within an open session (see `figure`).

    Args:
        owner_id: The committee whose rows count in scope 本级; default our own.
        today: The day on which it is asked; default the ledger's.
    """
    chosen = indicator(expression.code)
    asked = _asked(ledger, expression, period, owner_id)
    asked = replace(asked, today=today) if today else asked
    question = chosen.question(asked)
    numerator, denominator, value = _value(
        session.connection().execute(question.values()).one(), question
    )
    return Figure(
        expression=expression,
        label=chosen.label,
        unit=chosen.unit,
        definition=chosen.definition,
        period=asked.period,
        value=value,
        numerator=numerator,
        denominator=denominator,
        groups=_groups(session, question, chosen.placed(path_of(by))) if by else (),
        notes=_notes(session, asked.mentions),
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
) -> tuple[str, list[int]]:
    """Give the records behind a figure within an open session (see `figure_in`)."""
    question = indicator(expression.code).question(_asked(ledger, expression, period, owner_id))
    return question.record_kind, sorted(session.connection().scalars(question.records()))


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
    question = chosen.question(_asked(ledger, expression, period, owner_id))
    query, _ = question.groups(chosen.placed(path_of(by)), target=target)
    return {
        group: _value(measures, question)[2]
        for group, *measures in session.connection().execute(query)
        if isinstance(group, int)
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
        following = min((key for key in found if key > (term, number)), default=None)
        return (
            this.closes if this else None,
            found[following].opens if following else None,
            this.opens if this else None,
        )

    return read_period(words, session_bounds=bounds)


def _asked(
    ledger: Ledger, expression: Expression, period: Period | None, owner_id: int | None = None
) -> Asked:
    if expression.scope not in SCOPES:
        raise UserError(f"没有“{expression.scope}”这个统计范围，没有统计", "应是 本级 或 辖区")
    terms: list[Term] = [(path_of(label), tuple(values)) for label, values in expression.where]
    return Asked(
        period=period or this_year(ledger.today),
        today=ledger.today,
        terms=tuple(terms),
        own_id=(owner_id or ledger.own_id) if expression.scope == OWN else None,
        mentions=[],
    )


def _value(row: Any, question: Question) -> tuple[int | None, int | None, Number | None]:
    if question.hit is None:
        return None, None, _number(row[-1])
    hits, whole = row[-2], row[-1]
    return hits, whole, round(100 * hits / whole, 1) if whole else None


def _number(value: Any) -> Number:
    if isinstance(value, float):
        rounded = round(value, 2)
        return int(rounded) if rounded.is_integer() else rounded
    return int(value or 0)


def _groups(
    session: Session, question: Question, by: Path
) -> tuple[tuple[str, Number | None], ...]:
    query, show = question.groups(by)
    groups: dict[str, Number | None] = {}
    for group, *measures in session.connection().execute(query):
        groups[show(group)] = _value(measures, question)[2]
    return tuple(sorted(groups.items(), key=lambda item: (-(item[1] or 0), item[0])))


def _notes(session: Session, mentions: Sequence[Mention]) -> tuple[str, ...]:
    notes = []
    for kind_name, field_name, value in mentions:
        kind = KINDS[kind_name]
        if field_name:
            spec = kind.fields[field_name]
            query = sa.select(kind.table.c.id).where(kind.table.c[field_name] == value).limit(1)
            note = f"台账里没有{spec.caption}为“{spec.type.show(value)}”的{kind.sheet}"
        else:
            query = named(kind, [value]).limit(1)
            note = f"台账里没有{kind.sheet}“{value}”"
        if session.connection().scalar(query) is None:
            notes.append(note)
    return tuple(dict.fromkeys(notes))
