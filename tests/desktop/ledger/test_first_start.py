"""The first start ends with a ledger that opens, wherever it may safely be kept."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QRadioButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers
from tests.ledgers import clock, dump
from zxdesk import paths
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.ledger.first_start import FirstStart, default_place
from zxdesk.exchange.whole_ledger import export_whole
from zxdesk.store import Ledger, open_ledger

Shows = Callable[..., FirstStart]


@pytest.fixture
def shows(qtbot: QtBot) -> Iterator[Shows]:
    """Open the page; nothing is under way when it goes."""
    opened: list[FirstStart] = []

    def show(*args: object, **more: object) -> FirstStart:
        page = FirstStart(None, *args, clock=clock, **more)
        qtbot.addWidget(page)
        opened.append(page)
        page.show()
        return page

    yield show
    for page in opened:
        page.done(0)
        qtbot.waitUntil(lambda page=page: not page.isVisible())


def line(page: FirstStart, name: str) -> QLineEdit:
    """The line of this name."""
    return next(x for x in page.findChildren(QLineEdit) if x.accessibleName() == name)


def press(page: FirstStart, words: str) -> QPushButton:
    """Press the button that begins with these words."""
    found = next(b for b in page.findChildren(QPushButton) if b.text().startswith(words))
    found.click()
    return found


def errors(page: FirstStart) -> list[str]:
    """What stands in red below the fields."""
    labels = page.findChildren(QLabel)
    return [x.text() for x in labels if x.property("role") == "error" and not x.isHidden()]


def test_three_answers_make_a_ledger_that_opens(qtbot: QtBot, shows: Shows, tmp_path: Path) -> None:
    page = shows()
    line(page, "政协委员会名称").setText(" 政协云溪市委员会 ")
    next(x for x in page.findChildren(QRadioButton) if x.text() == "市").click()
    line(page, "台账放在哪里").setText(str(tmp_path / "新的" / "台账"))
    qtbot.keyClick(line(page, "台账放在哪里"), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page.isVisible())
    assert page.chosen == tmp_path / "新的" / "台账.zxd"
    with open_ledger(page.chosen) as ledger:
        own = ledger.own
        assert (own.name, own.level, own.region) == ("政协云溪市委员会", "市", "云溪市")


def test_a_region_one_wrote_stays(shows: Shows, qtbot: QtBot) -> None:
    page = shows()
    line(page, "政协委员会名称").setText("政协云溪县委员会")
    region = line(page, "地区")
    assert region.text() == "云溪县"
    region.clear()
    qtbot.keyClicks(region, "X")
    line(page, "政协委员会名称").setText("政协白鹭县委员会")
    assert region.text() == "X"


def test_a_committee_without_name_is_asked_for(shows: Shows) -> None:
    page = shows()
    press(page, "新建台账")
    assert errors(page) == ["请填写政协委员会名称"]
    line(page, "政协委员会名称").setText("政协云溪县委员会")
    assert not errors(page)


@pytest.mark.parametrize(
    ("place", "reason"), [("OneDrive/台账.zxd", "同步文件夹"), ("有的.zxd", "已经存在")]
)
def test_places_that_are_not_safe_are_refused(
    shows: Shows, tmp_path: Path, place: str, reason: str
) -> None:
    (tmp_path / "有的.zxd").write_bytes(b"something")
    page = shows()
    line(page, "政协委员会名称").setText("政协云溪县委员会")
    line(page, "台账放在哪里").setText(str(tmp_path / place))
    press(page, "新建台账")
    assert reason in errors(page)[0]
    assert page.isVisible()
    assert (tmp_path / "有的.zxd").read_bytes() == b"something"


def test_a_place_without_a_folder_is_refused(shows: Shows) -> None:
    page = shows()
    line(page, "政协委员会名称").setText("政协云溪县委员会")
    line(page, "台账放在哪里").setText("台账")
    press(page, "新建台账")
    assert "完整的位置" in errors(page)[0]


def test_a_folder_that_cannot_be_made_is_told(qtbot: QtBot, shows: Shows, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    page = shows()
    line(page, "政协委员会名称").setText("政协云溪县委员会")
    line(page, "台账放在哪里").setText(str(tmp_path / "文件" / "台账.zxd"))
    press(page, "新建台账")
    qtbot.waitUntil(lambda: page.findChildren(DialogNote)[0].text() != "")
    assert "没有建成台账" in page.findChildren(DialogNote)[0].text()
    assert page.chosen is None


def test_a_ledger_that_is_there_is_opened(
    qtbot: QtBot, shows: Shows, ledger_file: Path, answers: Answers
) -> None:
    answers.open_one = ledger_file
    page = shows()
    press(page, "打开已有台账")
    qtbot.waitUntil(lambda: not page.isVisible())
    assert page.chosen == ledger_file


def test_a_ledger_is_made_of_all_that_was_exported(
    qtbot: QtBot, shows: Shows, ledger: Ledger, answers: Answers, tmp_path: Path
) -> None:
    answers.open_one = tmp_path / "全部.zip"
    export_whole(ledger, answers.open_one)
    page = shows()
    line(page, "台账放在哪里").setText(str(tmp_path / "重建.zxd"))
    press(page, "打开已有台账")
    qtbot.waitUntil(lambda: not page.isVisible())
    assert page.chosen == tmp_path / "重建.zxd"
    assert dump(page.chosen) == dump(ledger.path)


def test_a_zip_that_holds_no_ledger_is_named(
    qtbot: QtBot, shows: Shows, answers: Answers, tmp_path: Path
) -> None:
    answers.open_one = tmp_path / "照片.zip"
    answers.open_one.write_bytes(b"PK\x05\x06" + bytes(18))
    page = shows()
    line(page, "台账放在哪里").setText(str(tmp_path / "重建.zxd"))
    press(page, "打开已有台账")
    qtbot.waitUntil(lambda: "不是台账的全部导出" in page.findChildren(DialogNote)[0].text())
    assert not (tmp_path / "重建.zxd").exists()


def test_a_file_that_is_no_ledger_gets_one_sentence(
    qtbot: QtBot, shows: Shows, tmp_path: Path, answers: Answers
) -> None:
    answers.open_one = tmp_path / "照片.zxd"
    answers.open_one.write_bytes(b"picture" * 50)
    page = shows()
    press(page, "打开已有台账")
    qtbot.waitUntil(lambda: "不是台账文件" in page.findChildren(DialogNote)[0].text())
    assert page.isVisible()


def test_the_sample_is_made_in_the_users_folder(
    qtbot: QtBot, shows: Shows, ledger_file: Path
) -> None:
    asked: list[Path] = []

    def make(folder: Path) -> Path:
        asked.append(folder)
        return ledger_file

    page = shows(make)
    press(page, "试用样例")
    qtbot.waitUntil(lambda: not page.isVisible())
    assert page.chosen == ledger_file
    assert asked == [paths.user_data() / "样例"]


def test_a_further_ledger_offers_neither_sample_nor_opening(shows: Shows) -> None:
    page = shows(first=False)
    visible = {b.text() for b in page.findChildren(QPushButton) if b.isVisible()}
    assert visible == {"选择…", "取消", "新建台账"}


def test_giving_up_gives_nothing(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr(QDialog, "exec", lambda self: self.done(0))
    assert FirstStart.ask(None) is None


def test_the_place_can_be_chosen(shows: Shows, answers: Answers, tmp_path: Path) -> None:
    answers.save = tmp_path / "另一处.zxd"
    page = shows()
    press(page, "选择…")
    assert page.path() == tmp_path / "另一处.zxd"


def test_the_usual_place_is_free() -> None:
    first = default_place()
    first.write_bytes(b"")
    assert default_place() != first
    assert default_place().parent == first.parent
