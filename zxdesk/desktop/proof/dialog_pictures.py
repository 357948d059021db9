"""Pictures of editors and dialogs, each over a real record."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTemporaryDir
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
from zxdesk.exchange.plain_book import write_plain_book
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
_MEMBER = ("姓名", "性别", "界别", "工作单位", "手机")
_EVENT = ("名称", "类型", "开始时间", "状态")
# Something new, something that cannot be read.
_SAMPLE = {
    "委员": [
        dict(zip(_MEMBER, row, strict=True))
        for row in (
            ("俞清和", "男", "经济界", "云溪茶业协会", "13800138000"),
            ("祝 敏", "女", "教育界", "云溪中学", "13900139000"),
            ("郑怀远", "男", "医药卫生界", "县人民医院", "1370013"),
        )
    ],
    "活动": [
        dict(zip(_EVENT, row, strict=True))
        for row in (
            ("茶产业调研", "调研", "2026.11.18 9:00", "已举办"),
            ("年终读书会", "读书", "12月38日", "计划"),
        )
    ],
}


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
    yield "导入", partial(_import, window)
    yield "查找重复", partial(DuplicatesDialog, context, window, "member")
    yield "导出", partial(ExportDialog, context, window)
    if event is not None:
        yield "纪要预览", partial(_minutes, window, event)
    yield "设置", partial(SettingsDialog, context, window)
    yield "首次使用", partial(FirstStart, None)


def _import(window: MainWindow) -> QDialog:
    """Give the import of a workbook with something new, something known and something wrong."""
    dialog = ImportDialog(window.context, window)
    folder = QTemporaryDir()
    dialog.sample = folder  # type: ignore[attr-defined]  # removed with the dialog
    book = Path(folder.path()) / "新增委员和活动.xlsx"
    write_plain_book(book, _SAMPLE)
    dialog.take([book])
    return dialog


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
