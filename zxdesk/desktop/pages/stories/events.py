"""What the pane tells of an event: who came, what was decided."""

from datetime import date

from zxdesk.desktop.pages.detail import ActTarget, ListTarget, Shown, Story
from zxdesk.desktop.tones import Chip, chip_of
from zxdesk.desktop.widgets.detail_pane import DetailPane
from zxdesk.desktop.widgets.detail_parts import Action, Fact, Line, Link, Part
from zxdesk.queries.lists import RecordList
from zxdesk.queries.papers import attendance_content
from zxdesk.records import KINDS
from zxdesk.records.event import ABSENT, EXPECTED, ON_LEAVE, PLANNED, PRESENT

_LINES = 6
_SOON = 14
_NO_MINUTES = "还没有议程和纪要正文，先在编辑里填写"


def _tell(pane: DetailPane, shown: Shown) -> None:
    """Add attendance and agenda."""
    content = attendance_content(shown.context.ledger, shown.record)
    verb = "改签到" if content.rows else "签到"
    writable = not shown.context.ledger.read_only
    pane.add_heading("签到", Link(verb, ActTarget("roll")) if writable else None)
    if not content.rows:
        pane.add_note("还没有签到。")
    else:
        pane.add_facts(_attendance_facts(shown, content.counts))
        away = [row for row in content.rows if row.status in (ON_LEAVE, ABSENT)]
        pane.add_lines(
            [Line(row.name, row.reason or row.post, chip_of(row.status)) for row in away[:_LINES]]
        )
        if len(away) > _LINES:
            pane.add_note(f"另有 {len(away) - _LINES} 人没有到会。")
    agenda = shown.values.get("agenda") or ()
    if agenda:
        due = sum(1 for item in agenda if item[4])
        pane.add_heading(f"议程与决定　{len(agenda)} 项" + (f"，{due} 项有期限" if due else ""))
        today = shown.context.ledger.today
        pane.add_lines([_agenda_line(n, item, today) for n, item in enumerate(agenda, start=1)])


def _attendance_facts(shown: Shown, counts: tuple[tuple[str, int], ...]) -> list[Fact]:
    number = str(shown.values.get("number"))
    attendance = RecordList(shown.context.ledger, KINDS["attendance"])
    facts = []
    for word, count in counts:
        state = {"实到": PRESENT, "请假": ON_LEAVE, "缺席": ABSENT}.get(word)
        where = {"活动": [number], "身份": [EXPECTED]}
        if state:
            where["出席情况"] = [state]
        words = f"{count} 人"
        value: Part = words
        if count:
            ids = attendance.ids(where=where)
            title = f"{shown.words['name']}：{word}"
            value = Link(words, ListTarget("attendance", tuple(ids), title))
        facts.append(Fact(word, value))
    return facts


def _agenda_line(number: int, item: tuple[object, ...], today: date) -> Line:
    title, reporter, decision, responsible, due = item
    words = f"{title}（{reporter}）" if reporter else str(title)
    below = "；".join(str(part) for part in (decision, responsible) if part)
    chip, note = None, ""
    if isinstance(due, date):
        left = (due - today).days
        note = f"{due:%m-%d} 前" if due.year == today.year else f"{due.isoformat()} 前"
        if left < 0:
            chip = Chip("已到期", "plain", f"期限 {due.isoformat()}")
        elif left <= _SOON:
            chip = Chip("今天" if left == 0 else f"{left} 天", "warn")
        else:
            chip = Chip("未到期", "info")
    return Line(words, note, chip, str(number), below)


def _actions(shown: Shown, refused: str) -> list[Action]:
    planned = shown.words.get("state") == PLANNED
    why = "" if shown.values.get("agenda") or shown.values.get("minutes") else _NO_MINUTES
    return [
        Action("roll", "签到", "check", refused=refused, primary=planned),
        Action("minutes", "出纪要", "print", refused=why, primary=not planned),
    ]


EVENT = Story(tell=_tell, actions=_actions)
