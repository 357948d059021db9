"""How well a kind fits a table: by its headings, by what stands below them, and by its title."""

from collections.abc import Sequence
from dataclasses import dataclass

from zxdesk.exchange import cells, import_words
from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import (
    PROBLEMS,
    Column,
    must_be_filled,
    plain,
    settle_doubles,
    vocabulary,
)
from zxdesk.exchange.understanding.block import Heading, columns_of, unknown
from zxdesk.exchange.understanding.composed import composed
from zxdesk.exchange.understanding.titles import Title
from zxdesk.records import RecordKind, workbook_kinds
from zxdesk.records.daytypes import Day, Moment, PartialDay
from zxdesk.records.fieldtypes import Amount, Choice, Flag, Ordinal, Whole, Year
from zxdesk.records.kind import Reference

_OWN_TITLE, _OWN_SYNONYM, _GENERIC, _UNKNOWN = 3.0, 2.0, 1.0, -1.0
_NAMED, _FOR, _AGAINST, _MISFIT = 6.0, 3.0, -5.0, -2.0
_LEAST, _AHEAD = 3.0, 0.5
_SAMPLED = 20
_TELLING = (Amount, Choice, Day, Flag, Moment, Ordinal, PartialDay, Whole, Year)


@dataclass(frozen=True)
class Fit:
    """How a kind fits.

    Attributes:
        own: Columns that only this sort of table has.
        said: What name and title say for the kind, or against it.
        fault: Why it cannot be taken, though it were the best.
    """

    kind: RecordKind
    columns: tuple[Column, ...]
    doubled: tuple[Column, ...]
    score: float
    own: int
    said: float
    fault: str = ""


def is_named(kind: RecordKind, name: str) -> bool:
    """Tell whether a sheet bears the name of the kind."""
    return plain(name) == kind.sheet


def said_for(kind: RecordKind, title: Title) -> float:
    """Give what name and title say for a kind, or against it."""
    if is_named(kind, title.name):
        return _NAMED
    said = _spoken(title)
    score = 0.0
    if import_words.pattern("speaks_for", kind.sheet).search(said) or (
        kind.sheet in plain(title.name) and not import_words.lists("speaks_for").get(kind.sheet)
    ):
        score += _FOR
    if import_words.pattern("speaks_against", kind.sheet).search(said):
        score += _AGAINST
    return score


def _spoken(title: Title) -> str:
    return "\n".join((plain(title.name), *("".join(line.split()) for line in title.lines)))


def fit(kind: RecordKind, headings: Sequence[Heading], rows: Sequence[Row], title: Title) -> Fit:
    """Tell how a kind fits a table.

    Args:
        rows: Some of those below the headings.
    """
    taken, doubled = settle_doubles(columns_of(kind, headings))
    strange = [h for h in unknown(headings, [*taken, *doubled]) if h.word != PROBLEMS]
    strange = [h for h in strange if not describes(kind, h)]
    made = composed(kind, strange, taken)
    parts = {index for column in made for index in column.sources}
    strange = [h for h in strange if h.index not in parts]
    own = sum(not is_generic(column) for column in taken)
    said = said_for(kind, title)
    score = sum(weight(column) for column in taken) + _UNKNOWN * len(strange) + said
    score += sum(_MISFIT * _misfits(column, rows) for column in taken)
    return Fit(
        kind,
        tuple(taken),
        tuple(doubled),
        score,
        own,
        said,
        _fault(kind, taken, len(strange), own=own, said=said, title=title),
    )


def best(fits: Sequence[Fit]) -> tuple[Fit | None, str]:
    """Give the kind that clearly fits best, or None and why there is none."""
    ordered = sorted(fits, key=lambda found: -found.score)
    able = [found for found in ordered if not found.fault]
    if not able:
        near = next((found for found in ordered if len(found.columns) > 1), None)
        return None, f"最像{near.kind.sheet}，但{near.fault}" if near else ""
    first = able[0]
    # As likely another one: the clerk is asked, nothing is guessed.
    if len(able) > 1 and first.score - able[1].score < _AHEAD:
        return None, f"像{first.kind.sheet}，也像{able[1].kind.sheet}"
    return first, ""


def fits_of(headings: Sequence[Heading], rows: Sequence[Row], title: Title) -> list[Fit]:
    """Tell how each kind of the workbook fits."""
    sample = rows[:_SAMPLED]
    return [fit(kind, headings, sample, title) for kind in workbook_kinds()]


def is_generic(column: Column) -> bool:
    """Tell whether tables of any sort have such a column."""
    return column.heading in import_words.words("generic")


def weight(column: Column) -> float:
    """Give what a column says for its kind."""
    if is_generic(column):
        return _GENERIC
    return _OWN_TITLE if column.exact else _OWN_SYNONYM


def describes(kind: RecordKind, heading: Heading) -> bool:
    """Tell whether a column says more of a person that a column points to: his 界别, his phone."""
    return kind.name in ("attendance", "feedback") and heading.word in vocabulary("委员")


def _fault(
    kind: RecordKind, taken: Sequence[Column], strange: int, *, own: int, said: float, title: Title
) -> str:
    """Tell why a kind cannot be meant, whatever its score."""
    known = {(column.kind.name, column.field.name) for column in taken}
    required = any(must_be_filled(c.kind, c.field) or c.field.required for c in taken)
    if is_named(kind, title.name):
        whole = not strange
        enough = (len(known) > 1 and (required or whole)) or (known and whole and required)
        return "" if enough else "没有找到标题行"
    if len(known) < 2 or not required:
        return "认得的列太少"
    # 姓名, 电话 and 备注 stand on any list: by them alone strangers of a phone book were members.
    if not own and said <= 0:
        return f"没有{kind.sheet}独有的列"
    if strange > len(known):
        return "认不出的列比认得的多"
    never = bool(import_words.pattern("speaks_never", kind.sheet).search(_spoken(title)))
    if never or (said < 0 and sum(weight(column) for column in taken) + said < _LEAST):
        return "表名或标题说的是别的"
    return ""


def _misfits(column: Column, rows: Sequence[Row]) -> float:
    """Give the share of values that a column's field cannot hold."""
    if isinstance(column.field, Reference) or not isinstance(column.field.type, _TELLING):
        return 0.0
    below = [row.cells[column.index] for row in rows if column.index < len(row.cells)]
    filled = [cell for cell in below if cell is not None]
    wrong = 0
    for cell in filled:
        try:
            cells.read(column, cell)
        except (ValueError, OverflowError):
            wrong += 1
    return wrong / len(filled) if filled else 0.0
