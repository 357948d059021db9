"""Pages over the small county, without the window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.messages import Presenter
from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.base.tasks import TaskRunner
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.desktop.shell import acts
from zxdesk.desktop.widgets.chip import ChipLabel

Open = Callable[[str], RecordPage]


@pytest.fixture
def open_page(county: Office, qtbot: QtBot) -> Iterator[Open]:
    """Give pages that stand with their first record."""
    holder = QWidget()
    qtbot.addWidget(holder)
    context = DeskContext(
        county.ledger,
        settings=Settings(),
        tasks=TaskRunner(holder),
        presenter=Presenter(None),
        acts=acts,
        parent=holder,
    )

    def make(kind: str) -> RecordPage:
        page = RecordPage(context, BY_KIND[kind], holder)
        page.resize(1200, 700)
        holder.resize(1200, 700)
        holder.show()
        page.show()
        page.activate()
        context.changed.connect(page.refresh)
        qtbot.waitUntil(lambda: page.detail.record() == page.current_record())
        return page

    yield make
    holder.close()
    context.tasks.finish()


def words(widget: QWidget) -> str:
    """The words of all labels and links."""
    labels = [label.text() for label in widget.findChildren(QLabel)]
    return "\n".join(labels + [link.text() for link in widget.findChildren(LinkButton)])


def chips(widget: QWidget) -> list[str]:
    """The words of the states shown."""
    return [chip.accessibleName() for chip in widget.findChildren(ChipLabel)]
