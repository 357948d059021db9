"""Pictures of editors and dialogs, each over a real record."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtWidgets import QDialog

from zxdesk.desktop.books.duplicates_dialog import DuplicatesDialog
from zxdesk.desktop.books.export_dialog import ExportDialog
from zxdesk.desktop.books.import_dialog import ImportDialog
from zxdesk.desktop.forms.editor import RecordEditor
from zxdesk.desktop.ledger.first_start import FirstStart
from zxdesk.desktop.ledger.settings_dialog import SettingsDialog
from zxdesk.desktop.paper.paper_preview import PaperPreview
from zxdesk.desktop.proposals.proposal_act import ProposalAct
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.papers.catalogue import PAPERS
from zxdesk.papers.minutes import minutes_content
from zxdesk.queries.lists import RecordList
from zxdesk.queries.proposals import progress_of
from zxdesk.records import KINDS
from zxdesk.rules.proposals import ACTS, stage

_EDITED = (
    "member",
    "proposal",
    "consultation",
    "event",
    "opinion",
    "venue",
    "suggestion",
    "instruction",
)


Make = Callable[[], QDialog]


def dialogs(window: MainWindow, event: int | None) -> Iterator[tuple[str, QDialog]]:
    """Give every editor and dialog, shown; each goes when the next one comes."""
    for name, make in (*_editors(window), *_acts(window), *_others(window, event)):
        dialog = make()
        dialog.show()
        yield name, dialog
        dialog.done(0)
        dialog.deleteLater()


def _editors(window: MainWindow) -> Iterator[tuple[str, Make]]:
    for kind in _EDITED:
        ids = RecordList(window.context.ledger, KINDS[kind]).ids()
        if ids:
            name = f"编辑{BY_KIND[kind].label}"
            yield name, partial(RecordEditor, window.context, kind, ids[0], window)


def _acts(window: MainWindow) -> Iterator[tuple[str, Make]]:
    """Give the dialog of every act that may follow for some proposal."""
    ledger = window.context.ledger
    with ledger.read() as session:
        progress = progress_of(session, RecordList(ledger, KINDS["proposal"]).ids())
    for act in ACTS.values():
        waiting = [i for i, now in progress.items() if stage(now) == act.stages[0]]
        if waiting:
            make = partial(ProposalAct, window.context, waiting[0], act.key, window)
            yield f"提案{act.verb}", make


def _others(window: MainWindow, event: int | None) -> Iterator[tuple[str, Make]]:
    context = window.context
    yield "导入", partial(ImportDialog, context, window)
    yield "查找重复", partial(DuplicatesDialog, context, window, "member")
    yield "导出", partial(ExportDialog, context, window)
    if event is not None:
        yield "纪要预览", partial(_minutes, window, event)
    yield "设置", partial(SettingsDialog, context, window)
    yield "首次使用", partial(FirstStart, None)


def _minutes(window: MainWindow, event: int) -> QDialog:
    content = minutes_content(window.context.ledger, event)
    return PaperPreview(
        window.context,
        window,
        title=f"纪要：{content.title}",
        file_name="纪要.pdf",
        write=lambda path, step: PAPERS["会议纪要"].write(content, path, progress=step),
        missing=content.missing,
    )
