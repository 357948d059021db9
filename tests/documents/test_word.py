"""Every paper's DOCX laid out by LibreOffice, held against the PDF of the same paper."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pdfplumber
import pytest

from tests.documents.reading import MM
from tests.papers.paper_samples import SAMPLES, official
from zxdesk.papers.catalogue import PAPERS

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

ROOT = Path(__file__).resolve().parents[2]
# The hands an office has, played by those that travel with the program.
HANDS = {
    "仿宋_GB2312": "ZX FangSong",
    "方正小标宋简体": "ZX BiaoSong",
    "楷体_GB2312": "ZX Kai",
    "黑体": "ZX Hei",
    "宋体": "ZX Song",
}
PLAIN = "满页的政字"
WORD_PAPERS = [name for name, paper in PAPERS.items() if ".docx" in paper.formats]


class Words(NamedTuple):
    """What stands on one base line, without white space; places in points from the top left."""

    text: str
    left: float
    base: float


Pages = list[list[Words]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every paper twice: `name.pdf` is ours, `theirs/name.pdf` LibreOffice's of our DOCX."""
    folder = tmp_path_factory.mktemp("papers")
    for name in WORD_PAPERS:
        for ending in (".pdf", ".docx"):
            PAPERS[name].write(SAMPLES[name](), folder / f"{name}{ending}", bundled_fonts=True)
    plain = official(text="政" * 900 + "\n以上。", people=(), attachments=(), copies_to=())
    for ending in (".pdf", ".docx"):
        PAPERS["协商纪要"].write(plain, folder / f"{PLAIN}{ending}", bundled_fonts=True)
    convert("fodt", folder.glob("*.docx"), folder)
    # LibreOffice does not read that white between Chinese and Latin letters is off (autoSpaceDE),
    # which Word and WPS do, so its own file is told.
    for file in (folder / "theirs").glob("*.fodt"):
        text = file.read_text("utf-8")
        file.write_text(text.replace('autospace="ideograph-alpha"', 'autospace="none"'), "utf-8")
    convert("pdf", (folder / "theirs").glob("*.fodt"), folder)
    return folder


def convert(kind: str, files: Iterator[Path], folder: Path) -> None:
    """Let LibreOffice write the files anew."""
    subprocess.run(
        [str(SOFFICE), "--headless", "--convert-to", kind, "--outdir", folder / "theirs", *files],
        env={**os.environ, "HOME": str(folder), "FONTCONFIG_FILE": str(fonts(folder))},
        capture_output=True,
        check=True,
        timeout=300,
    )


def fonts(folder: Path) -> Path:
    """Let LibreOffice find the bundled hands, and nothing else, under the names of the office's."""
    file = folder / "fonts.conf"
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{wanted}</string></test>'
        '<edit name="family" mode="assign" binding="strong">'
        f"<string>{given}</string></edit></match>"
        for wanted, given in HANDS.items()
    )
    file.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f"<dir>{ROOT / 'resources' / 'fonts'}</dir><cachedir>{folder / 'cache'}</cachedir>"
        f"{matches}</fontconfig>",
        "utf-8",
    )
    return file


def read(path: Path) -> Pages:
    """Give what stands on each page, line by line."""
    with pdfplumber.open(path) as document:
        return [list(_lines(page)) for page in document.pages]


def _lines(page: pdfplumber.page.Page) -> Iterator[Words]:
    rows: dict[tuple[int, int], list[dict[str, float]]] = {}
    for char in page.chars:
        base = float(page.height) - char["matrix"][5]
        rows.setdefault((round(base), round(char["size"])), []).append({**char, "base": base})
    for _, row in sorted(rows.items()):
        row.sort(key=lambda char: char["x0"])
        text = "".join(str(char["text"]) for char in row).replace(" ", "").replace("\u3000", "")
        if text:
            yield Words(text, row[0]["x0"], row[0]["base"])


def same_lines(mine: Pages, theirs: Pages) -> list[tuple[Words, Words]]:
    """Give the lines that say the same on the same page, in order."""
    found = []
    for own, other in zip(mine, theirs, strict=True):
        texts = [line.text for line in own], [line.text for line in other]
        for block in SequenceMatcher(None, *texts, autojunk=False).get_matching_blocks():
            found += zip(own[block.a :][: block.size], other[block.b :][: block.size], strict=True)
    return found


@pytest.mark.parametrize("name", [*WORD_PAPERS, PLAIN])
def test_a_docx_has_the_pages_and_the_lines_of_the_pdf(name: str, folder: Path) -> None:
    mine, theirs = read(folder / f"{name}.pdf"), read(folder / "theirs" / f"{name}.pdf")
    assert len(theirs) == len(mine)
    same = same_lines(mine, theirs)
    lines = sum(len(page) for page in mine)
    assert len(same) >= 0.85 * lines, [line.text for page in theirs for line in page]
    for own, other in same:
        if not own.text.startswith("—"):
            assert abs(other.left - own.left) < 2 * MM, (own, other)


@pytest.mark.parametrize("name", WORD_PAPERS)
def test_the_first_lines_of_a_docx_stand_where_the_pdf_has_them(name: str, folder: Path) -> None:
    mine, theirs = read(folder / f"{name}.pdf"), read(folder / "theirs" / f"{name}.pdf")
    upper = list(zip(mine[0], theirs[0], strict=False))[:5]
    for own, other in upper:
        assert own.text == other.text
        assert abs(other.base - own.base) < 1 * MM, (own, other)


@pytest.mark.parametrize("name", ["会议纪要", "协商纪要", "建议案", "社情民意信息"])
def test_the_colophon_of_a_docx_stands_at_the_foot(name: str, folder: Path) -> None:
    mine, theirs = read(folder / f"{name}.pdf"), read(folder / "theirs" / f"{name}.pdf")
    own = next(line for line in chain(*mine) if line.text.endswith("印发"))
    other = next(line for line in chain(*theirs) if line.text.endswith("印发"))
    assert abs(other.base - own.base) < 1 * MM


def test_lines_full_of_one_character_have_28(folder: Path) -> None:
    theirs = read(folder / "theirs" / f"{PLAIN}.pdf")
    full = [line.text for page in theirs for line in page if set(line.text) == {"政"}]
    assert {len(text) for text in full[:-1]} == {26, 28}


def test_the_contents_of_a_docx_have_their_pages(folder: Path) -> None:
    dotted = re.compile(r"[….]{2,}(\d+)$")
    numbers = [
        [found[1] for line in read(file)[1] if (found := dotted.search(line.text))]
        for file in (folder / "提案汇编.pdf", folder / "theirs" / "提案汇编.pdf")
    ]
    assert numbers[0] == numbers[1]
    assert len(numbers[0]) > 5
