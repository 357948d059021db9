"""Every editor fits the smallest screen: nothing is cut off, at any size of type."""

import pytest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tests.desktop.forms.conftest import OpenEditor
from tests.kinds import populate
from tests.ledgers import Office
from zxdesk.desktop import theme
from zxdesk.desktop.forms.field_box import FieldBox
from zxdesk.desktop.widgets.words import ElidedLabel
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


@pytest.mark.parametrize(("width", "height", "scale"), ROOMS)
@pytest.mark.parametrize("name", KINDS)
def test_an_editor_fits_the_screen(
    name: str,
    width: int,
    height: int,
    scale: float,
    office: Office,
    open_editor: OpenEditor,
    window: QWidget,
    look: theme.Theme,
) -> None:
    ids = populate(office)
    look.set_scale(scale)
    window.resize(width, height)
    editor = open_editor(name, ids[name][0])
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
    look.set_scale(1.0)
