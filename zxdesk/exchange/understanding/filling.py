"""Makes a table's records: lines that are none are left out, what stands elsewhere is put beside.

A date in three columns, a 届次 in the title, the 界别 of a section: each becomes a column behind
those of the sheet, so that whatever reads the rows finds it as if it had stood there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from zxdesk.exchange import import_words
from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.captions import (
    PROBLEMS,
    Column,
    must_be_filled,
    plain,
    sheet_fields,
    vocabulary,
)
from zxdesk.exchange.person_names import may_be_name, read_name
from zxdesk.exchange.understanding import marks
from zxdesk.exchange.understanding.block import Block, Heading, unknown
from zxdesk.exchange.understanding.composed import Composed, clocked, composed
from zxdesk.exchange.understanding.scoring import Fit, describes
from zxdesk.exchange.understanding.sections import read_section, section_in_title
from zxdesk.exchange.understanding.table import Left, Table, span_of
from zxdesk.exchange.understanding.titles import Title
from zxdesk.exchange.understanding.untaken import untaken
from zxdesk.records.fieldtypes import Name

_FEW = 2
_NAMES = "姓名"
_FEW_SECTIONS = 5


@dataclass
class _Behind:
    """The columns that are put behind those of the sheet.

    Attributes:
        constant: What a column holds in every row, by heading.
        sections: What a column holds in the rows of the present section.
    """

    constant: dict[str, str] = field(default_factory=dict)
    composed: list[Composed] = field(default_factory=list)
    sections: dict[str, str | None] = field(default_factory=dict)

    def headings(self) -> list[str]:
        return [*self.constant, *(c.heading for c in self.composed), *self.sections]

    def cells(self, row: Row, width: int) -> tuple[Cell, ...]:
        whole = (*row.cells[:width], *[None] * (width - len(row.cells)))
        made = [c.make([whole[i] for i in c.sources]) for c in self.composed]
        return (*whole, *self.constant.values(), *made, *self.sections.values())


@dataclass(frozen=True)
class Said:
    """What a mapping says of a table (see `fixed_of` and `composed`)."""

    fixed: dict[str, tuple[str, str]]
    made: tuple[Composed, ...] = ()


def fixed_of(fit: Fit, title: Title) -> dict[str, tuple[str, str]]:
    """Give what the title says and no column does: by field, the words and what they stand in."""
    known = {column.field.name for column in fit.columns}
    found: dict[str, tuple[str, str]] = {}
    words = vocabulary(fit.kind.sheet)
    if "届次" in words and "term" not in known and title.term():
        found["届次"] = title.term(), ""
        if "会次" in words and "session" not in known and title.session():
            found["会次"] = title.session(), ""
    if fit.kind.name == "attendance" and "event_id" not in known and title.event():
        found["活动编号"] = title.event(), title.context
        if "status" not in known and title.status():
            found["出席情况"] = title.status(), ""
    return found


def fill(
    fit: Fit,
    block: Block,
    rows: Sequence[Row],
    title: Title,
    *,
    heading_rows: Sequence[Row],
    where: str,
    said: Said | None = None,
) -> Table:
    """Make the table of a kind.

    Args:
        rows: Those below the headings.
        where: How notes name the sheet.
        said: What a mapping says instead of title and headings.
    """
    width = max([len(row.cells) for row in rows] + [h.index + 1 for h in block.headings])
    fixed = dict(said.fixed) if said else fixed_of(fit, title)
    behind = _Behind({name: words for name, (words, _) in fixed.items()})
    strange = [
        h
        for h in unknown(block.headings, [*fit.columns, *fit.doubled])
        if not describes(fit.kind, h)
    ]
    made = [
        *composed(fit.kind, strange, fit.columns),
        *clocked(fit.columns, fit.doubled, rows),
    ]
    behind.composed = list(said.made) if said else made
    strange = [h for h in strange if h.index not in {i for c in behind.composed for i in c.sources}]
    columns = [*fit.columns]
    replaced = {c.heading for c in behind.composed if not c.fresh}
    columns = [c for c in columns if c.field.title not in replaced]
    lines = _Lines(fit, tuple(columns), heading_rows, behind, width, title)
    lines.sort_out(rows)
    known = vocabulary(fit.kind.sheet)
    for place, heading in enumerate(behind.headings()):
        meaning = known[heading]
        context = fixed.get(heading, ("", ""))[1]
        columns.append(Column(width + place, heading, meaning.kind, meaning.field, context=context))
    headings = _headings(block.headings, fit.columns, width)
    notes = [
        f"{where}的列“{c.heading}”与另一列重复，没有导入。"
        for c in fit.doubled
        if not _is_problems(c) and all(c.index not in made.sources for made in behind.composed)
    ]
    notes += [f"{where}的列“{h.whole}”认不出，没有导入。" for h in strange if h.whole != PROBLEMS]
    notes += [f"{where}{said}" for said in untaken(fit, block.headings, rows, lines.kept)]
    return Table(
        fit.kind,
        tuple(columns),
        (*headings, *behind.headings()),
        lines.kept,
        (*notes, *(f"{where}{note}" for note in lines.notes)),
        score=fit.score,
        heading_rows=tuple(row.number for row in heading_rows),
        fixed=behind.constant,
        left=tuple(lines.left),
        samples=lines.samples,
        headed=tuple(h.index for h in block.headings),
        read_as=_read_as(columns[: len(columns) - len(behind.headings())], behind.composed),
        span=span_of(rows),
    )


def _read_as(columns: Sequence[Column], made: Sequence[Composed]) -> dict[int, str]:
    """Give what each column of the sheet was read as, as a mapping says it."""
    found = {c.index: c.field.title for c in columns if c.second is None}
    found |= {c.index: f"{c.field.title}+{c.second.title}" for c in columns if c.second}
    for one in made:
        pairs = zip(one.sources, one.parts, strict=True)
        found |= {index: f"{one.heading}:{part}" for index, part in pairs}
    return found


class _Lines:
    """Parts the lines below the headings into records and others."""

    def __init__(
        self,
        fit: Fit,
        columns: Sequence[Column],
        heading_rows: Sequence[Row],
        behind: _Behind,
        width: int,
        title: Title,
    ) -> None:
        self.kept: list[Row] = []
        self.left: list[Left] = []
        self.notes: list[str] = []
        self.samples = 0
        self._fit, self._behind, self._width = fit, behind, width
        self._repeated = [tuple(plain(cell) for cell in row.cells) for row in heading_rows]
        self._used = {c.index for c in columns} | {i for c in behind.composed for i in c.sources}
        kind = fit.kind
        self._required = {s.name for s in kind.visible_fields() if must_be_filled(kind, s)}
        self._names = {c.index: c.field.name for c in columns if c.kind is kind}
        self._naming = {i for i, name in self._names.items() if name == kind.naming}
        titles = {spec.title for _, spec in sheet_fields(kind)}
        taken = {c.field.title for c in fit.columns} | set(behind.headings())
        self._missing = titles - taken
        self._known = vocabulary(kind.sheet)
        self._not_taken: list[tuple[int, str]] = []
        self._others = ""  # who the lines from here on are, if no members
        self._above = section_in_title(kind, title, self._missing)

    def sort_out(self, rows: Sequence[Row]) -> None:
        """Look at every line; what the sections give is known only then."""
        given: list[dict[str, str | None]] = []
        present: dict[str, str | None] = dict(self._above)
        for row in rows:
            are_others = self._are_others(row)
            why = f"{self._others}，不是委员" if are_others else self._why_not(row, present)
            if why is None:
                self.kept.append(row)
                given.append(dict(present))
            elif why:
                self.left.append(Left(row.number, why))
        self.notes += self._notes_not_taken()
        # A section may begin in the middle: its column is known only when all lines were seen.
        self._behind.sections = dict.fromkeys(name for each in given for name in each)
        if self._behind.headings():
            self.kept = [
                Row(row.number, self._cells(row, values))
                for row, values in zip(self.kept, given, strict=True)
            ]

    def _cells(self, row: Row, values: dict[str, str | None]) -> tuple[object, ...]:
        self._behind.sections |= dict.fromkeys(self._behind.sections) | values
        return self._behind.cells(row, self._width)

    def _why_not(self, row: Row, present: dict[str, str | None]) -> str | None:
        """Tell why a line is no record; empty where it holds nothing of ours, None if it is one."""
        filled = [i for i in self._used if i < len(row.cells) and row.cells[i] is not None]
        # The order decides. A sample may look like a record, a heading that is repeated on the next
        # page like one too; only what is neither and not whole may be a total, a section or a foot.
        if marks.is_sample(row):
            self.samples += 1
            return "示例"
        if self._is_heading(row):
            return "标题行"
        # A line with all that its kind requires is a record, whatever it begins with.
        if not self._is_whole(filled):
            why = marks.beside(row)
            if why:
                return why
            section = read_section(row, self._fit.kind, self._naming)
            # A line of one cell is a section before it is a name: 界别 stand between the members.
            if section:
                self._take(section.field, section.value, row, present)
                return f"小标题：{section.value}" if section.value else "小标题"
            if self._names_nobody(row, filled):
                self.notes.append(
                    f"第 {row.number} 行的“{marks.filled(row)[0]}”不像姓名，没有导入。"
                )
                self._end_sections(present)
                return "不像姓名"
            # Words that begin left of the names part what follows from what stood above, also where
            # nobody knows them: the section before must not go on below them.
            if not filled and self._parts_records(row) and self._end_sections(present):
                self._note_not_taken(row, marks.filled(row)[0])
        return None if filled else ""

    def _are_others(self, row: Row) -> bool:
        """Tell whether a line stands below one that says whose names follow: 列席人员."""
        if self._fit.kind.name != "member":
            return False
        begins = marks.first_word(row.cells)
        # 家属姓名 heads another table, whose other headings nobody knows.
        heads = begins.endswith(_NAMES) and len(begins) > len(_NAMES) and begins not in self._known
        if sum(cell is not None for cell in row.cells) > 1 and not heads:
            return bool(self._others)
        words = marks.filled(row)[0]
        if heads or import_words.pattern("lines", "others").match(words):
            self._others = words.rstrip(":：")
            where = f"第 {row.number} 行的“{self._others}”"
            self.notes.append(f"{where}和它下面的行不是委员，没有导入。")
        elif self._others and read_section(row, self._fit.kind, self._naming):
            self._others = ""
        return bool(self._others)

    def _names_nobody(self, row: Row, filled: Sequence[int]) -> bool:
        """Tell whether a line of one or two cells begins with what is no person's name."""
        name = self._fit.kind.fields[self._fit.kind.naming]
        place = next(iter(self._naming), -1)
        if not isinstance(name.type, Name) or place not in filled or len(filled) > _FEW:
            return False
        words = str(row.cells[place])
        # With a second cell it is a record whose name is wrong: rejected with its reason.
        is_rejected = len(filled) > 1 and bool(read_name(words).problem)
        return not is_rejected and not may_be_name(words)

    def _take(self, field: str, value: str, row: Row, present: dict[str, str | None]) -> None:
        if field in self._missing and value:
            present[field] = value
            return
        if self._end_sections(present, field) or not field or "界别" in self._missing:
            self._note_not_taken(row, value)

    def _note_not_taken(self, row: Row, words: str) -> None:
        self._not_taken.append((row.number, words))

    def _notes_not_taken(self) -> Iterator[str]:
        for number, words in self._not_taken[:_FEW_SECTIONS]:
            yield f"第 {number} 行的小标题“{words}”没有采用。"
        more = len(self._not_taken) - _FEW_SECTIONS
        if more > 0:
            yield f"另有 {more} 个小标题没有采用（第 {self._not_taken[-1][0]} 行为止）。"

    def _parts_records(self, row: Row) -> bool:
        """Tell whether a line is nothing but words that begin before the names do."""
        places = [i for i, cell in enumerate(row.cells) if cell is not None]
        words = row.cells[places[0]]
        return (
            len(places) == 1
            and isinstance(words, str)
            and not words.strip().isdigit()
            and places[0] < min(self._naming, default=0)
        )

    def _end_sections(self, present: dict[str, str | None], field: str = "") -> bool:
        """Let a section's value hold no longer, only what the title gives; tell if one did."""
        ended = [
            name
            for name in present
            if field in ("", name) and present[name] != self._above.get(name)
        ]
        for name in ended:
            del present[name]
        present |= {name: value for name, value in self._above.items() if name in ended}
        return bool(ended)

    def _is_whole(self, filled: Sequence[int]) -> bool:
        """Tell whether a row has all that its kind requires, so that it may be called 合计."""
        named = {self._names.get(i) for i in filled}
        return len(self._required) > 1 and named >= self._required

    def _is_heading(self, row: Row) -> bool:
        if any(marks.repeats(row, line) for line in self._repeated) or marks.is_latin(row):
            return True
        count = marks.known_headings(row, self._known.__contains__)
        # One known word may be a value; where most of a line's words are headings, it is one.
        return count > 1 and count * 2 > len(marks.filled(row))


def _is_problems(column: Column) -> bool:
    return column.heading == PROBLEMS and not column.exact


def _headings(headings: Sequence[Heading], columns: Sequence[Column], width: int) -> list[str]:
    named = {column.index: column.heading for column in columns}
    found = [""] * width
    for heading in headings:
        found[heading.index] = named.get(heading.index) or heading.whole
    return found
