"""No character of any plane stops a paper: it is drawn, shown as 〓 and told, or left out."""

import random
import unicodedata
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import docx
import pytest

from tests.documents.reading import pdfium_text
from tests.papers.paper_samples import SAMPLES, official
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.proof import unprintable

ALL = range(0x110000)
ODD = [chr(code) for code in ALL if unicodedata.category(chr(code))[0] in "ZM" and code != 0x20] + [
    chr(code) for code in ALL if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs")
]
LONG = "关于进一步加强农村养老服务体系建设工作的若干{}意见和建议"


def with_words(content: Any, words: str) -> Any:
    """The same content, its texts ending in these words."""
    if isinstance(content, str):
        return content + words
    if isinstance(content, tuple):
        return tuple(with_words(part, words) for part in content)
    if is_dataclass(content):
        changes = {f.name: with_words(getattr(content, f.name), words) for f in fields(content)}
        return replace(content, **changes)  # type: ignore[type-var]
    return content


def write(name: str, content: Any, folder: Path) -> None:
    for ending in (e for e in PAPERS[name].formats if e != ".xlsx"):
        PAPERS[name].write(content, folder / f"paper{ending}", bundled_fonts=True)


@pytest.mark.parametrize("start", range(0, len(ODD), 1500))
def test_no_blank_mark_or_control_character_stops_a_paper(tmp_path: Path, start: int) -> None:
    some = ODD[start : start + 1500]
    text = "\n".join(LONG.format("".join(some[at : at + 30])) for at in range(0, len(some), 30))
    name = next(name for name, sample in SAMPLES.items() if sample is official)
    write(name, official(text=text), tmp_path)
    assert "意见和建议" in "".join(pdfium_text(tmp_path / "paper.pdf").split())
    assert docx.Document(str(tmp_path / "paper.docx")).paragraphs


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_takes_every_kind_of_break_and_blank(name: str, tmp_path: Path) -> None:
    odd = "\u2028段\u2029\u2003\u1680\ud800\0\x0b\x0c\x85\ufffe\U0010ffff"
    write(name, with_words(SAMPLES[name](), LONG.format(odd)), tmp_path)


@pytest.mark.parametrize("name", PAPERS)
def test_every_paper_takes_characters_of_all_planes(name: str, tmp_path: Path, loops: int) -> None:
    for seed in range(loops // 3):
        chosen = random.Random(seed)
        words = "".join(chr(chosen.choice(ALL)) for _ in range(30))
        words += "".join(chosen.choice(ODD) for _ in range(30))
        write(name, with_words(SAMPLES[name](), words), tmp_path)


def test_what_no_font_has_is_told_with_the_words_around_it() -> None:
    (missing,) = unprintable(LONG.format("\U00020fff"), bundled_fonts=True)
    assert missing.character == "\U00020fff"
    assert missing.character in missing.words
