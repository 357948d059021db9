"""Numbers that belong to persons: ID numbers (GB 11643) and telephones, and what is odd in them."""

import re
from dataclasses import dataclass
from datetime import date

from zxdesk.records.fieldtypes import Code

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_ID = re.compile(r"\d{17}[\dXx]")
_OLD_ID = re.compile(r"\d{15}")
_DIGITS = re.compile(r"[\dXx]+")
_MOBILE = re.compile(r"(?:\+?86-?)?1[3-9]\d{9}")
# Area code, seven or eight digits, an extension.
_LANDLINE = re.compile(r"(?:\(?0\d{2,3}\)?-?)?[2-9]\d{6,7}(?:(?:-|转)\d{1,6})?")
_PARTS = re.compile(r"[/,，、;；]+")
_IN_THREES = re.compile(r"\d{1,3}(?:,\d{3}){4,}")
_NO_NUMBER = {"true", "false", "是", "否", "yes", "no"}
_LETTERS = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, kw_only=True)
class IdNumber(Code):
    """An ID number of 18 characters, an old one of 15, or another paper's number."""

    def parse(self, raw: object) -> str | None:
        """Read a number, also one in groups of three."""
        number = super().parse(raw)
        return number.replace(",", "") if number and _IN_THREES.fullmatch(number) else number


@dataclass(frozen=True, kw_only=True)
class Phone(Code):
    """A telephone number, or several."""

    def parse(self, raw: object) -> str | None:
        """Read a number; yes and no are none."""
        number = super().parse(raw)
        if number and number.casefold() in _NO_NUMBER:
            raise ValueError("不是电话号码")
        return number


def impossible_id(number: str) -> bool:
    """Tell what cannot be an ID number: digits, but not as many as one has."""
    return bool(_DIGITS.fullmatch(number)) and len(number) not in (15, 18)


def wrong_check(number: str) -> bool:
    """Tell whether the last character of an 18-character number does not fit the others."""
    if not _ID.fullmatch(number):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return number[-1].upper() != _CHECKS[total % 11]


def birth_in(number: str) -> date | None:
    """Give the day of birth that an ID number tells; None where it tells none."""
    if _ID.fullmatch(number):
        digits = number[6:14]
    elif _OLD_ID.fullmatch(number):
        digits = f"19{number[6:12]}"
    else:
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def tells_birth(number: str) -> bool:
    """Tell whether a number is of the form in which a day of birth stands."""
    return bool(_ID.fullmatch(number) or _OLD_ID.fullmatch(number))


def gender_in(number: str) -> str:
    """Give the gender that an ID number tells; empty where it tells none."""
    if _ID.fullmatch(number):
        return "男" if int(number[16]) % 2 else "女"
    if _OLD_ID.fullmatch(number):
        return "男" if int(number[14]) % 2 else "女"
    return ""


def impossible_phone(number: str) -> bool:
    """Tell what cannot be a telephone number: letters and not one digit."""
    return bool(_LETTERS.search(number)) and not any(c.isdigit() for c in number)


def unusual_phone(number: str) -> str:
    """Give the first of several numbers that is neither a mobile's nor a landline's."""
    parts = [part for part in _PARTS.split(number) if part]
    wrong = (p for p in parts if not (_MOBILE.fullmatch(p) or _LANDLINE.fullmatch(p)))
    return next(wrong, "")
