"""What a line is that is no record: a total, a foot, a page, a sample, headings once more."""

import re
from collections.abc import Callable, Sequence

from zxdesk.exchange import import_words
from zxdesk.exchange.book import Cell, Row
from zxdesk.exchange.captions import plain

SAMPLE = "示例"
_SAMPLE = re.compile(rf"{SAMPLE}(?!\w)")
_TOTALS = re.compile(r"(?:合计|总计|小计|共计|累计)(?:[^\w]|\d|$)")
_FEW = 3
_SIGNED = 6  # words that a line of labels and signatures may have
_LATIN = re.compile(r"[A-Za-z][A-Za-z\s.()/&-]+")
_LABEL = re.compile("[:：]")


def filled(row: Row) -> list[str]:
    """Give what stands in a row, each cell on one line without spaces; a merged one once."""
    cells = ["".join(str(cell).split()) for cell in row.cells if cell is not None]
    return [word for i, word in enumerate(cells) if i == 0 or word != cells[i - 1]]


def first_word(cells: Sequence[Cell]) -> str:
    """Give the first cell that holds something, if it is text, without spaces."""
    found = next((cell for cell in cells if cell is not None), None)
    return "".join(found.split()) if isinstance(found, str) else ""


def is_sample(row: Row) -> bool:
    """Tell whether a row is the sample of a template."""
    found = next((cell for cell in row.cells if cell is not None), None)
    return isinstance(found, str) and bool(_SAMPLE.match(found.strip()))


def beside(row: Row) -> str:
    """Tell why a row is no record, if it looks so; rows that are whole are never asked."""
    if _is_total(row):
        return "合计"
    if sum(cell is not None for cell in row.cells) > _SIGNED:
        return ""
    words = filled(row)
    labels = sum(bool(_LABEL.search(word)) for word in words)
    if import_words.pattern("lines", "feet").search(words[0]) and (
        len(words) <= _FEW or labels * 2 >= len(words)
    ):
        return "表尾"
    if len(words) == 1 and import_words.pattern("lines", "pages").search(words[0]):
        return "页码"
    if len(words) == 1 and import_words.pattern("lines", "titles").search(words[0]):
        return "标题"
    return ""


def _is_total(row: Row) -> bool:
    words = ["".join(cell.split()) for cell in row.cells[:3] if isinstance(cell, str)]
    if words and import_words.pattern("lines", "sums").match(words[0]):
        return True
    return bool(words) and (
        any(_TOTALS.fullmatch(word) for word in words) or bool(_TOTALS.match(first_word(row.cells)))
    )


def known_headings(row: Row, known: Callable[[str], bool]) -> int:
    """Count the cells that are headings; 0 where one is no text, or holds figures."""
    count = 0
    for cell in row.cells:
        if cell is None:
            continue
        if type(cell) is not str:
            return 0
        if known(plain(cell)):
            count += 1
    return count


def repeats(row: Row, headings: Sequence[str]) -> bool:
    """Tell whether a row holds the headings of its columns once more."""
    return all(
        index < len(headings) and plain(cell) == headings[index]
        for index, cell in enumerate(row.cells)
        if cell is not None
    )


def is_latin(row: Row) -> bool:
    """Tell whether a line is the headings once more, in English: Name, Sector."""
    cells = [cell for cell in row.cells if cell is not None]
    return len(cells) > 1 and all(
        isinstance(cell, str) and _LATIN.fullmatch(cell.strip()) for cell in cells
    )
