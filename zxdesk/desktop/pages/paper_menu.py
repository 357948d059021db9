"""What may be printed of a record or of a list, and showing it before it is printed."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.settings import BUNDLED_FONTS

if TYPE_CHECKING:
    from zxdesk.documents.page import PaperResult

_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 60
_ANY_LIST = "清单"
_WORD = ".docx"


@dataclass(frozen=True)
class Offer:
    """A paper that may be printed here, in one of its orders."""

    paper: str
    variant: str = ""

    @property
    def words(self) -> str:
        """Give what the menu calls it."""
        return f"{self.paper}（按{self.variant}）" if self.variant else self.paper


def of_record(kind: str) -> list[Offer]:
    """Give the papers that are made for one record of a kind."""
    return [offer for offer, one in _offers(kind) if one]


def of_list(kind: str) -> list[Offer]:
    """Give the papers that are made for a list of a kind; any list may be printed as it is."""
    return [*(offer for offer, one in _offers(kind) if not one), Offer(_ANY_LIST)]


def _offers(kind: str) -> Iterator[tuple[Offer, bool]]:
    from zxdesk.documents.papers import PAPERS
    from zxdesk.exchange.papers import FILLINGS

    for name, paper in PAPERS.items():
        if kind in paper.records:
            filling = FILLINGS[name]
            for variant in filling.variants or ("",):
                yield Offer(name, variant), paper.one or kind in filling.one_of


def pop_up(
    context: DeskContext, button: QPushButton, kind: str, ids: Sequence[int], *, one: bool
) -> QMenu:
    """Offer below a button what may be printed of these records."""
    menu = QMenu(button)
    for offer in of_record(kind) if one else of_list(kind):
        action = menu.addAction(f"{offer.words}…")
        action.triggered.connect(
            lambda _checked=False, offer=offer: show_paper(context, button, offer, kind, ids)
        )
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
    return menu


def show_paper(
    context: DeskContext, parent: QWidget, offer: Offer, kind: str, ids: Sequence[int]
) -> None:
    """Show a paper as it will be printed; one of a list is filled while the preview waits."""
    from zxdesk.desktop.dialogs.paper_preview import PaperPreview
    from zxdesk.documents.papers import PAPERS
    from zxdesk.exchange.papers import FILLINGS, Asked

    paper, filling = PAPERS[offer.paper], FILLINGS[offer.paper]
    asked = Asked(kind=kind, ids=tuple(ids), variant=offer.variant)
    bundled = bool(context.settings.get(BUNDLED_FONTS))

    def show() -> None:
        content = filling.fill(context.ledger, asked) if paper.one else None

        def write(path: Path, step: Callable[[int, int], None]) -> "PaperResult":
            filled = filling.fill(context.ledger, asked) if content is None else content
            return paper.write(filled, path, bundled_fonts=bundled, progress=step)

        title = _title(offer.words, content)
        PaperPreview.run(
            context,
            parent.window(),
            title=title,
            file_name=f"{file_stem(title)}.pdf",
            write=write,
            missing=getattr(content, "missing", ()),
            word=_WORD in paper.formats,
        )

    context.attempt(show)


def _title(words: str, content: object) -> str:
    subject = next(
        (found for name in ("subject", "title", "unit") if (found := getattr(content, name, ""))),
        "",
    )
    return f"{words}：{subject}" if subject and subject != words else words


def file_stem(title: str) -> str:
    """Give a title as a file may be called on any system."""
    return _UNFIT.sub(" ", title).strip(" .")[:_LONGEST_NAME].strip(" .")
