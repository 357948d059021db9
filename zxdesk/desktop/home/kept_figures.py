"""The kept figures on the home page: a row of number links, each with its menu."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.base import keeping
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label
from zxdesk.desktop.widgets.card import Card
from zxdesk.services import saved_figures
from zxdesk.statistics.saved_figures import KeptFigure
from zxdesk.statistics.wording import against_last_year, number_text, period_text
from zxdesk.store import Changes

_COLUMN = 186


@dataclass(frozen=True)
class MenuLine:
    """A line of the menu of a kept figure."""

    words: str
    act: Callable[[], object]
    offered: bool = True


class KeptFigures(Card):
    """All kept figures.

    Signals:
        followed: A number was chosen; carries the `KeptFigure`.
        figure_asked: A figure is to be looked at closer; carries the `KeptFigure`.
    """

    followed = Signal(KeptFigure)
    figure_asked = Signal(KeptFigure)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        look = theme.current()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.px(20))
        self._grid.setVerticalSpacing(look.px(10))
        self._columns = 1
        self.items: list[KeptItem] = []
        self.column.addLayout(self._grid)

    def show_figures(self, figures: Sequence[KeptFigure]) -> None:
        """Show other figures."""
        for old in self.items:
            self._grid.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.items = []
        for place, kept in enumerate(figures):
            last = place == len(figures) - 1
            item = KeptItem(kept, self._choices(kept, first=place == 0, last=last), self)
            item.value.followed.connect(partial(self.followed.emit, kept))
            self.items.append(item)
            item.show()
        self._arrange()
        self.setVisible(bool(figures))

    def _arrange(self) -> None:
        """Set all in columns of one width, as many as there is room for."""
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        room = self.contentsRect().width() // theme.current().px(_COLUMN)
        self._columns = max(1, min(len(self.items), room))
        for place, item in enumerate(self.items):
            self._grid.addWidget(item, place // self._columns, place % self._columns)
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _choices(self, kept: KeptFigure, *, first: bool, last: bool) -> tuple[MenuLine, ...]:
        """Give what may be done with a kept figure."""
        ledger, number, offered = (
            self._context.ledger,
            kept.record_id,
            not self._context.ledger.read_only,
        )
        return (
            MenuLine("在指标查询里打开", partial(self.figure_asked.emit, kept)),
            MenuLine(
                "改名…", partial(keeping.rename, self._context, self, number, kept.name), offered
            ),
            MenuLine(
                "往前移",
                self._writing(lambda: saved_figures.move_figure(ledger, number, -1)),
                offered and not first,
            ),
            MenuLine(
                "往后移",
                self._writing(lambda: saved_figures.move_figure(ledger, number, 1)),
                offered and not last,
            ),
            MenuLine(
                "从首页去掉",
                self._writing(lambda: saved_figures.drop_figure(ledger, number)),
                offered,
            ),
        )

    def _writing(self, act: Callable[[], Changes]) -> Callable[[], object]:
        return lambda: self._context.attempt(lambda: self._context.wrote(act()))


class KeptItem(QWidget):
    """One kept figure: its name, and below it the number and its unit."""

    def __init__(self, kept: KeptFigure, choices: Sequence[MenuLine], parent: QWidget) -> None:
        super().__init__(parent)
        look, figure = theme.current(), kept.figure
        self.kept = kept
        name = ElidedLabel(kept.name, self, role="muted", least=60)
        shown = number_text(figure.value if figure else None)
        self.value = LinkButton(shown, self, role="figure")
        words = _unit_words(kept)
        told = filter(None, (f"{kept.name} {shown}{words}", _past_words(kept)))
        self.value.setAccessibleName("，".join(told))
        self.value.setToolTip(kept.problem or f"{kept.expression}\n{period_text(kept.period)}")
        unit = label(words, self, role="unit")
        past = ElidedLabel(_past_words(kept), self, role="small", least=40)
        unit.setContentsMargins(0, 0, 0, look.px(5))
        self.menu = self._menu(choices)
        self._more = QToolButton(self)
        self._more.setAccessibleName(f"{kept.name}：更多")
        self._more.setToolTip("改名、调整次序、去掉")
        self._more.setMenu(self.menu)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icons.put(self._more, "more", size=14)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(name, 1)
        head.addWidget(self._more)
        foot.setSpacing(4)
        foot.addWidget(self.value)
        foot.addWidget(unit, 0, Qt.AlignmentFlag.AlignBottom)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addLayout(foot)
        column.addWidget(past)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def _menu(self, choices: Sequence[MenuLine]) -> QMenu:
        menu = QMenu(self)
        for choice in choices:
            action = menu.addAction(choice.words)
            action.triggered.connect(lambda _on=False, choice=choice: choice.act())
            action.setEnabled(choice.offered)
        return menu


def _unit_words(kept: KeptFigure) -> str:
    """Give the unit of a kept figure; of proposals filed, that those merged are among them."""
    if kept.problem:
        return "指标有误"
    unit = kept.figure.unit if kept.figure else ""
    return unit if kept.after_merge is None else f"{unit}（含并案）"


def _past_words(kept: KeptFigure) -> str:
    """Give what stands below a figure: last year's, of proposals filed first what is left."""
    if kept.figure is None or kept.problem:
        return ""
    if kept.after_merge is not None:
        before = f"，上年 {number_text(kept.before)}" if kept.before is not None else ""
        return f"并案后 {number_text(kept.after_merge.value)} {kept.figure.unit}{before}"
    known = kept.before is not None
    return against_last_year(kept.figure.value, kept.before) if known else period_text(kept.period)
