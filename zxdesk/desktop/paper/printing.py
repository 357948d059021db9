"""Puts the pages of a PDF on a printer."""

from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.paper.pdf_pages import POINTS_PER_INCH, PdfPages
from zxdesk.errors import EnvironmentProblem

# Finer than this nobody sees, and a page would take hundreds of megabytes.
_FINEST = 600


class Printing:
    """Asks for a printer; every question is a class method, so that it can be answered for it."""

    @classmethod
    def possible(cls) -> bool:
        """Whether a printer is installed."""
        return bool(QPrinterInfo.availablePrinterNames())

    @classmethod
    def ask(cls, parent: QWidget, pages: PdfPages, title: str) -> QPrinter | None:
        """Ask for printer, pages, copies and sides; None where it was given up."""
        printer = prepared(QPrinter(QPrinter.PrinterMode.HighResolution), pages, title)
        dialog = QPrintDialog(printer, parent)
        dialog.setWindowTitle(f"打印 {title}")
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setMinMax(1, len(pages))
        chosen = dialog.exec()
        dialog.deleteLater()
        return printer if chosen else None


def prepared(printer: QPrinter, pages: PdfPages, title: str) -> QPrinter:
    """Set a printer to the paper of a document, without margins of its own."""
    size = pages.sizes[0]
    upright = size.width() <= size.height()
    paper = size if upright else QSizeF(size.height(), size.width())
    printer.setPageSize(QPageSize(paper, QPageSize.Unit.Point, matchPolicy=_FUZZY))
    printer.setPageOrientation(
        QPageLayout.Orientation.Portrait if upright else QPageLayout.Orientation.Landscape
    )
    printer.setFullPage(True)
    printer.setDocName(title)
    printer.setCreator("zxdesk")
    return printer


_FUZZY = QPageSize.SizeMatchPolicy.FuzzyMatch


def order(printer: QPrinter, count: int) -> list[int]:
    """Give the pages to print, counted from 0, with the copies the printer cannot make."""
    first, last = 0, count - 1
    if printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage():
        first, last = printer.fromPage() - 1, min(printer.toPage() or count, count) - 1
    pages = list(range(first, last + 1))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        pages.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(1, printer.copyCount())
    if printer.collateCopies():
        return pages * copies
    return [page for page in pages for _ in range(copies)]


def print_pages(pages: PdfPages, printer: QPrinter, progress: TaskProgress) -> int:
    """Draw the chosen pages on a printer; give how many sheets' sides that were.

    Raises:
        EnvironmentProblem: the printer does not take them.
    """
    wanted = order(printer, len(pages))
    painter = QPainter()
    if not painter.begin(printer):
        raise _refused()
    try:
        for place, page in enumerate(_turning(printer, wanted)):
            progress.report(f"正在打印第 {place + 1} 页，共 {len(wanted)} 页…", place, len(wanted))
            _draw(pages, page, printer, painter)
    except BaseException:
        printer.abort()
        raise
    finally:
        ended = painter.end()
    if not ended:
        raise _refused()
    return len(wanted)


def _refused() -> EnvironmentProblem:
    return EnvironmentProblem(
        "打印机没有接收，没有打印", "请检查打印机是否开机、连接正常，再打印一次", code="printer"
    )


def _turning(printer: QPrinter, wanted: list[int]) -> Iterator[int]:
    for place, page in enumerate(wanted):
        if place and not printer.newPage():
            raise _refused()
        yield page


def _draw(pages: PdfPages, page: int, printer: QPrinter, painter: QPainter) -> None:
    image = pages.draw(page, min(printer.resolution(), _FINEST) / POINTS_PER_INCH)
    room = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
    size = QSizeF(image.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    place = QRectF(room.topLeft(), size)
    place.moveCenter(room.center())
    painter.drawImage(place, image)
