"""The tabs of reporting that follow the others on the statistics page."""

from PySide6.QtWidgets import QWidget

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.live_tab import LiveTab
from zxdesk.desktop.reporting.received_tab import ReceivedTab
from zxdesk.desktop.reporting.tables_tab import TablesTab
from zxdesk.records.committee import LEVELS


def reporting_tabs(context: DeskContext, parent: QWidget) -> dict[str, LiveTab]:
    """Give the further tabs by name; only those have one below whom there are others."""
    tabs: dict[str, LiveTab] = {"其他报表": TablesTab(context, parent)}
    if context.ledger.own.level != LEVELS[0]:
        tabs["接收与汇总"] = ReceivedTab(context, parent)
    return tabs
