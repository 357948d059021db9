"""How the rows of the search results are drawn: headings, records with the hit marked, links."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from zxdesk.desktop.look import icons, theme
from zxdesk.desktop.widgets.painting import has_state, paint_ground

Index = QModelIndex | QPersistentModelIndex
HEADING, ROW, MORE = "heading", "row", "more"
_PAD, _ICON = 10, 18
_HEIGHTS = {HEADING: 27, ROW: 31, MORE: 27}
_WITH_WORDS_BELOW = 48


@dataclass(frozen=True)
class MarkedWords:
    """Words of which some are marked, as (start, end)."""

    text: str
    marks: tuple[tuple[int, int], ...] = ()

    def parts(self) -> Iterator[tuple[str, bool]]:
        """Give the words in parts, and whether each is marked."""
        end = 0
        for start, stop in self.marks:
            yield self.text[end:start], False
            yield self.text[start:stop], True
            end = stop
        yield self.text[end:], False


NO_WORDS = MarkedWords("")


@dataclass(frozen=True)
class SearchRow:
    """One row: a kind's heading, a record that was found, or the link to all of a kind."""

    sort: str
    words: MarkedWords
    below: MarkedWords = NO_WORDS
    icon: str = ""
    count: int = 0

    def spoken(self) -> str:
        """Give the row as a screen reader says it."""
        if self.sort == HEADING:
            return f"{self.words.text} {self.count} 条"
        return " ".join(part for part in (self.words.text, self.below.text) if part)


class RowPainter(QStyledItemDelegate):
    """Draws the `SearchRow` of each item."""

    ROLE = Qt.ItemDataRole.UserRole + 1

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give the height of a row."""
        row: SearchRow = index.data(self.ROLE)
        high = _WITH_WORDS_BELOW if row.below.text else _HEIGHTS[row.sort]
        return QSize(theme.current().px(80), theme.current().px(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        row: SearchRow = index.data(self.ROLE)
        painter.save()
        selected = has_state(option, QStyle.StateFlag.State_Selected)
        hovered = has_state(option, QStyle.StateFlag.State_MouseOver)
        paint_ground(painter, option.rect, selected=selected, hovered=hovered)
        if row.sort == ROW:
            _paint_record(painter, option.rect, row)
        else:
            _paint_line(painter, option.rect, row)
        painter.restore()


def _paint_line(painter: QPainter, rect: QRect, row: SearchRow) -> None:
    look = theme.current()
    heading = row.sort == HEADING
    left = look.px(_PAD) if heading else look.px(2 * _PAD + _ICON)
    painter.setFont(look.font(9))
    painter.setPen(look.colour("muted" if heading else "link"))
    words = f"{row.words.text}　{row.count:,}" if heading else row.words.text
    painter.drawText(rect.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, words)


def _paint_record(painter: QPainter, rect: QRect, row: SearchRow) -> None:
    look = theme.current()
    pad, side = look.px(_PAD), look.px(_ICON)
    first = QRect(rect.left(), rect.top(), rect.width(), look.px(_HEIGHTS[ROW]))
    ratio = painter.device().devicePixelRatioF()
    picture = icons.pixmap(row.icon, "muted", size=side, ratio=ratio)
    painter.drawPixmap(first.left() + pad, first.center().y() - side // 2, picture)
    line = first.adjusted(2 * pad + side, 0, -pad, 0)
    _paint_words(painter, line, row.words, look.font(10), look.colour("text"))
    if row.below.text:
        line = QRect(line.left(), first.bottom() - look.px(4), line.width(), look.px(18))
        _paint_words(painter, line, row.below, look.font(9), look.colour("muted"))


def _paint_words(
    painter: QPainter, rect: QRect, words: MarkedWords, font: QFont, colour: QColor
) -> None:
    """Draw one line, the marked parts bold and in the accent, cut with … at the end."""
    bold = QFont(font)
    bold.setBold(True)
    left = rect.left()
    for part, marked in words.parts():
        used = bold if marked else font
        metrics = QFontMetrics(used)
        room = rect.right() - left
        cut = metrics.elidedText(part, Qt.TextElideMode.ElideRight, room)
        painter.setFont(used)
        painter.setPen(theme.current().colour("accent") if marked else colour)
        place = QRect(left, rect.top(), room, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, cut)
        left += metrics.horizontalAdvance(cut)
        if cut != part:
            return
