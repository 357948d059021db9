"""The pages of a finished PDF as pictures."""

import threading
from typing import Any

from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage

# The library has one state for all documents and threads.
_LOCK = threading.Lock()
POINTS_PER_INCH = 72


class PdfPages:
    """A PDF held in memory; may be drawn from any thread."""

    def __init__(self, data: bytes) -> None:
        import pypdfium2

        self.data = data
        with _LOCK:
            self._document: Any = pypdfium2.PdfDocument(data)
            sizes = [self._document.get_page_size(n) for n in range(len(self._document))]
        self.sizes = [QSizeF(width, height) for width, height in sizes]

    def __len__(self) -> int:
        return len(self.sizes)

    def draw(self, number: int, scale: float) -> QImage:
        """Draw a page.

        Args:
            number: Counted from 0.
            scale: Pixels per point.
        """
        with _LOCK:
            page = self._document[number]
            try:
                bitmap = page.render(scale=scale, prefer_bgrx=True)
                image = QImage(
                    bytes(bitmap.buffer),
                    bitmap.width,
                    bitmap.height,
                    bitmap.stride,
                    QImage.Format.Format_RGB32,
                ).copy()
                bitmap.close()
            finally:
                page.close()
        return image

    def close(self) -> None:
        """Let go of the document."""
        with _LOCK:
            self._document.close()
