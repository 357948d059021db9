"""What an office decides for itself: how its numbers run, and how long it gives for what."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import cache

from zxdesk.records import KINDS
from zxdesk.rules.deadlines import USUAL, Span, read_closing, read_span, show_closing
from zxdesk.rules.series import PLACES, SESSION, TERM, YEAR, read_series

NUMBERS, DEADLINES = "编号", "期限"
CLOSING = "deadline.closing"
# Field of `Deadlines` -> what it is called, and what it says.
_DEADLINES = {
    "reply": ("答复期限", "交办之日起，主办、分办单位多久内答复"),
    "joint": ("会办期限", "交办之日起，会办单位多久内提出意见"),
    "most": ("最长期限", "交办之日起，延期最晚到多久"),
    "soon": ("临期提醒", "答复期限之前多久起算临期，催办函也按它"),
    "decision": ("议定事项提醒", "会议议定事项的期限之前多久起列入要办的事"),
    "studied": ("研究跟进", "意见建议研究多久没有结果，列入待跟进"),
    "backup": ("备份提醒", "多久没有备份就提醒"),
}
# Numbers beside those of each kind: kind and field, what they are called, what may stand in them.
_SPECIAL = (
    ("proposal.case_number", "提案案号", PLACES),
    ("proposal.serial", "提案流水号", (TERM, SESSION)),
    ("event.minutes_number", "会议纪要号", (YEAR,)),
)


@dataclass(frozen=True)
class OfficeSetting:
    """One thing that an office decides.

    Attributes:
        key: By what the ledger keeps it.
        usual: What holds where nothing was decided; empty where the ledger's own numbers show it.
        read: Gives the words as they are kept; raises ValueError with the Chinese reason.
    """

    key: str
    group: str
    caption: str
    usual: str
    hint: str
    read: Callable[[str], str]


@cache
def office_settings() -> dict[str, OfficeSetting]:
    """Give all that an office decides, by key."""
    return {setting.key: setting for setting in (*_numbers(), *_deadlines())}


def number_key(kind: str, field: str = "number") -> str:
    """Give the key of how a kind's numbers run."""
    return f"number.{kind}.{field}"


def deadline_key(name: str) -> str:
    """Give the key of a stretch of time, a field of `Deadlines`."""
    return f"deadline.{name}"


def _numbers() -> Iterator[OfficeSetting]:
    for place, caption, names in _SPECIAL:
        yield _series(f"number.{place}", caption, names)
    for kind in KINDS.values():
        if kind.number_prefix:
            yield _series(number_key(kind.name), f"{kind.sheet}编号", (YEAR,))


def _series(key: str, caption: str, places: tuple[str, ...]) -> OfficeSetting:
    hint = "写第一个号；不写就接着台账里已有的编"
    return OfficeSetting(
        key, NUMBERS, caption, "", hint, lambda words: str(read_series(words, places))
    )


def _deadlines() -> Iterator[OfficeSetting]:
    hint = "每年到哪一天为止都要答复，如 9月底；比答复期限早的以它为准，不写就没有"
    yield OfficeSetting(
        CLOSING, DEADLINES, "答复截止日", "", hint, lambda words: show_closing(read_closing(words))
    )
    for field in fields(USUAL):
        if field.name in _DEADLINES:
            caption, hint = _DEADLINES[field.name]
            usual: Span = getattr(USUAL, field.name)
            yield OfficeSetting(
                deadline_key(field.name),
                DEADLINES,
                caption,
                str(usual),
                hint,
                lambda words: str(read_span(words)),
            )
