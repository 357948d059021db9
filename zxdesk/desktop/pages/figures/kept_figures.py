"""The kept figures on the home page: a row of number links, each with its menu."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from zxdesk.desktop import icons, theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages.figures import keeping
from zxdesk.desktop.pages.figures.home_parts import Sheet
from zxdesk.desktop.pages.figures.wording import number_text, period_text
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.desktop.widgets.words import ElidedLabel, LinkButton, label
from zxdesk.services import saved_figures
from zxdesk.statistics.saved_figures import KeptFigure
from zxdesk.store import Changes

_WIDEST = 190


class KeptFigures(Sheet):
    """All kept figures.

    Signals:
        followed: A number was chosen; carries the `KeptFigure`.
        figure_asked: A figure is to be looked at closer; carries the `KeptFigure`.
    """

    followed = Signal(object)
    figure_asked = Signal(object)

    def __init__(self, context: DeskContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        look = theme.current()
        self._flow = FlowLayout(gap=look.px(26), line_gap=look.px(8))
        self.items: list[KeptItem] = []
        self.column.addLayout(self._flow)

    def show_figures(self, figures: Sequence[KeptFigure]) -> None:
        """Show other figures."""
        for old in self.items:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.items = []
        for place, kept in enumerate(figures):
            item = KeptItem(kept, self, first=place == 0, last=place == len(figures) - 1)
            item.value.followed.connect(self.followed)
            item.menu.triggered.connect(lambda action, kept=kept: self._act(action.data(), kept))
            self._flow.addWidget(item)
            self.items.append(item)
            item.set_writable(not self._context.ledger.read_only)
            item.show()
        self.setVisible(bool(figures))

    def _act(self, act: str, kept: KeptFigure) -> None:
        ledger, figure_id = self._context.ledger, kept.record_id
        if act == "look":
            self.figure_asked.emit(kept)
        elif act == "rename":
            keeping.rename(self._context, self, figure_id, kept.name)
        elif act == "drop":
            self._write(lambda: saved_figures.drop_figure(ledger, figure_id))
        else:
            by = -1 if act == "left" else 1
            self._write(lambda: saved_figures.move_figure(ledger, figure_id, by))

    def _write(self, act: Callable[[], Changes]) -> None:
        self._context.attempt(lambda: self._context.wrote(act()))


class KeptItem(QWidget):
    """One kept figure: its name, and below it the number and its unit."""

    def __init__(self, kept: KeptFigure, parent: QWidget, *, first: bool, last: bool) -> None:
        super().__init__(parent)
        look, figure = theme.current(), kept.figure
        self.kept = kept
        name = ElidedLabel(kept.name, self, role="muted", least=60)
        name.setMaximumWidth(look.px(_WIDEST))
        shown = number_text(figure.value if figure else None)
        self.value = LinkButton(shown, self, target=kept, role="figure")
        self.value.setAccessibleName(f"{kept.name} {shown}{figure.unit if figure else ''}")
        self.value.setToolTip(kept.problem or f"{kept.expression}\n{period_text(kept.period)}")
        unit = label(figure.unit if figure else "", self, role="unit")
        unit.setContentsMargins(0, 0, 0, look.px(5))
        self.menu = self._menu(first=first, last=last)
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
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def set_writable(self, writable: bool) -> None:
        """Offer what changes the ledger, or not."""
        for action in self.menu.actions():
            if action.data() != "look":
                action.setEnabled(action.isEnabled() and writable)

    def _menu(self, *, first: bool, last: bool) -> QMenu:
        menu = QMenu(self)
        for words, act, offered in (
            ("在指标查询里打开", "look", True),
            ("改名…", "rename", True),
            ("往前移", "left", not first),
            ("往后移", "right", not last),
            ("从首页去掉", "drop", True),
        ):
            action = menu.addAction(words)
            action.setData(act)
            action.setEnabled(offered)
        return menu
