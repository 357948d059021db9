"""Pictures of what goes upward and comes in: quarter, quotas, packages, a colleague's copy."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from zxdesk.demo import colleague, upward
from zxdesk.desktop.books.merge_dialog import MergeDialog
from zxdesk.desktop.reporting.receive_dialog import ReceiveDialog
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.rules.periods import quarter_over

CITY = upward.LEDGER
Settle = Callable[[MainWindow], None]


def of_the_county(
    window: MainWindow, settle: Settle, beside: Path
) -> Iterator[tuple[str, QWidget]]:
    """Show the last quarter and the quotas; a colleague's copy where one lies beside the ledger."""
    page = _statistics(window)
    page.show_quarter(quarter_over(window.context.ledger.today))
    settle(window)
    yield "季度报表", window
    page.show_quotas()
    settle(window)
    yield "任务", window
    copy = beside / colleague.LEDGER
    if copy.exists():
        dialog = MergeDialog(window.context, window)
        dialog.show()
        dialog.plan(copy)
        settle(window)
        yield "合并", dialog
        _close(dialog)


def of_the_city(
    window: MainWindow, settle: Settle, packages: Sequence[Path]
) -> Iterator[tuple[str, QWidget]]:
    """Show the roll-up of the last quarter, and packages being received."""
    _statistics(window).show_received(quarter_over(window.context.ledger.today))
    settle(window)
    yield "汇总报表", window
    dialog = ReceiveDialog(window.context, window)
    dialog.show()
    dialog.try_packages(list(packages))
    settle(window)
    yield "接收报送包", dialog
    _close(dialog)


def _statistics(window: MainWindow) -> StatisticsPage:
    window.pages.go("statistics")
    page = window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    return page


def _close(dialog: MergeDialog | ReceiveDialog) -> None:
    dialog.done(0)
    dialog.deleteLater()
