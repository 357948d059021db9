"""Sums that must agree: parts of a classification make up their total."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from zxdesk.queries.labels import UNFILLED
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Expression, Number, figure_in
from zxdesk.store import Ledger


@dataclass(frozen=True)
class Classification:
    """A figure and the labels whose values part it; a record without one is in no part."""

    code: str
    labels: tuple[str, ...]


CLASSIFICATIONS = (
    Classification("proposal.received", ("提案者性质", "类别", "审查结论")),
    Classification("proposal.assigned", ("主办单位",)),
    Classification("consultation.topics", ("类别", "形式")),
    Classification("opinion.items", ("类别",)),
    Classification("media.count", ("级别",)),
)
# Figures whose records bear the label without fail, once: their groups make up the total.
_WHOLE = (
    Classification("proposal.received", ("审查结论",)),
    Classification("event.held", ("类型", "状态")),
    Classification("event.attendances", ("身份", "出席情况")),
    Classification("suggestion.count", ("有效",)),
    Classification("problem.count", ("状态",)),
    Classification("instruction.count", ("层级",)),
    Classification("product.count", ("类型",)),
)
# Printed beside their parts, though an empty label is no gap to be closed: a suggestion may wait.
_PRINTED = (
    Classification("suggestion.count", ("采纳情况",)),
    Classification("problem.count", ("状态",)),
    Classification("proposal.replied", ("办理结果", "办理结果评价")),
)
_PARTS = (("proposal.filed", ("proposal.after_merge", "proposal.merged")),)


def gaps(
    session: Session, ledger: Ledger, period: Period, *, owner_id: int | None = None
) -> Iterator[str]:
    """Give what does not add up in a period because something is not filled in."""
    yield from _unfilled(session, ledger, period, CLASSIFICATIONS, owner_id)


def remarks(
    session: Session, ledger: Ledger, period: Period, *, owner_id: int | None = None
) -> Iterator[str]:
    """Give what a reader should know before parts are printed as if they made the whole."""
    yield from _unfilled(session, ledger, period, _PRINTED, owner_id)


def _unfilled(
    session: Session,
    ledger: Ledger,
    period: Period,
    classifications: Iterable[Classification],
    owner_id: int | None,
) -> Iterator[str]:
    for classification in classifications:
        expression = Expression(code=classification.code)
        for label in classification.labels:
            found = figure_in(
                session, ledger, expression, period=period, by=label, owner_id=owner_id
            )
            unfilled = dict(found.groups).get(UNFILLED)
            if unfilled:
                yield (
                    f"{found.label} {found.value} {found.unit}中有 {unfilled} {found.unit}"
                    f"没有填{label}，按{label}分的数加起来不等于总数"
                )


def against_total(caption: str, parts: Sequence[Number], total: Number) -> str:
    """Say that the rows of a table do not make up the total; empty where they do."""
    together = round(sum(parts), 2)
    if together == total:
        return ""
    rest = round(total - together, 2)
    why = f"有 {rest:g} 不在表中任何一行" if rest > 0 else "有的记录算在几行里"
    return f"{caption}各行加起来是 {together:g}，总数是 {total:g}，{why}"


def disagreements(ledger: Ledger) -> list[str]:
    """Give the sums over all time that must agree and do not, one sentence each."""
    ever = Period("开始以来", None, ledger.today)
    with ledger.read() as session:
        return [*_groups_against_total(session, ledger, ever), *_parts(session, ledger, ever)]


def remarks_of_all_time(ledger: Ledger) -> list[str]:
    """Give the remarks over all that the ledger holds (see `remarks`)."""
    with ledger.read() as session:
        return list(remarks(session, ledger, Period("开始以来", None, ledger.today)))


def _groups_against_total(session: Session, ledger: Ledger, period: Period) -> Iterator[str]:
    for classification in _WHOLE:
        for label in classification.labels:
            expression = Expression(code=classification.code)
            found = figure_in(session, ledger, expression, period=period, by=label)
            parts = sum(value or 0 for _, value in found.groups)
            if parts != found.value:
                yield f"{found.label}共 {found.value}，按{label}分的数加起来是 {parts}"


def _parts(session: Session, ledger: Ledger, period: Period) -> Iterator[str]:
    def value(code: str) -> Number:
        return figure_in(session, ledger, Expression(code=code), period=period).value or 0

    for code, parts in _PARTS:
        together = sum(value(part) for part in parts)
        if value(code) != together:
            yield f"{code} 是 {value(code)}，{' 加 '.join(parts)} 是 {together}"
