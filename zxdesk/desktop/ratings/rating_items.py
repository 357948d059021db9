"""The items of a rating: points that were proposed, to be changed by hand, and why."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QScrollArea, QSpinBox, QWidget

from zxdesk import text
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, label, set_role
from zxdesk.services.ratings import ProposedItem

Point = tuple[str, int | None, str | None]
_NOT_GIVEN, _MOST = -1, 100_000


def indent(numbers: QSpinBox) -> None:
    """Set a number off from its frame: the style sheet's padding does not reach the line inside."""
    numbers.lineEdit().setTextMargins(theme.current().px(6), 0, 0, 0)


class RatingItems(QScrollArea):
    """One line for each item.

    Signals:
        changed: Points were changed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.points: list[QSpinBox] = []
        self.evidence: list[QLineEdit] = []
        self._items: Sequence[ProposedItem] = ()

    def show_items(
        self, items: Sequence[ProposedItem], given: Mapping[str, tuple[int | None, str | None]]
    ) -> None:
        """Show other items.

        Args:
            given: Points and evidence given before, by the item's title; they go before what is
                proposed.
        """
        self._items = items
        self.points, self.evidence = [], []
        inside = QWidget(self)
        set_role(inside, "sheet")
        grid = self._grid = QGridLayout(inside)
        look = theme.current()
        grid.setContentsMargins(look.px(14), look.px(10), look.px(14), look.px(10))
        grid.setHorizontalSpacing(look.px(12))
        grid.setVerticalSpacing(look.px(6))
        grid.setColumnStretch(0, 3)
        grid.setColumnStretch(4, 4)
        for column, words in enumerate(("项目", "满分", "按记录", "得分", "依据")):
            grid.addWidget(label(words, inside, role="caption"), 0, column)
        for row, item in enumerate(items, start=1):
            before = given.get(item.title, (item.points, item.evidence))
            self._add(inside, row, item, before)
        grid.setRowStretch(len(items) + 1, 1)
        self.setWidget(inside)

    def given(self) -> tuple[Point, ...]:
        """Give title, points and evidence of each item."""
        return tuple(
            (
                item.title,
                None if points.value() == _NOT_GIVEN else points.value(),
                text.one_line(evidence.text()) or None,
            )
            for item, points, evidence in zip(self._items, self.points, self.evidence, strict=True)
        )

    def _add(
        self, inside: QWidget, row: int, item: ProposedItem, before: tuple[int | None, str | None]
    ) -> None:
        title = ElidedLabel(item.title, inside, least=90)
        most = label("—" if item.maximum is None else str(item.maximum), inside, role="muted")
        proposed = label("—" if item.points is None else str(item.points), inside, role="muted")
        proposed.setToolTip(item.problem or str(item.expression or "方案里没有指标，由人工给分"))
        points = _Points(inside)
        points.setRange(_NOT_GIVEN, _MOST if item.maximum is None else item.maximum)
        points.setSpecialValueText("—")
        points.setValue(_NOT_GIVEN if before[0] is None else before[0])
        points.setAccessibleName(f"{item.title}：得分")
        points.valueChanged.connect(self.changed)
        evidence = QLineEdit(before[1] or "", inside)
        evidence.setPlaceholderText(item.problem or "现场查看、材料审核…")
        evidence.setAccessibleName(f"{item.title}：依据")
        for column, part in enumerate((title, most, proposed, points, evidence)):
            self._grid.addWidget(part, row, column)
        self.points.append(points)
        self.evidence.append(evidence)


class _Points(QSpinBox):
    """Points; the wheel moves the list, not the number."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        indent(self)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the list."""
        event.ignore()
