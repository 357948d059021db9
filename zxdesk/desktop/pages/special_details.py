"""What the detail pane shows beyond the fields: attendance, services, sessions, staff."""

from collections import Counter
from datetime import date

from zxdesk.desktop.pages.detail import ActTarget, ListTarget, RecordTarget, Shown, Special
from zxdesk.desktop.tones import Chip, chip_of
from zxdesk.desktop.widgets.detail_pane import DetailPane
from zxdesk.desktop.widgets.detail_parts import Fact, Line, Link, Part
from zxdesk.queries.lists import RecordList
from zxdesk.queries.papers import attendance_content
from zxdesk.queries.values import Names, load_many
from zxdesk.records import KINDS
from zxdesk.records.event import ABSENT, EXPECTED, ON_LEAVE, PRESENT
from zxdesk.rules.periods import Period, this_year
from zxdesk.statistics.figures import Expression, figure, records_behind

_LINES = 6
_SOON = 14


def event_details(pane: DetailPane, shown: Shown) -> None:
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


def member_details(pane: DetailPane, shown: Shown) -> None:
    """Add services and what he took part in."""
    _add_services(pane, shown)
    _add_participation(pane, shown)


def _add_services(pane: DetailPane, shown: Shown) -> None:
    service = KINDS["service"]
    ledger = shown.context.ledger
    ids = RecordList(ledger, service).ids(where={"委员": [str(shown.values["number"])]})
    with ledger.read() as session:
        values = load_many(session, service, ids)
        words = Names(session).show(service, values)
    add = Link("登记新任职", ActTarget("add_service"))
    pane.add_heading("任职", None if ledger.read_only else add)
    ordered = sorted(ids, key=lambda i: values[i]["start"] or "", reverse=True)
    pane.add_lines([_service_line(i, words[i]) for i in ordered])


def _service_line(service: int, words: dict[str, str]) -> Line:
    parts = (
        words["term"],
        words["sector_id"],
        words["post"],
        " ".join(part for part in (words["employer"], words["job"]) if part),
        words["committees"],
    )
    held = f"{words['start'] or '…'} 至 {words['end'] or '今'}"
    title = " · ".join(part for part in parts if part) or "任职"
    return Line(Link(title, ActTarget("edit_service", service)), held)


def _add_participation(pane: DetailPane, shown: Shown) -> None:
    number = str(shown.values["number"])
    attendance = RecordList(shown.context.ledger, KINDS["attendance"])
    ids = attendance.ids(where={"委员": [number]})
    name = shown.words["name"]
    everything = ListTarget("attendance", tuple(ids), f"{name}的出席")
    pane.add_heading("参加活动", Link(f"全部 {len(ids)}", everything) if ids else None)
    if not ids:
        pane.add_note("还没有出席记录。")
        return
    pane.add_facts(_yearly(shown, number))
    pane.add_lines(_attended(shown, ids))


def _yearly(shown: Shown, number: str) -> list[Fact]:
    ledger = shown.context.ledger
    this = this_year(ledger.today)
    facts = []
    for period in (this, this.year_before()):
        assert period.first is not None
        expression = Expression(code="event.attendances", where=(("委员", (number,)),))
        came = figure(ledger, expression, period=period)
        rate = figure(
            ledger,
            Expression(code="event.attendance_rate", where=expression.where),
            period=period,
        )
        kind, ids = records_behind(ledger, expression, period=period)
        year = period.first.year
        target = ListTarget(kind, tuple(ids), f"{shown.words['name']} {year}年出席")
        words = "" if rate.value is None else f"，应到出席率 {rate.value:g}%"
        facts.append(Fact(f"{year}年", (Link(f"{came.value} 次", target), words)))
    return facts


def _attended(shown: Shown, ids: list[int]) -> list[Line]:
    ledger = shown.context.ledger
    with ledger.read() as session:
        rows = load_many(session, KINDS["attendance"], ids, ["event_id", "status"])
        events = load_many(
            session,
            KINDS["event"],
            [row["event_id"] for row in rows.values()],
            ["name", "start"],
        )
    newest = sorted(rows.values(), key=lambda row: events[row["event_id"]]["start"], reverse=True)
    return [
        Line(
            Link(events[row["event_id"]]["name"], RecordTarget("event", row["event_id"])),
            f"{events[row['event_id']]['start']:%Y-%m-%d}",
            chip_of(row["status"]),
        )
        for row in newest[:_LINES]
    ]


def venue_details(pane: DetailPane, shown: Shown) -> None:
    """Add the events of this year and the last."""
    number = str(shown.values["number"])
    expression = Expression(code="event.held", where=(("阵地", (number,)),))
    ledger = shown.context.ledger
    this = this_year(ledger.today)
    pane.add_heading("开展活动")
    pane.add_facts([_held(shown, expression, period) for period in (this, this.year_before())])
    _, ids = records_behind(ledger, expression, period=this)
    with ledger.read() as session:
        events = load_many(session, KINDS["event"], ids, ["name", "start", "type"])
    newest = sorted(events.items(), key=lambda item: item[1]["start"], reverse=True)
    pane.add_lines(
        [
            Line(
                Link(event["name"], RecordTarget("event", i)),
                f"{event['start']:%m-%d}",
                Chip(event["type"]),
            )
            for i, event in newest[:_LINES]
        ]
    )


def _held(shown: Shown, expression: Expression, period: Period) -> Fact:
    kind, ids = records_behind(shown.context.ledger, expression, period=period)
    assert period.first is not None
    title = f"{shown.words['name']} {period.first.year}年的活动"
    words = f"{len(ids)} 场"
    value: Part = Link(words, ListTarget(kind, tuple(ids), title)) if ids else words
    return Fact(f"{period.first.year}年", value)


def consultation_details(pane: DetailPane, shown: Shown) -> None:
    """Add the sessions of a topic and how its suggestions were taken."""
    number = str(shown.values["number"])
    ledger = shown.context.ledger
    suggestions = RecordList(ledger, KINDS["suggestion"])
    ids = suggestions.ids(where={"来源": [number]})
    ids += [i for i in suggestions.ids(where={"来源.协商": [number]}) if i not in ids]
    if not ids:
        return
    with ledger.read() as session:
        rows = load_many(session, KINDS["suggestion"], ids, ["uptake"])
    counts = Counter(row["uptake"] or "未填" for row in rows.values())
    target = ListTarget("suggestion", tuple(ids), f"{shown.words['topic']}的意见建议")
    pane.add_heading("意见建议", Link(f"全部 {len(ids)}", target))
    pane.add_facts([Fact(word, f"{count} 条") for word, count in counts.most_common()])


SPECIALS: dict[str, Special] = {
    "event": event_details,
    "member": member_details,
    "venue": venue_details,
    "consultation": consultation_details,
}
# Groups of linked records that a special part shows better.
SHOWN_BETTER = {"member": ("出席",), "venue": ("活动",)}
