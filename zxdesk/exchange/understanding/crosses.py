"""Tables with a line a person and a column an event, or the other way round, and ticks inside."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zxdesk.exchange import cell_words, import_words
from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import Column, is_neutral, plain, vocabulary
from zxdesk.exchange.understanding import marks
from zxdesk.exchange.understanding.block import Block, Heading, columns_of
from zxdesk.exchange.understanding.scoring import said_for
from zxdesk.exchange.understanding.table import CROSS, Left, Table, span_of
from zxdesk.exchange.understanding.titles import Title
from zxdesk.exchange.understanding.untaken import remarks_lost
from zxdesk.records.event import ATTENDANCE, STATUSES
from zxdesk.records.fieldtypes import as_text

_SAMPLED = 60
_MOSTLY = 0.8
_TICKED = 2.0  # what a column of ticks adds to the score
_LONGEST_MARK = 12
_UNNAMED = ("没有姓名", "没有活动名称")
_EVENT, _MEMBER, _STATUS = "活动编号", "委员", "出席情况"


@dataclass(frozen=True)
class Cross:
    """Where a cross has its names and its ticks.

    Attributes:
        names: The column whose cells name persons, or events.
        by_person: A line is a person.
        ticked: The columns of ticks, whose headings name events, or persons.
    """

    names: Heading
    by_person: bool
    ticked: tuple[Heading, ...]
    score: float


def find_cross(block: Block, rows: Sequence[Row], title: Title) -> Cross | None:
    """Find the cross below a block of headings; None where there is none."""
    columns = {c.index: c.field.name for c in columns_of(ATTENDANCE, block.headings)}
    if "status" in columns.values():
        return None
    persons = [i for i, name in columns.items() if name == "member_id"]
    events = [i for i, name in columns.items() if name == "event_id"]
    events += [h.index for h in block.headings if h.word in ("名称", "会议名称", "活动名称")]
    # With both, a line is an attendance by itself; with neither, it names nobody.
    if bool(persons) == bool(events):
        return None
    by_person = bool(persons)
    names = next(h for h in block.headings if h.index == (persons or events)[0])
    beside = vocabulary("委员") if by_person else vocabulary("活动")
    sample = [row for row in rows[:_SAMPLED] if not marks.beside(row)]
    ticked = tuple(
        h
        for h in block.headings
        if h.index not in columns
        and h.index > names.index
        and not is_neutral(h.word)
        and h.whole not in beside
        and h.word not in beside
        and _holds_ticks(h, sample)
    )
    score = said_for(ATTENDANCE, title) + _TICKED * len(ticked)
    if not ticked or not _are_events(ticked, sample, score, by_person=by_person):
        return None
    return Cross(names, by_person, ticked, score)


def _holds_ticks(heading: Heading, rows: Sequence[Row]) -> bool:
    cells = [row.cells[heading.index] for row in rows if heading.index < len(row.cells)]
    filled = [cell for cell in cells if cell is not None]
    return bool(filled) and sum(map(is_mark, filled)) >= _MOSTLY * len(filled)


def is_mark(cell: object) -> bool:
    """Tell whether a cell says that somebody came, or did not."""
    if not isinstance(cell, str) or len(cell) > _LONGEST_MARK:
        return False
    if text_of(cell) in import_words.words("ticks"):
        return True
    return cell_words.meant("出席", _STATUS, STATUSES, cell) is not None


def text_of(cell: str) -> str:
    """Give a mark without spaces."""
    return "".join(cell.split())


def _are_events(
    ticked: Sequence[Heading], rows: Sequence[Row], score: float, *, by_person: bool
) -> bool:
    """Tell whether columns of ticks are events or persons, and no questions of a roster."""
    if not by_person:
        return len(ticked) > 1
    if score - _TICKED * len(ticked) > 0:
        return True
    meeting = import_words.pattern("event_titles", "meeting")
    # A roster is ticked, too, where it asks 是否常委.
    questions = sum(h.word.startswith("是否") for h in ticked)
    statuses = set(STATUSES)
    said = any(
        text_of(str(row.cells[h.index])) in statuses
        for row in rows
        for h in ticked
        if h.index < len(row.cells)
    )
    named = sum(bool(meeting.search(h.whole)) for h in ticked) * 2 > len(ticked)
    return not questions and len(ticked) > 1 and (said or named)


def read_cross(
    cross: Cross,
    block: Block,
    rows: Sequence[Row],
    title: Title,
    *,
    heading_rows: Sequence[Row],
    where: str,
) -> Table:
    """Give every tick as a row of its own: who, at what, and whether he came."""
    known = vocabulary(ATTENDANCE.sheet)
    event, member, status = (known[name].field for name in (_EVENT, _MEMBER, _STATUS))
    own = {column.index for column in columns_of(ATTENDANCE, block.headings)}
    found: list[Row] = []
    left: list[Left] = []
    repeated = [tuple(plain(cell) for cell in row.cells) for row in heading_rows]
    for row in rows:
        why = _why_not(row, cross, repeated)
        if why:
            left.append(Left(row.number, why))
            continue
        name = row.cells[cross.names.index]
        for heading in cross.ticked:
            cell = row.cells[heading.index] if heading.index < len(row.cells) else None
            if cell is not None:
                pair = (heading.said, name) if cross.by_person else (name, heading.said)
                found.append(Row(row.number, (*pair, cell)))
    strange = [
        h
        for h in block.headings
        if h not in cross.ticked
        and h.index not in own
        and h is not cross.names
        and not is_neutral(h.word)
        and h.word not in vocabulary("委员")
    ]
    columns = (
        Column(0, _EVENT, ATTENDANCE, event, context=title.context or title.name),
        Column(1, _MEMBER, ATTENDANCE, member),
        Column(2, _STATUS, ATTENDANCE, status),
    )
    return Table(
        ATTENDANCE,
        columns,
        (_EVENT, _MEMBER, _STATUS),
        found,
        (
            *(f"{where}的列“{h.whole}”认不出，没有导入。" for h in strange),
            *(f"{where}{said}" for said in remarks_lost(block.headings, rows)),
            *(f"{where}{said}" for said in _of_nobody(cross, rows, left)),
        ),
        shape=CROSS,
        score=cross.score,
        heading_rows=tuple(row.number for row in heading_rows),
        left=tuple(left),
        headed=tuple(h.index for h in block.headings),
        read_as={cross.names.index: _MEMBER if cross.by_person else _EVENT}
        | {h.index: _STATUS for h in cross.ticked},
        above={h.index: h.said for h in cross.ticked},
        span=span_of(rows),
    )


def _of_nobody(cross: Cross, rows: Sequence[Row], left: Sequence[Left]) -> Iterator[str]:
    """Say of lines with ticks that they name nobody, or no event."""
    unnamed = {one.row: one.why for one in left if one.why in _UNNAMED}
    ticked = [
        row.number
        for row in rows
        if row.number in unnamed
        and any(row.cells[h.index : h.index + 1] not in ((), (None,)) for h in cross.ticked)
    ]
    if ticked:
        yield f"有 {len(ticked)} 行{unnamed[ticked[0]]}（如第 {ticked[0]} 行），没有导入。"


def _why_not(row: Row, cross: Cross, repeated: Sequence[Sequence[str]]) -> str:
    place = cross.names.index
    if any(marks.repeats(row, line) for line in repeated):
        return "标题行"
    why = marks.beside(row)
    if why:
        return why
    if place >= len(row.cells) or row.cells[place] is None:
        return _UNNAMED[not cross.by_person]
    ticks = [h for h in cross.ticked if h.index < len(row.cells) and row.cells[h.index] is not None]
    return "" if ticks else f"“{as_text(row.cells[place])}”没有勾选"
