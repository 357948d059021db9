"""Where a figure is put together: indicator, filters, period, scope, groups, and as text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.figures.filter_rows import FilterRow, FilterRows, LabelBox
from zxdesk.desktop.figures.indicator_list import IndicatorList
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label, set_role, set_wrong
from zxdesk.desktop.widgets.card import Card
from zxdesk.desktop.widgets.icon_button import icon_button
from zxdesk.errors import UserError
from zxdesk.statistics.figures import OWN, SCOPES, indicator, read_expression
from zxdesk.statistics.questions import FigureQuestion, PeriodChoice, WrongField

_PERIOD_HINT = "2026、2026Q4、2026-07、五届二次"


class BuilderPanel(Card):
    """The question to the figures.

    Signals:
        asked: The question is another; carries a `FigureQuestion`.
        code_changed: Another indicator was chosen: its labels should be offered.
        values_asked: The values of a filter row should be offered; carries the row.
    """

    asked = Signal(FigureQuestion)
    code_changed = Signal(str)
    values_asked = Signal(FilterRow)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.indicators = IndicatorList(self)
        self.filters = FilterRows(self)
        self.period = QLineEdit(self)
        self.scope = QComboBox(self)
        self._scope_part = QWidget(self)
        self._scope_offered = False
        self.by = LabelBox(self, name="分组", placeholder="不分组")
        self.expression = QLineEdit(self)
        self._errors = {name: self._error() for name in ("period", "by", "code")}
        self._fill()
        self._connect()

    def asking(self) -> FigureQuestion:
        """Give the question as it stands."""
        return FigureQuestion(
            code=self.indicators.code(),
            where=self.filters.terms(),
            period=text.one_line(self.period.text()),
            scope=self.scope.currentText(),
            by=self.by.words(),
        )

    def set_asking(self, asking: FigureQuestion) -> None:
        """Put a question in and ask it."""
        self._put(asking)
        self._ask()

    def add_filter(self, name: str, value: str) -> None:
        """Narrow the question to one group and ask it."""
        now = self.asking()
        others = tuple(term for term in now.where if term[0] != name)
        self.set_asking(
            FigureQuestion(
                code=now.code,
                where=(*others, (name, (value,))),
                period=now.period,
                scope=now.scope,
            )
        )

    def offer_scope(self, offered: bool) -> None:
        """Offer a choice of scope, or only where one was chosen already."""
        self._scope_offered = offered
        self._scope_part.setVisible(offered or self.scope.currentText() != OWN)

    def set_labels(self, labels: Sequence[str]) -> None:
        """Offer labels to filter and group by."""
        self.filters.set_labels(labels)
        self.by.set_labels(["", *labels])

    def set_periods(self, choices: Sequence[PeriodChoice]) -> None:
        """Offer periods on the menu."""
        self._menu.clear()
        for choice in choices:
            if choice.name == choice.words:
                action = self._menu.addAction(choice.name)
            else:
                action = self._menu.addAction(f"{choice.name}　{choice.words}")
            action.setData(choice.words)

    def show_wrong(self, wrong: WrongField | None) -> None:
        """Say under its field what is wrong, or that nothing is."""
        words = str(wrong.error) if wrong else ""
        at = wrong.field if wrong else ""
        for name, place in self._errors.items():
            place.setText(words if name == at else "")
            place.setVisible(name == at)
        self.filters.set_error(wrong.row if wrong and at == "where" else None, words)
        set_wrong(self.period, at == "period")
        set_wrong(self.expression, at == "code")
        self.by.set_wrong(at == "by")

    def error(self, field: str) -> str:
        """Give what is said to be wrong with period, by or code."""
        return self._errors[field].text()

    def period_menu(self) -> QMenu:
        """Give the menu of periods."""
        return self._menu

    def codes_shown(self) -> bool:
        """Tell whether the codes of indicators are shown."""
        return not self._codes.isHidden()

    def show_codes(self, shown: bool) -> None:
        """Show the codes of indicators and the figure written in one line, or hide them."""
        self._codes.setVisible(shown)
        self.indicators.show_codes(shown)
        self.more.set_text("收起高级" if shown else "高级：指标代码")

    def copy_expression(self) -> None:
        """Put the figure's text on the clipboard."""
        QGuiApplication.clipboard().setText(self.expression.text())

    def _fill(self) -> None:
        look = theme.current()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget(area)
        set_role(inside, "content")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, look.px(6), 0)
        column.setSpacing(look.px(4))
        self.indicators.setMinimumHeight(look.px(190))
        column.addWidget(self.indicators, 1)
        self._section(column, "期间", self._period_row(), "period")
        self._section(column, "筛选", self.filters)
        column.addSpacing(look.px(6))
        column.addLayout(self._scope_and_groups())
        column.addWidget(self._errors["by"])
        self.more = LinkButton("高级：指标代码", self)
        self.more.setToolTip("显示指标代码和写成一行的写法，可以直接改写")
        self.more.followed.connect(lambda: self.show_codes(not self.codes_shown()))
        column.addSpacing(look.px(6))
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self._codes = QWidget(inside)
        set_role(self._codes, "content")
        self._codes.setLayout(self._expression_row())
        column.addWidget(self._codes)
        column.addWidget(self._errors["code"])
        self.show_codes(False)
        area.setWidget(inside)
        self.column.addWidget(area)

    def _scope_and_groups(self) -> QHBoxLayout:
        look = theme.current()
        pair = QHBoxLayout()
        pair.setSpacing(look.px(10))
        pair.addWidget(self._scope_part, 2)
        by = QWidget(self)
        pair.addWidget(by, 3)
        for side, name, field in (
            (self._scope_part, "统计范围", self.scope),
            (by, "分组", self.by),
        ):
            set_role(side, "content")
            stacked = QVBoxLayout(side)
            stacked.setContentsMargins(0, 0, 0, 0)
            stacked.setSpacing(look.px(4))
            stacked.addWidget(label(name, side, role="caption"))
            stacked.addWidget(field)
        return pair

    def _section(
        self, column: QVBoxLayout, name: str, field: QWidget | QLayout, error: str = ""
    ) -> None:
        column.addSpacing(theme.current().px(6))
        column.addWidget(label(name, self, role="caption"))
        if isinstance(field, QWidget):
            column.addWidget(field)
        else:
            column.addLayout(field)
        if error:
            column.addWidget(self._errors[error])

    def _period_row(self) -> QHBoxLayout:
        self.period.setPlaceholderText(_PERIOD_HINT)
        self.period.setAccessibleName("期间")
        self._menu = QMenu(self)
        button = icon_button("calendar", "选择期间", self)
        button.setMenu(self._menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return _beside(self.period, button)

    def _expression_row(self) -> QHBoxLayout:
        self.expression.setAccessibleName("指标写法")
        self.expression.setToolTip("可以改写后按回车，例如 event.held 类型=读书,学习")
        copy = icon_button("copy", "复制这一行", self)
        copy.clicked.connect(self.copy_expression)
        return _beside(self.expression, copy)

    def _error(self) -> QLabel:
        made = label("", self, role="error", wrap=True)
        made.hide()
        return made

    def _connect(self) -> None:
        self.scope.addItems(list(SCOPES))
        self.scope.setAccessibleName("统计范围")
        self.indicators.chosen.connect(self._on_code)
        self.filters.settled.connect(self._ask)
        self.filters.values_asked.connect(self.values_asked)
        self.period.editingFinished.connect(self._ask)
        self._menu.triggered.connect(lambda action: self._take_period(action.data()))
        self.scope.activated.connect(self._ask)
        self.by.settled.connect(self._ask)
        self.expression.returnPressed.connect(self._read_expression)
        self._last: FigureQuestion | None = None

    def _on_code(self, code: str) -> None:
        self.code_changed.emit(code)
        self._ask()

    def _take_period(self, words: str) -> None:
        self.period.setText(words)
        self._ask()

    def _put(self, asking: FigureQuestion) -> None:
        other = asking.code != self.indicators.code()
        self.indicators.choose(asking.code)
        if other:
            self.code_changed.emit(asking.code)
        self.filters.set_terms(asking.where)
        self.period.setText(asking.period)
        self.scope.setCurrentText(asking.scope)
        self.offer_scope(self._scope_offered)
        self.by.set_words(asking.by)

    def _ask(self) -> None:
        asking = self.asking()
        if asking == self._last or not asking.code:
            return
        self._last = asking
        self.expression.setText(str(asking.expression))
        self.expression.setCursorPosition(0)
        self.asked.emit(asking)

    def _read_expression(self) -> None:
        now = self.asking()
        try:
            read = read_expression(self.expression.text())
            indicator(read.code)
            if read.scope not in SCOPES:
                raise UserError(f"没有“{read.scope}”这个统计范围", "应是 本级 或 辖区")
        except UserError as error:
            self.show_wrong(WrongField(field="code", error=error))
            self._last = None
            return
        by = now.by if read.code == now.code else ""
        self.set_asking(
            FigureQuestion(
                code=read.code, where=read.where, period=now.period, scope=read.scope, by=by
            )
        )


def _beside(field: QWidget, button: QToolButton) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(theme.current().px(4))
    row.addWidget(field, 1)
    row.addWidget(button)
    return row
