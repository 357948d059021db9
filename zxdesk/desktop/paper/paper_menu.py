"""What may be printed of a record or of a list, and showing it before it is printed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.settings import BUNDLED_FONTS
from zxdesk.files import safe_stem

if TYPE_CHECKING:
    from zxdesk.documents.page import PaperResult

_ANY_LIST = "清单"
_WORD = ".docx"


@dataclass(frozen=True)
class PaperOffer:
    """A paper that may be printed here, in one of its orders."""

    paper: str
    variant: str = ""

    @property
    def words(self) -> str:
        """Give what the menu calls it."""
        return f"{self.paper}（按{self.variant}）" if self.variant else self.paper


def of_record(kind: str) -> list[PaperOffer]:
    """Give the papers that are made for one record of a kind."""
    return [offer for offer, one in _offers(kind) if one]


def of_list(kind: str) -> list[PaperOffer]:
    """Give the papers that are made for a list of a kind; any list may be printed as it is."""
    return [*(offer for offer, one in _offers(kind) if not one), PaperOffer(_ANY_LIST)]


def _offers(kind: str) -> Iterator[tuple[PaperOffer, bool]]:
    from zxdesk.papers.catalogue import PAPERS

    for name, paper in PAPERS.items():
        if kind in paper.records:
            for variant in paper.variants or ("",):
                yield PaperOffer(name, variant), paper.one or kind in paper.one_of


def fill(
    context: DeskContext,
    parent: QWidget,
    menu: QMenu,
    kind: str,
    ids: Sequence[int],
    *,
    one: bool,
) -> None:
    """Offer in a menu what may be printed of these records."""
    for offer in of_record(kind) if one else of_list(kind):
        action = menu.addAction(f"{offer.words}…")
        action.triggered.connect(
            lambda _checked=False, offer=offer: show_paper(context, parent, offer, kind, ids)
        )


def show_paper(
    context: DeskContext, parent: QWidget, offer: PaperOffer, kind: str, ids: Sequence[int]
) -> None:
    """Show a paper as it will be printed; one of a list is filled while the preview waits."""
    from zxdesk.desktop.paper.paper_preview import PaperPreview
    from zxdesk.papers.catalogue import PAPERS
    from zxdesk.papers.kind import PaperRequest

    paper = PAPERS[offer.paper]
    request = PaperRequest(kind=kind, ids=tuple(ids), variant=offer.variant)
    bundled = bool(context.settings.get(BUNDLED_FONTS))

    def show() -> None:
        content = paper.collect(context.ledger, request) if paper.one else None

        def write(path: Path, step: Callable[[int, int], None]) -> "PaperResult":
            filled = paper.collect(context.ledger, request) if content is None else content
            return paper.write(filled, path, bundled_fonts=bundled, progress=step)

        title = _title(offer.words, content)
        PaperPreview.run(
            context,
            parent.window(),
            title=title,
            file_name=f"{safe_stem(title)}.pdf",
            write=write,
            missing=getattr(content, "missing", ()),
            doubts=getattr(content, "doubts", ()),
            word=_WORD in paper.formats,
        )

    context.attempt(show)


def _title(words: str, content: object) -> str:
    subject = next(
        (found for name in ("subject", "title", "unit") if (found := getattr(content, name, ""))),
        "",
    )
    return f"{words}：{subject}" if subject and subject != words else words
