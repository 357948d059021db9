"""The home page as it last stood, painted at once while the program is still being loaded.

Of a start two thirds are imports: the database, the records, the rooms of the window. So this
module imports Qt and little else, and what it paints says that it is not live yet. A click on it
does nothing. It is shown only for the ledger it was taken of, by the version that took it.
"""

import sys
import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEventLoop, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from zxdesk import __version__, paths
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.shell import placement

WORDS = "上次的页面，正在打开台账…"
_LEDGER, _VERSION, _RATIO = "ledger", "version", "ratio"
# Stored bigger but three times as fast as the smallest; a start waits for reading it, too.
_QUALITY = 90
_LONGEST_WAIT = 300  # milliseconds


def _file() -> Path:
    return paths.user_data() / "last-page.png"


def keep(window: QWidget, ledger: Path) -> None:
    """Keep what a window shows now, marked as no longer live."""
    image = window.grab().toImage()
    ratio = image.devicePixelRatio()
    _mark(image)
    for key, value in ((_LEDGER, str(ledger)), (_VERSION, __version__), (_RATIO, str(ratio))):
        image.setText(key, value)
    # The user's folder may be full or locked: the next start is only slower then.
    if not image.save(str(_file()), quality=_QUALITY):
        forget()


def forget() -> None:
    """Keep no page."""
    with suppress(OSError):
        _file().unlink(missing_ok=True)


def show(ledger: Path | None) -> "LastPage | None":
    """Show the page of a ledger and paint it; None where none of it is kept."""
    image = _kept(ledger) if ledger is not None and ledger.exists() else None
    if image is None:
        return None
    page = LastPage(image, QApplication.instance() or QApplication(sys.argv[:1]))
    placement.place(page, Settings(paths.user_data() / "window.json"))
    page.show()
    _wait_until_painted(page)
    return page


def _wait_until_painted(page: "LastPage") -> None:
    """Let the system show the window; where it never does, the start goes on all the same."""
    loop = QEventLoop()
    page.painted.connect(loop.quit, Qt.ConnectionType.QueuedConnection)
    QTimer.singleShot(_LONGEST_WAIT, loop, loop.quit)
    loop.exec()


def _kept(ledger: Path) -> QImage | None:
    image = QImage(str(_file()))
    if image.isNull() or image.text(_LEDGER) != str(ledger) or image.text(_VERSION) != __version__:
        return None
    with suppress(ValueError):
        image.setDevicePixelRatio(float(image.text(_RATIO)))
    return image


class LastPage(QWidget):
    """A window that paints a kept page until the live one stands.

    Attributes:
        painted_at: When it was painted first, by `time.perf_counter`.

    Signals:
        painted: The page is on the screen.
    """

    painted = Signal()

    def __init__(self, image: QImage, app: QCoreApplication) -> None:
        super().__init__()
        self._image = image
        self.painted_at: float | None = None
        self._app = app  # which would end with its last reference
        self.setWindowTitle(WORDS)
        self.setCursor(Qt.CursorShape.WaitCursor)
        # Qt would else fill the window with the colours of the system first.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        # The program goes on without it.
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the page; what lies beside it has the colour of its corner."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._image.pixelColor(2, self._image.height() - 3))
        painter.drawImage(0, 0, self._image)
        self.painted_at = self.painted_at or time.perf_counter()
        self.painted.emit()


def _mark(image: QImage) -> None:
    """Write across the top that the page is the last one."""
    painter = QPainter(image)
    font = QApplication.font()
    painter.setFont(font)
    size = painter.fontMetrics().size(0, WORDS)
    width = image.width() / image.devicePixelRatio()
    band = QRect(0, 0, size.width() + 48, size.height() + 16)
    band.moveLeft(round((width - band.width()) / 2))
    painter.fillRect(band, QColor(32, 32, 32))
    painter.setPen(QColor(255, 255, 255))
    painter.drawText(band, Qt.AlignmentFlag.AlignCenter, WORDS)
    painter.end()
