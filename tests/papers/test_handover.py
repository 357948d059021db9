from datetime import date
from pathlib import Path

from tests.ledgers import Office
from tests.papers.entered import filed_proposal, hand_to
from tests.papers.paper_samples import handover
from tests.papers.printing import said, write
from zxdesk.papers.handover import handover_content


def test_a_hand_over_list_counts_each_unit(tmp_path: Path) -> None:
    text = said(write("交办清单", tmp_path, handover()))
    assert "县民政局（12件）" in text
    assert "3个单位，25件" in text


def test_units_take_over_what_was_filed(office: Office, units: tuple[int, int]) -> None:
    filed, refused = filed_proposal(office, "1"), filed_proposal(office, "2", conclusion="撤案")
    hand_to(office, filed, units[0])
    hand_to(office, filed, units[1], role="会办", due_on=date(2026, 4, 1))
    hand_to(office, refused, units[0])
    content = handover_content(office.ledger, [filed, refused])
    assert content.handed_on == date(2026, 3, 1)
    found = {name: [(i.number, i.role, i.others) for i in items] for name, items in content.units}
    assert found == {
        "县水务局": [("1", "主办", "会办：县交通局")],
        "县交通局": [("1", "会办", "主办：县水务局")],
    }
