import shutil
import subprocess
from pathlib import Path

import pypdf
import pytest

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.glyphs import Span
from zxdesk.documents.line_layout import Measure, lay_out
from zxdesk.documents.page import Paper
from zxdesk.documents.reportlab_patches import to_unicode_map

NAMES = "龙𬭎、石𠅤、㛃素、马䶮、𬱖之、𫖮之"


def write(path: Path, *spans: Span) -> None:
    book = FontBook(bundled_only=True)
    paper = Paper(book, title="试", author="试")
    for number, line in enumerate(lay_out(spans, book, Measure(width=440))):
        paper.draw(line, base=200 + 30 * number)
    path.write_bytes(paper.finish())


def test_codes_above_the_first_plane_are_surrogate_pairs() -> None:
    text = to_unicode_map("F", [0x4E00, 0x2CB4E])
    assert "<00> <4E00>" in text
    assert "<01> <D872DF4E>" in text
    assert "2CB4E>" not in text


def test_pypdf_reads_rare_names_back(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", Span(NAMES))
    assert NAMES in pypdf.PdfReader(tmp_path / "a.pdf").pages[0].extract_text()


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")
def test_pdftotext_reads_rare_names_back(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", Span(NAMES))
    done = subprocess.run(
        ["pdftotext", "-enc", "UTF-8", str(tmp_path / "a.pdf"), "-"],
        check=True,
        capture_output=True,
    )
    assert NAMES in done.stdout.decode()


def test_fonts_of_one_paper_keep_their_own_glyphs_and_names(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", *[Span(f"{role.value}样张", role) for role in Role])
    page = pypdf.PdfReader(tmp_path / "a.pdf").pages[0]
    fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
    bases = [font["/BaseFont"] for font in fonts]
    assert len(set(bases)) == len(bases) >= len(Role)
    for role in Role:
        assert f"{role.value}样张" in page.extract_text()
