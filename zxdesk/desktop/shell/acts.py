"""What one room has done in another: edit, import, export, erase, print."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.paper import paper_menu
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.rating import RATING


def edit(
    context: DeskContext,
    parent: QWidget,
    kind: str,
    record: int | None,
    defaults: Mapping[str, object] | None = None,
    *,
    stay: bool = False,
) -> int | None:
    """Open the form of a record, or of a new one; give its id once it is saved.

    A new rating is proposed from records, in a dialog of its own.

    Args:
        stay: Leave the page as it is; else a new record is shown on its own.
    """
    if kind == RATING.name and record is None:
        _rate(context, parent, defaults or {})
        return None
    from zxdesk.desktop.forms.editor import RecordEditor

    saved = RecordEditor.edit(
        context, kind, record, parent.window(), defaults=dict(defaults) if defaults else None
    )
    if saved is not None and record is None and not stay:
        context.show_record(kind, saved)
    return saved


def _rate(context: DeskContext, parent: QWidget, defaults: Mapping[str, object]) -> None:
    from zxdesk.desktop.ratings.rating_dialog import RatingDialog

    venue = defaults.get("venue_id")
    RatingDialog.run(context, parent.window(), venue=venue if isinstance(venue, int) else None)


def act_on_proposal(context: DeskContext, parent: QWidget, proposal: int, act: str) -> None:
    """Ask for what an act of a proposal's life needs, and write it."""
    from zxdesk.desktop.proposals.proposal_act import ProposalAct

    ProposalAct.run(context, parent.window(), proposal, act)


def import_books(
    context: DeskContext, parent: QWidget, files: Sequence[Path] | None = None
) -> None:
    """Import workbooks."""
    from zxdesk.desktop.books.import_dialog import ImportDialog

    ImportDialog.run(context, parent.window(), list(files) if files else None)


def paste(context: DeskContext, parent: QWidget, kind: str, text: str, event: str = "") -> None:
    """Import lines that were copied from a spreadsheet, or the roll of an event."""
    from zxdesk.desktop.books.import_dialog import ImportDialog
    from zxdesk.exchange.pasted import pasted

    found = pasted(text, KINDS[kind], event=event)
    if found is None:
        context.tell("剪贴板里没有表格的内容；请先在 Excel 或 WPS 里选中几行复制")
    else:
        ImportDialog.run(context, parent.window(), pasted=found)


def find_duplicates(context: DeskContext, parent: QWidget, kind: str) -> None:
    """Look for records of a kind that may be the same, and merge them."""
    from zxdesk.desktop.books.duplicates_dialog import DuplicatesDialog

    DuplicatesDialog.run(context, parent.window(), kind)


def export(
    context: DeskContext, parent: QWidget, kind: str = "", ids: Sequence[int] | None = None
) -> None:
    """Export records: these, else all of a kind."""
    from zxdesk.desktop.books.export_dialog import ExportDialog

    chosen = None if ids is None else list(ids)
    ExportDialog.run(context, parent.window(), kind=kind, ids=chosen)


def erase(context: DeskContext, parent: QWidget, kind: RecordKind, record: int, title: str) -> None:
    """Erase what is personal about a record."""
    from zxdesk.desktop.ledger.erase_dialog import EraseDialog

    EraseDialog.run(context, parent, kind, record, title)


def has_papers(kind: str) -> bool:
    """Tell whether there are papers about one record of a kind."""
    return bool(paper_menu.of_record(kind))


offer_papers = paper_menu.fill


def show_minutes(context: DeskContext, parent: QWidget, event: int) -> None:
    """Show the minutes of an event as they will be printed."""
    paper_menu.show_paper(context, parent, paper_menu.PaperOffer("会议纪要"), "event", (event,))
