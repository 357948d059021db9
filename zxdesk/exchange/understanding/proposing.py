"""Proposes how a table is read once somebody says what it is, or where its headings stand."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from zxdesk.exchange.book import Row, Sheet
from zxdesk.exchange.captions import is_heading, plain
from zxdesk.exchange.person_names import may_be_name
from zxdesk.exchange.understanding import scoring
from zxdesk.exchange.understanding.block import Block, headings_of, make_block, wordy
from zxdesk.exchange.understanding.filling import fill, fixed_of
from zxdesk.exchange.understanding.logs import find_log, read_log
from zxdesk.exchange.understanding.mapping import explained, nothing
from zxdesk.exchange.understanding.sheets import place_of
from zxdesk.exchange.understanding.table import TABLE, Table, Understanding
from zxdesk.exchange.understanding.titles import title_of
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.records.event import ATTENDANCE
from zxdesk.records.fieldtypes import Name

_LOOKED_AT = 30
_LIKELIEST = 5
_MOSTLY = 0.8


def proposed(
    sheet: Sheet,
    kind: RecordKind | None,
    heading_rows: Sequence[int] | None = None,
    within: tuple[int, int] | None = None,
) -> dict[str, Any]:
    """Give the entry of a mapping for a table of this kind; None: it is not imported.

    Args:
        heading_rows: As Excel counts, empty where there are none; default: the likeliest.
        within: Its columns, where other tables stand beside it.
    """
    if within:
        sheet = replace(sheet, rows=_blanked(sheet.rows, within))
    rows = likely_headings(sheet) if heading_rows is None else list(heading_rows)
    if kind is None:
        # Beside another table it keeps its place by its columns.
        kept = dict.fromkeys(map(str, map(xl_col_to_name, range(*within)))) if within else {}
        return nothing(sheet, 0.0, rows, "") | {"columns": kept}
    if not rows:
        return _without_headings(sheet, kind)
    heads, below, above = _parts(sheet, rows)
    block = Block(0, 0, headings_of([row.cells for row in heads]) if heads else ())
    title = title_of(sheet.name, above)
    log = find_log(block, below, title) if kind is ATTENDANCE else None
    fit = scoring.fit(kind, block.headings, below[:_LOOKED_AT], title)
    where = place_of(sheet)
    if log:
        fixed_words = fixed_of(fit, title)
        table = read_log(log, block, below, heading_rows=heads, where=where, fixed=fixed_words)
    elif fit.columns:
        table = fill(fit, block, below, title, heading_rows=heads, where=where)
    else:
        fixed = {name: words for name, (words, _) in fixed_of(fit, title).items()}
        headed = tuple(heading.index for heading in block.headings)
        table = Table(kind, (), (), (), heading_rows=tuple(rows), headed=headed, fixed=fixed)
    return explained(sheet, Understanding((table,)))[0]


def _blanked(rows: Sequence[Row], within: tuple[int, int]) -> tuple[Row, ...]:
    """Give rows as if nothing stood outside some columns."""
    first, end = within
    cut = (Row(row.number, (None,) * first + row.cells[first:end]) for row in rows)
    return tuple(row for row in cut if any(cell is not None for cell in row.cells))


def likeliest(sheet: Sheet, heading_rows: Sequence[int]) -> list[RecordKind]:
    """Give the kinds that a table may hold, the likeliest first."""
    heads, below, above = _parts(sheet, heading_rows)
    if not heads:
        return []
    headings = headings_of([row.cells for row in heads])
    fits = scoring.fits_of(headings, below, title_of(sheet.name, above))
    order = {kind.name: place for place, kind in enumerate(workbook_kinds())}
    ranked = sorted(fits, key=lambda fit: (-fit.score, order[fit.kind.name]))
    return [fit.kind for fit in ranked if fit.columns][:_LIKELIEST]


def likely_headings(sheet: Sheet) -> list[int]:
    """Give the lines that look most like headings: short words, several, known if any is."""
    best: tuple[int, int] = (0, 0)
    found: list[int] = []
    for place, row in enumerate(sheet.rows[:_LOOKED_AT]):
        words = [cell for cell in row.cells if cell is not None]
        if len(words) < 2 or not all(wordy(word) for word in words):
            continue
        rank = sum(is_heading(plain(word)) for word in words), len(words)
        if rank > best:
            block = make_block(sheet.rows, place, is_heading)
            best = rank
            found = [row.number for row in sheet.rows[block.first : block.last + 1]]
    return found or [row.number for row in sheet.rows[:1]]


def _without_headings(sheet: Sheet, kind: RecordKind) -> dict[str, Any]:
    """Give the entry of lines without headings: only a column of names is told by itself."""
    width = max((len(row.cells) for row in sheet.rows), default=0)
    columns: dict[str, str | None] = {xl_col_to_name(index): None for index in range(width)}
    name = kind.fields[kind.naming]
    if isinstance(name.type, Name):
        for index in range(width):
            cells = [row.cells[index] for row in sheet.rows if index < len(row.cells)]
            filled = [cell for cell in cells if isinstance(cell, str)]
            if filled and sum(map(may_be_name, filled)) > _MOSTLY * len(filled):
                columns[xl_col_to_name(index)] = name.title
                break
    return nothing(sheet, 0.0, [], "") | {"kind": kind.sheet, "shape": TABLE, "columns": columns}


def _parts(sheet: Sheet, rows: Sequence[int]) -> tuple[list[Row], list[Row], list[Row]]:
    """Part a sheet into the headings, what stands below them and what above."""
    first, last = min(rows, default=0), max(rows, default=0)
    heads = [row for row in sheet.rows if row.number in rows]
    below = [row for row in sheet.rows if row.number > last]
    return heads, below, [row for row in sheet.rows if row.number < first]
