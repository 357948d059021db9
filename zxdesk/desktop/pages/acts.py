"""What pages do through dialogs: edit, import, export, show papers."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.settings import BUNDLED_FONTS
from zxdesk.queries import papers


def edit(
    context: DeskContext,
    parent: QWidget,
    kind: str,
    record: int | None,
    defaults: Mapping[str, object] | None = None,
) -> int | None:
    """Open the form of a record, or of a new one; give its id once it is saved."""
    from zxdesk.desktop.forms.editor import RecordEditor

    saved = RecordEditor.edit(
        context, kind, record, parent.window(), defaults=dict(defaults) if defaults else None
    )
    if saved is not None and record is None and kind != "service":
        context.show_record(kind, saved)
    return saved


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


def _bundled(context: DeskContext) -> bool:
    """Tell whether papers are to use the program's own fonts only."""
    return bool(context.settings.get(BUNDLED_FONTS))


def show_minutes(context: DeskContext, parent: QWidget, event: int) -> None:
    """Show the minutes of a meeting as they will be printed."""
    from zxdesk.desktop.dialogs.paper_preview import PaperPreview
    from zxdesk.documents.minutes import write_minutes

    def show() -> None:
        content = papers.minutes_content(context.ledger, event)
        PaperPreview.run(
            context,
            parent.window(),
            title=f"纪要：{content.title}",
            file_name=f"{content.title}纪要.pdf",
            write=lambda path: write_minutes(content, path, bundled_fonts=_bundled(context)),
            missing=content.missing,
        )

    context.attempt(show)


def show_attendance(context: DeskContext, parent: QWidget, event: int) -> None:
    """Show the attendance table of an event."""
    from zxdesk.desktop.dialogs.paper_preview import PaperPreview
    from zxdesk.documents.attendance_table import write_attendance

    def show() -> None:
        content = papers.attendance_content(context.ledger, event)
        PaperPreview.run(
            context,
            parent.window(),
            title=f"签到表：{content.title}",
            file_name=f"{content.title}出席情况表.pdf",
            write=lambda path: write_attendance(content, path, bundled_fonts=_bundled(context)),
        )

    context.attempt(show)


def show_roster(context: DeskContext, parent: QWidget) -> None:
    """Show the roster of the members in office today."""
    from zxdesk.desktop.dialogs.paper_preview import PaperPreview
    from zxdesk.documents.roster import write_roster

    def show() -> None:
        content = papers.roster_content(context.ledger, context.ledger.today)
        PaperPreview.run(
            context,
            parent.window(),
            title=content.title,
            file_name=f"{content.title}.pdf",
            write=lambda path: write_roster(content, path, bundled_fonts=_bundled(context)),
        )

    context.attempt(show)
