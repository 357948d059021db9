"""What the pen writes is what reportlab itself would write, to the last digit."""

from io import BytesIO
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from zxdesk.documents.font_files import Role
from zxdesk.documents.fonts import FontBook, first_level_characters
from zxdesk.documents.line import Run
from zxdesk.documents.pen import Pen

RED = (0.9, 0.0, 0.0)
# More than one part of a font holds, marks to be escaped, a blank of its own, and one rare name.
TEXTS = (
    "".join(sorted(first_level_characters()))[:700],
    "A(b)\\c\u00a02026年",
    "𬭎",
    "A(b)\\c\u00a02026年",
)
PLACES = (0.0, 1e-8, 0.25, -0.25, 1.0, 9.9999999, 12.3456789, 999.9999999, 1000.0, -120.5)


@pytest.fixture(params=[Role.BODY, Role.SONG])
def face(book: FontBook, request: pytest.FixtureRequest) -> str:
    return book.face(request.param).name


def canvas(book: FontBook) -> Any:
    return Canvas(BytesIO(), initialFontName=book.face(Role.BODY).name, invariant=1)


def test_words_are_written_as_by_reportlab(book: FontBook, face: str) -> None:
    own, theirs = canvas(book), canvas(book)
    pen = Pen(own)
    runs = [
        Run(place, text, face, size, place / 7)
        for place in PLACES
        for text, size in zip(TEXTS, (16.0, 10.5, 38.0, 7.25), strict=True)
    ]
    pen.write(runs, x=79.37, y=700.125, colour=RED)
    text = theirs.beginText()
    text.setFillColorRGB(*RED)
    for run in runs:
        text.setTextOrigin(79.37 + run.x, 700.125)
        text.setFont(run.font, run.size)
        text.setCharSpace(run.spacing)
        text.textOut(run.text)
    theirs.drawText(text)
    assert own._code == theirs._code


def test_bars_are_filled_as_by_reportlab(book: FontBook) -> None:
    own, theirs = canvas(book), canvas(book)
    for place in PLACES:
        Pen(own).bar(place, 3.3, abs(place) * 2, 0.4, RED)
        theirs.setFillColorRGB(*RED)
        theirs.rect(place, 3.3, abs(place) * 2, 0.4, stroke=0, fill=1)
    assert own._code == theirs._code


def test_words_forgotten_in_between_are_written_alike(
    book: FontBook, face: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("zxdesk.documents.pen._REMEMBERED", 1)
    own = canvas(book)
    pen = Pen(own)
    for text in ("政协", "委员", "政协"):
        pen.write([Run(0.0, text, face, 16.0, 0.0)], x=0, y=0, colour=RED)
    first, other, again = own._code[-3:]
    assert first == again != other
