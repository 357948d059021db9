from pathlib import Path

import pypdf

from tests.documents.reading import lines_of
from tests.ledgers import Office
from tests.papers.entered import filed_proposal
from tests.papers.paper_samples import volume
from tests.papers.printing import write
from zxdesk.papers.proposal_volume import volume_content


def test_a_volume_has_contents_whose_pages_are_right(tmp_path: Path) -> None:
    path = write("提案汇编", tmp_path, volume(6))
    pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
    contents = pages[1].replace("\n", "").replace(" ", "")
    assert contents.startswith("目录")
    assert "第4号" in contents
    first_numbered = 2
    for entry in ("第1号", "第4号", "第6号"):
        page = next(n for n, text in enumerate(pages[2:]) if entry in text and "提案者" in text)
        after = contents.split(entry)[1].split("第")[0]
        number = "".join(c for c in after.rsplit("…", 1)[1] if c.isdigit())
        assert int(number) == page + 1
        assert f"— {number} —" in pages[page + first_numbered]


def test_bookmarks_lead_to_parts_and_proposals(tmp_path: Path) -> None:
    reader = pypdf.PdfReader(write("提案汇编", tmp_path, volume(4)))
    outline = reader.outline
    parts = [entry for entry in outline if not isinstance(entry, list)]
    below = [entry for entry in outline if isinstance(entry, list)]
    assert [entry.title for entry in parts] == ["经济建设", "社会建设"]
    assert [len(entries) for entries in below] == [2, 2]
    for entry in [e for entries in below for e in entries]:
        text = reader.pages[reader.get_destination_page_number(entry) or 0].extract_text()
        assert entry.title.split("号")[0] in text.replace(" ", "")


def test_covers_and_contents_have_no_numbers(tmp_path: Path) -> None:
    pages = lines_of(write("提案汇编", tmp_path))
    assert not any(line.text.startswith("— ") for page in pages[:2] for line in page)
    assert pages[2][-1].text == "— 1 —"


def test_a_volume_goes_topic_by_topic_in_the_order_of_numbers(office: Office) -> None:
    ids = [
        filed_proposal(office, number, topic=topic)
        for number, topic in (("10", "经济"), ("1", None), ("2", "经济"), ("3", "社会"))
    ]
    content = volume_content(office.ledger, ids)
    assert [one.number for one in content.proposals] == ["3", "2", "10", "1"]
    assert content.total == 4
    assert content.title == "五届三次会议提案汇编"
