"""A question of the contract's section 3: its period, its conditions, the groups it asks for."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from tests.agreement.rows import LABELS, PARENTS, Label, Office, Row

ALIASES = {
    "阵地类型": ("阵地", "类型"),
    "阵地子类": ("阵地", "子类"),
    "主办类别": ("主办单位", "类别"),
}
NOTHING, SOMETHING = "未填", "已填"
# By what a label may begin that is meant of one of the rows that are counted.
PREFIXES = {"期": "期号"}
DIGITS = "零一二三四五六七八九十"
Path = tuple[str, ...]


class Refused(Exception):
    """The question is wrong: an unknown label, a value outside a closed list, no such period."""


@dataclass(frozen=True)
class Question:
    """One figure as it is asked."""

    code: str
    where: tuple[tuple[str, tuple[str, ...]], ...] = ()
    period: str = ""
    scope: str = "本级"
    by: str = ""

    def __str__(self) -> str:
        """Give it as the command takes it."""
        words = [self.code, *(f"--where {k}={','.join(v)}" for k, v in self.where)]
        words += [f"--period {self.period}"] if self.period else []
        words += [f"--by {self.by}"] if self.by else []
        return " ".join([*words, f"--scope {self.scope}"])


def read_question(words: str, period: str = "", scope: str = "本级") -> Question:
    """Read a figure as a reporting table writes it: event.held 类型=读书,学习."""
    code, *terms = words.split()
    where = [(k, tuple(v.split(","))) for k, _, v in (term.partition("=") for term in terms)]
    return Question(code, tuple(where), period, scope)


@dataclass(frozen=True)
class Span:
    """A period; both ends count."""

    first: date | None
    last: date
    session: tuple[Any, Any] | None = None

    def holds(self, day: date | datetime | None) -> bool:
        """Tell whether a day lies within it."""
        if day is None:
            return False
        day = day.date() if isinstance(day, datetime) else day
        return (self.first is None or self.first <= day) and day <= self.last

    def years(self, year: int) -> bool:
        """Tell whether a year is one of those in it."""
        return (self.first is None or self.first.year <= year) and year <= self.last.year


def read_span(words: str, today: date, office: Office) -> Span:
    """Read a period as the contract writes it; none is this calendar year."""
    words = words or str(today.year)
    if ".." in words:
        first, last = words.split("..")
        return Span(date.fromisoformat(first) if first else None, date.fromisoformat(last))
    if "届" in words:
        return _session_year(words, office)
    year = int(words[:4])
    months = re.fullmatch(r"\d{4}(?:(H)(\d)|(Q)(\d)|-(\d\d))?", words)
    assert months, words
    begin, length = 1, 12
    if months[1]:
        begin, length = 6 * int(months[2]) - 5, 6
    elif months[3]:
        begin, length = 3 * int(months[4]) - 2, 3
    elif months[5]:
        begin, length = int(months[5]), 1
    end = begin + length - 1
    return Span(date(year, begin, 1), date(year, end, calendar.monthrange(year, end)[1]))


def ordinal(word: Any) -> int:
    """Give the number in 五届, 十一届."""
    bare = str(word).rstrip("届次")
    tens, ten, ones = bare.rpartition("十")
    if not ten:
        return DIGITS.index(bare)
    return 10 * (DIGITS.index(tens) if tens else 1) + (DIGITS.index(ones) if ones else 0)


def order(session: Row) -> tuple[int, int]:
    """Give the place of a session among all."""
    return ordinal(session.one("届次")), ordinal(session.one("会次"))


def _session_year(words: str, office: Office) -> Span:
    term, number = words.split("届")
    asked = (ordinal(term), ordinal(number))
    sessions = sorted(office.of("会次", [""]), key=order)
    closes = next((s.one("闭幕日期") for s in sessions if order(s) == asked), None)
    opens = next((s.one("开幕日期") for s in sessions if order(s) > asked), None)
    if closes is None or opens is None:
        raise Refused(words)
    return Span(closes, opens, (f"{term}届", number))


def first_day(partial: Any) -> date:
    """Give the first day that a month or a day may mean."""
    if isinstance(partial, date):
        return partial
    return date.fromisoformat(partial if len(partial) == 10 else f"{partial}-01")


def last_day(partial: Any) -> date:
    """Give the last day that a month or a day may mean."""
    day = first_day(partial)
    if isinstance(partial, date) or len(partial) == 10:
        return day
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def in_being(row: Row, start: str, end: str, day: date) -> bool:
    """Tell whether something is in being on a day; empty ends are open."""
    first, last = row.one(start), row.one(end)
    return (first is None or first_day(first) <= day) and (last is None or day <= last_day(last))


def in_office(service: Row, day: date, office: Office) -> bool:
    """Tell whether a service holds on a day; one without an end ends when the next 届 opens."""
    if not in_being(service, "任职起", "任职止", day):
        return False
    term = service.one("届次")
    if service.one("任职止") is not None or term is None:
        return True
    openings = [
        session.one("开幕日期")
        for session in office.of("会次", [service.owner])
        if ordinal(session.one("届次")) > ordinal(term) and session.one("开幕日期")
    ]
    return not openings or day <= min(openings) - timedelta(days=1)


def read_path(label: str) -> Path:
    """Give the labels of a dotted filter, aliases written out."""
    return tuple(part for word in label.split(".") for part in ALIASES.get(word, (word,)))


def labels_of(sheet: str) -> dict[str, Label]:
    """Give every label of a sheet; those of a member's services are his."""
    return LABELS[sheet] | (LABELS["任职"] if sheet == "委员" else {})


def prefix_of(sheet: str) -> str:
    """Give the word before a label that is meant of a row of this sheet."""
    return PREFIXES.get(sheet, sheet)


def without_prefix(sheets: Sequence[str], path: Path) -> tuple[tuple[str, ...], Path]:
    """Give the sheets on which a label is looked up, and what of it is left there."""
    named = [sheet for sheet in sheets if prefix_of(sheet) == path[0] and path[1:]]
    if named:
        return (named[0],), path[1:]
    first = next((sheet for sheet in sheets if path[0] in labels_of(sheet)), None)
    return ((first,) if first else ()), path


def ends_of(sheets: Iterable[str], path: Path) -> list[Label]:
    """Give what stands at the end of a path, in each of the sheets that have it."""
    found = [labels_of(sheet)[path[0]] for sheet in sheets if path[0] in labels_of(sheet)]
    if len(path) == 1:
        return found
    return [end for spec in found for end in ends_of(spec.targets, path[1:])]


def words_of(value: Any) -> set[str]:
    """Give the words by which a filter may name a value."""
    if not isinstance(value, Row):
        return {shown(value)}
    words = {value.key, value.name}
    return words | {f"{value.one('类别')}/{value.name}"} if value.sheet == "单位" else words


def shown(value: Any) -> str:
    """Give a value as a group is called."""
    if isinstance(value, Row):
        return value.key if value.sheet == "期" else value.name
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M" if value.time() != datetime.min.time() else "%F")
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def above(row: Row) -> Iterator[Row]:
    """Give a record and, on a tree, all it stands below."""
    step: Row | None = row
    while step is not None:
        yield step
        step = step.one(PARENTS[row.sheet]) if row.sheet in PARENTS else None


def matches(value: Any, wanted: Sequence[str]) -> bool:
    """Tell whether a value is one of those asked for, or stands below one."""
    found = above(value) if isinstance(value, Row) else [value]
    return SOMETHING in wanted or any(words_of(one) & set(wanted) for one in found)


Condition = tuple[Path, tuple[str, ...]]


class Reader:
    """Looks at records on a day."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def holders(self, row: Row, label: str, day: date | None) -> list[Row]:
        """Give the rows that carry a label: the record, or a member's services on the day."""
        if label in LABELS[row.sheet]:
            return [row]
        if row.sheet != "委员" or label not in LABELS["任职"] or day is None:
            return []
        return [s for s in row.services if in_office(s, day, self.office)]

    def holds(self, row: Row, conditions: Sequence[Condition], day: date | None) -> bool:
        """Tell whether a record fulfils all conditions; those on one link, one linked row does."""
        if row.sheet == "委员":
            of_service = [c for c in conditions if c[0][0] not in LABELS["委员"]]
            own = [c for c in conditions if c[0][0] in LABELS["委员"]]
            return self._serves(row, of_service, day) and self._holds(row, own, day)
        return self._holds(row, conditions, day)

    def _serves(self, member: Row, conditions: Sequence[Condition], day: date | None) -> bool:
        """Tell whether one service of a member fulfils all conditions; none has nothing."""
        if not conditions:
            return True
        services = self.holders(member, conditions[0][0][0], day)
        if not services:
            return all(NOTHING in words for _, words in conditions)
        return any(self._holds(service, conditions, day) for service in services)

    def _holds(self, row: Row, conditions: Sequence[Condition], day: date | None) -> bool:
        return all(
            self._under(row, label, [(p[1:], w) for p, w in conditions if p[0] == label], day)
            for label in {path[0] for path, _ in conditions}
        )

    def _under(
        self, row: Row, label: str, conditions: Sequence[Condition], day: date | None
    ) -> bool:
        """Tell whether what stands under a label fulfils all conditions, on a link in one row."""
        values = row.all(label)
        if not values:
            return all(NOTHING in words for _, words in conditions)
        if isinstance(values[0], Row):
            return any(self._fits(value, conditions, day) for value in values)
        return all(any(matches(value, words) for value in values) for _, words in conditions)

    def _fits(self, value: Row, conditions: Sequence[Condition], day: date | None) -> bool:
        here = [wanted for path, wanted in conditions if not path]
        beyond = [(path, wanted) for path, wanted in conditions if path]
        if not all(matches(value, wanted) for wanted in here):
            return False
        return not beyond or self.holds(value, beyond, day)

    def groups(self, row: Row, path: Path, day: date | None) -> set[str]:
        """Give every group in which a record stands."""
        found: set[str] = set()
        for holder in self.holders(row, path[0], day):
            values = holder.all(path[0])
            for value in values:
                found |= self.groups(value, path[1:], day) if path[1:] else {shown(value)}
            found |= set() if values else {NOTHING}
        return found or {NOTHING}
