"""What the pane tells of a member: his services, and all he took part in."""

from zxdesk.desktop.look.tones import chip_of
from zxdesk.desktop.records.detail import (
    RecordStory,
    ShownRecord,
    adding,
    editing,
    listing,
    opening,
)
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.detail_parts import DetailFact, DetailLine
from zxdesk.desktop.records.stories.linked import tell_records
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import Names, load_many
from zxdesk.records import KINDS
from zxdesk.rules.periods import this_year
from zxdesk.statistics.figures import Expression, figure, records_behind

_LINES = 6


def _tell(pane: DetailPane, shown: ShownRecord) -> None:
    """Add services and what he took part in."""
    _add_services(pane, shown)
    _add_participation(pane, shown)
    # Suggestions keep the name only: those of namesakes stand here too.
    raised = RecordList(shown.context.ledger, KINDS["suggestion"])
    ids = raised.ids(where={"提出人": [shown.words["name"]]})
    tell_records(pane, shown, "suggestion", ids, "意见建议（提出人同名）")


def _add_services(pane: DetailPane, shown: ShownRecord) -> None:
    service = KINDS["service"]
    ledger = shown.context.ledger
    ids = RecordList(ledger, service).ids(where={"委员": [str(shown.values["number"])]})
    with ledger.read() as session:
        values = load_many(session, service, ids)
        words = Names(session).show(service, values)
    add = adding(shown, "service", "登记新任职", member_id=shown.record)
    pane.add_heading("任职", add)
    ordered = sorted(ids, key=lambda i: values[i]["start"] or "", reverse=True)
    pane.add_lines([_service_line(shown, i, words[i]) for i in ordered])


def _service_line(shown: ShownRecord, service: int, words: dict[str, str]) -> DetailLine:
    parts = (
        words["term"],
        words["sector_id"],
        words["post"],
        " ".join(part for part in (words["employer"], words["job"]) if part),
        words["committees"],
    )
    held = f"{words['start'] or '…'} 至 {words['end'] or '今'}"
    title = " · ".join(part for part in parts if part) or "任职"
    return DetailLine(editing(shown, title, "service", service), held)


def _add_participation(pane: DetailPane, shown: ShownRecord) -> None:
    number = str(shown.values["number"])
    attendance = RecordList(shown.context.ledger, KINDS["attendance"])
    ids = attendance.ids(where={"委员": [number]})
    name = shown.words["name"]
    everything = listing(shown, f"全部 {len(ids)}", "attendance", ids, f"{name}的出席")
    pane.add_heading("参加活动", everything if ids else None)
    if not ids:
        pane.add_note("还没有出席记录。")
        return
    pane.add_facts(_yearly(shown, number))
    pane.add_lines(_attended(shown, ids))


def _yearly(shown: ShownRecord, number: str) -> list[DetailFact]:
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
        heading = f"{shown.words['name']} {year}年出席"
        times = listing(shown, f"{came.value} 次", kind, ids, heading)
        words = "" if rate.value is None else f"，应到出席率 {rate.value:g}%"
        facts.append(DetailFact(f"{year}年", (times, words)))
    return facts


def _attended(shown: ShownRecord, ids: list[int]) -> list[DetailLine]:
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
        DetailLine(
            opening(shown, events[row["event_id"]]["name"], "event", row["event_id"]),
            f"{events[row['event_id']]['start']:%Y-%m-%d}",
            chip_of(row["status"]),
        )
        for row in newest[:_LINES]
    ]


MEMBER = RecordStory(tell=_tell, shown_better=("出席",))
