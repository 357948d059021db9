"""settings, calendar: what the office decides for itself."""

import argparse
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from zxdesk.cli.frame import Answer, opened, printable_file
from zxdesk.errors import UserError
from zxdesk.queries.office import work_calendar
from zxdesk.records.committee import LEVELS
from zxdesk.rules.deadlines import OFF, ON
from zxdesk.rules.office import office_settings
from zxdesk.services.office import decide, name_committee, set_calendar, settings_of
from zxdesk.store import Ledger

_OWN = {"名称": "name", "层级": "level", "地区": "region"}
_UNDECIDED = "（没有定）"


def add(commands: Any) -> None:
    """Add these commands."""
    settings = commands.add_parser(
        "settings", help="本单位的设置：编号、期限、名称；不写名称就全部列出"
    )
    settings.add_argument(
        "name", nargs="?", default="", metavar="名称", help="如 答复期限、提案案号"
    )
    settings.add_argument("value", nargs="?", metavar="值", help="如 60个工作日、{年}-001")
    settings.add_argument("--default", action="store_true", help="恢复成默认的")
    settings.set_defaults(run=run_settings)
    days = commands.add_parser("calendar", help="放假和调休上班的日子，工作日按它算")
    days.add_argument(
        "file",
        nargs="?",
        metavar="文件",
        help="要读入的表格：日期、安排（放假或上班），每行一天或一段",
    )
    days.add_argument("--year", type=int, metavar="年", help="只看这一年")
    days.add_argument("--out", metavar="文件.csv", help="把现在的写成这个文件，改好可以再读入")
    days.set_defaults(run=run_calendar)


def run_settings(arguments: argparse.Namespace) -> Answer:
    """List what the office decides, or decide it."""
    if not arguments.name:
        with opened(arguments) as ledger:
            return _all(ledger)
    name = arguments.name
    key = next((k for k, s in office_settings().items() if s.caption == name), "")
    if not key and name not in _OWN:
        names = "、".join((*_OWN, *(s.caption for s in office_settings().values())))
        raise UserError(f"没有“{name}”这项设置，没有改动", f"可以设置：{names}", code="bad_setting")
    if arguments.value is None and not arguments.default:
        with opened(arguments) as ledger:
            return _one(ledger, name)
    with opened(arguments, writing=True) as ledger:
        value = "" if arguments.default else arguments.value
        if name in _OWN:
            own = {field: getattr(ledger.own, field) for field in _OWN.values()}
            changes = name_committee(ledger, **(own | {_OWN[name]: value}))
        else:
            changes = decide(ledger, {key: value})
        data = {"step": changes.step or None} | _values(ledger)[name]
        line = f"{name}：{data['value'] or _UNDECIDED}"
    return Answer(data, (line if changes else f"{line}，没有变化",))


def _values(ledger: Ledger) -> dict[str, dict[str, str]]:
    said = settings_of(ledger)
    found = {
        name: {"name": name, "value": getattr(ledger.own, field), "about": f"本单位的{name}"}
        for name, field in _OWN.items()
    }
    for key, setting in office_settings().items():
        value = said.get(key, setting.usual)
        found[setting.caption] = {"name": setting.caption, "value": value, "about": setting.hint}
    return found


def _all(ledger: Ledger) -> Answer:
    values = list(_values(ledger).values())
    lines = [f"{one['name']}\t{one['value'] or _UNDECIDED}\t{one['about']}" for one in values]
    return Answer({"settings": values, "levels": LEVELS}, tuple(lines))


def _one(ledger: Ledger, name: str) -> Answer:
    data: Mapping[str, str] = _values(ledger)[name]
    return Answer(data, (f"{name}：{data['value'] or _UNDECIDED}（{data['about']}）",))


def run_calendar(arguments: argparse.Namespace) -> Answer:
    """Tell which days are holidays, take them from a file or write them to one."""
    from zxdesk.exchange.calendar_file import read_calendar, write_calendar, years_of

    target = printable_file(arguments.out, ".csv") if arguments.out else None
    if arguments.file:
        days = read_calendar(Path(arguments.file))
        with opened(arguments, writing=True) as ledger:
            changes = set_calendar(ledger, days, years=years_of(days))
            known = _days(ledger, arguments.year)
        told = f"已更新 {'、'.join(map(str, years_of(days)))} 年" if changes else "没有变化"
        first = [f"{told}：{_counted(days)}"]
    else:
        with opened(arguments) as ledger:
            known = _days(ledger, arguments.year)
        first = [] if known else [f"{arguments.year or ''} 年没有放假安排，按周一至周五计".strip()]
    if target:
        write_calendar(target, {_as_day(day): said for day, said in known.items()})
        first.append(f"已写成 {target}：{_counted(known)}")
    lines = first or [f"{day}\t{said}" for day, said in known.items()]
    return Answer({"days": known, "file": str(target) if target else None}, tuple(lines))


def _days(ledger: Ledger, year: int | None) -> dict[str, str]:
    with ledger.read() as session:
        days = work_calendar(session).days
    return {str(day): days[day] for day in sorted(days) if year in (None, day.year)}


def _as_day(words: str) -> date:
    return date.fromisoformat(words)


def _counted(days: Mapping[Any, str]) -> str:
    said = list(days.values())
    return f"放假 {said.count(OFF)} 天，调休上班 {said.count(ON)} 天"
