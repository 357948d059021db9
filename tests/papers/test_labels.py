from itertools import pairwise
from pathlib import Path

from tests.documents.reading import MM, lines_of
from tests.ledgers import Office
from tests.papers.printing import write
from zxdesk.papers.labels import labels_content


def test_a_sheet_of_labels_has_24(tmp_path: Path) -> None:
    pages = lines_of(write("标签", tmp_path))
    assert len(pages) == 2
    tops = sorted({round(line.top) for line in pages[0] if line.size == 16})
    assert len(tops) == 8
    for above, below in pairwise(tops):
        assert abs(below - above - 297 * MM / 8) < 2


def test_labels_hold_names_and_workplaces(office: Office) -> None:
    member = office.member("程立言", employer="县医院", job="院长")
    office.change("member", member, id_number="330681197503126666")
    assert labels_content(office.ledger, "member", ()).labels == (("程立言", "县医院", "院长"),)
    unit = office.add("unit", name="县水务局", category="承办单位")
    assert labels_content(office.ledger, "unit", (unit,)).labels == (("县水务局",),)
