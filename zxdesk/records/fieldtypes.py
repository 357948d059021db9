"""How each type of value is read from what people type, shown, and stored.

`parse` takes whatever a cell or an input line holds and gives the stored value, or None for an
empty cell; it raises ValueError whose text is the Chinese reason. `parse(show(v)) == v` holds for
every type.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from zxdesk import dates, numerals, text

Value = Any
_AMOUNT = re.compile(
    r"[￥¥]?\s*([+-]?\d+(?:,\d{3})*(?:\.\d+)?)\s*(万|亿)?\s*(?:元|条|人次|人|场|次|个|字)?"
)
# What makes a number no exact one, or none of what is counted -> how it is refused.
_INEXACT = (
    (re.compile(r"约|余|近|多|左右|上下|以上|以下|大概|\+$"), "不是确数，请填确定的数字"),
    (re.compile(r"[%％‰]|百分之"), "是百分数，这里应填数字"),
)
# How other programs keep a long number from being taken for one: ="0572", '0572.
_GUARDED = re.compile(r"=\"(.*)\"|['’‘`]+(?=[\w+])(.*)")
_FLOAT = re.compile(r"(\d{5,})\.0+")
# What a spreadsheet makes of a long number when it writes text: 1.10101E+17.
_ROUNDED = re.compile(r"\d\.\d+[Ee]\+?\d+|\d[Ee]\+\d+")
_SCALE = {"万": 10_000, "亿": 100_000_000, None: 1}
_LONGEST_NUMBER = 40
_TRUE = {"是", "1", "true", "yes", "y", "√", "✓", "✔", "☑", "有", "对"}
_FALSE = {"否", "0", "false", "no", "n", "×", "✗", "✘", "☐", "□", "无", "不", "错"}


@dataclass(frozen=True, kw_only=True)
class FieldType:
    """Base: one line of text.

    Attributes:
        suggest: Name of the value list offered while typing; any other text is taken too.
    """

    suggest: str = ""

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Text()

    def parse(self, raw: object) -> Value | None:
        """Read a cell; None where it is empty."""
        words = text.one_line(as_text(raw))
        return self.read(words) if words else None

    def read(self, words: str) -> Value:
        """Read cleaned, non-empty text."""
        return words

    def show(self, value: Value | None) -> str:
        """Give the value as a person reads it; empty for None."""
        return "" if value is None else str(value)

    def cell(self, value: Value | None) -> object:
        """Give the value as it is written to a workbook."""
        return self.show(value)


def as_text(raw: object) -> str:
    """Give a cell's text: 13800000000.0 is 13800000000, dates are ISO, None is empty."""
    if raw is None:
        return ""
    if isinstance(raw, bool):
        return "是" if raw else "否"
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    if isinstance(raw, datetime):
        return dates.show_moment(raw)
    return str(raw)


@dataclass(frozen=True, kw_only=True)
class Text(FieldType):
    """One line of text."""


@dataclass(frozen=True, kw_only=True)
class Name(FieldType):
    """A person's name: 「张　三」 is 张三."""

    def read(self, words: str) -> str:
        """Read a name without the space that aligns two-character names."""
        return text.fold_name(words)


@dataclass(frozen=True, kw_only=True)
class Names(FieldType):
    """Several names or bodies in one line, joined by 、."""

    def parse(self, raw: object) -> str | None:
        """Read several names, however they were parted."""
        return "、".join(text.split_values(as_text(raw))) or None


@dataclass(frozen=True, kw_only=True)
class LongText(FieldType):
    """Text of several paragraphs, kept as it was written: indents, wide letters and all."""

    def parse(self, raw: object) -> str | None:
        """Read text, keeping its paragraphs."""
        return text.prose(as_text(raw)) or None


@dataclass(frozen=True, kw_only=True)
class Code(FieldType):
    """A number that is a name: 编号, phone, ID number."""

    def parse(self, raw: object) -> str | None:
        """Read a code without any space; a long number kept as a float has lost digits."""
        words = _unguarded(text.one_line(as_text(raw)).replace(" ", ""))
        if (isinstance(raw, float) and abs(raw) >= 1e15) or _ROUNDED.fullmatch(words):
            raise ValueError("过长的号码存成了数字，末几位已丢失，请改为文本格式后重新填写")
        return words or None


def _unguarded(words: str) -> str:
    """Give a code without what another program wrapped it in: ="0572", '0572, 13800000000.0."""
    while found := _GUARDED.fullmatch(words):
        words = found[1] if found[2] is None else found[2]
    found = _FLOAT.fullmatch(words)
    return found[1] if found else words


@dataclass(frozen=True, kw_only=True)
class Whole(FieldType):
    """A whole number, zero or more: 25,000 · 2.5万 · ２０."""

    maximum: int = 10_000_000_000
    minimum: int = 0

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.BigInteger()

    def read(self, words: str) -> int:
        """Read a whole number."""
        number = _number(words)
        if number != int(number):
            raise ValueError("应是整数")
        if not self.minimum <= number <= self.maximum:
            raise ValueError(f"应在 {self.minimum} 与 {self.maximum} 之间")
        return int(number)

    def cell(self, value: int | None) -> object:
        """Give the number itself."""
        return value


@dataclass(frozen=True, kw_only=True)
class Amount(FieldType):
    """Money in yuan, to the cent."""

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Float()

    def read(self, words: str) -> float:
        """Read an amount; 140万元 is 1400000."""
        number = _number(words)
        if not 0 <= number <= 10**13:
            raise ValueError("金额应在 0 与 10万亿 之间")
        return float(round(number, 2))

    def show(self, value: float | None) -> str:
        """Give the amount without needless zeros."""
        return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")

    def cell(self, value: float | None) -> object:
        """Give the number itself."""
        return value


def _number(words: str) -> Decimal:
    match = _AMOUNT.fullmatch(words)
    if not match or len(words) > _LONGEST_NUMBER:
        counted = any(char.isdigit() for char in words)
        inexact = (reason for sign, reason in _INEXACT if counted and sign.search(words))
        raise ValueError(next(inexact, "不是数字"))
    return Decimal(match[1].replace(",", "")) * _SCALE[match[2]]


@dataclass(frozen=True, kw_only=True)
class Year(FieldType):
    """A calendar year: 2024 or 2024年."""

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Integer()

    def read(self, words: str) -> int:
        """Read a year between 1900 and 2200."""
        digits = words.removesuffix("度").removesuffix("年")
        if not (digits.isascii() and digits.isdigit() and 1900 <= int(digits) <= 2200):
            raise ValueError("应是四位年份，如 2024")
        return int(digits)

    def cell(self, value: int | None) -> object:
        """Give the number itself."""
        return value


@dataclass(frozen=True, kw_only=True)
class Ordinal(FieldType):
    """A term or a session: 十一届, 第十一届, 11 · 五次, 第五次会议, 5.

    Attributes:
        counter: 届 or 次.
    """

    counter: str = "届"

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Integer()

    def read(self, words: str) -> int:
        """Read an ordinal in words or digits."""
        bare = words.removeprefix("第").removesuffix("会议").removesuffix(self.counter)
        try:
            number = numerals.from_chinese(bare.strip())
        except ValueError:
            raise ValueError(f"应写作 五{self.counter} 或 5") from None
        if not 1 <= number <= 200:
            raise ValueError(f"应写作 五{self.counter} 或 5")
        return number

    def show(self, value: int | None) -> str:
        """Give 十一届 or 五次."""
        return "" if value is None else f"{numerals.to_chinese(value)}{self.counter}"


@dataclass(frozen=True, kw_only=True)
class Stars(FieldType):
    """A rating of one to five stars: 五星级, 5星, 5, ★★★★★."""

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Integer()

    def read(self, words: str) -> int:
        """Read a star rating."""
        if set(words) <= {"★", "☆"}:
            number = words.count("★")
        else:
            try:
                number = numerals.from_chinese(words.removesuffix("级").removesuffix("星"))
            except ValueError:
                raise ValueError("星级应是 1 至 5") from None
        if not 1 <= number <= 5:
            raise ValueError("星级应是 1 至 5")
        return number

    def show(self, value: int | None) -> str:
        """Give 五星."""
        return "" if value is None else f"{numerals.to_chinese(value)}星"


@dataclass(frozen=True, kw_only=True)
class Flag(FieldType):
    """Yes or no: 是/否."""

    def sql_type(self) -> sa.types.TypeEngine[Any]:
        """Give the column type."""
        return sa.Boolean()

    def read(self, words: str) -> bool:
        """Read 是 or 否."""
        word = words.casefold()
        if word in _TRUE or word in _FALSE:
            return word in _TRUE
        raise ValueError("应填 是 或 否")

    def show(self, value: bool | None) -> str:
        """Give 是 or 否."""
        return "" if value is None else ("是" if value else "否")


@dataclass(frozen=True, kw_only=True)
class Choice(FieldType):
    """One of a closed list."""

    values: tuple[str, ...]

    def read(self, words: str) -> str:
        """Read a value of the list."""
        if words not in self.values:
            raise ValueError(f"应是 {'、'.join(self.values)} 之一")
        return words


@dataclass(frozen=True, kw_only=True)
class OpenChoice(FieldType):
    """One of a list that the office extends (`suggest` names it); import lets it grow."""
