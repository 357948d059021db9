"""Prints the table of all figures of the published accounts: `python -m tests.reference`."""

import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from unicodedata import east_asian_width

from tests.reference.reproduce import Ledgers, Row, everything

HEADINGS = ("号", "行", "事项", "原文", "期间", "得数", "记录", "相符", "指标")
WIDTHS = (5, 5, 19, 15, 14, 14, 6, 6, 0)


def main() -> int:
    """Print the table and give the exit code: 1 where a figure differs."""
    with tempfile.TemporaryDirectory() as folder, Ledgers(Path(folder)) as ledgers:
        different = show(ledgers, list(everything()))
    return 1 if different else 0


def show(ledgers: Ledgers, rows: Iterable[tuple[str, Row]]) -> int:
    """Print figures, then what is left out and why; give how many differ."""
    different, shown = 0, ""
    left_out = []
    for review, row in rows:
        if review != shown:
            shown = review
            say(f"\n{review}.txt\n{line(HEADINGS)}")
        if row.expression:
            different += not reproduced(ledgers, review, row)
        else:
            left_out.append((row.id, row.line, row.thing, row.number, f"{row.note}（{review}）"))
    say("\n不从记录里数的：")
    for cells in left_out:
        say(line(cells))
    say(f"\n{different} 个不相符" if different else "\n全部相符")
    return different


def reproduced(ledgers: Ledgers, review: str, row: Row) -> bool:
    """Print one figure and tell whether it is the source's."""
    found = ledgers.reproduce(review, row)
    same = (found.value, found.number) == (row.value, row.number)
    source = (row.id, row.line, row.thing, f"{row.number} {row.unit}", row.period)
    answer = (found.value, str(found.records), "是" if same else "否", row.shown_expression)
    say(line((*source, *answer)))
    return same


def line(cells: tuple[str, ...]) -> str:
    """Lay cells out in columns; a Chinese character is two columns wide."""
    return " ".join(padded(cells)).rstrip()


def padded(cells: tuple[str, ...]) -> Iterator[str]:
    """Give each cell with the spaces that fill its column."""
    for cell, width in zip(cells, WIDTHS, strict=False):
        wide = sum(2 if east_asian_width(char) in "WFA" else 1 for char in cell)
        yield cell + " " * max(width - wide, 0)


def say(words: str) -> None:
    """Print in UTF-8, also where the console of the system knows less."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    print(words, flush=True)


if __name__ == "__main__":
    sys.exit(main())
