"""What pages do through dialogs: edit, import, export."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.context import DeskContext
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
    from zxdesk.desktop.dialogs.rating_dialog import RatingDialog

    venue = defaults.get("venue_id")
    RatingDialog.run(context, parent.window(), venue=venue if isinstance(venue, int) else None)


def act_on_proposal(context: DeskContext, parent: QWidget, proposal: int, act: str) -> None:
    """Ask for what an act of a proposal's life needs, and write it."""
    from zxdesk.desktop.dialogs.proposal_act import ProposalAct

    ProposalAct.run(context, parent.window(), proposal, act)


def import_books(
    context: DeskContext, parent: QWidget, files: Sequence[Path] | None = None
) -> None:
    """Import workbooks."""
    from zxdesk.desktop.dialogs.import_dialog import ImportDialog

    ImportDialog.run(context, parent.window(), list(files) if files else None)


def export(
    context: DeskContext, parent: QWidget, kind: str = "", ids: Sequence[int] | None = None
) -> None:
    """Export records: these, else all of a kind."""
    from zxdesk.desktop.dialogs.export_dialog import ExportDialog

    chosen = None if ids is None else list(ids)
    ExportDialog.run(context, parent.window(), kind=kind, ids=chosen)
