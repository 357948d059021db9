"""Logs of gates and sign-in apps: a line is somebody, and when he passed, once or several times."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from zxdesk.exchange import import_words
from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.captions import PROBLEMS, STAMP, Column, plain, vocabulary
from zxdesk.exchange.understanding import marks
from zxdesk.exchange.understanding.block import Block, Heading, columns_of, meaning, unknown
from zxdesk.exchange.understanding.table import Left, Table, span_of
from zxdesk.exchange.understanding.titles import Title
from zxdesk.records.daytypes import Day, Moment
from zxdesk.records.event import ATTENDANCE
from zxdesk.records.fieldtypes import as_text

EVENT, MEMBER, STATUS = "活动编号", "委员", "出席情况"
DAY = f"{STAMP.title}:日期"
_NUMBER = "委员编号"
_SAMPLED = 60
_MOSTLY = 0.8
_SCORE = 4.0
_CLOCK = r"\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2}(?:\.\d+)?)?"
_ON = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?|\d{8}"
# Of several moments in one cell a later one may leave out the day.
_MOMENTS = re.compile(rf"(?:(?P<on>{_ON})[\sT]*)?(?P<clock>{_CLOCK})")
_OUR_ZONE = re.compile(r"(?<=\d)\s*\+08:?00\b")
_TITLE_DAY = re.compile(_ON)
_BETWEEN = re.compile(r"[\s,，、;；|｜/]*")
_MOMENT, _DAY = Moment(), Day()


@dataclass(frozen=True)
class Log:
    """Where a log has what, by the columns of its sheet.

    Attributes:
        persons: Who: a number, a name or both.
        stamps: When he passed; several where a line has several.
        day: The day, where the stamps are only times of it.
        beside: What ordinary columns of attendance it has: 出席情况, 活动编号.
        on: The day that the title says, where no column does.
    """

    persons: tuple[int, ...]
    stamps: tuple[int, ...]
    day: int | None = None
    beside: Mapping[int, str] | None = None
    score: float = _SCORE
    on: str = ""


def day_in(title: Title) -> str:
    """Give the only day that a title says with its year; empty where there is none, or another.

    When a list was printed or drawn from its program says nothing of the day of its lines.
    """
    printed = import_words.pattern("logs", "printed")
    lines = [line for line in (*title.lines, title.name) if not printed.search(line)]
    found = set(_TITLE_DAY.findall("\n".join(lines)))
    return found.pop() if len(found) == 1 else ""


def is_stamp(words: str) -> bool:
    """Tell whether a word of a mapping says that a column holds stamps."""
    return words.partition(":")[0] == STAMP.title


def find_log(block: Block, rows: Sequence[Row], title: Title) -> Log | None:
    """Find the log below a block of headings; None where there is none."""
    columns = {c.index: c.field for c in columns_of(ATTENDANCE, block.headings)}
    persons = _persons(block.headings, {i for i, f in columns.items() if f.name == "member_id"})
    beside = {
        index: spec.title for index, spec in columns.items() if spec.name in ("event_id", "status")
    }
    heads = [h.word for h in block.headings]
    sample = [row for row in rows[:_SAMPLED] if not marks.beside(row) and not _are(row, heads)]
    days = import_words.words("logs", "days")
    day = next((h.index for h in block.headings if h.word in days), None)
    # Below 签到 there may stand when somebody signed in, and not that he did.
    stamps = [*_stamps(block.headings, title), *(i for i, name in beside.items() if name == STATUS)]
    for place, on in dict.fromkeys(((None, ""), (day, ""), (None, day_in(title)))):
        held = tuple(i for i in sorted(stamps) if persons and _hold_stamps(i, place, on, sample))
        beside = {i: name for i, name in beside.items() if i not in held}
        told = {*beside.values(), *([EVENT] if title.event() else [])}
        if held and not told >= {EVENT, STATUS}:  # an ordinary list, whatever else stands in it
            return Log(persons, held, place, beside, on=on)
    return None


def _persons(headings: Sequence[Heading], members: set[int]) -> tuple[int, ...]:
    """Give the columns that say who passed: by our own number or by name, else by another one."""
    own = tuple(h.index for h in headings if h.index in members)
    numbers = import_words.words("logs", "numbers")
    return own or tuple(h.index for h in headings if h.word in numbers)[:1]


def _stamps(headings: Sequence[Heading], title: Title) -> tuple[int, ...]:
    found = [(h.index, meaning(ATTENDANCE, h)) for h in headings]
    sure = tuple(index for index, known in found if known and known[1].field is STAMP)
    devices = import_words.words("logs", "devices")
    told = import_words.pattern("logs", "titles").search("\n".join((title.name, *title.lines)))
    if sure or not (told or any(h.word in devices for h in headings)):
        return sure
    times = import_words.words("logs", "times")
    return tuple(h.index for h in headings if h.word in times)


def may_head_log(row: Row) -> bool:
    """Tell whether a line may be the headings of a log, though most of its words are strange."""
    known = vocabulary(ATTENDANCE.sheet)
    words = {plain(cell) for cell in row.cells if isinstance(cell, str)}
    fields = {known[word].field.name for word in words if word in known}
    numbered = not words.isdisjoint(import_words.words("logs", "numbers"))
    told = not words.isdisjoint(import_words.words("logs", "devices"))
    timed = told and not words.isdisjoint(import_words.words("logs", "times"))
    return ("member_id" in fields or numbered) and (STAMP.name in fields or timed)


def _are(row: Row, heads: Sequence[str]) -> bool:
    """Tell whether a line is the headings once more, as on the next page."""
    words = [plain(cell) for cell in row.cells if cell is not None]
    return len(words) > 1 and all(word in heads for word in words)


def _hold_stamps(index: int, day: int | None, on: str, rows: Sequence[Row]) -> bool:
    cells = [(_at(row, index), _at(row, day) or on or None) for row in rows]
    filled = [(cell, on) for cell, on in cells if cell is not None]
    whole = sum(bool(_read(cell, on)) for cell, on in filled)
    return bool(filled) and whole >= _MOSTLY * len(filled)


def _at(row: Row, index: int | None) -> Cell:
    return row.cells[index] if index is not None and index < len(row.cells) else None


def _read(cell: Cell, day: Cell) -> list[Cell]:
    """Give the moments that a cell tells, in the form in which a `Moment` reads them."""
    if day is not None:
        return _read_times(cell, day)
    if isinstance(cell, (datetime, date)):
        return [cell]
    try:
        if not isinstance(cell, time) and _MOMENT.parse(cell) is not None:
            return [cell]
    except (ValueError, OverflowError):
        pass
    return _pieces(cell, "") if isinstance(cell, str) else []


def _read_times(cell: Cell, day: Cell) -> list[Cell]:
    """Give the moments of a day that a cell tells the times of."""
    if isinstance(cell, datetime) and cell.year > 1900:
        return [cell]
    try:
        on = _DAY.parse(day)
    except (ValueError, OverflowError):
        on = None
    if on is None:
        return []
    if isinstance(cell, float) and 0 <= cell < 1:
        cell = (datetime.combine(on, time()) + _MINUTE * round(cell * 24 * 60)).time()
    if isinstance(cell, (time, datetime)):
        clock = cell.time() if isinstance(cell, datetime) else cell
        return [datetime.combine(on, clock)]
    return _pieces(as_text(cell), on.isoformat())


def _pieces(words: str, on: str) -> list[Cell]:
    """Give all moments in words; nothing where something else stands between them.

    Args:
        on: The day, of moments that do not say it.
    """
    found: list[Cell] = []
    words = _OUR_ZONE.sub("", words)  # of another one nobody knows whether it is meant
    if not _BETWEEN.fullmatch(_MOMENTS.sub("", words)):
        return found
    for one in _MOMENTS.finditer(words):
        on = one["on"] or on
        if not on:
            return []
        found.append(f"{on.strip()} {one['clock']}")
    return found


def read_log(
    log: Log,
    block: Block,
    rows: Sequence[Row],
    *,
    heading_rows: Sequence[Row],
    where: str,
    fixed: Mapping[str, tuple[str, str]],
) -> Table:
    """Give every stamp as a row of its own: who, when, and what else the line says.

    Args:
        where: How notes name the sheet.
        fixed: What holds for every line, with the words that it stands in (see `fixed_of`).
    """
    heads = {heading.index: heading for heading in block.headings}
    found: list[Row] = []
    left: list[Left] = []
    repeated = [tuple(plain(cell) for cell in row.cells) for row in heading_rows]
    tail = tuple(words for words, _ in fixed.values())
    beside = dict(log.beside or {})
    for row in rows:
        who = tuple(_at(row, index) for index in log.persons)
        told = list(_told(log, row))
        why = _why_not(row, who, told, repeated)
        if why:
            left.append(Left(row.number, why))
            continue
        others = tuple(_at(row, index) for index in beside)
        found += [Row(row.number, (*who, one, *others, *tail)) for one in told]
    taken = [*log.persons, log.stamps[0], *beside]
    fields = [MEMBER] * len(log.persons) + [STAMP.title, *beside.values()]
    columns = [
        _column(place, heads[index].word if index in heads else title, title)
        for place, (index, title) in enumerate(zip(taken, fields, strict=True))
    ]
    columns += [
        _column(len(columns) + place, title, title, context)
        for place, (title, (_, context)) in enumerate(fixed.items())
    ]
    read_as = dict.fromkeys(log.persons, MEMBER) | dict.fromkeys(log.stamps, STAMP.title) | beside
    if log.day is not None:
        read_as[log.day] = DAY
    return Table(
        ATTENDANCE,
        tuple(columns),
        tuple(column.heading for column in columns),
        found,
        tuple(f"{where}{note}" for note in _notes(block.headings, read_as, left)),
        score=log.score,
        heading_rows=tuple(row.number for row in heading_rows),
        fixed={title: words for title, (words, _) in fixed.items()},
        left=tuple(left),
        headed=tuple(heads),
        read_as=read_as,
        span=span_of(rows),
    )


def _told(log: Log, row: Row) -> Iterator[Cell]:
    """Give every stamp of a line; what cannot be read is given as it stands, and rejected."""
    for index in log.stamps:
        cell = _at(row, index)
        if cell is not None:
            yield from _read(cell, _at(row, log.day) or log.on or None) or [cell]


def _why_not(
    row: Row, who: Sequence[Cell], told: Sequence[Cell], repeated: Sequence[Sequence[str]]
) -> str:
    if any(marks.repeats(row, line) for line in repeated):
        return "标题行"
    why = marks.beside(row)
    if why:
        return why
    if all(cell is None for cell in who):
        return _NOBODY
    return "" if told else _NEVER


_NOBODY, _NEVER = "没有姓名", f"没有{STAMP.title}"
_MINUTE = datetime(1, 1, 1, 0, 1) - datetime(1, 1, 1)


def _notes(
    headings: Sequence[Heading], read_as: Mapping[int, str], left: Sequence[Left]
) -> Iterator[str]:
    """Say which lines and columns are left: of a device's own columns nothing is kept."""
    for why in (_NOBODY, _NEVER):
        rows = [one.row for one in left if one.why == why]
        if rows:
            yield f"有 {len(rows)} 行{why}（如第 {rows[0]} 行），没有导入。"
    known = {PROBLEMS, *vocabulary("委员")}
    for name in ("devices", "about", "days", "numbers"):
        known |= import_words.words("logs", name)
    for heading in unknown(headings, ()):
        if heading.index not in read_as and heading.word not in known:
            yield f"的列“{heading.whole}”认不出，没有导入。"


def _column(place: int, heading: str, title: str, context: str = "") -> Column:
    meant = vocabulary(ATTENDANCE.sheet)[title]
    return Column(place, heading, meant.kind, meant.field, context=context)
