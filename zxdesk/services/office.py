"""Deciding how the office works: its numbers, its deadlines, its working days, its own name.

Each is a step of the history: it can be seen there and undone.
"""

import json
from collections.abc import Iterable, Mapping
from datetime import date

import sqlalchemy as sa

from zxdesk.errors import UserError
from zxdesk.queries.office import CALENDAR, decided, shipped_days
from zxdesk.records import Committee
from zxdesk.records.committee import LEVELS
from zxdesk.rules.committees import name_complaint, region_complaint
from zxdesk.rules.office import office_settings
from zxdesk.services.settings import put_setting
from zxdesk.store import Changes, Ledger

_COMMITTEES = sa.inspect(Committee).local_table
_LABEL = 30


class InvalidSettings(UserError):
    """What was to be decided cannot be.

    Attributes:
        errors: The reason by key.
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        known = office_settings()
        reasons = "；".join(
            f"{known[key].caption}{said}" if key in known else said for key, said in errors.items()
        )
        super().__init__(f"没有保存：{reasons}", "请改正后再保存", code="bad_setting")
        self.errors = dict(errors)


def settings_of(ledger: Ledger) -> dict[str, str]:
    """Give what the office has decided, by key; what it has not is missing."""
    known = office_settings()
    with ledger.read() as session:
        return {key: value for key, value in decided(session, "").items() if key in known}


def decide(ledger: Ledger, words: Mapping[str, str]) -> Changes:
    """Decide how the office works; one step.

    Args:
        words: By key; empty words bring the usual back.

    Raises:
        InvalidSettings: something cannot be read so; nothing was kept.
    """
    known, before = office_settings(), settings_of(ledger)
    wanted: dict[str, str] = {}
    errors: dict[str, str] = {}
    for key, said in words.items():
        try:
            read = known[key].read(said) if said.strip() else ""
            wanted[key] = "" if read == known[key].usual else read
        except ValueError as error:
            errors[key] = str(error)
    if errors:
        raise InvalidSettings(errors)
    changed = {key: said for key, said in wanted.items() if said != before.get(key, "")}
    with ledger.write(_label(changed)) as session:
        for key, said in changed.items():
            put_setting(session, key, said)
    return session.changes


def _label(changed: Mapping[str, str]) -> str:
    known = office_settings()
    each = [f"{known[key].caption}改为{said or '默认'}" for key, said in changed.items()]
    words = "、".join(each)
    return words if len(words) <= _LABEL else f"{each[0]}等 {len(each)} 项设置" if each else "设置"


def set_calendar(ledger: Ledger, days: Mapping[date, str], *, years: Iterable[int]) -> Changes:
    """Keep the holidays of these years in place of what was known of them; one step.

    Args:
        days: 放假 or 上班 by day; days of other years count for nothing.
    """
    wanted = sorted(set(years))
    with ledger.write(f"更新{'、'.join(map(str, wanted))}年的放假安排") as session:
        for year in wanted:
            own = {str(day): days[day] for day in sorted(days) if day.year == year}
            shipped = {str(day): said for day, said in shipped_days().items() if day.year == year}
            value = "" if own == shipped else json.dumps(own, ensure_ascii=False)
            if value or decided(session, f"{CALENDAR}{year}"):
                put_setting(session, f"{CALENDAR}{year}", value)
    return session.changes


def name_committee(ledger: Ledger, *, name: str, level: str, region: str) -> Changes:
    """Call the ledger's committee otherwise; one step.

    Raises:
        InvalidSettings: no committee can be called so, or another is.
    """
    name, region = name.strip(), region.strip()
    complaints = {"name": name_complaint(name), "region": region_complaint(region)}
    with ledger.read() as session:
        same = sa.select(_COMMITTEES.c.id).where(
            _COMMITTEES.c.name == name, _COMMITTEES.c.id != ledger.own_id
        )
        if session.connection().scalar(same) is not None:
            complaints["name"] = f"{name}是报送过的另一家政协"
    complaints["level"] = "" if level in LEVELS else f"层级应是 {'、'.join(LEVELS)} 之一"
    if errors := {key: said for key, said in complaints.items() if said}:
        raise InvalidSettings(errors)
    own = ledger.own
    label = "修改本单位的名称" if name != own.name else "修改本单位的资料"
    with ledger.write(label) as session:
        if (own.name, own.level, own.region) != (name, level, region):
            row = session.get_one(Committee, ledger.own_id)
            row.name, row.level, row.region = name, level, region
    return session.changes
