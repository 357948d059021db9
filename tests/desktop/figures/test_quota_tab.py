"""The quotas of a year: gauges, who has done how much, and the records behind each number."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import HELD, Office, see
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.figure_links import NumberLink, RecordLink
from zxdesk.desktop.figures.quota_tab import QuotaTab
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.desktop.widgets.empty_note import EmptyNote
from zxdesk.desktop.widgets.linked_view import LINK_ROLE
from zxdesk.desktop.widgets.number_table import NumberTable
from zxdesk.statistics.figures import figure, records_behind


@pytest.fixture
def sectors(office: Office, year: dict[str, int]) -> dict[str, int]:
    """Two sectors, one of which met and visited; quotas of all sorts."""
    made = {name: office.add("unit", name=name) for name in ("经济界", "教育界")}
    for name, type_, day in (("会", "界别会议", 3), ("访", "走访", 4), ("再访", "走访", 5)):
        start = datetime(2026, 2, day, 9)
        office.add(
            "event", name=name, type=type_, start=start, state=HELD, organisers=(made["经济界"],)
        )
    office.add("quota", name="读书", expression="event.held 类型=读书", target=1)
    for name, type_ in (("界别会议", "界别会议"), ("界别走访", "走访")):
        office.add(
            "quota", name=name, expression=f"event.held 类型={type_}", each="界别", label="主办单位"
        )
    office.add(
        "quota", name="按季", expression="event.held", each="界别", label="主办单位", span="季"
    )
    office.add("quota", name="写错的", expression="event.hold")
    return made


@pytest.fixture
def tab(statistics: StatisticsPage, sectors: dict[str, int], qtbot: QtBot) -> QuotaTab:
    """The tab in front."""
    with qtbot.waitSignal(statistics.ready):
        statistics.show_quotas()
    return statistics.quotas


def entries(tab: QuotaTab) -> list[str]:
    role = Qt.ItemDataRole.AccessibleTextRole
    return [tab.list.item(row).data(role) for row in range(tab.list.count())]


def choose(tab: QuotaTab, name: str) -> None:
    place = next(row for row, words in enumerate(entries(tab)) if words.startswith(f"{name} "))
    tab.list.setCurrentRow(place)


def click(table: NumberTable, row: int, column: int, qtbot: QtBot) -> None:
    table.scrollTo(table.numbers.index(row, column))
    place = table.visualRect(table.numbers.index(row, column)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_quota_has_its_gauge(tab: QuotaTab) -> None:
    assert entries(tab) == [
        "读书 1 / 1 场，X = 1",
        "界别会议 1 / 2 个",
        "界别走访 1 / 2 个",
        "按季 0 / 2 个",
        "写错的 算不出来",
        "界别一览 3 项任务",
    ]


def test_those_who_owe_are_listed_with_what_they_have_done(tab: QuotaTab) -> None:
    choose(tab, "界别走访")
    assert tab.table.numbers.titles == ("界别", "完成", "目标", "还差", "超出 X")
    assert tab.table.texts() == [("教育界", "0", "1", "1", ""), ("经济界", "2", "1", "", "1")]
    tab.short_only.setChecked(True)
    assert tab.table.texts() == [("教育界", "0", "1", "1")]


def test_each_span_has_its_column(tab: QuotaTab) -> None:
    choose(tab, "按季")
    titles = ("界别", "第一季度", "第二季度", "第三季度", "第四季度", "还差", "超出 X")
    assert tab.table.numbers.titles == titles
    assert tab.table.texts()[1] == ("经济界", "3", "0", "0", "0", "3", "2")


def test_the_overview_sets_the_quotas_of_the_same_objects_side_by_side(tab: QuotaTab) -> None:
    choose(tab, "界别一览")
    assert tab.table.numbers.titles == ("界别", "界别会议", "界别走访", "按季", "未完成")
    assert tab.table.texts() == [("教育界", "0", "0", "0/4", "3"), ("经济界", "1", "2", "1/4", "1")]
    tab.short_only.setChecked(True)
    assert len(tab.table.texts()) == 2


def test_every_number_leads_to_the_records_it_counts(tab: QuotaTab, context: DeskContext) -> None:
    followed = 0
    for place in range(tab.list.count()):
        tab.list.setCurrentRow(place)
        model = tab.table.numbers
        for row in range(model.rowCount()):
            for column in range(1, model.columnCount()):
                link = model.index(row, column).data(LINK_ROLE)
                shown = str(model.index(row, column).data())
                if not isinstance(link, NumberLink) or "/" in shown:
                    continue
                found = figure(context.ledger, link.expression, period=link.period)
                _, ids = records_behind(context.ledger, link.expression, period=link.period)
                assert shown == str(found.value) == str(len(ids))
                followed += 1
    assert followed == 1 + 2 + 2 + 8 + 4


def test_a_click_on_a_number_opens_its_records(
    tab: QuotaTab, context: DeskContext, qtbot: QtBot
) -> None:
    choose(tab, "界别走访")
    with qtbot.waitSignal(context.records_asked) as asked:
        click(tab.table, 1, 1, qtbot)
    kind, ids, heading = asked.args
    assert (kind, len(ids), heading) == ("event", 2, "界别走访：经济界（2026）")


def test_return_on_a_name_opens_its_record(
    tab: QuotaTab, context: DeskContext, sectors: dict[str, int], qtbot: QtBot
) -> None:
    choose(tab, "界别走访")
    tab.table.setCurrentIndex(tab.table.numbers.index(0, 0))
    assert tab.table.numbers.index(0, 0).data(LINK_ROLE) == RecordLink("unit", sectors["教育界"])
    with qtbot.waitSignal(context.record_asked) as asked:
        qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    assert asked.args == ["unit", sectors["教育界"]]


def test_those_who_are_short_open_as_a_list(
    tab: QuotaTab, context: DeskContext, sectors: dict[str, int], qtbot: QtBot
) -> None:
    choose(tab, "界别会议")
    assert tab.short.text() == "未完成的 1 个"
    with qtbot.waitSignal(context.records_asked) as asked:
        qtbot.mouseClick(tab.short, Qt.MouseButton.LeftButton)
    assert asked.args == ["unit", [sectors["教育界"]], "界别会议（2026）未完成"]
    choose(tab, "读书")
    assert not tab.short.isVisible()


def test_a_wrong_quota_says_why_and_may_be_mended(
    tab: QuotaTab, context: DeskContext, qtbot: QtBot
) -> None:
    choose(tab, "写错的")
    assert tab.table.texts() == []
    assert "没有“event.hold”这个指标" in tab.table.findChild(EmptyNote).sentence()
    with qtbot.waitSignal(context.record_asked) as asked:
        qtbot.mouseClick(tab.edit, Qt.MouseButton.LeftButton)
    assert asked.args[0] == "quota"


def test_another_year_is_worked_out_anew_and_the_choice_stays(tab: QuotaTab, qtbot: QtBot) -> None:
    choose(tab, "界别走访")
    with qtbot.waitSignal(tab.answered):
        qtbot.mouseClick(tab.year.back, Qt.MouseButton.LeftButton)
    assert tab.list.key().endswith(":界别走访")
    assert tab.table.texts()[1][1] == "0"
    with qtbot.waitSignal(tab.answered):
        tab.year.today.click()
    assert tab.year.year == 2026
    assert tab.table.texts()[1][1] == "2"


def test_a_quota_may_be_brought_to_the_front_before_it_is_worked_out(
    context: DeskContext, sectors: dict[str, int], tab: QuotaTab, qtbot: QtBot
) -> None:
    wanted = tab.quotas()[2]
    page = StatisticsPage(context)
    see(page, qtbot)
    with qtbot.waitSignal(page.ready):
        page.show_quotas(wanted)
    assert page.quotas.list.key().endswith(":界别走访")


def test_without_quotas_it_says_how_to_get_some(context: DeskContext, qtbot: QtBot) -> None:
    page = StatisticsPage(context)
    see(page, qtbot)
    with qtbot.waitSignal(page.ready):
        page.show_quotas()
    assert "没有指标任务" in page.quotas.table.findChild(EmptyNote).sentence()
    assert not page.quotas.short_only.isVisible()
