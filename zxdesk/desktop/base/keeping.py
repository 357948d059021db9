"""Keeping a figure on the home page, and what can be done with a kept one."""

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from zxdesk import text
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.look import theme
from zxdesk.services import saved_figures
from zxdesk.services.records import InvalidRecord
from zxdesk.statistics.figures import indicator
from zxdesk.statistics.questions import FigureQuestion


class NameDialog(QDialog):
    """Asks for a name; what is wrong with it is said below the line."""

    def __init__(self, parent: QWidget | None, *, title: str, name: str, hint: str) -> None:
        super().__init__(parent)
        self.line = QLineEdit(name, self)
        self.line.selectAll()
        self.field = LabelledField("名称", self.line, self)
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        save = button("保存", self, primary=True)
        save.clicked.connect(self.accept)
        column = lay_out(self, title, hint)
        column.addWidget(self.field)
        column.addSpacing(theme.current().px(4))
        column.addLayout(foot([], [cancel, save]))
        fit(self, 420)

    @classmethod
    def ask(
        cls, parent: QWidget, *, title: str, name: str, hint: str = "", wrong: str = ""
    ) -> str | None:
        """Ask until a name is given; None where it was given up.

        Args:
            wrong: What was wrong with the name before.
        """
        dialog = cls(parent.window(), title=title, name=name, hint=hint)
        dialog.field.set_error(wrong)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        found = text.one_line(dialog.line.text())
        dialog.deleteLater()
        return found if accepted else None


def keep(context: DeskContext, parent: QWidget, asking: FigureQuestion) -> None:
    """Keep a figure under a name that is asked for."""
    values = "、".join(value for _, values in asking.where for value in values)
    name, wrong = f"{values}{indicator(asking.code).label}", ""
    period = asking.lasting_period(context.ledger.today.year)
    hint = f"{asking.expression}　{period or '本年'}"
    while True:
        given = NameDialog.ask(parent, title="存为常用数字", name=name, hint=hint, wrong=wrong)
        if given is None:
            return
        try:
            changes = saved_figures.keep_figure(
                context.ledger, name=given, expression=asking.expression, period=period
            )
        except InvalidRecord as error:
            name, wrong = given, error.errors.get("name", str(error))
        else:
            context.wrote(changes, f"已把“{given}”放到首页")
            return


def rename(context: DeskContext, parent: QWidget, figure_id: int, name: str) -> None:
    """Give a kept figure another name that is asked for."""
    wrong = ""
    while True:
        given = NameDialog.ask(parent, title="常用数字改名", name=name, wrong=wrong)
        if given is None or (given == name and not wrong):
            return
        try:
            changes = saved_figures.rename_figure(context.ledger, figure_id, given)
        except InvalidRecord as error:
            name, wrong = given, error.errors.get("name", str(error))
        else:
            context.wrote(changes)
            return
