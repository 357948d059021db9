from zxdesk.documents.flow import BLANK, paginate
from zxdesk.documents.line import Line, Run


def lines(count: int, *, keep: tuple[int, ...] = ()) -> list[Line]:
    return [Line(runs=(Run(0, str(n), "F", 16, 0),), keep=n in keep) for n in range(count)]


def counts(pages: list[list[Line]]) -> list[int]:
    return [len(page) for page in pages]


def test_pages_fill_up() -> None:
    assert counts(paginate(lines(50), first=8, tail=2)) == [8, 22, 20]


def test_no_line_is_lost_or_repeated() -> None:
    for count in range(1, 80):
        pages = paginate(lines(count, keep=(5, 29)), first=7, tail=4)
        assert [line.text for page in pages for line in page] == [str(n) for n in range(count)]


def test_the_colophon_never_stands_alone() -> None:
    for count in range(8, 80):
        pages = paginate(lines(count), first=8, tail=3)
        room = 22 if len(pages) > 1 else 8
        assert 1 <= len(pages[-1]) <= room - 3, count
        if len(pages) > 1:
            assert len(pages[-1]) >= 2


def test_a_heading_does_not_end_a_page() -> None:
    pages = paginate(lines(30, keep=(7,)), first=8, tail=2)
    assert counts(pages)[0] == 7


def test_a_blank_line_neither_ends_nor_begins_a_page() -> None:
    body = [*lines(8), BLANK, *lines(8)]
    pages = paginate(body, first=8, tail=2)
    assert counts(pages) == [8, 8]


def test_headings_alone_do_not_hang_the_paper() -> None:
    body = lines(60, keep=tuple(range(60)))
    assert sum(counts(paginate(body, first=8, tail=2))) == 60


def test_nothing_is_one_empty_page() -> None:
    assert paginate([], first=8, tail=2) == [[]]
