"""Every paper of the catalogue: written both ways, read back by other people's readers."""

import pkgutil
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import docx
import pypdf
import pytest

from tests.documents.reading import MM
from tests.papers.paper_samples import COMMITTEE, SAMPLES
from tests.papers.printing import said, write
from zxdesk import papers
from zxdesk.errors import UserError
from zxdesk.papers import catalogue
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.kind import PaperKind
from zxdesk.papers.roll import PersonOnPaper

PDF_AND_DOCX = [name for name, paper in PAPERS.items() if ".docx" in paper.formats]


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_has_a_sample_and_its_own_dataclass(name: str) -> None:
    assert name in SAMPLES, f"tests/papers/paper_samples.py has no sample of {name}"
    assert isinstance(SAMPLES[name](), get_type_hints(PAPERS[name].compose)["content"])


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_is_a_proper_pdf(name: str, tmp_path: Path) -> None:
    path = write(name, tmp_path)
    reader = pypdf.PdfReader(path)
    assert reader.metadata is not None
    assert reader.metadata.title
    assert reader.metadata.author == COMMITTEE
    assert reader.trailer["/Root"]["/Lang"] == "zh-CN"
    assert path.stat().st_size < 200_000
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            if "/FontDescriptor" in font.get_object():
                assert "/FontFile2" in font["/FontDescriptor"]


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_gives_the_same_bytes_twice(name: str, tmp_path: Path) -> None:
    for ending in PAPERS[name].formats:
        first = write(name, tmp_path, ending=ending).read_bytes()
        assert write(name, tmp_path, ending=ending).read_bytes() == first


@pytest.mark.parametrize("name", PDF_AND_DOCX)
def test_pdf_and_docx_say_the_same(name: str, tmp_path: Path) -> None:
    paper = docx.Document(str(write(name, tmp_path, ending=".docx")))
    shown = said(write(name, tmp_path))
    texts = [p.text for p in paper.paragraphs]
    texts += [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    # A line of the contents ends with a number that only the opened file has.
    wanted = {part.replace(" ", "") for text in texts for part in text.splitlines() if part.strip()}
    pieces = {piece for text in wanted for piece in text.replace("　", "").split("\t")}
    for piece in pieces - {"—1—"}:
        for start in range(0, len(piece), 8):
            assert piece[start : start + 8] in shown.replace("　", ""), piece


@pytest.mark.parametrize("name", PDF_AND_DOCX)
def test_every_docx_has_the_page_and_the_styles(name: str, tmp_path: Path) -> None:
    paper = docx.Document(str(write(name, tmp_path, ending=".docx")))
    used = {p.style.name for p in paper.paragraphs if p.style}
    assert used - {"Normal"}
    for section in paper.sections:
        short, long = sorted((section.page_width or 0, section.page_height or 0))
        assert abs(short.mm - 210) < 0.2
        assert abs(long.mm - 297) < 0.2
    body = paper.styles["公文正文"].element.xml
    normal = paper.styles["Normal"].element.xml
    assert 'w:eastAsia="仿宋_GB2312"' in normal
    assert 'w:firstLineChars="200"' in body


def test_a_docx_has_the_grid_of_22_lines_of_28(tmp_path: Path) -> None:
    paper = docx.Document(str(write("会议纪要", tmp_path, ending=".docx")))
    section = paper.sections[0]
    assert section.page_height
    assert section.page_width
    height = section.page_height.pt - section.top_margin.pt - section.bottom_margin.pt
    width = section.page_width.pt - section.left_margin.pt - section.right_margin.pt
    assert abs(width - 156 * MM) < 0.2
    with zipfile.ZipFile(tmp_path / "paper.docx") as archive:
        xml = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    pitch = int(xml.split('w:linePitch="')[1].split('"')[0]) / 20
    assert abs(pitch - 29.61) < 0.02
    assert int(height / pitch) == 22
    cell = 16 - int(styles.split('<w:spacing w:val="-')[1].split('"')[0]) / 20
    assert int(width / cell) == 28
    # The first glyph's top: half of a line's white below the margin.
    assert abs(section.top_margin.mm + (pitch - 16) / 2 / MM - 37) < 0.1


def test_the_styles_of_a_docx_are_those_the_office_knows(tmp_path: Path) -> None:
    paper = docx.Document(str(write("会议纪要", tmp_path, ending=".docx")))
    styles = [(p.style.name, p.text) for p in paper.paragraphs if p.style]
    assert ("红头", COMMITTEE) in styles
    assert any(name == "Title" and "主席会议纪要" in text for name, text in styles)
    assert ("Heading 1", "一、关于全县居家社区养老服务体系建设情况") in styles
    assert any(name == "名单" and text.startswith("出席：") for name, text in styles)


@pytest.mark.parametrize("name", ["桌签", "标签"])
def test_cards_are_pdf_only_and_say_so(name: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="PDF"):
        write(name, tmp_path, ending=".docx")
    assert not list(tmp_path.iterdir())


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.pdf"):
        write("会议纪要", tmp_path, ending=".odt")


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
@pytest.mark.parametrize("name", ["提案登记簿", "提案汇编"])
def test_a_paper_given_up_leaves_what_was_there(name: str, ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{ending}"
    path.write_bytes(b"before")

    def stop(done: int, total: int) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        PAPERS[name].write(SAMPLES[name](), path, bundled_fonts=True, progress=stop)
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("ending", [".pdf", ".docx"])
def test_a_written_paper_tells_whose_name_lacks_a_character(tmp_path: Path, ending: str) -> None:
    content = replace(SAMPLES["会议纪要"](), present=(PersonOnPaper(name="王😀"),))
    result = PAPERS["会议纪要"].write(content, tmp_path / f"纪要{ending}", bundled_fonts=True)
    assert result.missing_glyphs == ("😀",)
    assert result.missing_in == ("「王😀」中的“😀”",)


def test_every_paper_that_is_declared_stands_in_the_catalogue_once() -> None:
    declared = {
        paper.name: module.__name__
        for found in pkgutil.iter_modules(papers.__path__)
        for module in [import_module(f"{papers.__name__}.{found.name}")]
        for paper in vars(module).values()
        if isinstance(paper, PaperKind)
    }
    forgotten = [f"{module}: {name}" for name, module in declared.items() if name not in PAPERS]
    assert not forgotten, f"zxdesk/papers/catalogue.py does not list {forgotten}"
    names = [paper.name for paper in catalogue.LISTED]
    assert len(names) == len(set(names)), names
