"""What stands on each paper, as plain data: nothing here knows a page or a database."""

from dataclasses import dataclass, field
from datetime import date, datetime


@dataclass(frozen=True, kw_only=True)
class AgendaItem:
    """One item of a meeting: what was heard and what was decided."""

    title: str
    reporter: str = ""
    decision: str = ""
    responsible: str = ""
    due: date | None = None


@dataclass(frozen=True, kw_only=True)
class PersonOnPaper:
    """A person as minutes name him: 「县农业农村局 王某某（因公）」."""

    name: str
    post: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class MinutesContent:
    """Minutes of one meeting (纪要格式, GB/T 9704-2012 clause 10.3).

    Attributes:
        mark: The lines of the red mark, e.g. ("政协云溪县委员会", "主席会议纪要").
        number: 「〔2026〕第3号」; empty where the office has not given one.
        text: The office's own text; paragraphs part at newlines, headings of the
            three levels (一、 （一） 1.) are recognised by how they begin.
        missing: What a reader would expect and the ledger does not hold.
    """

    committee: str
    mark: tuple[str, ...]
    number: str
    issuer: str
    issued_on: date
    title: str
    opening: str
    agenda: tuple[AgendaItem, ...] = ()
    text: str = ""
    present: tuple[PersonOnPaper, ...] = ()
    on_leave: tuple[PersonOnPaper, ...] = ()
    absent: tuple[PersonOnPaper, ...] = ()
    sitting_in: tuple[PersonOnPaper, ...] = ()
    copies_to: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AttendanceRow:
    """One line of an attendance table."""

    name: str
    post: str
    capacity: str
    status: str
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class AttendanceContent:
    """The attendance table of one event, in the order of the roll call.

    Attributes:
        counts: Label and number, e.g. (("应到", 12), ("实到", 11), ("请假", 1)).
    """

    committee: str
    title: str
    start: datetime
    place: str
    rows: tuple[AttendanceRow, ...]
    counts: tuple[tuple[str, int], ...]
    printed_on: date


@dataclass(frozen=True, kw_only=True)
class RosterRow:
    """One member of a roster; columns in the order of `RosterContent.columns`."""

    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RosterGroup:
    """The members of one sector."""

    title: str
    rows: tuple[RosterRow, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class RosterContent:
    """The members in office on a day, sector by sector."""

    committee: str
    title: str
    as_of: date
    columns: tuple[str, ...]
    groups: tuple[RosterGroup, ...]
