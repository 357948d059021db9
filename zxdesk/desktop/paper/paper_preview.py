"""A paper before it is printed: page by page as it will be, then printed or saved."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QComboBox, QToolButton, QVBoxLayout, QWidget

from zxdesk.desktop.base import files
from zxdesk.desktop.base.context import DeskContext, Notice
from zxdesk.desktop.base.dialog_parts import button, fit, foot, lay_out
from zxdesk.desktop.base.files import Files
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.base.work_dialog import WorkDialog
from zxdesk.desktop.look import icons
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, label
from zxdesk.desktop.paper.pages_view import FIT_PAGE, FIT_WIDTH, ZOOMS, PagesView
from zxdesk.desktop.paper.pdf_pages import PdfPages
from zxdesk.desktop.paper.printing import Printing, print_pages
from zxdesk.documents.page import PaperResult
from zxdesk.exchange.counted import counted
from zxdesk.files import write_whole

# Takes the file, and what is told how far the work is and stops it.
Write = Callable[[Path, Callable[[int, int], None]], PaperResult]
_NO_PRINTER = "这台电脑没有安装打印机；请另存为 PDF，到有打印机的电脑上打印。"
_FITS = (("整页", FIT_PAGE), ("适合页宽", FIT_WIDTH))
_NO_FILE = "已停止，没有生成文件"
_PARTLY_PRINTED = "已停止打印，送出的页可能仍会印出"
_NAMED = 12


class PaperPreview(WorkDialog):
    """Shows a paper, prints it and saves it."""

    def __init__(
        self,
        context: DeskContext,
        parent: QWidget | None,
        *,
        title: str,
        file_name: str,
        write: Write,
        missing: Sequence[str] = (),
        doubts: Sequence[str] = (),
        word: bool = False,
    ) -> None:
        super().__init__(context, parent)
        self._write = write
        self._title = title
        self._file_name = Path(file_name).with_suffix(".pdf").name
        self._missing = missing
        self._doubts = doubts
        self._pages: PdfPages | None = None
        self._saved: Path | None = None
        self._if_stopped = _NO_FILE
        self._make_parts()
        self._word.setVisible(word)
        beside = (self._back, self._place, self._on, self._zoom)
        self._lay_out(lay_out(self, title, beside=beside))
        fit(self, 900, 760)
        self._refresh()
        self._busy.start(
            f"排版{title}",
            lambda progress: made(lambda path: write(path, counted(progress, f"正在排版{title}…"))),
            on_result=self._show_paper,
            on_error=self._on_error,
        )

    @classmethod
    def run(
        cls,
        context: DeskContext,
        parent: QWidget | None,
        *,
        title: str,
        file_name: str,
        write: Write,
        missing: Sequence[str] = (),
        doubts: Sequence[str] = (),
        word: bool = False,
    ) -> None:
        """Show a paper until the dialog is closed.

        Args:
            file_name: What the PDF is called when it is saved.
            write: Writes the paper as a PDF and tells how far it is; called in a thread.
            missing: What the ledger lacks for this paper, in words.
            doubts: Where its records contradict one another, in sentences.
            word: It may be saved for a word processor too; `write` then takes .docx as well.
        """
        dialog = cls(
            context,
            parent,
            title=title,
            file_name=file_name,
            write=write,
            missing=missing,
            doubts=doubts,
            word=word,
        )
        dialog.stay()

    def print_paper(self) -> None:
        """Ask for a printer and print."""
        pages = self._pages
        if pages is None or self._busy.busy:
            return
        if not Printing.possible():
            self._note.say(_NO_PRINTER)
            self._save.setFocus()
            return
        printer = Printing.ask(self, pages, self._title)
        if printer is not None:
            self._if_stopped = _PARTLY_PRINTED
            self._busy.start(
                f"打印{self._title}",
                self._printing(pages, printer),
                on_result=self._on_printed,
                on_error=self._on_error,
            )

    def save(self) -> None:
        """Ask for a file and save the PDF there."""
        if self._pages is None:
            return
        folder = files.last_folder(self._context.settings)
        path = Files.save(self, "另存为 PDF", folder / self._file_name, files.PDF)
        if path is None:
            return
        try:
            write_whole(path, self._pages.data)
        except Exception as error:
            self._on_error(error)
            return
        self._on_saved(path)

    def save_word(self) -> None:
        """Ask for a file and write the paper there for a word processor."""
        if self._pages is None or self._busy.busy:
            return
        name = Path(self._file_name).with_suffix(".docx").name
        suggested = files.last_folder(self._context.settings) / name
        path = Files.save(self, "另存为 Word", suggested, files.WORD)
        if path is not None:
            self._if_stopped = _NO_FILE
            self._busy.start(
                f"保存{self._title}",
                self._writing(path),
                on_result=self._on_saved,
                on_error=self._on_error,
            )

    def _on_saved(self, path: Path) -> None:
        files.remember_folder(self._context.settings, path)
        self._saved = path
        self._state.setText(f"已保存 {path.name}")
        self._refresh()

    def _on_stopped(self) -> None:
        self._state.setText(self._if_stopped)

    def _make_parts(self) -> None:
        self.view = PagesView(self)
        self.view.page_changed.connect(self._show_place)
        self.view.zoom_changed.connect(self._show_zoom)
        self._back = self._turner("chevron-left", "上一页", -1)
        self._on = self._turner("chevron-right", "下一页", 1)
        self._place = label("", self, role="muted")
        self._zoom = QComboBox(self)
        self._zoom.setAccessibleName("显示比例")
        for words, zoom in (*_FITS, *((f"{zoom:.0%}", zoom) for zoom in ZOOMS)):
            self._zoom.addItem(words, zoom)
        self._zoom.activated.connect(lambda: self.view.set_zoom(self._zoom.currentData()))
        self._fonts = label("", self, role="small", wrap=True)
        self._state = ElidedLabel("", self, role="muted")
        self._busy.stopped.connect(self._on_stopped)
        self._folder = LinkButton("打开所在文件夹", self)
        self._folder.clicked.connect(self._open_folder)
        self._save = button("另存为 PDF…", self)
        self._save.clicked.connect(self.save)
        self._word = button("另存为 Word…", self)
        self._word.clicked.connect(self.save_word)
        self._close = button("关闭", self)
        self._close.clicked.connect(self.reject)
        self._print = button("打印…", self, icon="print", primary=True)
        self._print.clicked.connect(self.print_paper)

    def _turner(self, icon: str, words: str, step: int) -> QToolButton:
        made_button = QToolButton(self)
        made_button.setAccessibleName(words)
        made_button.setToolTip(words)
        icons.put(made_button, icon, size=18)
        made_button.clicked.connect(lambda: self.view.go_to(self.view.page + step))
        return made_button

    def _lay_out(self, column: QVBoxLayout) -> None:
        column.addWidget(self._note)
        column.addWidget(self.view, 1)
        column.addWidget(self._fonts)
        column.addWidget(self._busy)
        row = foot([], [self._save, self._word, self._close, self._print])
        row.insertWidget(0, self._state, 1)
        row.insertWidget(1, self._folder, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(row)

    def _show_paper(self, paper: tuple[PaperResult, PdfPages]) -> None:
        result, self._pages = paper
        self.view.show_pages(self._pages)
        self._note.say("\n".join(remarks(result, self._missing, self._doubts)))
        roles = "、".join(result.bundled_fonts)
        self._fonts.setText(f"{roles}用的是程序自带的字体。" if roles else "")
        self._refresh()
        self._show_place()
        self.view.setFocus()

    def _show_place(self) -> None:
        self._place.setText(f"第 {self.view.page + 1} 页，共 {self.view.count()} 页")
        self._back.setEnabled(self.view.page > 0)
        self._on.setEnabled(self.view.page < self.view.count() - 1)

    def _show_zoom(self, zoom: float) -> None:
        self._zoom.setCurrentIndex(self._zoom.findData(zoom))

    def _printing(self, pages: PdfPages, printer: QPrinter) -> Callable[[TaskProgress], int]:
        return lambda progress: print_pages(pages, printer, progress)

    def _writing(self, path: Path) -> Callable[[TaskProgress], Path]:
        def write(progress: TaskProgress) -> Path:
            self._write(path, counted(progress, f"正在保存{self._title}…"))
            return path

        return write

    def _on_printed(self, sides: int) -> None:
        self._state.setText(f"已送打印机，共 {sides} 页")
        self._refresh()

    def _open_folder(self) -> None:
        if self._saved:
            Files.show(self._saved.parent)

    def _refresh(self) -> None:
        ready = self._pages is not None
        for widget in (self._back, self._on, self._zoom, self._save):
            widget.setEnabled(ready)
        for widget in (self._print, self._word):
            widget.setEnabled(ready and not self._busy.busy)
        self._fonts.setVisible(bool(self._fonts.text()))
        self._folder.setVisible(self._saved is not None)
        if ready:
            self._show_place()

    def _leave(self, code: int) -> None:
        """Close; what was saved can be opened from the window too."""
        super()._leave(code)
        self._let_go()

    def _let_go(self) -> None:
        pages, self._pages = self._pages, None
        if pages:
            self.view.clear()
            pages.close()
        saved, self._saved = self._saved, None
        if saved:
            links = (
                ("打开", lambda: Files.show(saved)),
                ("打开所在文件夹", lambda: Files.show(saved.parent)),
            )
            self._context.noticed.emit(Notice(f"已保存 {saved.name}", links=links))


def made(write: Callable[[Path], PaperResult]) -> tuple[PaperResult, PdfPages]:
    """Write a paper and take it into memory; no file is left."""
    with TemporaryDirectory(prefix="zxdesk-") as folder:
        path = Path(folder) / "paper.pdf"
        result = write(path)
        return result, PdfPages(path.read_bytes())


def remarks(result: PaperResult, missing: Sequence[str], doubts: Sequence[str] = ()) -> list[str]:
    """Say what should be looked at before printing."""
    said = []
    said += [f"请核对：{doubt}。" for doubt in doubts]
    if missing:
        said.append(f"台账里还没有：{'、'.join(missing)}。")
    glyphs = result.missing_glyphs
    if result.missing_in:
        more = f"等 {len(result.missing_in)} 处" if len(result.missing_in) > _NAMED else ""
        shown = "、".join(result.missing_in[:_NAMED])
        said.append(f"字体里没有{shown}{more}，纸上以〓代替，请手写补上。")
    elif glyphs:
        more = f"等 {len(glyphs)} 个字" if len(glyphs) > _NAMED else ""
        shown = "".join(glyphs[:_NAMED])
        said.append(f"字体里没有“{shown}”{more}，纸上以〓代替，请手写补上。")
    return said
