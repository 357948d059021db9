"""Whoever hears or points at a control knows what it is for, on every page and in every dialog."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from tests.ledgers import Office
from zxdesk.desktop.proof.dialog_pictures import dialogs
from zxdesk.desktop.proof.pictures import pages, settle
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS

LEAST = 24
CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit,
    QTabBar,
)  # fmt: skip


def everything(window: MainWindow, county: Office) -> Iterator[tuple[str, QWidget]]:
    """Give every page and every dialog as it is seen, each with its name."""
    yield from pages(window)
    event = RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0]
    for name, dialog in dialogs(window, event):
        settle(window)
        yield name, dialog


def controls(root: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Every control that is seen, with what a screen reader says of it."""
    for widget in root.findChildren(QWidget):
        inside = isinstance(widget.parent(), (QAbstractSpinBox, QComboBox))
        own = isinstance(widget, CONTROLS) and not inside and widget.isVisibleTo(root)
        if own and not widget.objectName().startswith("qt_"):
            heard = QAccessible.queryAccessibleInterface(widget)
            yield widget, heard.text(QAccessible.Text.Name).strip() if heard else ""


def faults(root: QWidget, where: str) -> list[str]:
    """What is nameless, named like another, or too small to be hit."""
    found = list(controls(root))
    said = [f"{where}: {type(w).__name__} has no name" for w, name in found if not name]
    names = Counter((type(w), name) for w, name in found if isinstance(w, QAbstractButton))
    said += [f"{where}: {count} × {name}" for (_, name), count in names.items() if count > 1]
    said += [
        f"{where}: {name} is {w.width()} × {w.height()}"
        for w, name in found
        if min(w.width(), w.height()) < LEAST and not _is_line_of_tags(w)
    ]
    return said


def _is_line_of_tags(widget: QWidget) -> bool:
    """The line beside tags is as wide as what is typed; the whole field around it takes clicks."""
    return isinstance(widget, QLineEdit) and widget.height() >= LEAST


def test_every_control_has_a_name_of_its_own_and_can_be_hit(
    window: MainWindow, county: Office, assigned: int
) -> None:
    member = RecordList(county.ledger, KINDS["member"]).ids()[0]
    county.change("member", member, phone="13800000000", birth="1980-05")
    found: list[str] = []
    for name, shown in everything(window, county):
        found += faults(shown, name)
    assert not found, "\n".join(found)
