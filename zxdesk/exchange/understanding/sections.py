"""Lines between the records that bear what those below have in common: 一、农业界（1人）."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from zxdesk import text
from zxdesk.exchange import import_words
from zxdesk.exchange.book import Row
from zxdesk.exchange.captions import sheet_fields, vocabulary
from zxdesk.exchange.understanding.marks import filled
from zxdesk.exchange.understanding.titles import Title
from zxdesk.exchange.unit_names import is_sector
from zxdesk.records import RecordKind
from zxdesk.services.ledgers import starting_lists

_MOST_WORDS = 2
_LISTED, _ENDED = 2, 1
_CLASS = "类"  # 经济建设类
_CHINESE_NUMBER = re.compile("第?[（(]?[一二三四五六七八九十百]+")


@dataclass(frozen=True)
class Section:
    """What a line says of the records below it; no field where it only parts them.

    Attributes:
        field: The title of the field, which may have a column of its own.
    """

    field: str
    value: str


def read_section(row: Row, kind: RecordKind, naming: Collection[int] = ()) -> Section | None:
    """Read a line as the heading of a section; None where it is none.

    Args:
        naming: The columns in which the names of records stand: a bare word there is a name.
    """
    if sum(cell is not None for cell in row.cells) > _MOST_WORDS or not _first_is_text(row):
        return None
    words = filled(row)
    if len(words) > 1 and not _is_counted(words):
        return None
    whole = text.one_line("".join(words))
    label, colon, value = whole.replace("：", ":").partition(":")
    known = vocabulary(kind.sheet).get(label.strip())
    if colon and known:
        return Section(known.field.title, _bare(value.strip())[0])
    value, marked = _bare(whole)
    field, sure = _field_of(kind, value)
    if not sure and value.endswith(_CLASS):
        value = value.removesuffix(_CLASS)
        field, sure = _field_of(kind, value)
    place = next(i for i, cell in enumerate(row.cells) if cell is not None)
    named = place in naming
    if marked:
        taken = bool(field) or not named or bool(_CHINESE_NUMBER.match(whole))
    else:
        taken = len(words) == 1 and sure >= (_LISTED if named else _ENDED)
    return Section(field, value) if value and taken else None


def section_in_title(
    kind: RecordKind, title: Title, missing: Collection[str]
) -> dict[str, str | None]:
    """Give what the title says of the records as a section would: 农业界委员名单."""
    ends = import_words.pattern("lines", "titles")
    found: dict[str, str | None] = {}
    known = vocabulary(kind.sheet)
    for line in (title.name, *title.lines):
        label, colon, said = "".join(line.split()).replace("：", ":").partition(":")
        told = known.get(label) if colon else None  # 界别：农业界
        bare, _ = _bare(ends.sub("", said if told else "".join(line.split())))
        value = bare.removesuffix(kind.sheet).removesuffix("政协")
        field, sure = _field_of(kind, value)
        if sure == _LISTED and field in missing and (not told or told.field.title == field):
            if found.get(field, value) != value:
                return {}  # two of them: nobody can tell whose the rows are
            found[field] = value
    return found


def _first_is_text(row: Row) -> bool:
    return isinstance(next(cell for cell in row.cells if cell is not None), str)


def _is_counted(words: list[str]) -> bool:
    """Tell whether two cells are one name: its number before it, or its count behind."""
    first, second = words
    numbered = import_words.pattern("sections", "numbered").fullmatch(first)
    counted = import_words.pattern("sections", "counted").fullmatch(second)
    return bool(numbered or counted)


def _bare(words: str) -> tuple[str, bool]:
    """Give a section's name without number and count, and whether it bore either."""
    bare = import_words.pattern("sections", "numbered").sub("", words.strip(), count=1)
    bare = import_words.pattern("sections", "counted").sub("", bare.strip()).strip("：: ")
    return bare, bare != words.strip("：: ")


def _field_of(kind: RecordKind, value: str) -> tuple[str, int]:
    """Give the field that a value belongs to, by title, and how sure that is; "" for none."""
    titles = {spec.title: spec for _, spec in sheet_fields(kind)}
    endings = import_words.lists("sections", "endings")
    bare = _without_ending(value, endings.get("界别", ()))
    if "界别" in titles and is_sector(value):
        return "界别", _LISTED
    for title, values in import_words.lists("sections", "values").items():
        if title in titles and (value in values or bare in values):
            return title, _LISTED
    for title, spec in titles.items():
        listed = starting_lists().get(spec.type.suggest, ()) if spec.type.suggest else ()
        if value in listed:
            return title, _LISTED
    for title, ends in endings.items():
        if title in titles and len(value) > 1 and value.endswith(ends):
            return title, _ENDED
    return "", 0


def _without_ending(value: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if value.endswith(ending) and value != ending:
            return value.removesuffix(ending)
    return value
