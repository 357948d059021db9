"""What the pane tells of an event: who came, what was decided."""

from collections.abc import Sequence
from datetime import date

from zxdesk.desktop.look.tones import Chip, chip_of
from zxdesk.desktop.records.detail import RecordStory, ShownRecord, listing
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.detail_parts import (
    DetailFact,
    DetailLine,
    DetailLink,
    DetailPart,
    RecordAction,
)
from zxdesk.papers.attendance import attendance_content
from zxdesk.papers.roll import AttendanceRow
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.records.event import ABSENT, CAPACITIES, EXPECTED, ON_LEAVE, PLANNED, PRESENT

_LINES = 6
_SOON = 14
_NO_MINUTES = "还没有议程和纪要正文，先在编辑里填写"


def _tell(pane: DetailPane, shown: ShownRecord) -> None:
    """Add attendance and agenda."""
    content = attendance_content(shown.context.ledger, shown.record)
    verb = "改签到" if content.rows else "签到"
    writable = not shown.context.ledger.read_only
    pane.add_heading("签到", DetailLink(verb, shown.acts.call_roll) if writable else None)
    if not content.rows:
        pane.add_note("还没有签到。")
    else:
        pane.add_facts(_attendance_facts(shown, content.counts))
        away = [row for row in content.rows if row.status in (ON_LEAVE, ABSENT)]
        expected = [row for row in away if row.capacity == EXPECTED]
        _tell_away(pane, expected, "应到")
        _tell_away(pane, [row for row in away if row.capacity != EXPECTED], "列席等")
    agenda = shown.values.get("agenda") or ()
    if agenda:
        due = sum(1 for item in agenda if item[4])
        pane.add_heading(f"议程与决定　{len(agenda)} 项" + (f"，{due} 项有期限" if due else ""))
        today = shown.context.ledger.today
        pane.add_lines([_agenda_line(n, item, today) for n, item in enumerate(agenda, start=1)])


def _tell_away(pane: DetailPane, away: Sequence[AttendanceRow], whose: str) -> None:
    """Tell who did not come of those expected, or of the others: never both in one list."""
    if not away:
        return
    if whose != EXPECTED:
        pane.add_note(f"{whose}人员没有到会 {len(away)} 人，不在应到之内：")
    lines = [DetailLine(row.name, _why_away(row), chip_of(row.status)) for row in away[:_LINES]]
    pane.add_lines(lines)
    if len(away) > _LINES:
        pane.add_note(f"{whose}人员另有 {len(away) - _LINES} 人没有到会。")


def _why_away(row: AttendanceRow) -> str:
    words = row.reason or row.post
    return words if row.capacity == EXPECTED else f"{row.capacity}　{words}".strip()


def _attendance_facts(shown: ShownRecord, counts: tuple[tuple[str, int], ...]) -> list[DetailFact]:
    number = str(shown.values.get("number"))
    attendance = RecordList(shown.context.ledger, KINDS["attendance"])
    facts = []
    for word, count in counts:
        state = {"实到": PRESENT, "请假": ON_LEAVE, "缺席": ABSENT}.get(word)
        where = {"活动": [number], "身份": [EXPECTED]}
        if word in CAPACITIES and word != EXPECTED:
            state, where["身份"] = PRESENT, [word]
        if state:
            where["出席情况"] = [state]
        words = f"{count} 人"
        value: DetailPart = words
        if count:
            ids = attendance.ids(where=where)
            title = f"{shown.words['name']}：{word}"
            value = listing(shown, words, "attendance", ids, title)
        facts.append(DetailFact(word, value))
    return facts


def _agenda_line(number: int, item: tuple[object, ...], today: date) -> DetailLine:
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
    return DetailLine(words, note, chip, str(number), below)


def _actions(shown: ShownRecord, refused: str) -> list[RecordAction]:
    planned = shown.words.get("state") == PLANNED
    why = "" if shown.values.get("agenda") or shown.values.get("minutes") else _NO_MINUTES
    return [
        RecordAction(
            "roll", "签到", shown.acts.call_roll, "check", refused=refused, primary=planned
        ),
        RecordAction(
            "minutes",
            "出纪要",
            shown.acts.show_minutes,
            "print",
            refused=why,
            primary=not planned,
        ),
    ]


EVENT = RecordStory(tell=_tell, actions=_actions)
