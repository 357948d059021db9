"""By what names are ordered in every list, workbook and 清单: the office's own choice."""

from zxdesk.queries.order import NAME_ORDER, chosen_order
from zxdesk.rules.sorting import ORDERS
from zxdesk.services.settings import put_setting
from zxdesk.store import Changes, Ledger


def name_order(ledger: Ledger) -> str:
    """Give the order in force, one of `sorting.ORDERS`."""
    with ledger.read() as session:
        return chosen_order(session)


def set_name_order(ledger: Ledger, order: str) -> Changes:
    """Order names another way; one step."""
    if order not in ORDERS:
        raise ValueError(order)
    with ledger.write(f"姓名改按{order}排序") as session:
        put_setting(session, NAME_ORDER, order)
    return session.changes
