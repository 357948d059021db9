"""Every dialog that the demo keeps no picture of, over the small county."""

from collections.abc import Callable, Iterator
from datetime import date

from PySide6.QtWidgets import QDialog

from tests.ledgers import Office
from zxdesk.desktop.base.keeping import NameDialog
from zxdesk.desktop.books.merge_dialog import MergeDialog
from zxdesk.desktop.ledger.check_dialog import CheckDialog
from zxdesk.desktop.ledger.erase_dialog import EraseDialog
from zxdesk.desktop.ledger.office_dialog import OfficeDialog
from zxdesk.desktop.ledger.password_dialog import PasswordDialog
from zxdesk.desktop.ledger.restore_dialog import RestoreDialog
from zxdesk.desktop.proof.pictures import settle
from zxdesk.desktop.ratings.rating_dialog import RatingDialog
from zxdesk.desktop.reporting.close_quarter_dialog import CloseQuarterDialog, ReopenDialog
from zxdesk.desktop.reporting.names_dialog import NamesDialog
from zxdesk.desktop.reporting.receive_dialog import ReceiveDialog
from zxdesk.desktop.reporting.reporting_rows_dialog import ReportingRowsDialog
from zxdesk.desktop.reporting.send_package_dialog import SendPackageDialog
from zxdesk.desktop.shell.key_list import KeyList
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.manual_reader import ManualReader
from zxdesk.exchange.quarter_standing import quarter_standing
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS
from zxdesk.rules.periods import quarter_of


def further(window: MainWindow, county: Office) -> Iterator[tuple[str, QDialog]]:
    """Give them shown, one after the other; each goes when the next one comes."""
    context, ledger = window.context, window.context.ledger
    now = quarter_of(date(2026, 11, 22))
    member = RecordList(county.ledger, KINDS["member"]).ids()[0]
    makers: tuple[Callable[[], QDialog], ...] = (
        lambda: OfficeDialog(context, window),
        lambda: MergeDialog(context, window),
        lambda: ReceiveDialog(context, window),
        lambda: CheckDialog(context, window),
        lambda: RestoreDialog(context, window),
        lambda: EraseDialog(context, window, KINDS["member"], member, "张三"),
        lambda: PasswordDialog(window, "加密备份", "", new=True),
        lambda: RatingDialog(context, window),
        lambda: CloseQuarterDialog(context, window, quarter_standing(ledger, now)),
        lambda: SendPackageDialog(context, window, quarter_standing(ledger, now)),
        lambda: ReopenDialog(context, window, now),
        lambda: NamesDialog(context, window),
        lambda: ReportingRowsDialog(context, window),
        lambda: NameDialog(window, title="改名", name="旧名", hint=""),
        lambda: KeyList(window),
        lambda: ManualReader(window),
    )
    for make in makers:
        dialog = make()
        dialog.show()
        settle(window)
        yield type(dialog).__name__, dialog
        dialog.reject()
        settle(window)
        dialog.deleteLater()
