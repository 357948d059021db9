"""A colleague's ledger is merged from the window: seen first, one step, one undo."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.reporting.conftest import (
    HELD,
    Answers,
    Clock,
    Told,
    city_file,
    county,
    county_file,
    idle,
    office,
    opened,
    stand,
    told,
)
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.books.merge_dialog import MergeDialog
from zxdesk.store import history, open_ledger

__all__ = ["city_file", "county", "county_file", "office", "opened", "told"]


@pytest.fixture
def his(county_file: Path, tmp_path: Path) -> Path:
    """The colleague's ledger: a new event, and two of ours changed that we change too."""
    folder = tmp_path / "同事"
    folder.mkdir()
    file = Path(shutil.copy(county_file, folder))
    with open_ledger(file, clock=Clock()) as ledger:
        office = Office(ledger)
        office.add("event", name="他的会", start=HELD)
        office.change("event", 1, place="县城")
        office.change("member", 1, note="驻会")
    return file


@pytest.fixture
def dialog(
    county: DeskContext, office: Office, answers: Answers, his: Path, qtbot: QtBot
) -> MergeDialog:
    """The dialog with the colleague's file chosen."""
    office.change("event", 1, place="县城会堂")
    office.change("member", 1, note="住会")
    answers.open_one = his
    made = MergeDialog(county, None)
    stand(made, qtbot)
    made.choose_button.click()
    idle(made, qtbot)
    return made


def place_of(office: Office) -> object:
    values = office.values("event", 1)
    assert values is not None
    return values["place"]


def test_the_plan_is_shown_and_nothing_is_written(dialog: MergeDialog, office: Office) -> None:
    assert dialog.added.texts() == [("活动", "1", "0")]
    told = {}
    for at in range(dialog.differing.topLevelItemCount()):
        item = dialog.differing.topLevelItem(at)
        assert item is not None
        line = item.child(0)
        told[item.text(0)] = (line.text(0), line.text(1), line.text(2))
    assert any(words == ("地点", "县城会堂", "县城") for words in told.values())
    assert any("驻会" in words for words in told.values())
    assert dialog.taken() == []
    assert place_of(office) == "县城会堂"
    assert office.values("member", 1)["note"] == "住会"


def test_ours_is_kept_unless_his_is_chosen(
    dialog: MergeDialog, office: Office, told: Told, qtbot: QtBot
) -> None:
    dialog.merge()
    idle(dialog, qtbot)
    assert dialog.result() == 1
    assert place_of(office) == "县城会堂"
    assert told.notices[-1].undo
    assert told.notices[-1].text == "已合并 云溪.zxd"


def test_all_of_his_is_taken_in_one_step(
    dialog: MergeDialog, office: Office, county: DeskContext, qtbot: QtBot
) -> None:
    dialog.all_his.click()
    assert len(dialog.taken()) == 2
    assert dialog.merge_button.text() == "合并（新增 1 条，改 2 条）"
    dialog.merge()
    idle(dialog, qtbot)
    assert place_of(office) == "县城"
    history.undo(county.ledger)
    assert place_of(office) == "县城会堂"


def test_one_of_his_may_be_taken(dialog: MergeDialog, office: Office, qtbot: QtBot) -> None:
    item = dialog.differing.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.taken()) == 1
    assert not dialog.all_his.isChecked()
    dialog.merge()
    idle(dialog, qtbot)
    changed = (place_of(office) == "县城", (office.values("member", 1) or {})["note"])
    assert changed in ((True, "住会"), (False, "驻会"))


def test_two_records_of_one_number_are_shown_as_two_with_what_goes_along(
    county: DeskContext, office: Office, his: Path, qtbot: QtBot
) -> None:
    with open_ledger(his, clock=Clock()) as ledger:
        colleague = Office(ledger)
        event = colleague.add("event", name="读书会", number="HD-9", start=datetime(2026, 4, 1))
        colleague.add("attendance", event_id=event, member_id=1)
    office.add("event", name="主席会议", number="HD-9", start=datetime(2026, 3, 1))
    dialog = MergeDialog(county, None)
    stand(dialog, qtbot)
    dialog.plan(his)
    idle(dialog, qtbot)
    item = dialog.apart.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "活动 HD-9 读书会"
    lines = [item.child(at).text(0) for at in range(item.childCount())]
    assert lines[0] == "与本方同编号的“主席会议”是两条记录"
    assert lines[2] == "随它来的：出席 1"
    assert dialog.apart.isVisible()


def test_another_committees_ledger_is_refused(
    county: DeskContext, city_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "外"
    folder.mkdir()
    dialog = MergeDialog(county, None)
    stand(dialog, qtbot)
    dialog.plan(Path(shutil.copy(city_file, folder)))
    idle(dialog, qtbot)
    assert "没有合并" in dialog.findChildren(DialogNote)[0].text()
    assert not dialog.merge_button.isEnabled()
