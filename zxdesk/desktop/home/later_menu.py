"""What may be done with a thing to be done: look, the next step, or put it off till a day."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.widgets.date_edit import DateEdit
from zxdesk.queries.todo import Todo
from zxdesk.services.later import put_off, take_up

_SPANS = (("明天", 1), ("三天后", 3), ("一周后", 7), ("两周后", 14), ("一个月后", 30))


def offer(
    context: DeskContext,
    parent: QWidget,
    item: Todo,
    place: QPoint,
    *,
    acts: tuple[tuple[str, Callable[[], object]], ...],
    until: date | None = None,
) -> QMenu:
    """Show the menu of a thing to be done.

    Args:
        acts: What may be done with it at once, by its verb.
        until: The day till which it has been put off; None where it is due now.
    """
    menu = QMenu(parent)
    for words, act in acts:
        menu.addAction(words).triggered.connect(lambda _on=False, act=act: act())
    menu.addSeparator()
    if until is not None:
        wake = menu.addAction("现在就提醒")
        wake.triggered.connect(lambda: _write(context, lambda: take_up(context.ledger, item)))
    later = menu.addMenu("稍后提醒")
    later.setEnabled(not context.ledger.read_only)
    today = context.ledger.today
    for words, days in _SPANS:
        day = today + timedelta(days=days)
        action = later.addAction(f"{words}（{day:%m-%d}）")
        action.triggered.connect(partial(_put_off, context, item, day))
    later.addAction("到哪一天…").triggered.connect(lambda: _ask(context, parent, item))
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    return menu


def _put_off(context: DeskContext, item: Todo, day: date, *_: object) -> None:
    _write(context, lambda: put_off(context.ledger, item, day))


def _write(context: DeskContext, act: Callable[[], object]) -> None:
    def step() -> None:
        changes = act()
        context.wrote(changes, changes.label)  # type: ignore[arg-type,attr-defined]

    context.attempt(step)


def _ask(context: DeskContext, parent: QWidget, item: Todo) -> None:
    day = LaterDialog.ask(context, parent.window())
    if day is not None:
        _put_off(context, item, day)


class LaterDialog(QDialog):
    """Asks for the day till which something is put off."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._today = context.ledger.today
        self.day = DateEdit(self, today=lambda: self._today)
        self.day.set_name("哪一天再提醒")
        self.field = LabelledField("哪一天再提醒", self.day, self)
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        keep = button("推后", self, primary=True)
        keep.clicked.connect(self.keep)
        column = lay_out(self, "稍后提醒")
        column.addWidget(self.field)
        column.addLayout(foot([], [cancel, keep]))
        fit(self, 360)
        self.day.setFocus()

    @classmethod
    def ask(cls, context: DeskContext, parent: QWidget | None) -> date | None:
        """Ask until a day is given; None where it was given up."""
        dialog = cls(context, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        found = dialog.chosen() if accepted else None
        dialog.deleteLater()
        return found

    def chosen(self) -> date | None:
        """Give the day; None where there is none, or it is not ahead."""
        try:
            written = self.day.value()
        except ValueError:
            return None
        found = date.fromisoformat(written) if written else None
        return found if found and found > self._today else None

    def keep(self) -> None:
        """Take the day, or say what is wrong with it."""
        if self.chosen() is None:
            self.field.set_error("请填今天以后的一天，如 12.1、下周三、月底")
            self.day.setFocus()
            return
        self.accept()
