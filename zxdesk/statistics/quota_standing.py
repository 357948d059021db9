"""How a quota stands: counts by span, those who owe it, and the gauge.

Every number is a figure: `Count.expression` in `Count.period` gives the same value and leads to the
records behind it.
"""

from dataclasses import dataclass

from zxdesk.records import KINDS
from zxdesk.records.target import HALF_YEARLY, MONTHLY, QUARTERLY, YEARLY
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Expression, Number

_SPAN_UNITS = {YEARLY: "年", HALF_YEARLY: "个半年", QUARTERLY: "季", MONTHLY: "个月"}


@dataclass(frozen=True, kw_only=True)
class Count:
    """What was done in one span, and the figure that says so.

    Attributes:
        begun: Whether the span has begun; before that nobody is short.
    """

    period: Period
    done: Number
    target: int
    expression: Expression
    begun: bool

    @property
    def reached(self) -> bool:
        """Whether the target is reached."""
        return self.done >= self.target

    @property
    def missing(self) -> Number:
        """How many are missing by now."""
        return max(self.target - self.done, 0) if self.begun else 0

    @property
    def beyond(self) -> Number:
        """The X of 6+X."""
        return max(self.done - self.target, 0)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How one of those who owe something stands.

    Attributes:
        kind: The kind of its record; empty for the committee as a whole.
        counts: One for each span of the year.
    """

    kind: str
    record_id: int
    key: str
    title: str
    counts: tuple[Count, ...]

    @property
    def missing(self) -> Number:
        """How many are missing in the spans that have begun."""
        return sum(count.missing for count in self.counts)

    @property
    def beyond(self) -> Number:
        """What is beyond the targets."""
        return sum(count.beyond for count in self.counts)

    @property
    def reached(self) -> bool:
        """Whether every span that has begun is reached."""
        begun = [count for count in self.counts if count.begun]
        return bool(begun) and all(count.reached for count in begun)


@dataclass(frozen=True, kw_only=True)
class Gauge:
    """A quota in two numbers: 6 / 6 场，X = 2, or 15 / 17 个."""

    done: Number
    target: Number
    unit: str
    beyond: Number = 0

    def __str__(self) -> str:
        """Give the gauge as people read it."""
        shown = f"{self.done:,} / {self.target:,} {self.unit}"
        return f"{shown}，X = {self.beyond:,}" if self.beyond else shown


@dataclass(frozen=True, kw_only=True)
class QuotaStanding:
    """How one quota stands in a year.

    Attributes:
        record: Kind and id of the record that sets it; a 每年指标 of venues has none.
        unit: Of the figure.
        standings: All who owe something; for the committee as a whole just one.
        whole: Whether it is one number rather than one for each of several.
        problem: Why it could not be worked out; empty where it could.
    """

    name: str
    record: tuple[str, int] | None
    each: str
    span: str
    year: int
    expression: str
    unit: str = ""
    standings: tuple[Standing, ...] = ()
    whole: bool = False
    problem: str = ""

    @property
    def short(self) -> tuple[Standing, ...]:
        """Those with something missing, most of it first."""
        found = [one for one in self.standings if one.missing]
        return tuple(sorted(found, key=lambda one: -one.missing))

    @property
    def gauge(self) -> Gauge:
        """What is done of what is to be done; of several, how many have done it."""
        if not self.whole:
            reached = sum(1 for one in self.standings if one.reached)
            unit = "人" if self.each == KINDS["member"].sheet else "个"
            return Gauge(done=reached, target=len(self.standings), unit=unit)
        counts = [count for one in self.standings for count in one.counts]
        if len(counts) == 1:
            done, target = counts[0].done, counts[0].target
            return Gauge(
                done=min(done, target), target=target, unit=self.unit, beyond=counts[0].beyond
            )
        reached = sum(1 for count in counts if count.reached)
        return Gauge(done=reached, target=len(counts), unit=_SPAN_UNITS[self.span])
