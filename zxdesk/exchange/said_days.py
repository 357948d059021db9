"""The days that words above a table tell of: 2025年, 二〇二五年三月, 3月5日至7日."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from zxdesk import dates

Part = tuple[int | None, int | None, int | None]
_TO = r"\s*[-—–~～至到]+\s*"
_YEAR = r"(?<![\dA-Za-z])(?<![A-Za-z]-)(?:19|20)\d{2}"
_DAY = r"\d{1,2}(?![\d:：点时人名场次个项件期])"
_POINT = re.compile(
    rf"(?P<y1>{_YEAR})(?P<m1>0[1-9]|1[0-2])(?P<d1>[0-3]\d)?(?!\d)"
    rf"|(?P<y2>{_YEAR})\s*[年./-]\s*(?P<m2>\d{{1,2}})\s*[月./-]\s*(?P<d2>{_DAY})\s*日?"
    rf"|(?P<y3>{_YEAR})\s*[年./-]\s*(?P<m3>\d{{1,2}})\s*月"
    rf"|(?P<y4>{_YEAR})[./-](?P<m4>\d{{1,2}})(?!\d)"
    rf"|(?P<y5>{_YEAR})\s*年(?P<whole>度)?"
    rf"|(?<!\d)(?P<m6>\d{{1,2}})\s*月(?:份|\s*(?P<d6>{_DAY})\s*日?)?"
    # 3.5 may be a day, 1-3 never is: nobody says so of a day alone.
    r"|(?<![\d.:：第])(?P<m7>\d{1,2})[./](?P<d7>\d{1,2})(?!\s*(?:[\d.:：%％万亿元米]|小时|学时|公里))"
)
_TAIL = re.compile(rf"{_TO}(\d{{1,2}})\s*日")
_BETWEEN = re.compile(_TO)
_UNSAID = (
    (re.compile(rf"({_YEAR})(?={_TO}(?:19|20)\d{{2}}\s*年)"), r"\1年"),  # 2025-2026年
    (re.compile(rf"(?<![\d月./-])(\d{{1,2}})(?={_TO}\d{{1,2}}\s*月)"), r"\1月"),  # 1-6月
    (re.compile(r"^\s*((?:19|20)\d{2})(?=\s*$|\s*[\u4e00-\u9fff])(?!\s*[年人名元份])"), r"\1年"),
    (re.compile(r"[（(]\s*((?:19|20)\d{2})\s*[）)]"), r"\1年"),
)
# When the list was made, not when people met.
_MADE = re.compile(
    r"(?:(?:填报|填表|制表|打印|报送|上报|导出|印发|更新)(?:日期|时间)|截至|截止).*?(?=\s{2}|$)"
)


@dataclass(frozen=True)
class Span:
    """From one day, month or year to another, or one of them; years may be left unsaid.

    Attributes:
        whole: It says 年度, which is what a meeting is about rather than when it is.
        weak: It may be something else: 3.5.
    """

    first: Part
    last: Part
    whole: bool = False
    weak: bool = False

    @property
    def level(self) -> int:
        """What it names: 2 a day, 1 a month, 0 a year."""
        return max(i for i, part in enumerate(self.first) if part is not None)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in it, as far as it says."""
        parts = (day.year, day.month, day.day)
        known = [i for i, part in enumerate(self.first) if part is not None]
        return _at(self.first, known) <= _at(parts, known) <= _at(self.last, known)


def allows(words: str, context: str, day: date) -> bool:
    """Tell whether nothing that is said speaks against a day.

    Args:
        words: What is said of the event itself; where it is silent,
            all that stands around it counts.
    """
    own, around = _said(words), _said(context)
    if any(span.level == 2 and span.first[0] for span in own):
        around = ()
    exact = any(s.level == 2 and s.first[0] and s.holds(day) for s in (*own, *around))
    for level in range(3):
        spans = [s for s in own if s.level == level] or [s for s in around if s.level == level]
        spans = [s for s in spans if not (exact and s.whole)]
        if spans and not any(span.holds(day) for span in spans):
            return False
    return True


@lru_cache(maxsize=1024)
def _said(words: str) -> tuple[Span, ...]:
    found = [span for line in words.splitlines() for span in _in_line(line)]
    if any(span.level == 2 and not span.weak for span in found):
        found = [span for span in found if not span.weak]  # 9.30 beside a day is an hour
    return tuple(found)


def _in_line(line: str) -> Iterator[Span]:
    bare = dates.in_digits(_MADE.sub("", line))
    for pattern, said in _UNSAID:
        bare = pattern.sub(said, bare)
    before: Span | None = None
    ended = 0
    for match in _POINT.finditer(bare):
        span, end = _span(match, bare)
        if span is None:
            continue
        whole = None
        if before and _BETWEEN.fullmatch(bare, ended, match.start()):
            whole = _joined(before, span)
        if before and not whole:
            yield before
        before, ended = whole or span, end
    if before:
        yield before


def _span(match: re.Match[str], line: str) -> tuple[Span | None, int]:
    """Give what a match says and where that ends; None where there is no such day."""
    said = {
        name[0]: int(part)
        for name, part in match.groupdict().items()
        if part and name[1:].isdigit()
    }
    first = said.get("y"), said.get("m"), said.get("d")
    tail = _TAIL.match(line, match.end()) if first[2] else None
    last = (*first[:2], int(tail[1])) if tail and int(tail[1]) > (first[2] or 0) else first
    if not (_is_day(first) and _is_day(last)):
        return None, match.end()
    span = Span(first, last, whole=bool(match["whole"]), weak=bool(match["m7"]))
    return span, tail.end() if tail else match.end()


def _is_day(part: Part) -> bool:
    year, month, day = part
    try:
        date(year or 2000, month or 1, day or 1)
    except ValueError:
        return False
    return True


def _joined(before: Span, after: Span) -> Span | None:
    """Give the span from one to another, which leaves unsaid what the first has said."""
    last = list(after.last)
    for i, part in enumerate(before.first):
        if last[i] is not None:
            break
        last[i] = part
    year, month, day = last
    shape = [part is None for part in last] == [part is None for part in before.first]
    known = [i for i, part in enumerate(before.first) if part is not None]
    if not shape or _at(last, known) < _at(before.first, known):
        return None
    return replace(before, last=(year, month, day))


def _at(parts: Sequence[int | None], known: Sequence[int]) -> list[int]:
    return [parts[i] or 0 for i in known]
