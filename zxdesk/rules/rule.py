"""What a rule is, what it is told of the records around one, and what it finds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

Values = Mapping[str, Any]
# What is wrong, to be put into the sentence; true where the sentence says it all.
Broken = Callable[[Values, "Facts"], object]


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a rule may know beside a record's own values.

    Attributes:
        linked: Rows of other records by the path that leads to them (see `Rule.needs`), each with
            its id and the columns of its table. A path that is missing was not looked up.
        terms: When each 届 opens: a service without an end ends the day before.
        before: The record's values before they were changed; None for a new record, or where a
            record is looked at as it stands.
    """

    today: date
    linked: Mapping[str, tuple[Values, ...]] = field(default_factory=dict)
    terms: Mapping[int, date] = field(default_factory=dict)
    before: Values | None = None

    def rows(self, path: str) -> tuple[Values, ...]:
        """Give the rows at the end of a path."""
        return self.linked.get(path, ())

    def row(self, path: str) -> Values | None:
        """Give the only row at the end of a path, or the first."""
        return next(iter(self.rows(path)), None)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One thing that must hold of a record, or that usually does.

    Attributes:
        name: Unique within its kind.
        hard: It is impossible where this does not hold; otherwise it is only odd.
        fields: What it reads; said at the first.
        sentence: What is wrong and what to do; `{}` stands for what `broken` gives.
        needs: Paths to the rows it reads, hops parted by a blank: `merged_into_id` follows a
            field, `<handling.proposal_id` goes to the rows whose field points here, and
            `=term+session+case_number` to the other records with the same values there.
        firm: The tables cannot hold it otherwise: nobody may pass over it.
    """

    name: str
    hard: bool
    fields: tuple[str, ...]
    sentence: str
    broken: Broken
    needs: tuple[str, ...] = ()
    firm: bool = False


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A rule that does not hold for a record.

    Attributes:
        field: Where it is said.
        fields: Everything that has to do with it.
    """

    rule: str
    hard: bool
    field: str
    sentence: str
    fields: tuple[str, ...]
    firm: bool = False


def hard(
    name: str,
    fields: str,
    sentence: str,
    broken: Broken,
    *,
    needs: tuple[str, ...] = (),
    firm: bool = False,
) -> Rule:
    """Declare what is impossible; `fields` are parted by blanks."""
    return Rule(
        name=name,
        hard=True,
        fields=tuple(fields.split()),
        sentence=sentence,
        broken=broken,
        needs=needs,
        firm=firm,
    )


def odd(
    name: str, fields: str, sentence: str, broken: Broken, *, needs: tuple[str, ...] = ()
) -> Rule:
    """Declare what is possible but asks for a second look."""
    return Rule(
        name=name,
        hard=False,
        fields=tuple(fields.split()),
        sentence=sentence,
        broken=broken,
        needs=needs,
    )


def found_by(rule: Rule, values: Values, facts: Facts) -> Finding | None:
    """Ask one rule; what it needs and nobody looked up leaves it silent."""
    if rule.needs and any(path not in facts.linked for path in rule.needs):
        return None
    what = rule.broken(values, facts)
    if not what:
        return None
    return Finding(
        rule=rule.name,
        hard=rule.hard,
        field=rule.fields[0],
        sentence=rule.sentence.format("" if what is True else what),
        fields=rule.fields,
        firm=rule.firm,
    )
