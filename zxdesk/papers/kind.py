"""What a paper declares of itself: its name, what it is made for, how it is collected and set."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from zxdesk.documents.blocks import Document, Progress
from zxdesk.documents.page import PaperResult
from zxdesk.documents.writing import DOCX, PDF, write_document
from zxdesk.papers.proof import unprintable
from zxdesk.rules.periods import Period
from zxdesk.store import Ledger

BOTH, PDF_ONLY = (PDF, DOCX), (PDF,)
BOOK = ".xlsx"

Content = TypeVar("Content")


@dataclass(frozen=True, kw_only=True)
class PaperRequest:
    """What a paper is to show.

    Attributes:
        kind: The kind of `ids`.
        ids: These records; None for all that belong on it.
        variant: One of the paper's variants; empty for the first.
    """

    kind: str = ""
    ids: tuple[int, ...] | None = None
    period: Period | None = None
    variant: str = ""

    @property
    def one(self) -> int:
        """Give the record of a paper that is made for one."""
        assert self.ids
        return self.ids[0]

    def day(self, today: date) -> date:
        """Give the day of which a paper tells how things stand."""
        return self.period.as_of(today) if self.period else today


@dataclass(frozen=True, kw_only=True)
class PaperKind(Generic[Content]):
    """A kind of paper.

    Attributes:
        about: What it shows, for lists of papers.
        takes: What stands behind its name on the command line.
        records: The kinds of record it is made for; several where any of them may be meant.
        collect: Gives what stands on it, from the ledger.
        compose: Gives what it is made of, without writing it.
        one: It is made for one record; else for a selection, or for all.
        one_of: Kinds of which the window makes it for the record shown, not for the list.
        formats: Endings of the files it can be written to as paper.
        has_book: `exchange.paper_books` writes the same as a workbook.
        by_period: A period narrows it.
        by_session: A session narrows it even where the dates of the next are not known.
        variants: Words that say how it is ordered, the usual one first.
    """

    name: str
    about: str
    takes: str
    records: tuple[str, ...]
    collect: Callable[[Ledger, PaperRequest], Content]
    compose: Callable[[Content], Document]
    one: bool = True
    one_of: tuple[str, ...] = ()
    formats: tuple[str, ...] = BOTH
    has_book: bool = False
    by_period: bool = False
    by_session: bool = False
    variants: tuple[str, ...] = ()

    @property
    def endings(self) -> tuple[str, ...]:
        """Give the endings of all files it can be written to, a workbook's among them."""
        return (*self.formats, BOOK) if self.has_book else self.formats

    def write(
        self,
        content: Content,
        path: Path,
        *,
        bundled_fonts: bool = False,
        progress: Progress | None = None,
    ) -> PaperResult:
        """Write the paper as `write_document` does; tell in whose name a glyph is missing."""
        result = write_document(
            self.compose(content), path, bundled_fonts=bundled_fonts, progress=progress
        )
        # The writer meets every character, those of long lists too; only the content says in whose
        # name one stands.
        found = unprintable(content, bundled_fonts=bundled_fonts)
        characters = dict.fromkeys((*result.missing_glyphs, *(one.character for one in found)))
        return replace(
            result,
            missing_glyphs=tuple(characters),
            missing_in=tuple(str(one) for one in found),
        )
