"""Who was at a meeting, as papers name them, in order of rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from zxdesk import text
from zxdesk.documents.blocks import Paragraph
from zxdesk.documents.font_files import Role
from zxdesk.documents.glyphs import Span
from zxdesk.documents.plain import one_printable_line
from zxdesk.papers.common import post_of, rank
from zxdesk.queries.roll import roll_of
from zxdesk.queries.values import Values
from zxdesk.records.event import PRESENT

_SITTING_IN = "列席"


@dataclass(frozen=True, kw_only=True)
class PersonOnPaper:
    """A person as minutes name him: 「县农业农村局 王某某（因公）」."""

    name: str
    post: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class AttendanceRow:
    """One line of an attendance table."""

    name: str
    post: str
    capacity: str
    status: str
    reason: str = ""


def roll(session: Session, event_id: int, day: date) -> list[AttendanceRow]:
    """Give the roll of an event in order of rank, then of the members' numbers."""
    ordered = sorted(
        roll_of(session, event_id, day),
        key=lambda entry: (rank(entry.service.get("post", "")), entry.number),
    )
    return [
        AttendanceRow(
            name=entry.name,
            post=post_of(entry.service),
            capacity=entry.capacity,
            status=entry.status,
            reason=entry.reason,
        )
        for entry in ordered
    ]


def people(rows: Sequence[AttendanceRow], status: str) -> tuple[PersonOnPaper, ...]:
    """Give those of the roll with this mark; who sat in stands in a list of its own."""
    return tuple(
        PersonOnPaper(name=row.name, note=row.reason)
        for row in rows
        if row.status == status and row.capacity != _SITTING_IN
    )


def sitting_in(rows: Sequence[AttendanceRow], event: Values) -> tuple[PersonOnPaper, ...]:
    """Give who sat in: members of the roll, then the guests that were named."""
    members = [
        PersonOnPaper(name=row.name)
        for row in rows
        if row.capacity == _SITTING_IN and row.status == PRESENT
    ]
    others = [PersonOnPaper(name=name) for name in text.split_values(event["sitting_in"] or "")]
    return tuple(members + others)


def people_list(label: str, people: Sequence[PersonOnPaper]) -> Paragraph:
    """Set 「出席：…」, further lines aligned after the colon (10.3)."""
    # The indent of two, the label and its colon: further names begin below the first one.
    span = Span(f"{label}：", Role.HEADING, rigid=True)
    return Paragraph(spans=(span, *_names(people)), hang=3.0 + len(label))


def _names(people: Sequence[PersonOnPaper]) -> list[Span]:
    """Give 「县农业农村局 王某某（因公）、…」; a name is not parted at a line's end."""
    # 、 within a post would seem to end the person.
    between = "；" if any("、" in person.post for person in people) else "、"
    spans = []
    for place, person in enumerate(people):
        if place:
            spans.append(Span(between))
        post = one_printable_line(person.post)
        if post:
            spans.append(Span(post + " "))
        spans.append(Span(one_printable_line(person.name), keep=True))
        note = one_printable_line(person.note)
        if note:
            spans.append(Span(note if note[0] in "（(" else f"（{note}）"))
    return spans
