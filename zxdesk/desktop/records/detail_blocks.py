"""The blocks a detail pane is put together from."""

import html
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.look.words import LinkButton, label, set_role
from zxdesk.desktop.records.detail_parts import (
    DetailFact,
    DetailLine,
    DetailLink,
    DetailPart,
    TimelineStep,
)
from zxdesk.desktop.widgets.chip import ChipLabel
from zxdesk.desktop.widgets.flow_layout import FlowLayout

_TWO_COLUMNS_FROM = 430


def part_widget(part: DetailPart, parent: QWidget) -> QWidget:
    """Give a label or a link."""
    if isinstance(part, DetailLink):
        return _link(part, parent)
    words = label(part, parent, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return words


def _link(link: DetailLink, parent: QWidget) -> LinkButton:
    button = LinkButton(link.text, parent, follow=link.follow)
    if link.name:
        button.setAccessibleName(link.name)
    return button


class Hairline(QFrame):
    """A thin line across."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "hairline")


class FactGrid(QWidget):
    """Labels and values in two columns, in one where the pane is narrow."""

    def __init__(self, facts: Sequence[DetailFact], parent: QWidget) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().px(14))
        self._grid.setVerticalSpacing(theme.current().px(8))
        self._cells = [
            (label(fact.label, self, role="caption"), self._value(fact), fact.wide)
            for fact in facts
        ]
        self._columns = 0
        self._arrange(2)

    def _value(self, fact: DetailFact) -> QWidget:
        parts = fact.parts()
        if len(parts) == 1 and isinstance(parts[0], str):
            return part_widget(parts[0], self)
        box = QWidget(self)
        flow = FlowLayout(box, gap=2, line_gap=2)
        for part in parts:
            if isinstance(part, DetailLink):
                flow.addWidget(part_widget(part, box))
            else:
                flow.addWidget(label(part, box))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        box.setSizePolicy(policy)
        return box

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        row = column = 0
        top = Qt.AlignmentFlag.AlignTop
        for name, value, wide in self._cells:
            if wide and column:
                row, column = row + 1, 0
            span = 2 * columns - 1 if wide else 1
            self._grid.addWidget(name, row, 2 * column, top)
            self._grid.addWidget(value, row, 2 * column + 1, 1, span, top)
            column += columns if wide else 1
            if column >= columns:
                row, column = row + 1, 0
        for place in range(4):
            self._grid.setColumnStretch(place, place % 2 if place < 2 * columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose one or two columns."""
        super().resizeEvent(event)
        self._arrange(2 if self.width() >= theme.current().px(_TWO_COLUMNS_FROM) else 1)


class DetailHeading(QWidget):
    """A section's title, with a link at the right end."""

    def __init__(self, text: str, link: DetailLink | None, parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, theme.current().px(10), 0, 0)
        row.addWidget(label(text, self, role="heading"))
        row.addStretch(1)
        if link:
            row.addWidget(part_widget(link, self))


class LineBlock(QWidget):
    """Lines parted by hairlines: number, words, remark, state."""

    def __init__(self, lines: Sequence[DetailLine], parent: QWidget) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        gap = theme.current().px(12)
        grid.setSpacing(0)
        grid.setColumnStretch(1, 1)
        middle = Qt.AlignmentFlag.AlignVCenter
        right = middle | Qt.AlignmentFlag.AlignRight
        first = 0 if any(line.number for line in lines) else 1
        for row, line in enumerate(lines):
            grid.setRowMinimumHeight(2 * row, theme.current().px(33))
            if line.number:
                number = label(line.number, self, role="muted")
                number.setContentsMargins(0, 0, gap, 0)
                grid.addWidget(number, 2 * row, 0, middle)
            grid.addWidget(self._said(line), 2 * row, 1, middle)
            if line.note:
                note = label(line.note, self, role="muted")
                note.setContentsMargins(gap, 0, 0, 0)
                grid.addWidget(note, 2 * row, 2, right)
            if line.chip:
                chip = ChipLabel(line.chip, self)
                chip.setContentsMargins(gap, 0, 0, 0)
                grid.addWidget(chip, 2 * row, 3, right)
            if line.fill:
                grid.addWidget(_MoreButton(line.fill, line.name, self), 2 * row, 4, right)
            grid.addWidget(Hairline(self), 2 * row + 1, first, 1, 5 - first)

    def _said(self, line: DetailLine) -> QWidget:
        if not line.below:
            return self._words(line.text)
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(2)
        column.addWidget(self._words(line.text))
        column.addWidget(label(line.below, box, role="muted", wrap=True))
        return box

    def _words(self, part: DetailPart) -> QWidget:
        if isinstance(part, DetailLink):
            return LongLink(part, self)
        return part_widget(part, self)


class _MoreButton(QToolButton):
    """A ⋯ with what may be done with a line."""

    def __init__(self, fill: Callable[[QMenu], object], name: str, parent: QWidget) -> None:
        super().__init__(parent)
        icons.put(self, "more", "muted", size=16)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(menu.clear)
        menu.aboutToShow.connect(lambda: fill(menu))
        self.setMenu(menu)


class LongLink(QWidget):
    """A link that is cut with … where room is short."""

    def __init__(self, link: DetailLink, parent: QWidget) -> None:
        super().__init__(parent)
        self._full = link.text
        self._button = _link(link, self)
        self._button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._button)

    def sizeHint(self) -> QSize:
        """Give the room of the whole text."""
        wide = self._button.fontMetrics().horizontalAdvance(self._full) + 6
        return QSize(wide, self._button.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Allow any width down to a few characters."""
        return QSize(theme.current().px(60), self._button.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the words to the width."""
        super().resizeEvent(event)
        room = self.width() - 6
        metrics = self._button.fontMetrics()
        cut = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, room)
        self._button.setText(cut.replace("&", "&&"))
        self._button.setToolTip(self._full if cut != self._full else "")
        self._button.setGeometry(
            0, 0, min(self.width(), self._button.sizeHint().width()), self.height()
        )


class Links(QWidget):
    """Links in one flow."""

    def __init__(self, links: Sequence[DetailLink], parent: QWidget) -> None:
        super().__init__(parent)
        flow = FlowLayout(self, gap=theme.current().px(12))
        for link in links:
            flow.addWidget(part_widget(link, self))


class ReadingText(QLabel):
    """Long text with room between its lines."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        paragraphs = (html.escape(line) or "&nbsp;" for line in text.split("\n"))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(
            "".join(f'<p style="line-height:150%; margin:0 0 4px 0">{p}</p>' for p in paragraphs)
        )
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)


class Timeline(QWidget):
    """The story of a record, one step a line, joined by a thread."""

    def __init__(self, moments: Sequence[TimelineStep], parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        metrics = theme.current().metrics()
        widest = max((metrics.horizontalAdvance(m.when) for m in moments), default=0)
        for place, moment in enumerate(moments):
            ends = (place == 0, place == len(moments) - 1)
            column.addWidget(self._step(moment, widest, ends))

    def _step(self, moment: TimelineStep, widest: int, ends: tuple[bool, bool]) -> QWidget:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, theme.current().px(4), 0, theme.current().px(4))
        row.setSpacing(theme.current().px(10))
        when = label(moment.when, box, role="muted")
        when.setFixedWidth(widest + 2)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(_Thread(moment.done, ends, box))
        row.addWidget(when, 0, top)
        if moment.who:
            row.addWidget(label(moment.who, box, role="muted"), 0, top)
        row.addWidget(part_widget(moment.what, box), 1, top)
        if isinstance(moment.what, DetailLink):
            row.addStretch(1)
        return box


class _Thread(QWidget):
    """The dot of a step on the thread that joins all steps."""

    def __init__(self, done: bool, ends: tuple[bool, bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._done = done
        self._ends = ends
        self.setFixedWidth(theme.current().px(12))
        self.setAccessibleName("已完成" if done else "未完成")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw thread and dot."""
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = theme.current().metrics().height()
        middle = QPointF(self.width() / 2, line / 2 + 1)
        first, last = self._ends
        painter.setPen(QPen(look.colour("border"), 1))
        painter.drawLine(
            QPointF(middle.x(), middle.y() if first else -look.px(4)),
            QPointF(middle.x(), middle.y() if last else self.height() + look.px(4)),
        )
        radius = look.px(4)
        dot = QRectF(middle.x() - radius, middle.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(QPen(look.colour("muted" if self._done else "border"), 1.5))
        painter.setBrush(look.colour("muted" if self._done else "sheet"))
        painter.drawEllipse(dot)
