"""Pages of paper one below the other, as wide as the window or at a size one chooses."""

from bisect import bisect_right
from collections import OrderedDict

from PySide6.QtCore import QPoint, QRectF, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.paper.pdf_pages import POINTS_PER_INCH, PdfPages

FIT_WIDTH, FIT_PAGE = 0.0, -1.0
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
_SCREEN_DPI = 96
_GAP = 14
_KEPT = 12


class PagesView(QAbstractScrollArea):
    """Shows a PDF, page below page.

    Signals:
        page_changed: Another page is at the top; carries its number, counted from 0.
        zoom_changed: The zoom is another.
    """

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: PdfPages | None = None
        self._zoom = FIT_PAGE
        self._tops: list[int] = []
        self._drawn: OrderedDict[tuple[int, float], QImage] = OrderedDict()
        self._page = 0
        self.setAccessibleName("页面预览")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    @property
    def page(self) -> int:
        """The page at the top, counted from 0."""
        return self._page

    @property
    def zoom(self) -> float:
        """The zoom: 1.0 is true size, `FIT_WIDTH` and `FIT_PAGE` follow the window."""
        return self._zoom

    def count(self) -> int:
        """How many pages are shown."""
        return len(self._pages) if self._pages else 0

    def show_pages(self, pages: PdfPages) -> None:
        """Show a document from its first page."""
        self._pages = pages
        self._drawn.clear()
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def clear(self) -> None:
        """Show nothing any more."""
        self._pages = None
        self._drawn.clear()
        self._arrange()

    def set_zoom(self, zoom: float) -> None:
        """Choose a zoom; the page at the top stays."""
        page = self._page
        self._zoom = zoom
        self._arrange()
        self.go_to(page)
        self.zoom_changed.emit(zoom)

    def step_zoom(self, steps: int) -> None:
        """Zoom in or out by steps from what is shown."""
        shown = self._scale() * POINTS_PER_INCH / _SCREEN_DPI
        larger = [zoom for zoom in ZOOMS if zoom > shown + 0.01]
        smaller = [zoom for zoom in ZOOMS if zoom < shown - 0.01]
        if steps > 0 and larger:
            self.set_zoom(larger[0])
        elif steps < 0 and smaller:
            self.set_zoom(smaller[-1])

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        if self._tops:
            page = max(0, min(page, len(self._tops) - 1))
            self.verticalScrollBar().setValue(self._tops[page] - theme.current().px(_GAP))

    def _scale(self) -> float:
        """Give pixels (independent of the device) per point."""
        if not self._pages or self._zoom > 0:
            return max(self._zoom, 0.1) * _SCREEN_DPI / POINTS_PER_INCH
        gap = theme.current().px(_GAP)
        widest = max(size.width() for size in self._pages.sizes)
        by_width = (self.viewport().width() - 2 * gap) / widest
        if self._zoom == FIT_WIDTH:
            return max(by_width, 0.1)
        highest = max(size.height() for size in self._pages.sizes)
        return max(min(by_width, (self.viewport().height() - 2 * gap) / highest), 0.1)

    def _size(self, page: int) -> QSizeF:
        assert self._pages is not None
        return self._pages.sizes[page] * self._scale()

    def _arrange(self) -> None:
        gap = theme.current().px(_GAP)
        self._tops = []
        y, widest = gap, 0.0
        for page in range(self.count()):
            self._tops.append(y)
            size = self._size(page)
            y += round(size.height()) + gap
            widest = max(widest, size.width())
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        down.setRange(0, max(0, y - self.viewport().height()))
        down.setPageStep(self.viewport().height())
        down.setSingleStep(theme.current().px(48))
        across.setRange(0, max(0, round(widest) + 2 * gap - self.viewport().width()))
        across.setPageStep(self.viewport().width())
        self.viewport().update()

    def _on_scroll(self, value: int) -> None:
        self.viewport().update()
        middle = value + self.viewport().height() // 3
        page = max(0, bisect_right(self._tops, middle) - 1)
        if value == self.verticalScrollBar().maximum() and value > 0:
            page = len(self._tops) - 1
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def _rect(self, page: int) -> QRectF:
        size = self._size(page)
        gap = theme.current().px(_GAP)
        free = self.viewport().width() - size.width()
        left = free / 2 if free > 2 * gap else float(gap)
        left -= self.horizontalScrollBar().value()
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRectF(round(left), top, round(size.width()), round(size.height()))

    def _picture(self, page: int) -> QImage:
        assert self._pages is not None
        ratio = self.devicePixelRatioF()
        key = (page, self._scale() * ratio)
        if key not in self._drawn:
            image = self._pages.draw(page, key[1])
            image.setDevicePixelRatio(ratio)
            self._drawn[key] = image
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        self._drawn.move_to_end(key)
        return self._drawn[key]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pages that are in view."""
        look = theme.current()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look.colour("track"))
        for page in range(self.count()):
            rect = self._rect(page)
            if rect.intersects(QRectF(self.viewport().rect())):
                painter.drawImage(rect.topLeft(), self._picture(page))
                painter.setPen(look.colour("border"))
                painter.drawRect(rect.adjusted(-1, -1, 0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages anew."""
        super().resizeEvent(event)
        page = self._page
        self._arrange()
        if self._zoom <= 0 and event.oldSize().width() != event.size().width():
            self.go_to(page)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        """Draw what came into view."""
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn pages, zoom with Ctrl."""
        key = event.key()
        turns = {
            Qt.Key.Key_PageDown: self._page + 1,
            Qt.Key.Key_PageUp: self._page - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count() - 1,
        }
        zooms = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in turns:
            self.go_to(turns[Qt.Key(key)])
        elif ctrl and key in zooms:
            self.step_zoom(zooms[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        delta: QPoint = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and delta.y():
            self.step_zoom(1 if delta.y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
