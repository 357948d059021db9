"""How the quotas (指标任务) of a year stand: what was done, what is beyond, and who is short.

A 品牌 or 阵地 with a 每年指标 of its own has a quota too: held events, per year. What several owe
is counted within this committee only, whatever the scope of the figure.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from zxdesk.errors import UserError
from zxdesk.queries.todo import Todo
from zxdesk.queries.values import keys, load_many, titles
from zxdesk.records import KINDS
from zxdesk.records.target import WHOLE, YEARLY
from zxdesk.rules.periods import Period
from zxdesk.rules.quotas import has_begun, is_due, read_target, spans_of
from zxdesk.statistics.figures import (
    OWN,
    Expression,
    Number,
    figure_in,
    indicator,
    read_expression,
    records_in,
    values_by_target,
)
from zxdesk.statistics.quota_objects import (
    check_label,
    kind_of,
    narrowed,
    objects_in,
    with_children,
)
from zxdesk.statistics.quota_standing import Count, QuotaStanding, Standing
from zxdesk.statistics.unknown import unknown_names
from zxdesk.store import Ledger

HELD = "event.held"
# A span that is over can only be made good by late entries.
_LATE = timedelta(days=31)


def quota_standings(ledger: Ledger, year: int) -> list[QuotaStanding]:
    """Work out every quota of a year: the 指标任务, then those of 品牌 and of 阵地."""
    with ledger.read() as session:
        return [
            *(_of_quota(session, ledger, row, year) for row in _quotas(session, ledger, year)),
            *_yearly_targets(session, ledger, "programme", year),
            *_yearly_targets(session, ledger, "venue", year),
        ]


def due(ledger: Ledger) -> list[Todo]:
    """Give the quotas that are due (see `due_items`), in January those of the year before too."""
    years = sorted({(ledger.today - _LATE).year, ledger.today.year})
    quotas = [quota for year in years for quota in quota_standings(ledger, year)]
    return due_items(quotas, ledger.today)


def due_items(quotas: Iterable[QuotaStanding], today: date) -> list[Todo]:
    """Give the quotas with something missing, once the last part of their span is running.

    What was missed stays for a month.
    """
    return [item for quota in quotas if quota.short for item in _due(quota, today)]


def _due(quota: QuotaStanding, today: date) -> Iterator[Todo]:
    for place, period in enumerate(spans_of(quota.year, quota.span)):
        left = (period.last - today).days
        missed = -_LATE.days <= left < 0
        short = [one for one in quota.short if one.counts[place].missing]
        if not short or not (missed or is_due(period, today)):
            continue
        kind, record_id = quota.record or (short[0].kind, short[0].record_id)
        yield Todo(
            "逾期" if missed else f"{left} 天" if left else "今天",
            f"任务“{quota.name}”（{period.name}）{_missing_words(quota, short, place)}",
            kind,
            record_id,
            "overdue" if missed else "soon",
        )


def _missing_words(quota: QuotaStanding, short: Sequence[Standing], place: int) -> str:
    if quota.whole:
        return f"还差 {short[0].counts[place].missing:,} {quota.unit}"
    return f"还有 {len(short)} {quota.gauge.unit}未完成"


def _quotas(session: Session, ledger: Ledger, year: int) -> Sequence[Any]:
    table = KINDS["quota"].table
    query = (
        sa.select(table)
        .where(
            table.c.owner_id == ledger.own_id,
            sa.func.coalesce(table.c.first_year, year) <= year,
            sa.func.coalesce(table.c.last_year, year) >= year,
        )
        .order_by(table.c.id)
    )
    return session.connection().execute(query).all()


def _of_quota(session: Session, ledger: Ledger, quota: Any, year: int) -> QuotaStanding:
    found = QuotaStanding(
        name=quota.name,
        record=("quota", quota.id),
        each=quota.each,
        span=quota.span,
        year=year,
        expression=quota.expression,
        whole=quota.each == WHOLE,
    )
    try:
        expression = read_expression(quota.expression)
        unit = indicator(expression.code).unit
        spans = spans_of(year, quota.span)
        if quota.each == WHOLE:
            standings = _whole(session, ledger, expression, spans, quota)
        else:
            ids = objects_in(session, ledger, quota.each, quota.among or "", spans[-1])
            own = replace(expression, scope=OWN)
            owed = _Owed(kind_of(quota.each), own, quota.label or "", spans)
            standings = _each(session, ledger, owed, dict.fromkeys(ids, quota.target))
    except UserError as error:
        return replace(found, problem=str(error))
    unknown = "；".join(unknown_names(session, expression))
    problem = unknown or ("" if standings else f"没有符合对象条件的{quota.each}。")
    return replace(found, unit=unit, standings=standings, problem=problem)


def _yearly_targets(session: Session, ledger: Ledger, kind: str, year: int) -> list[QuotaStanding]:
    """Give the quotas that 每年指标 sets: one for each 品牌, one for all 阵地 together."""
    sheet = KINDS[kind].sheet
    spans = spans_of(year, YEARLY)
    ids = objects_in(session, ledger, sheet, "", spans[-1])
    values = load_many(session, KINDS[kind], ids, ("yearly_target",))
    read = {i: read_target(found["yearly_target"]) for i, found in values.items()}
    targets = {i: target for i, target in read.items() if target}
    owed = _Owed(kind, Expression(code=HELD), sheet, spans)
    common = QuotaStanding(
        name=f"{sheet}每年指标",
        record=None,
        each=sheet,
        span=YEARLY,
        year=year,
        expression=HELD,
        unit=indicator(HELD).unit,
    )
    standings = _each(session, ledger, owed, targets)
    if kind == "venue":
        return [replace(common, standings=standings)] if standings else []
    return [
        replace(
            common,
            name=one.title,
            record=(kind, one.record_id),
            expression=str(one.counts[0].expression),
            standings=(one,),
            whole=True,
        )
        for one in standings
    ]


@dataclass(frozen=True)
class _Owed:
    """What each of several owes: the figure, and the label by which it counts for them."""

    kind: str
    expression: Expression
    label: str
    spans: tuple[Period, ...]


def _whole(
    session: Session,
    ledger: Ledger,
    expression: Expression,
    spans: Sequence[Period],
    quota: Any,
) -> tuple[Standing, ...]:
    counts = []
    for span in spans:
        done = figure_in(session, ledger, expression, period=span).value or 0
        counts.append(_count(ledger, span, done, quota.target, expression))
    return (Standing(kind="", record_id=0, key="", title=quota.each, counts=tuple(counts)),)


def _each(
    session: Session, ledger: Ledger, owed: _Owed, targets: Mapping[int, int]
) -> tuple[Standing, ...]:
    ids = list(targets)
    by_span = [_done(session, ledger, owed, ids, span) for span in owed.spans]
    expressions = narrowed(session, owed.expression, owed.label, owed.kind, ids)
    names, by_key = titles(session, owed.kind, ids), keys(session, owed.kind, ids)
    return tuple(
        Standing(
            kind=owed.kind,
            record_id=i,
            key=by_key[i],
            title=names[i],
            counts=tuple(
                _count(ledger, span, done.get(i) or 0, targets[i], expressions[i])
                for span, done in zip(owed.spans, by_span, strict=True)
            ),
        )
        for i in sorted(ids, key=lambda i: by_key[i])
    )


def _done(
    session: Session, ledger: Ledger, owed: _Owed, ids: Sequence[int], span: Period
) -> Mapping[int, Number | None]:
    """Give what each has done in a span, as its narrowed figure says."""
    if not owed.label:
        kind, counted = records_in(session, ledger, owed.expression, period=span)
        if kind != owed.kind:
            raise UserError(
                f"这个指标数的不是{KINDS[owed.kind].sheet}，任务没有统计",
                "请在归属里写明按哪个筛选项归到对象名下",
                code="bad_quota",
            )
        # What is counted owes it itself: whoever is among them has done it.
        return dict.fromkeys(counted, 1)
    # All in one statement; a label that the indicator does not know is refused by it.
    found = values_by_target(
        session, ledger, owed.expression, by=owed.label, target=owed.kind, period=span
    )
    check_label(owed.expression, owed.label, owed.kind)
    # A group holds what is linked to the record itself, a filter what stands below it on the tree
    # as well (contract, section 3): those with others below them are asked one by one.
    above = with_children(session, owed.kind, ids)
    for i, expression in narrowed(session, owed.expression, owed.label, owed.kind, above).items():
        found[i] = figure_in(session, ledger, expression, period=span).value
    return found


def _count(
    ledger: Ledger, span: Period, done: Number, target: int, expression: Expression
) -> Count:
    return Count(
        period=span,
        done=done,
        target=target,
        expression=expression,
        begun=has_begun(span, ledger.today),
    )
