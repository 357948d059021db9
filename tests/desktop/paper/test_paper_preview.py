"""A paper is shown as it will be printed, printed page by page and saved whole."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.desktop.conftest import Answers, Told
from tests.ledgers import Office
from zxdesk.desktop.base.busy_line import BusyLine
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import DialogNote
from zxdesk.desktop.base.tasks import TaskProgress
from zxdesk.desktop.look.words import ElidedLabel
from zxdesk.desktop.paper import paper_preview
from zxdesk.desktop.paper.pages_view import FIT_PAGE
from zxdesk.desktop.paper.paper_preview import PaperPreview
from zxdesk.desktop.paper.pdf_pages import PdfPages
from zxdesk.desktop.paper.printing import Printing, order, prepared
from zxdesk.documents.page import PaperResult
from zxdesk.errors import EnvironmentProblem
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.roster import roster_content

PEOPLE = 60

Shows = Callable[..., PaperPreview]
Steps = Callable[[int, int], None]
Write = Callable[..., PaperResult]


@pytest.fixture
def write(office: Office) -> Write:
    """Write a roster of a few pages."""
    for number in range(PEOPLE):
        office.member(f"委员{number}")
    content = roster_content(office.ledger, office.ledger.today)
    return lambda path, step=None: PAPERS["委员名册"].write(content, path, progress=step)


@pytest.fixture
def shows(qtbot: QtBot, context: DeskContext) -> Iterator[Shows]:
    """Open previews and wait for their pages; close them at the end."""
    opened: list[PaperPreview] = []

    def show(write: Write, **more: object) -> PaperPreview:
        dialog = PaperPreview(
            context, None, title="委员名册", file_name="委员名册.pdf", write=write, **more
        )
        qtbot.addWidget(dialog)
        opened.append(dialog)
        dialog.show()
        qtbot.waitUntil(lambda: not context.tasks.running)
        return dialog

    yield show
    for dialog in opened:
        dialog.done(0)


def pressed(dialog: PaperPreview, words: str) -> QPushButton:
    """The button that begins with these words."""
    return next(b for b in dialog.findChildren(QPushButton) if b.text().startswith(words))


def said(dialog: PaperPreview) -> str:
    """What the note says."""
    return dialog.findChildren(DialogNote)[0].text()


def state(dialog: PaperPreview) -> str:
    """What is said at the foot."""
    return next(
        words.text() for words in dialog.findChildren(ElidedLabel) if words.text().startswith("已")
    )


def test_the_preview_has_the_pages_of_the_pdf(shows: Shows, write: Write, tmp_path: Path) -> None:
    pages = write(tmp_path / "plain.pdf").pages
    assert pages > 2
    dialog = shows(write)
    assert dialog.view.count() == pages == len(PdfReader(tmp_path / "plain.pdf").pages)
    assert not dialog.view.grab().isNull()


def test_keys_turn_pages_and_zoom(qtbot: QtBot, shows: Shows, write: Write) -> None:
    view = shows(write).view
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page == 1
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.page == view.count() - 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert (view.page, view.zoom) == (0, FIT_PAGE)
    view.set_zoom(FIT_PAGE)
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    first = view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert 0 < first < view.zoom
    qtbot.keyClick(view, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == first


def test_the_pdf_is_saved_and_can_be_opened_from_the_window(
    shows: Shows,
    write: Write,
    answers: Answers,
    told: Told,
    tmp_path: Path,
) -> None:
    answers.save = tmp_path / "存.pdf"
    dialog = shows(write)
    pressed(dialog, "另存为 PDF").click()
    pressed(dialog, "打开所在文件夹").click()
    assert answers.suggested[0].name == "委员名册.pdf"
    assert len(PdfReader(answers.save).pages) == dialog.view.count()
    assert answers.shown == [tmp_path]
    dialog.done(0)
    assert told.notices[0].text == "已保存 存.pdf"
    dict(told.notices[0].links)["打开"]()
    assert answers.shown[-1] == answers.save


def test_the_paper_is_saved_for_a_word_processor(
    qtbot: QtBot,
    shows: Shows,
    write: Write,
    answers: Answers,
    context: DeskContext,
    tmp_path: Path,
) -> None:
    answers.save = tmp_path / "存.docx"
    dialog = shows(write, word=True)
    pressed(dialog, "另存为 Word").click()
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert answers.suggested[0].name == "委员名册.docx"
    rows = [row for table in docx.Document(answers.save).tables for row in table.rows]
    assert f"委员{PEOPLE - 1}" in [cell.text for row in rows for cell in row.cells]
    assert state(dialog) == "已保存 存.docx"


def test_what_has_no_word_form_does_not_offer_it(shows: Shows, write: Write) -> None:
    assert not pressed(shows(write), "另存为 Word").isVisible()


def test_a_long_paper_says_how_far_it_is_and_can_be_stopped(
    qtbot: QtBot, shows: Shows, write: Write, context: DeskContext
) -> None:
    seen: list[tuple[int, int]] = []
    stopping = threading.Event()

    def endless(path: Path, step: Steps) -> PaperResult:
        for done in range(10**9):
            step(done, 10**9)
            seen.append((done, 10**9))
            stopping.set()
        return write(path)

    dialog = PaperPreview(context, None, title="汇编", file_name="汇编.pdf", write=endless)
    qtbot.addWidget(dialog)
    dialog.show()
    assert stopping.wait(10)
    busy = dialog.findChildren(BusyLine)[0]
    qtbot.waitUntil(lambda: busy.text() == "正在排版汇编…")
    pressed(dialog, "停止").click()
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert seen
    assert state(dialog) == "已停止，没有生成文件"
    assert not pressed(dialog, "打印").isEnabled()
    dialog.done(0)


def test_a_folder_that_is_not_there_is_told(
    shows: Shows, write: Write, answers: Answers, tmp_path: Path
) -> None:
    answers.save = tmp_path / "没有" / "存.pdf"
    dialog = shows(write)
    pressed(dialog, "另存为 PDF").click()
    assert "没有写成" in said(dialog)


def test_without_a_printer_saving_is_offered(
    shows: Shows, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Printing, "possible", lambda: False)
    dialog = shows(write)
    pressed(dialog, "打印").click()
    assert "没有安装打印机" in said(dialog)


def test_printing_draws_the_chosen_pages(
    qtbot: QtBot,
    shows: Shows,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    context: DeskContext,
) -> None:
    def ask(_parent: object, pages: PdfPages, title: str) -> QPrinter:
        printer = QPrinter()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "printed.pdf"))
        printer.setResolution(100)
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setFromTo(2, 3)
        return prepared(printer, pages, title)

    monkeypatch.setattr(Printing, "possible", lambda: True)
    monkeypatch.setattr(Printing, "ask", ask)
    dialog = shows(write)
    pressed(dialog, "打印").click()
    qtbot.waitUntil(lambda: not context.tasks.running)
    printed = PdfReader(tmp_path / "printed.pdf")
    assert len(printed.pages) == 2
    assert round(printed.pages[0].mediabox.width) == 595
    assert not said(dialog)


def test_a_print_that_is_stopped_says_that_pages_may_still_come(
    qtbot: QtBot,
    shows: Shows,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    context: DeskContext,
) -> None:
    begun = threading.Event()

    def endless(_pages: PdfPages, _printer: QPrinter, progress: TaskProgress) -> int:
        while True:
            progress.report("正在打印…")
            begun.set()

    monkeypatch.setattr(Printing, "possible", lambda: True)
    monkeypatch.setattr(Printing, "ask", lambda *_: QPrinter())
    monkeypatch.setattr(paper_preview, "print_pages", endless)
    dialog = shows(write)
    pressed(dialog, "打印").click()
    assert begun.wait(10)
    pressed(dialog, "停止").click()
    qtbot.waitUntil(lambda: not context.tasks.running)
    assert state(dialog) == "已停止打印，送出的页可能仍会印出"


@pytest.mark.parametrize(
    ("collate", "wanted"), [(True, [0, 1, 2, 0, 1, 2]), (False, [0, 0, 1, 1, 2, 2])]
)
def test_copies_the_printer_cannot_make_are_drawn(
    qapp: object, collate: bool, wanted: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    monkeypatch.setattr(QPrinter, "supportsMultipleCopies", lambda _: False)
    printer.setCopyCount(2)
    printer.setCollateCopies(collate)
    assert order(printer, 3) == wanted


def test_what_is_missing_is_said_before_printing(shows: Shows, write: Write) -> None:
    def with_gaps(path: Path, _step: Steps) -> PaperResult:
        return PaperResult(pages=write(path).pages, missing_glyphs=("𬭎",), bundled_fonts=("仿宋",))

    dialog = shows(with_gaps, missing=("记录人", "议程"))
    assert "记录人、议程" in said(dialog)
    assert "“𬭎”" in said(dialog)


def test_a_paper_that_fails_says_why_and_leaves_no_file(
    shows: Shows, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()

    def fails(path: Path, _step: Steps) -> PaperResult:
        path.write_bytes(b"half")
        raise EnvironmentProblem("没有写成", "请再试一次")

    dialog = shows(fails)
    assert said(dialog) == "没有写成；请再试一次。"
    assert not pressed(dialog, "打印").isEnabled()
    assert not list((tmp_path / "temporary").iterdir())


def test_remarks_name_only_some_of_many_characters() -> None:
    result = PaperResult(pages=1, missing_glyphs=tuple("一二三四五六七八九十甲乙丙"))
    assert "等 13 个字" in paper_preview.remarks(result, ())[0]


def test_remarks_name_the_person_whose_character_is_missing() -> None:
    result = PaperResult(pages=1, missing_glyphs=("😀",), missing_in=("「王😀」中的“😀”",))
    assert "「王😀」中的“😀”" in paper_preview.remarks(result, ())[0]
