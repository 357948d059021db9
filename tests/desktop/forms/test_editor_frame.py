"""Every editor fits the smallest screen: nothing is cut off, at any size of type."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.desktop.forms.conftest import OpenEditor
from tests.kinds import present
from tests.ledgers import Office
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel
from zxdesk.records import KINDS

# 1366×768 as it is, and what is left of it at 150 % of the screen's scale or of the type.
ROOMS = [(1366, 768, 1.0), (911, 512, 1.0), (1366, 768, 1.5)]


def cut_off(editor: QWidget) -> list[str]:
    """The words that have less room than they need."""
    labels = [w for w in editor.findChildren(QLabel) if not isinstance(w, ElidedLabel)]
    words: list[QLabel | QPushButton] = [*labels, *editor.findChildren(QPushButton)]
    return [
        f"{word.text()}: {word.sizeHint().width()} > {word.width()}"
        for word in words
        if word.isVisible()
        and not (isinstance(word, QLabel) and word.wordWrap())
        and word.sizeHint().width() > word.width()
    ]


@pytest.fixture
def ledger_file(filled_file: Path) -> Path:
    """A ledger with two records of every kind."""
    return filled_file


@pytest.mark.parametrize("name", KINDS)
def test_an_editor_fits_the_screen(
    name: str, office: Office, open_editor: OpenEditor, window: QWidget, look: theme.Theme
) -> None:
    record_id = present(office)[name][0]
    for width, height, scale in ROOMS:
        look.set_scale(scale)
        window.resize(width, height)
        editor = open_editor(name, record_id)
        hold(editor, width, height)
        editor.done(0)


def hold(editor: RecordEditor, width: int, height: int) -> None:
    """Hold an editor full of complaints against its room."""
    editor.main.binder.show_errors(dict.fromkeys(editor.main.binder.boxes, "还没有填"))
    assert editor.width() <= width
    assert editor.height() <= height
    assert cut_off(editor) == []
    room = editor.frame.content.rect()
    outside = [
        box.objectName()
        for box in editor.findChildren(FieldBox)
        if not room.contains(box.geometry().translated(box.parentWidget().pos()))
    ]
    assert outside == []
