from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.documents.reading import MM, lines_of, rules_of
from tests.ledgers import TODAY, Office
from tests.papers.entered import filed_proposal, hand_to
from tests.papers.paper_samples import DAY, items, reminder
from tests.papers.printing import RIGHT, found, said, write
from zxdesk.errors import UserError
from zxdesk.papers.reminder import reminder_content, units_to_remind


def test_a_letter_has_its_rules_and_no_number_on_its_first_page(tmp_path: Path) -> None:
    path = write("催办函", tmp_path)
    wide = [rule for rule in rules_of(path, 0) if abs(rule["width"] - 170 * MM) < 0.1]
    assert len(wide) == 4
    assert wide[0]["height"] > wide[1]["height"]
    assert wide[2]["height"] < wide[3]["height"]
    assert abs(wide[3]["bottom"] - 277 * MM) < 0.1
    first = [line.text for line in lines_of(path)[0]]
    assert not any(text.startswith("—") for text in first)
    assert abs(found(path, "云政协函").right - RIGHT) < 0.5


def test_a_letter_does_not_sign_on_a_page_without_its_text(tmp_path: Path) -> None:
    for count in range(1, 12):
        content = replace(reminder(), items=items(count))
        for page in lines_of(write("催办函", tmp_path, content)):
            texts = [line.text for line in page]
            if "2026年3月18日" in texts:
                assert any("一并告知" in text for text in texts), count


def test_days_overdue_are_counted(tmp_path: Path) -> None:
    assert "17天" in said(write("催办函", tmp_path))


def test_what_falls_due_today_is_not_overdue(tmp_path: Path) -> None:
    late = [replace(items(1)[0], due_on=DAY - timedelta(days=days)) for days in (0, 1)]
    text = said(write("催办函", tmp_path, replace(reminder(), items=tuple(late))))
    assert "1天" in text
    assert "0天" not in text


def test_only_what_is_due_and_not_replied_is_reminded_of(
    office: Office, units: tuple[int, int]
) -> None:
    days = {"1": date(2026, 9, 1), "2": date(2026, 12, 1), "3": date(2027, 3, 1)}
    for number, due in days.items():
        hand_to(office, filed_proposal(office, number), units[0], due_on=due)
    hand_to(office, filed_proposal(office, "4"), units[0], due_on=days["1"], replied_on=TODAY)
    content = reminder_content(office.ledger, units[0], contact="罗", phone="0570-1")
    assert [item.number for item in content.items] == ["1", "2"]
    assert (content.unit, content.contact, content.deadline) == (
        "县水务局",
        "罗",
        date(2026, 12, 6),
    )
    assert units_to_remind(office.ledger) == ["县水务局"]
    with pytest.raises(UserError, match="可以催办的有：县水务局"):
        reminder_content(office.ledger, units[1])
