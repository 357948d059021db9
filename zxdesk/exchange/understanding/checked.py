"""Checks an entry of a mapping that was put right by hand, and names the place of a fault."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from zxdesk.errors import UserError
from zxdesk.exchange.book import Sheet
from zxdesk.exchange.captions import STAMP, points_to_one, vocabulary
from zxdesk.exchange.understanding.table import CROSS, FORM, TABLE
from zxdesk.records import RecordKind

_ADVICE = "请用 import … --explain --json 的结果来改"
_SHAPES = (TABLE, CROSS, FORM)
_WORDS = (
    *("sheet", "file", "kind", "shape", "heading_rows", "rows", "columns", "cells", "above"),
    *("event", "fixed", "score", "records", "left", "why"),
)
_EVENT = "活动编号"
_TWICE = 2  # a number and a name may together name one record


def wrong(said: str) -> UserError:
    """Make the error of a mapping that cannot be followed."""
    return UserError(f"{said}，没有导入任何内容", _ADVICE, code="bad_map")


def refuse_wrong(entry: Mapping[str, Any], sheet: Sheet, kind: RecordKind) -> None:
    """Refuse an entry that says what it cannot mean.

    Raises:
        UserError: a word or a shape that there is not, a heading line where nothing stands, two
            columns for one field, an event where none is kept.
    """
    said = next(_faults(entry, sheet, kind), None)
    if said:
        raise wrong(f"对照文件里“{sheet.name}”的 {said}")


def _faults(entry: Mapping[str, Any], sheet: Sheet, kind: RecordKind) -> Iterator[str]:
    for word in entry:
        if word not in _WORDS:
            yield f"{word} 不是对照文件的词"
    shape = entry.get("shape", TABLE)
    if shape not in _SHAPES:
        yield f"shape 写着“{shape}”，只能是 {'、'.join(_SHAPES)}"
    yield from _faults_of_rows(entry, sheet)
    if entry.get("event") and _EVENT not in vocabulary(kind.sheet):
        yield f"event 用不上：{kind.sheet}没有{_EVENT}"
    columns = entry.get("columns", {})
    if shape == TABLE and isinstance(columns, dict):
        yield from _doubles(columns, kind)


def _faults_of_rows(entry: Mapping[str, Any], sheet: Sheet) -> Iterator[str]:
    filled = {row.number for row in sheet.rows}
    numbers = entry.get("heading_rows", ())
    for number in numbers if isinstance(numbers, list) else ():
        if number not in filled:
            yield f"heading_rows 里的第 {number} 行没有内容"
    span = entry.get("rows")
    pair = isinstance(span, list) and [type(number) for number in span] == [int, int]
    if pair and span is not None and not 0 < span[0] <= span[1]:
        yield f"rows 写着 {span[0]} 到 {span[1]}，应当是第一行和最后一行"


def _doubles(columns: Mapping[str, Any], kind: RecordKind) -> Iterator[str]:
    """Say which columns fill one field, the field that two of them may name together left out."""
    found: dict[str, list[str]] = {}
    for letters, words in columns.items():
        for part in _fields_of(words, kind):
            found.setdefault(part, []).append(letters)
    for part, places in found.items():
        if part.partition(":")[0] == STAMP.title:
            continue  # somebody may have passed several times
        known = vocabulary(kind.sheet).get(part)
        most = _TWICE if known and points_to_one(known.field) else 1
        whole = found.get(part.partition(":")[0], []) if ":" in part else []
        if len(places) > most or whole:
            named = "、".join(f"{letters} 列" for letters in dict.fromkeys([*whole, *places]))
            yield f"columns 里 {named}都当作“{part.partition(':')[0]}”，一项只能有一列"


def _fields_of(words: object, kind: RecordKind) -> Sequence[str]:
    """Give the titles of the fields that a column fills; 出生日期:年 is a part of one."""
    if not isinstance(words, str):
        return ()
    name, colon, part = words.partition(":")
    known = vocabulary(kind.sheet)
    titles = []
    for word in name.split("+"):
        found = known.get(word)
        titles.append(found.field.title if found else word)
    return [f"{title}{colon}{part}" for title in titles]
