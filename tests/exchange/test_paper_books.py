"""Papers that are workbooks too."""

from zxdesk.exchange.paper_books import BOOKS
from zxdesk.papers.catalogue import PAPERS


def test_every_paper_that_says_it_has_a_workbook_has_its_writer() -> None:
    wanted = {name for name, paper in PAPERS.items() if paper.has_book}
    assert set(BOOKS) == wanted, "zxdesk/exchange/paper_books.py"
