"""Reads a finished paper back with independent readers."""

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pypdf
import pypdfium2

MM = 72 / 25.4


@dataclass(frozen=True)
class ReadLine:
    """Glyphs on one base line: where they begin and end, in points from the top left."""

    text: str
    top: float
    bottom: float
    left: float
    right: float
    size: float


def pypdf_text(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


def plumber_text(path: Path) -> str:
    with pdfplumber.open(path) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def pdfium_text(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def lines_of(path: Path, first: int | None = None) -> list[list[ReadLine]]:
    """Give the lines of every page, or of the first few, from top to bottom."""
    with pdfplumber.open(path) as document:
        return [_lines(page.chars) for page in document.pages[:first]]


def rules_of(path: Path, page: int) -> list[dict[str, float]]:
    with pdfplumber.open(path) as document:
        return sorted(document.pages[page].rects, key=lambda rect: rect["top"])


def _lines(chars: list[dict[str, float]]) -> list[ReadLine]:
    rows = defaultdict(list)
    for char in chars:
        rows[(round(char["top"], 1), round(char["size"], 1))].append(char)
    lines = []
    for (_, size), row in sorted(rows.items()):
        row.sort(key=lambda char: char["x0"])
        lines.append(
            ReadLine(
                text="".join(char["text"] for char in row),
                top=row[0]["top"],
                bottom=row[0]["bottom"],
                left=row[0]["x0"],
                right=row[-1]["x1"],
                size=size,
            )
        )
    return lines
