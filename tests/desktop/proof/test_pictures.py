"""What is seen: no words cut off, nothing outside, in every look and size."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from tests.ledgers import Office, clock
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel
from zxdesk.desktop.proof import pictures
from zxdesk.desktop.proof.dialog_pictures import dialogs
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.page_stack import ITEMS
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS

SIZES = {"1366x768": (1366, 768), "125 %": (1093, 614), "1920x1080": (1920, 1080)}


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons whose words need more room than they have."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or isinstance(widget, ElidedLabel):
            continue
        if isinstance(widget, QLabel) and widget.text() and not widget.wordWrap():
            if widget.sizeHint().width() > widget.width() + 1:
                found.append(widget.text())
        elif isinstance(widget, QAbstractButton) and widget.text():
            needed = widget.fontMetrics().horizontalAdvance(widget.text().replace("&&", "&"))
            if needed > widget.width():
                found.append(widget.text())
    return found


def outside(root: QWidget) -> list[str]:
    """Widgets that reach over the right or lower edge of the window."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or widget.isWindow() or _scrolls(widget, root):
            continue
        corner = widget.mapTo(root, widget.rect().bottomRight())
        if corner.x() > root.width() or corner.y() > root.height():
            found.append(f"{type(widget).__name__} {widget.accessibleName()}")
    return found


def _scrolls(widget: QWidget, root: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not root:
        if parent.objectName() == "qt_scrollarea_viewport":
            return True
        parent = parent.parentWidget()
    return False


@pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
@pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
def test_no_words_are_cut_off(
    window: MainWindow, look: theme.Theme, mode: theme.Mode, size: tuple[int, int]
) -> None:
    look.set_mode(mode)
    window.resize(*size)
    for name, shown in pictures.pages(window):
        assert not cut_off(shown), name
        assert not outside(shown), name


@pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
def test_no_words_are_cut_off_in_dialogs(
    window: MainWindow, look: theme.Theme, mode: theme.Mode, county: Office, assigned: int
) -> None:
    look.set_mode(mode)
    county.add("proposal", serial="900", subject="关于设立政协书房的建议")
    assert county.values("proposal", assigned)
    held = RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0]
    for name, shown in dialogs(window, held):
        pictures.settle(window)
        assert not cut_off(shown), name
        assert not outside(shown), name


def test_pictures_of_all_pages_are_saved(county: Office, tmp_path: Path, look: theme.Theme) -> None:
    path = county.ledger.path
    county.ledger.close()
    saved = pictures.save_pictures(path, tmp_path, clock=clock)
    names = [file.stem for file in saved]
    assert names[0] == "1-首页"
    assert f"{len(ITEMS) + 1}-签到" in names
    assert "纪要预览" in names[-3]
    assert {"季度报表", "任务"} <= {name.split("-")[1] for name in names}
    for file in saved[: len(ITEMS) + 1]:
        image = QImage(str(file))
        assert (image.width(), image.height()) == (1366, 768)
    assert clock() == datetime(2026, 11, 22, 9, 30)
