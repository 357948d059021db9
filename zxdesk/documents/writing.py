"""Writes a composed paper to a file: PDF or DOCX, as the file's name says."""

from pathlib import Path

from zxdesk.documents.blocks import Document, Progress
from zxdesk.documents.fonts import FontBook
from zxdesk.documents.page import PaperResult
from zxdesk.errors import UserError
from zxdesk.files import write_whole

PDF, DOCX = ".pdf", ".docx"


def write_document(
    document: Document,
    path: Path,
    *,
    bundled_fonts: bool = False,
    progress: Progress | None = None,
) -> PaperResult:
    """Write a paper to `path`; the same paper and fonts give the same bytes.

    Args:
        bundled_fonts: Use only the fonts that travel with the program, also on Windows.
        progress: Called with what is done and what there is to do; what it raises ends the
            work, and no file is written.

    Raises:
        EnvironmentProblem: The file cannot be written; what stood there stays.
        UserError: The ending of the name is neither .pdf nor .docx.
    """
    book = FontBook(bundled_only=bundled_fonts)
    kind = path.suffix.lower()
    if kind == PDF:
        from zxdesk.documents.pdf import draw_pdf

        data, result = draw_pdf(document, book, progress)
    elif kind == DOCX:
        from zxdesk.documents.word import make_docx

        data, result = make_docx(document, book, progress)
    else:
        raise UserError(
            f"文表不能写成“{path.suffix}”文件，没有生成文件", "请把文件名改为 .pdf 或 .docx"
        )
    write_whole(path, data)
    return result
