"""Every rule of every kind, and what they find in a record: asked by all who read or write one."""

from collections.abc import Iterable
from functools import cache

from zxdesk.records import KINDS
from zxdesk.rules.fields import of_fields
from zxdesk.rules.kinds import handling, outcome, people, proposal, work
from zxdesk.rules.rule import Facts, Finding, Rule, Values, found_by

_OWN: dict[str, tuple[Rule, ...]] = {}
for _module in (people, proposal, handling, work, outcome):
    _OWN |= _module.RULES


@cache
def rules_of(kind: str) -> tuple[Rule, ...]:
    """Give the rules of a kind: its own, and those that the types of its fields imply."""
    return (*_OWN.get(kind, ()), *of_fields(KINDS[kind]))


def kinds_with_rules() -> tuple[str, ...]:
    """Give the kinds of which something must hold."""
    return tuple(name for name in KINDS if rules_of(name))


@cache
def paths_of(kind: str) -> tuple[str, ...]:
    """Give the paths to the rows that the rules of a kind read."""
    return tuple(dict.fromkeys(path for rule in rules_of(kind) for path in rule.needs))


@cache
def fields_read(kind: str) -> frozenset[str]:
    """Give the fields that the rules of a kind read."""
    starts = {path.split()[0] for path in paths_of(kind)}
    read = {name for rule in rules_of(kind) for name in rule.fields}
    read |= {name for start in starts if start[0] == "=" for name in start[1:].split("+")}
    return frozenset(read | {start for start in starts if start[0] not in "=<"})


def findings(kind: str, values: Values, facts: Facts) -> list[Finding]:
    """Give what does not hold in a record, hard findings first."""
    found = [one for rule in rules_of(kind) if (one := found_by(rule, values, facts))]
    return sorted(found, key=lambda one: not one.hard)


def by_field(found: Iterable[Finding]) -> dict[str, str]:
    """Give the first sentence for each field."""
    sentences: dict[str, str] = {}
    for one in found:
        sentences.setdefault(one.field, one.sentence)
    return sentences
