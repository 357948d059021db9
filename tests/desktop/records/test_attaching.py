"""Files on the record shown: dropped, pasted, chosen, opened, saved, renamed, taken off."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Said
from tests.desktop.records.conftest import Open, words
from tests.ledgers import Office
from tests.store.attaching import folder, hung, spoil
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.records import attachment_dialog
from zxdesk.desktop.records.attachment_dialog import AttachmentDialog
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.shell import acts
from zxdesk.queries.attachments import Attachment
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.services.attachments import attach
from zxdesk.store import history


@pytest.fixture
def event(county: Office) -> int:
    """The reading meeting."""
    return RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0]


@pytest.fixture
def page(open_page: Open, event: int) -> RecordPage:
    """The page of events, with that meeting shown."""
    found = open_page("event")
    found.show_record("event", event)
    return found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A picture of the office's."""
    file = tmp_path / "合影.jpg"
    file.write_bytes(b"jpg")
    return file


@pytest.fixture
def clipboard() -> Iterator[Callable[[QMimeData], None]]:
    """Copies something; the clipboard is left empty."""
    yield QGuiApplication.clipboard().setMimeData
    QGuiApplication.clipboard().clear()


def copied(*files: Path) -> QMimeData:
    """What a file manager copies or drags."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def names(office: Office, event: int) -> list[str]:
    return [one.name for one in hung(office.ledger, event)]


def menu_of(page: RecordPage) -> dict[str, object]:
    """What may be done with the first file, by its words."""
    button = next(
        b for b in page.detail.findChildren(QToolButton) if b.accessibleName().startswith("附件")
    )
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    menu = button.menu()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return {action.text(): action for action in menu.actions()}


def test_files_are_dropped_on_the_record(
    page: RecordPage, county: Office, event: int, photo: Path, qtbot: QtBot
) -> None:
    data, place = copied(photo), QPointF(20, 20)
    left, no = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(place.toPoint(), Qt.DropAction.CopyAction, data, left, no)
    page.detail.dragEnterEvent(entering)
    assert entering.isAccepted()
    assert page.detail.property("dropping")
    page.detail.dropEvent(QDropEvent(place, Qt.DropAction.CopyAction, data, left, no))
    qtbot.waitUntil(lambda: names(county, event) == ["合影.jpg"])
    assert not page.detail.property("dropping")
    qtbot.waitUntil(lambda: "合影.jpg" in words(page.detail))
    assert "附件 1" in words(page.detail)


def test_copied_files_are_pasted(
    page: RecordPage,
    county: Office,
    event: int,
    photo: Path,
    clipboard: Callable[[QMimeData], None],
    qtbot: QtBot,
) -> None:
    clipboard(copied(photo))
    page._paste()
    qtbot.waitUntil(lambda: names(county, event) == ["合影.jpg"])


def test_a_copied_picture_is_pasted(
    page: RecordPage,
    county: Office,
    event: int,
    clipboard: Callable[[QMimeData], None],
    qtbot: QtBot,
) -> None:
    image = QImage(4, 3, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    data = QMimeData()
    data.setImageData(image)
    clipboard(data)
    page._paste()
    qtbot.waitUntil(lambda: names(county, event) == ["截图 20261122-093000.png"])
    (one,) = hung(county.ledger, event)
    stored = QImage(str(folder(county.ledger).place(one.content.sha256)))
    assert (stored.width(), stored.height()) == (4, 3)


def test_cells_of_a_spreadsheet_are_lines_and_no_picture(
    page: RecordPage,
    county: Office,
    event: int,
    clipboard: Callable[[QMimeData], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pasted: list[str] = []
    monkeypatch.setattr(acts, "paste", lambda *given: pasted.append(given[3]))
    data = QMimeData()
    data.setText("名称\t类型")
    data.setImageData(QImage(4, 3, QImage.Format.Format_RGB32))
    clipboard(data)
    page._paste()
    assert pasted == ["名称\t类型"]
    assert names(county, event) == []


def test_files_are_chosen_opened_and_saved(
    page: RecordPage,
    county: Office,
    event: int,
    photo: Path,
    answers: Answers,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    answers.open_many = [photo]
    links = page.detail.findChildren(LinkButton)
    next(link for link in links if link.accessibleName() == "添加附件").click()
    qtbot.waitUntil(lambda: "合影.jpg" in words(page.detail))
    links = page.detail.findChildren(LinkButton)
    next(link for link in links if link.accessibleName() == "打开附件 合影.jpg").click()
    qtbot.waitUntil(lambda: bool(answers.shown))
    (shown,) = answers.shown
    assert (shown.name, shown.read_bytes(), shown.stat().st_mode & 0o222) == ("合影.jpg", b"jpg", 0)
    answers.save = tmp_path / "存.jpg"
    menu_of(page)["另存为…"].trigger()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: answers.save is not None and answers.save.exists())
    assert answers.suggested[-1].name == "合影.jpg"
    assert (tmp_path / "存.jpg").read_bytes() == b"jpg"
    county.ledger._let_go()
    assert not shown.exists()  # what was looked at goes with the ledger


def test_a_file_is_renamed_and_described(
    page: RecordPage, county: Office, event: int, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = photo.with_name("名单.txt")
    other.write_bytes(b"names")
    attach(county.ledger, KINDS["event"], event, [photo, other])
    page.detail.refresh()

    def answer(dialog: AttachmentDialog) -> int:
        assert dialog.name.selectedText() == "合影"
        dialog.name.setText("名单.txt")
        dialog.accept()
        assert "已有“名单.txt”" in dialog.field.error()
        dialog.name.setText("大合影")
        dialog.note.setText("会后")
        dialog.accept()
        return 1

    monkeypatch.setattr(attachment_dialog.AttachmentDialog, "exec", answer)
    menu_of(page)["改名、写说明…"].trigger()  # type: ignore[attr-defined]
    assert "大合影.jpg" in words(page.detail)
    assert "会后" in words(page.detail)


def test_a_file_is_taken_off_and_put_back(
    page: RecordPage, county: Office, event: int, photo: Path
) -> None:
    attach(county.ledger, KINDS["event"], event, [photo])
    page.detail.refresh()
    menu_of(page)["移除"].trigger()  # type: ignore[attr-defined]
    assert names(county, event) == []
    assert "合影.jpg" not in [b.text() for b in page.detail.findChildren(LinkButton)]
    history.undo(county.ledger)
    assert names(county, event) == ["合影.jpg"]


def test_a_ledger_for_reading_only_gives_files_out(
    page: RecordPage, county: Office, event: int, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(county.ledger, "read_only", "另一台电脑正在使用它")
    page.detail.refresh()
    assert "附件" not in words(page.detail)
    attach(county.ledger, KINDS["event"], event, [photo])
    page.detail.refresh()
    enabled = {text for text, action in menu_of(page).items() if action.isEnabled()}  # type: ignore[attr-defined]
    assert enabled == {"打开", "另存为…"}
    assert "添加附件" not in [b.accessibleName() for b in page.detail.findChildren(LinkButton)]
    data, left = copied(photo), Qt.MouseButton.LeftButton
    entering = QDragEnterEvent(
        QPointF(9, 9).toPoint(),
        Qt.DropAction.CopyAction,
        data,
        left,
        Qt.KeyboardModifier.NoModifier,
    )
    entering.ignore()
    page.detail.dragEnterEvent(entering)
    assert not entering.isAccepted()


def test_what_is_spoilt_is_said_and_not_opened(
    page: RecordPage,
    county: Office,
    event: int,
    photo: Path,
    answers: Answers,
    said: Said,
    qtbot: QtBot,
) -> None:
    attach(county.ledger, KINDS["event"], event, [photo])
    one: Attachment = hung(county.ledger, event)[0]
    spoil(folder(county.ledger).place(one.content.sha256), b"gpj")
    page.detail.attaching.open(one)
    qtbot.waitUntil(lambda: bool(said.told))
    assert "被改动过，没有打开" in said.told[0]
    assert answers.shown == []
