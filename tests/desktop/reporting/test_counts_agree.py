"""What is to be filled in is counted once: home, table, closing, package and command line agree."""

from datetime import date, datetime

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.reporting.conftest import see
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.home.home_parts import quarter_words
from zxdesk.desktop.reporting.close_quarter_dialog import CloseQuarterDialog
from zxdesk.desktop.reporting.quarter_tab import QuarterTab
from zxdesk.desktop.reporting.send_package_dialog import SendPackageDialog
from zxdesk.exchange.quarter_standing import quarter_standing
from zxdesk.rules.periods import quarter_of
from zxdesk.services.overview import gather
from zxdesk.services.proposals import assign_proposal, examine_proposal

NOW = quarter_of(date(2026, 11, 22))


def unsettle(office: Office) -> int:
    """Leave one thing of each sort open in the present quarter; give how many."""
    start = datetime(2026, 10, 8, 9)
    office.add("event", name="没有签到的会", start=start, state="已举办")
    office.add("event", name="没有改状态的会", start=start, state="计划")
    unit = office.add("unit", name="县住建局", category="承办单位")
    late = office.add("proposal", serial="9", subject="逾期的", nature="集体", topic="城乡建设")
    with office.ledger.write("交办") as session:
        examine_proposal(session, late, conclusion="立案")
        assign_proposal(session, late, leads=[unit], assigned_on=date(2026, 7, 3))
    office.change("proposal", late, submitted_on=date(2026, 7, 2))
    office.add("proposal", serial="10", subject="没有类别的", submitted_on=date(2026, 10, 9))
    return len(quarter_standing(office.ledger, NOW).checks.items)


def test_every_place_says_the_same(county: DeskContext, office: Office, qtbot: QtBot) -> None:
    count = unsettle(office)
    assert count >= 4
    standing = quarter_standing(county.ledger, NOW)
    assert standing.checks.running == "本季到 2026-12-31 才结束"
    assert f"{count} 项待补" in quarter_words(gather(county.ledger).quarter)
    tab = QuarterTab(county, None)  # type: ignore[arg-type]
    tab.set_quarter(NOW)
    see(tab, qtbot)
    assert tab.open_head.text() == f"待补 {count} 项"
    assert len(tab.open_items.items()) + tab._explained.text().count("· ") == count
    closing = CloseQuarterDialog(county, None, standing)
    qtbot.addWidget(closing)
    words = [each.text() for each in closing.findChildren(QLabel)]
    assert f"还有 {count} 项待补，点一项去补：" in words
    assert len(closing.items.items()) + len(closing.sentences()) == count + 1
    sending = SendPackageDialog(county, None, standing)
    qtbot.addWidget(sending)
    assert sending.force.text() == f"还有 {count} 项待补，仍要结账并导出"
