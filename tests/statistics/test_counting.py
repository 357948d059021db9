"""No label, however deep, in a filter, a group or both, ends in anything but a number."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle
from pathlib import Path

import pytest

from tests.kinds import filled
from tests.ledgers import founded, lent
from zxdesk.queries import labels
from zxdesk.queries.labels import captions, find_field, is_periodic
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import Field, OneOf, Reference
from zxdesk.rules.periods import Period
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.counting import Asked, Bounds, Question
from zxdesk.statistics.figures import AREA, Expression, figure_in
from zxdesk.store import Ledger

__all__ = ["filled", "founded"]

EVER = Period("开始以来", None, date(2100, 1, 1))
DEEPEST = 8
# SQLite takes a million characters; what a label adds is small, and the same for each link.
LONGEST = 15_000
WORDS = ("没有的", "2026-03-05", "2026-03", "2026", "是", "5", "五")


@dataclass(frozen=True)
class Label:
    """A label of an indicator, and a value that may be asked under it."""

    path: labels.Path
    value: str

    def __str__(self) -> str:
        return ".".join(self.path)

    def under(self, prefix: labels.Path) -> "Label":
        return Label((*prefix, *self.path), self.value)


def field_under(kind: RecordKind, label: str) -> Field | None:
    if is_periodic(kind, label):
        assert kind.periods is not None
        kind = KINDS[kind.periods.kind]
    return find_field(kind, label)


def targets(kind: RecordKind, label: str) -> list[RecordKind]:
    spec = field_under(kind, label)
    if isinstance(spec, OneOf):
        return [KINDS[target] for target, _ in spec.options]
    return [KINDS[spec.target]] if isinstance(spec, Reference) else []


def plain_labels(kind: RecordKind) -> list[str]:
    return [label for label in captions(kind) if field_under(kind, label)]


def labels_from(kind: RecordKind, links: int) -> Iterator[Label]:
    """Every label from a kind that follows up to so many links."""
    for name in plain_labels(kind):
        yield Label((name,), value_under(kind, name))
        if links:
            for target in targets(kind, name):
                for beyond in labels_from(target, links - 1):
                    yield Label((name, *beyond.path), beyond.value)


def deep_label(kind: RecordKind, links: int, chosen: random.Random) -> Label:
    """Some label that follows so many links, or as many as there are."""
    linked = [name for name in plain_labels(kind) if targets(kind, name)]
    if not links or not linked:
        name = chosen.choice(plain_labels(kind))
        return Label((name,), value_under(kind, name))
    name = chosen.choice(linked)
    beyond = deep_label(chosen.choice(targets(kind, name)), links - 1, chosen)
    return Label((name, *beyond.path), beyond.value)


def value_under(kind: RecordKind, name: str) -> str:
    """A value that may stand under a label."""
    spec = field_under(kind, name)
    assert spec is not None
    for words in (*WORDS, *getattr(spec.type, "values", ())):
        try:
            spec.type.parse(words)
        except ValueError:
            continue
        return str(words)
    raise AssertionError(name)


def rows_of(ledger: Ledger, code: str) -> list[tuple[labels.Path, RecordKind]]:
    """The rows on which an indicator's labels stand, each with the label that means it."""
    question = question_of(ledger, code)
    return [((seen.prefix,) if seen.prefix else (), seen.kind) for seen in question.seen]


def question_of(ledger: Ledger, code: str, *terms: labels.Term) -> Question:
    return INDICATORS[code].question(within(ledger).asked(terms))


def within(ledger: Ledger) -> Bounds:
    return Bounds(EVER, ledger.today, None)


def ask(ledger: Ledger, code: str, label: Label, by: Label) -> None:
    where = ((str(label), (label.value,)),)
    expression = Expression(code=code, where=where, scope=AREA)
    with ledger.read() as session:
        found = figure_in(session, ledger, expression, period=EVER, by=str(by))
    assert found.value is None or found.value >= 0, (code, label, by)


@pytest.fixture(params=["empty", "full"])
def ledger(
    request: pytest.FixtureRequest, founded: Path, filled: Path, tmp_path: Path
) -> Iterator[Ledger]:
    """A ledger without any record, and one with some of every kind."""
    file = tmp_path / "云溪.zxd"
    file.write_bytes((founded if request.param == "empty" else filled).read_bytes())
    with lent(file) as opened:
        yield opened


def in_turn(found: list[Label]) -> Iterator[tuple[Label, Label]]:
    """Each label as the filter of one question and the group of the next."""
    return zip(found, [*found[1:], found[0]], strict=True)


def seeing() -> dict[str, list[tuple[str, labels.Path]]]:
    """The indicators on whose rows the labels of each kind stand, and the label of that row."""
    found: dict[str, list[tuple[str, labels.Path]]] = {}
    for code, indicator in INDICATORS.items():
        for seen in indicator.ask(Asked()).seen:
            prefix = (seen.prefix,) if seen.prefix else ()
            found.setdefault(seen.kind.name, []).append((code, prefix))
    return found


SEEING = seeing()
# A label of more links is asked of one indicator only, and not where nothing is recorded; of
# those of two links every fourth is asked, unless `--loops` takes them all.
FULLY, OF_LONG = 100, 4


@pytest.mark.timeout(0)  # all labels of proposals take minutes, where all are asked
@pytest.mark.parametrize("name", SEEING)
def test_every_label_within_two_links_is_answered(
    ledger: Ledger, name: str, loops: int, request: pytest.FixtureRequest
) -> None:
    empty = "empty" in request.node.callspec.id
    found = list(labels_from(KINDS[name], 1 if empty and loops < FULLY else 2))
    indicators = cycle(SEEING[name])
    rounds = len(SEEING[name]) if loops >= FULLY else 1
    asked = [
        pair
        for number, pair in enumerate(in_turn(found))
        if loops >= FULLY or len(pair[0].path) < 3 or number % OF_LONG == 0
    ]
    with ledger.read() as session:
        for label, by in asked * rounds:
            code, prefix = next(indicators)
            term = (labels.path_of(str(label.under(prefix))), (label.value,))
            statement, show = question_of(ledger, code, term).groups(
                labels.path_of(str(by.under(prefix)))
            )
            for group, *_ in session.connection().execute(statement, within(ledger).values()):
                assert show(group)


@pytest.mark.parametrize("code", INDICATORS)
def test_the_usual_filters_of_an_indicator_are_answered(ledger: Ledger, code: str) -> None:
    for label in INDICATORS[code].filters:
        with ledger.read() as session:
            found = figure_in(session, ledger, Expression(code=code), period=EVER, by=label)
        assert found.value is None or found.value >= 0


@pytest.mark.parametrize("code", INDICATORS)
def test_deep_labels_are_answered_by_short_statements(
    ledger: Ledger, code: str, loops: int
) -> None:
    chosen = random.Random(code)
    for _ in range(loops):
        found = []
        for _ in range(2):
            prefix, kind = chosen.choice(rows_of(ledger, code))
            label = deep_label(kind, chosen.randint(3, DEEPEST), chosen)
            found.append(label.under(prefix))
        label, by = found
        ask(ledger, code, label, by)
        question = question_of(ledger, code, (labels.path_of(str(label)), (label.value,)))
        statement, _ = question.groups(labels.path_of(str(by)))
        assert len(str(statement)) < LONGEST
