"""Finds the tables on a sheet, below and beside one another, and what kind each of them holds."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from zxdesk.exchange.book import Row, Sheet
from zxdesk.exchange.captions import is_heading, is_neutral, plain, vocabulary
from zxdesk.exchange.understanding import crosses, forms, marks, scoring
from zxdesk.exchange.understanding.beside import of_two_kinds
from zxdesk.exchange.understanding.between import said_of, title_below
from zxdesk.exchange.understanding.block import (
    Block,
    Heading,
    columns_of,
    is_figured,
    make_block,
    wordy,
)
from zxdesk.exchange.understanding.filling import fill, fixed_of
from zxdesk.exchange.understanding.logs import find_log, may_head_log, read_log
from zxdesk.exchange.understanding.scoring import Fit
from zxdesk.exchange.understanding.table import Left, Table, Understanding
from zxdesk.exchange.understanding.titles import Title, title_of
from zxdesk.records import RecordKind, kind_of_sheet, workbook_kinds
from zxdesk.records.event import ATTENDANCE

NOT_DATA = ("说明", "填表说明", "填写说明", "取值")
_EMPTY = (None,)
_SIDE_BY_SIDE = 3
_TOLD_OF = ("attendance", "member")
_NOTHING = "认不出是哪一种记录，没有导入"


def understand(sheet: Sheet) -> Understanding:
    """Recognise what can be recognised on a sheet."""
    if not sheet.rows or plain(sheet.name) in NOT_DATA:
        return Understanding()
    where = place_of(sheet)
    reader = _Reader(sheet, where)
    reader.read()
    unread = tuple(reader.unread)
    if reader.tables:
        notes = [f"{where}第 {row} 行起的表{_NOTHING}{_because(why)}。" for row, why in unread]
        first = replace(reader.tables[0], notes=(*reader.tables[0].notes, *notes))
        return Understanding((first, *reader.tables[1:]), unread=unread)
    if kind_of_sheet(plain(sheet.name)):
        return Understanding(why=f"{where}没有找到标题行，没有导入。", best=reader.best)
    why = next((why for _, why in unread if why), "") or _lacking(sheet)
    return Understanding(why=f"{where}{_NOTHING}{_because(why)}。", best=reader.best)


def bounds_of(sheet: Sheet) -> list[tuple[int, int | None]]:
    """Give the first column of each part of a sheet, and the one behind its last; None for any."""
    parts = _Reader(sheet, "").parts()
    if len(parts) == 1:
        return [(0, None)]
    return [(start, start + max(len(row.cells) for row in rows)) for start, rows, _ in parts]


def place_of(sheet: Sheet) -> str:
    """Give how notes name a sheet."""
    return f"工作表“{sheet.name}”（{sheet.file}）"


def _lacking(sheet: Sheet) -> str:
    """Say which headings are known on a sheet that has too few of them for any kind."""
    lines = ([plain(cell) for cell in row.cells if type(cell) is str] for row in sheet.rows)
    words = max(lines, key=lambda line: sum(map(is_heading, line)), default=[])
    known = dict.fromkeys(word for word in words if is_heading(word))
    if not known:
        return "没有一个标题是认得的"
    said = f"认得的标题只有{'、'.join(f'“{word}”' for word in known)}"
    others = sum(not is_heading(word) for word in words)
    return f"{said}，同一行另有 {others} 格认不出" if others else said


def _because(why: str) -> str:
    return f"：{why}" if why else ""


class _Reader:
    """Reads one sheet.

    Attributes:
        unread: Where a table begins that was not understood, and why.
    """

    def __init__(self, sheet: Sheet, where: str) -> None:
        self.tables: list[Table] = []
        self.unread: list[tuple[int, str]] = []
        self.best = 0.0
        self._origin = 0
        self._sheet, self._where = sheet, where
        self._named = kind_of_sheet(plain(sheet.name))

    def read(self) -> None:
        """Read the parts of the sheet that stand beside one another."""
        found = self.parts()
        if len(found) == 1:
            self._read_part(*found[0][1:], ())
            return
        first = min(rows[places[0]].number for _, rows, places in found)
        above = [row for row in self._sheet.rows if row.number < first]
        for origin, rows, places in found:
            self._origin = origin
            self._read_part(rows, places, above)

    def parts(self) -> list[tuple[int, Sequence[Row], list[int]]]:
        """Give the parts with the column each begins at, and the places of headings; or all."""
        parts = _strips(self._sheet.rows)
        starts = [self._starts(rows) for _, rows in parts]
        if sum(bool(found) for found in starts) < 2:
            whole = self._sheet.rows
            return [(0, whole, starts[0] if len(parts) == 1 else self._starts(whole))]
        return [(*part, places) for part, places in zip(parts, starts, strict=True) if places]

    def _add(self, table: Table, start: int = 0) -> None:
        self.tables.append(replace(table, origin=self._origin + start))

    def _starts(self, rows: Sequence[Row]) -> list[int]:
        """Give the places of lines that may be headings."""
        found: list[int] = []
        for place, row in enumerate(rows):
            if self._may_be_heading(rows, place, row):
                found.append(place)
        if not found and self._named:
            found = [p for p, row in enumerate(rows) if self._is_only_heading(row)][:1]
        return found

    def _may_be_heading(self, rows: Sequence[Row], place: int, row: Row) -> bool:
        words = [cell for cell in row.cells if type(cell) is str]
        known = sum(is_heading(plain(word)) for word in words)
        if may_head_log(row) and all(wordy(word) for word in words):
            return True
        if len(words) < 2 or known < 2:
            return self._may_be_cross(rows, place, row)
        headings = [Heading(i, (plain(c),)) for i, c in enumerate(row.cells) if plain(c)]
        filled = [h for h in headings if not is_neutral(h.word)]
        outweigh = any(_outweigh(kind, headings, len(filled)) for kind in workbook_kinds())
        if outweigh and all(wordy(word) for word in words):
            return True
        if known * 2 > len(words) and all(wordy(word) or is_figured(word) for word in words):
            return True
        if self._named and _fields(self._named, headings) > 1:
            return True
        return self._may_be_cross(rows, place, row)

    def _may_be_cross(self, rows: Sequence[Row], place: int, row: Row) -> bool:
        """Tell whether names stand below one heading of a line, and ticks below others."""
        words = {plain(cell) for cell in row.cells if type(cell) is str}
        if len(words) < 2 or words.isdisjoint(_named_in_crosses()):
            return False
        block = make_block(rows, place, is_heading)
        following = rows[block.last + 1 : block.last + 31]
        title = title_of(self._sheet.name, rows[: block.first])
        return crosses.find_cross(block, following, title) is not None

    def _is_only_heading(self, row: Row) -> bool:
        filled = [cell for cell in row.cells if cell is not None]
        if len(filled) != 1 or self._named is None:
            return False
        meaning = vocabulary(self._named.sheet).get(plain(filled[0]))
        return bool(meaning and meaning.field.required)

    def _read_part(self, rows: Sequence[Row], starts: Sequence[int], above: Sequence[Row]) -> None:
        if not any(_is_heading_row(rows[place]) for place in starts) and self._read_forms(rows):
            return
        blocks: list[Block] = []
        for place in starts:
            if blocks and (place <= blocks[-1].last or _same(rows, blocks[-1], place)):
                continue
            blocks.append(make_block(rows, place, is_heading))
        heads = rows[: blocks[0].first] if blocks else ()
        title = title_of(self._sheet.name, heads or above)
        heads = ()
        for number, block in enumerate(blocks):
            is_last = number + 1 == len(blocks)
            below = rows[block.last + 1 : len(rows) if is_last else blocks[number + 1].first]
            cut_off = () if is_last else title_below(below, _known_fits(block, below, title))
            before = len(self.tables)
            self._read_table(block, rows, below[: len(below) - len(cut_off)], title)
            self._say_heads(heads, before)
            heads = cut_off
            title = title_of("" if heads else self._sheet.name, heads)

    def _say_heads(self, heads: Sequence[Row], before: int) -> None:
        """Say of a table, or of the one above it, which lines were taken for its title."""
        place = before if before < len(self.tables) else before - 1
        if not heads or place < 0:
            return
        said = [(row.number, *said_of(row)) for row in heads]
        table = self.tables[place]
        left = [*(Left(row, why) for row, why, _ in said), *table.left]
        self.tables[place] = replace(
            table,
            left=tuple(sorted(left, key=lambda one: one.row)),
            notes=(*table.notes, *(f"{self._where}{note}" for _, _, note in said)),
        )

    def _read_forms(self, rows: Sequence[Row]) -> bool:
        title = title_of(self._sheet.name, rows[:2])
        fits = forms.find_form(rows, title)
        if not fits:
            return False
        found, why = scoring.best(fits)
        self.best = max([self.best, *(f.score for f in fits)])
        if found is None:
            if any(f.fault == forms.TURNED for f in fits):
                self.unread.append((rows[0].number, why))
                return True
            return False
        fixed = {name: words for name, (words, _) in fixed_of(found, title).items()}
        self._add(forms.read_form(found, rows, fixed))
        return True

    def _read_table(
        self, block: Block, all_rows: Sequence[Row], rows: Sequence[Row], title: Title
    ) -> None:
        heading_rows = all_rows[block.first : block.last + 1]
        fits = scoring.fits_of(block.headings, rows, title)
        found, why = scoring.best(fits)
        self.best = max([self.best, *(f.score for f in fits)])
        halves = halves_of(block.headings)
        log = self._log(block, rows, title, heading_rows, fits) if len(halves) == 1 else None
        if log:
            self._add(log)
            return
        cross = crosses.find_cross(block, rows, title)
        if cross and (
            found is None or cross.score > found.score or found.kind.name == "attendance"
        ):
            self._add(
                crosses.read_cross(
                    cross, block, rows, title, heading_rows=heading_rows, where=self._where
                )
            )
            return
        if len(halves) == 1:
            halves = of_two_kinds(block.headings, rows, title, found)
        if len(halves) > 1:
            self._read_halves(halves, block, rows, title, heading_rows)
            return
        if found is None:
            self.unread.append((heading_rows[0].number, why))
            return
        self._add(fill(found, block, rows, title, heading_rows=heading_rows, where=self._where))

    def _log(
        self,
        block: Block,
        rows: Sequence[Row],
        title: Title,
        heading_rows: Sequence[Row],
        fits: Sequence[Fit],
    ) -> Table | None:
        """Read a table as a log, where it is one rather than what fits it best."""
        log, found = find_log(block, rows, title), scoring.best(fits)[0]
        # Where it tells when somebody passed it is no list of members, whatever else it tells.
        if not log or (found and found.kind.name not in _TOLD_OF and log.score <= found.score):
            return None
        fixed = fixed_of(next(fit for fit in fits if fit.kind is ATTENDANCE), title)
        return read_log(log, block, rows, heading_rows=heading_rows, where=self._where, fixed=fixed)

    def _read_halves(
        self,
        halves: Sequence[Sequence[Heading]],
        block: Block,
        rows: Sequence[Row],
        title: Title,
        heading_rows: Sequence[Row],
    ) -> None:
        """Read lists that were laid side by side to save paper."""
        for number, half in enumerate(halves):
            start = half[0].index
            end = halves[number + 1][0].index if number + 1 < len(halves) else None
            part = cut(rows, start, end)
            headings = tuple(replace(h, index=h.index - start) for h in half)
            moved = Block(block.first, block.last, headings)
            fits = scoring.fits_of(headings, part, title)
            found, why = scoring.best(fits)
            own = cut(heading_rows, start, end)
            log = self._log(moved, part, title, own, fits)
            if log:
                self._add(log, start)
            elif found is None:
                self.unread.append((heading_rows[0].number, why))
            else:
                table = fill(found, moved, part, title, heading_rows=own, where=self._where)
                self._add(table, start)


def _known_fits(block: Block, rows: Sequence[Row], title: Title) -> list[Fit]:
    """Give what a table is, or each of its halves; a cross has no record without a tick."""
    if crosses.find_cross(block, rows, title):
        return []
    found = [
        scoring.best(scoring.fits_of(half, rows, title))[0] for half in halves_of(block.headings)
    ]
    return [fit for fit in found if fit]


@cache
def _named_in_crosses() -> frozenset[str]:
    known = vocabulary("出席")
    return frozenset(
        word for word, meaning in known.items() if meaning.field.name in ("member_id", "event_id")
    )


def _is_heading_row(row: Row) -> bool:
    """Tell whether headings stand side by side, as they never do in a form."""
    run = 0
    for cell in row.cells:
        run = run + 1 if cell is not None and is_heading(plain(cell)) else 0
        if run == _SIDE_BY_SIDE:
            return True
    return False


def _fields(kind: RecordKind, headings: Sequence[Heading]) -> int:
    return len({(c.kind.name, c.field.name) for c in columns_of(kind, headings)})


def _outweigh(kind: RecordKind, headings: Sequence[Heading], filled: int) -> bool:
    """Tell whether a kind knows several of the headings, and half of them at least."""
    columns = columns_of(kind, headings)
    return len(columns) * 2 >= filled and _fields(kind, headings) > 1


def _same(rows: Sequence[Row], block: Block, place: int) -> bool:
    """Tell whether a line repeats one of the heading lines of a block."""
    lines = [[plain(cell) for cell in row.cells] for row in rows[block.first : block.last + 1]]
    return any(marks.repeats(rows[place], line) for line in lines)


def _strips(rows: Sequence[Row]) -> list[tuple[int, Sequence[Row]]]:
    """Part rows at columns that are empty in all of them, with the column each begins at."""
    width = max(len(row.cells) for row in rows)
    used = [any(row.cells[i : i + 1] not in ((), _EMPTY) for row in rows) for i in range(width)]
    starts = [i for i in range(width) if used[i] and (i == 0 or not used[i - 1])]
    if len(starts) < 2:
        return [(0, rows)]
    ends = [*starts[1:], width]
    return [(start, cut(rows, start, end)) for start, end in zip(starts, ends, strict=True)]


def cut(rows: Sequence[Row], start: int, end: int | None) -> list[Row]:
    """Give some columns of rows; those that are empty there are left out."""
    parts = [Row(row.number, row.cells[start:end]) for row in rows]
    return [row for row in parts if any(cell is not None for cell in row.cells)]


def halves_of(headings: Sequence[Heading]) -> list[Sequence[Heading]]:
    """Part headings that come again in the same order: 姓名 界别 姓名 界别."""
    for skip in range(min(2, len(headings))):
        first = headings[skip].path
        starts = [i for i, heading in enumerate(headings) if heading.path == first and i >= skip]
        if len(starts) < 2:
            continue
        parts = [headings[a:b] for a, b in zip(starts, [*starts[1:], len(headings)], strict=True)]
        paths = [h.path for h in parts[0]]
        alike = all([h.path for h in part] == paths[: len(part)] for part in parts[1:])
        if alike and len(paths) > 1 and all(len(part) > 1 for part in parts):
            return parts
    return [headings]
