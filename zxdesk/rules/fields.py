"""What holds for a field by its type: days within bounds, telephones, ID numbers."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from typing import Any

from zxdesk.records import RecordKind
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.identity import (
    IdNumber,
    Phone,
    impossible_id,
    impossible_phone,
    unusual_phone,
    wrong_check,
)
from zxdesk.rules.order import first_of
from zxdesk.rules.rule import Facts, Rule, Values, hard, odd

FIRST_YEAR, FARTHEST_YEARS = 1900, 10


def of_fields(kind: RecordKind) -> Iterator[Rule]:
    """Give the rules that the types of a kind's fields imply."""
    for spec in kind.fields.values():
        name, caption, type_ = spec.name, spec.caption, spec.type
        if isinstance(type_, Day | PartialDay | Moment):
            yield hard(
                f"{name}_long_ago",
                name,
                f"{caption}早于 {FIRST_YEAR} 年，请核对年份",
                partial(_long_ago, name),
            )
            past = getattr(type_, "past", False)
            if past or getattr(type_, "expected", False):
                declare = hard if past else odd
                said = f"{caption}在今天之后，请核对日期"
                yield declare(f"{name}_to_come", name, said, partial(_to_come, name))
            else:
                yield odd(
                    f"{name}_far_off",
                    name,
                    f"{caption}在 {FARTHEST_YEARS} 年以后，请核对年份",
                    partial(_far_off, name),
                )
        elif isinstance(type_, Phone):
            yield from _of_phone(name, caption)
        elif isinstance(type_, IdNumber):
            yield from _of_id(name, caption)


def _of_phone(name: str, caption: str) -> Iterator[Rule]:
    yield hard(
        f"{name}_impossible",
        name,
        f"{caption}里没有号码，请填 11 位手机号或带区号的座机号",
        _says(name, impossible_phone),
    )
    yield odd(
        f"{name}_unusual",
        name,
        f"{caption}不像 11 位手机号或座机号，请核对",
        lambda values, _: bool(
            (number := values.get(name)) and not impossible_phone(number) and unusual_phone(number)
        ),
    )


def _of_id(name: str, caption: str) -> Iterator[Rule]:
    yield hard(
        f"{name}_impossible",
        name,
        f"{caption}的位数不对，应是 18 位，请核对",
        _says(name, impossible_id),
    )
    yield odd(
        f"{name}_check",
        name,
        f"{caption}的校验位不对，请逐位核对",
        _says(name, wrong_check),
    )


def _says(name: str, test: Any) -> Any:
    def broken(values: Values, _: Facts) -> bool:
        value = values.get(name)
        return bool(value) and bool(test(value))

    return broken


def _long_ago(name: str, values: Values, _: Facts) -> bool:
    value = values.get(name)
    return value is not None and year_of(value) < FIRST_YEAR


def _to_come(name: str, values: Values, facts: Facts) -> bool:
    value = values.get(name)
    return value is not None and first_of(value) > facts.today


def _far_off(name: str, values: Values, facts: Facts) -> bool:
    value = values.get(name)
    return value is not None and year_of(value) > facts.today.year + FARTHEST_YEARS


def year_of(value: date | datetime | str) -> int:
    """Give the year of a day, a moment or a partial date."""
    return int(value[:4]) if isinstance(value, str) else value.year
