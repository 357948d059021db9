"""What a package says of itself: read, and held to be possible, before anything is taken in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeGuard

from zxdesk.errors import UserError
from zxdesk.exchange.package_file import refuse
from zxdesk.records.committee import LEVELS
from zxdesk.rules.committees import name_complaint, region_complaint
from zxdesk.rules.periods import Period, quarter_of
from zxdesk.statistics.catalogue import CATALOGUE_VERSION, INDICATORS
from zxdesk.statistics.figures import Number, read_expression
from zxdesk.statistics.reporting import COLUMNS
from zxdesk.store.schema import SCHEMA_VERSION

FORMAT = 1
HIGHEST_NUMBER = 999
# A quarter is reported once it has begun; the two offices' clocks may differ by some days.
_DAYS_AHEAD, _YEARS_BACK = 31, 30
_EARLIEST_CREATED = 2000
_MOST_ROWS, _LONGEST_ROW_WORDS, _LARGEST = 1000, 500, 10**13
_INCOMPLETE = "说明文件缺少内容或写法不对"


class _Wrong(Exception):
    """Something in a manifest cannot be; says what."""


@dataclass(frozen=True, kw_only=True)
class ManifestRow:
    """A reported row: what was counted, and the numbers in the order of `COLUMNS`."""

    id: str
    label: str
    expression: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a package says of itself.

    Attributes:
        created: By the sender's clock, which may be wrong.
        step: The sender's last step when it was written; 0 where it does not say.
    """

    committee: str
    level: str
    region: str
    period: Period
    number: int
    created: datetime
    step: int
    rows: tuple[ManifestRow, ...]

    @property
    def named(self) -> str:
        """Give period and number: 2026Q3 第 2 号."""
        return f"{self.period.name} 第 {self.number} 号"


def read_manifest(path: Path, found: Mapping[str, Any], *, today: date) -> Manifest:
    """Read a manifest.

    Raises:
        RefusedError: it is another format's or version's, or something in it cannot be.
    """
    _refuse_other_versions(path, found)
    try:
        return _read(found, today)
    except _Wrong as wrong:
        refuse(path, str(wrong))
    except (KeyError, TypeError, ValueError, OverflowError):
        refuse(path, _INCOMPLETE)


def step_of(found: Mapping[str, Any]) -> int:
    """Give the sender's last step as a manifest tells it; 0 where it does not."""
    head = found.get("head")
    step = head.get("step") if isinstance(head, Mapping) else None
    return step if _is_whole(step) and 0 <= step <= _LARGEST else 0


def _refuse_other_versions(path: Path, found: Mapping[str, Any]) -> None:
    named = ("format", "schema", "catalogue")
    # The packages of before said nothing of the catalogue.
    versions = [found.get(name, 1 if name == "catalogue" else None) for name in named]
    whole = [version for version in versions if _is_whole(version)]
    if len(whole) < len(named) or whole[0] != FORMAT:
        refuse(path, "格式不认识", advice="请升级程序后再接收")
    _, schema, catalogue = whole
    if schema > SCHEMA_VERSION:
        refuse(path, "由更新版本的程序导出", advice="请升级程序后再接收")
    if catalogue == CATALOGUE_VERSION:
        return
    older = catalogue < CATALOGUE_VERSION
    refuse(
        path,
        f"它按第 {catalogue} 版指标口径统计，本单位的程序是第 {CATALOGUE_VERSION} 版，数字不可比",
        advice="请报送单位升级程序后重新导出" if older else "请先升级本单位的程序，再接收",
    )


def _read(found: Mapping[str, Any], today: date) -> Manifest:
    committee, level, region = found["committee"], found["level"], found.get("region") or ""
    if not all(isinstance(words, str) for words in (committee, level, region)):
        raise ValueError
    complaint = name_complaint(committee) or region_complaint(region)
    if complaint:
        raise _Wrong(f"报送单位的{complaint}")
    if level not in LEVELS or not _is_whole(found["number"]):
        raise ValueError
    if not 1 <= found["number"] <= HIGHEST_NUMBER:
        raise _Wrong(f"编号应在 1 到 {HIGHEST_NUMBER} 之间")
    return Manifest(
        committee=committee,
        level=level,
        region=region,
        period=_period(found, today),
        number=found["number"],
        created=_created(found["created"], today),
        step=step_of(found),
        rows=_rows(found["rows"]),
    )


def _period(found: Mapping[str, Any], today: date) -> Period:
    first, last = (date.fromisoformat(found[name]) for name in ("first", "last"))
    period = quarter_of(last)
    if (period.name, period.first) != (found["period"], first) or period.last != last:
        raise _Wrong("期间不是一个季度")
    if (first - today).days > _DAYS_AHEAD:
        raise _Wrong(f"{period.name} 还没有到")
    if last.year < today.year - _YEARS_BACK:
        raise _Wrong(f"{period.name} 太早，不会是现在报送的")
    return period


def _created(words: str, today: date) -> datetime:
    created = datetime.fromisoformat(words)
    if created.tzinfo is not None or not _EARLIEST_CREATED <= created.year <= today.year + 1:
        raise _Wrong("导出时间不可能")
    return created


def _rows(found: Any) -> tuple[ManifestRow, ...]:
    if not isinstance(found, list):
        raise TypeError
    if not found:
        raise _Wrong("没有报表数字")
    if len(found) > _MOST_ROWS:
        raise _Wrong(f"报表超过 {_MOST_ROWS} 行")
    rows = tuple(_row(row) for row in found)
    if len({row.id for row in rows}) != len(rows):
        raise _Wrong("报表里有编号相同的行")
    return rows


def _row(found: Mapping[str, Any]) -> ManifestRow:
    words = (found["id"], found["label"], found["expression"])
    if not all(isinstance(each, str) and each.strip() for each in words):
        raise ValueError
    if any(len(each) > _LONGEST_ROW_WORDS for each in words):
        raise ValueError
    row = ManifestRow(
        id=words[0],
        label=words[1],
        expression=words[2],
        values=tuple(_number(found[column]) for column in COLUMNS),
    )
    _hold_against_indicator(row, found)
    return row


def _hold_against_indicator(row: ManifestRow, found: Mapping[str, Any]) -> None:
    """Refuse a row whose code or unit is not that of what it counts: the paper would mislead."""
    try:
        code = read_expression(row.expression).code
        chosen = INDICATORS[code]
    except (UserError, KeyError):
        raise _Wrong(f"“{row.label[:30]}”的指标不认识（{row.expression[:60]}）") from None
    said = (found.get("code", code), found.get("unit", chosen.unit))
    if said != (code, chosen.unit):
        raise _Wrong(f"“{row.label[:30]}”的代码或单位与它的指标（{code}，{chosen.unit}）不符")


def _number(value: Any) -> Number | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError
    if not -_LARGEST <= value <= _LARGEST:  # NaN is in no range.
        raise ValueError
    return value


def _is_whole(value: Any) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
