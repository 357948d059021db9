"""Prints a paper and reads back what it says."""

from pathlib import Path
from typing import Any

from tests.documents.reading import MM, ReadLine, lines_of, pypdf_text
from tests.papers.paper_samples import SAMPLES
from zxdesk.papers.catalogue import PAPERS

TOP, LEFT, RIGHT = 37 * MM, 28 * MM, 184 * MM
CELL = 156 * MM / 28


def write(name: str, folder: Path, content: Any = None, ending: str = ".pdf") -> Path:
    """Write a paper, the sample unless another content is given."""
    path = folder / f"paper{ending}"
    PAPERS[name].write(content or SAMPLES[name](), path, bundled_fonts=True)
    return path


def said(path: Path) -> str:
    """Give all words of a paper without white space."""
    return pypdf_text(path).replace("\n", "").replace(" ", "")


def found(path: Path, words: str) -> ReadLine:
    """Give the first line that holds these words."""
    return next(line for page in lines_of(path) for line in page if words in line.text)
