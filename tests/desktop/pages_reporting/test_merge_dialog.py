"""A colleague's ledger is merged from the window: seen first, one step, one undo."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.pages_reporting.conftest import HELD, Answers, Clock, Told, idle, stand
from tests.ledgers import Office, dump
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs.merge_dialog import MergeDialog
from zxdesk.desktop.dialogs.parts import Note
from zxdesk.store import history, open_ledger


@pytest.fixture
def his(county_file: Path, tmp_path: Path) -> Path:
    """The colleague's ledger: a new event, and two of ours changed."""
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
def dialog(county: DeskContext, answers: Answers, his: Path, qtbot: QtBot) -> MergeDialog:
    """The dialog with the colleague's file chosen."""
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


def test_the_plan_is_shown_and_nothing_is_written(
    dialog: MergeDialog, county: DeskContext, county_file: Path
) -> None:
    assert dialog.added.texts() == [("活动", "1")]
    told = {}
    for at in range(dialog.differing.topLevelItemCount()):
        item = dialog.differing.topLevelItem(at)
        assert item is not None
        line = item.child(0)
        told[item.text(0)] = (line.text(0), line.text(1), line.text(2))
    assert any(words == ("地点", "（空）", "县城") for words in told.values())
    assert any("驻会" in words for words in told.values())
    assert dialog.taken() == []
    assert dump(county.ledger.path)["event"] == dump(county_file)["event"]


def test_ours_is_kept_unless_his_is_chosen(
    dialog: MergeDialog, office: Office, told: Told, qtbot: QtBot
) -> None:
    dialog.merge()
    idle(dialog, qtbot)
    assert dialog.result() == 1
    assert place_of(office) is None
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
    assert place_of(office) is None


def test_one_of_his_may_be_taken(dialog: MergeDialog, office: Office, qtbot: QtBot) -> None:
    item = dialog.differing.topLevelItem(0)
    assert item is not None
    item.setCheckState(0, Qt.CheckState.Checked)
    assert len(dialog.taken()) == 1
    assert not dialog.all_his.isChecked()
    dialog.merge()
    idle(dialog, qtbot)
    changed = (place_of(office) == "县城", (office.values("member", 1) or {})["note"])
    assert changed in ((True, None), (False, "驻会"))


def test_another_committees_ledger_is_refused(
    county: DeskContext, city_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "外"
    folder.mkdir()
    dialog = MergeDialog(county, None)
    stand(dialog, qtbot)
    dialog.plan(Path(shutil.copy(city_file, folder)))
    idle(dialog, qtbot)
    assert "没有合并" in dialog.findChildren(Note)[0].text()
    assert not dialog.merge_button.isEnabled()
