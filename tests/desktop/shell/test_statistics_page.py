"""The statistics page answers any question with the ledger's own figure and its records."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import (
    HELD,
    TODAY,
    Office,
    context,
    see,
    statistics,
    two_years,
    year,
)
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.reporting.quarter_view import DIFFERENCE, FIRST_NUMBER
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.rules.periods import quarter, quarter_of
from zxdesk.statistics.figures import figure, period_of, read_expression, records_behind
from zxdesk.statistics.questions import FigureQuestion, labels_for, period_choices
from zxdesk.statistics.reporting import quarter_table
from zxdesk.statistics.wording import difference_text, number_text

__all__ = ["context", "statistics", "two_years", "year"]


def ask(page: StatisticsPage, qtbot: QtBot, words: str, period: str = "2026", by: str = "") -> None:
    with qtbot.waitSignal(page.ready):
        page.show_figure(words, by=by, period=period)


def show_quarter(page: StatisticsPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.ready):
        page.show_quarter(quarter_of(TODAY))


@pytest.mark.parametrize(
    "words",
    [
        "event.held",
        "event.held 类型=读书",
        "event.held 类型=读书,学习 统计范围=辖区",
        "event.attendances",
        "event.attendance_rate",
        "member.active",
        "consultation.sessions",
    ],
)
@pytest.mark.parametrize("period", ["2025", "2026", "2026Q4"])
def test_the_number_and_its_records_are_those_of_the_ledger(
    statistics: StatisticsPage, context: DeskContext, qtbot: QtBot, words: str, period: str
) -> None:
    ask(statistics, qtbot, words, period=period, by="")
    result, expression = statistics.figures.result, read_expression(words)
    span = period_of(context.ledger, period)
    expected = figure(context.ledger, expression, period=span)
    kind, ids = records_behind(context.ledger, expression, period=span)
    assert result.value.text() == number_text(expected.value)
    assert result.behind.ids() == ids
    with qtbot.waitSignal(context.records_asked) as asked:
        qtbot.mouseClick(result.value, Qt.MouseButton.LeftButton)
    assert asked.args[:2] == [kind, ids]


@pytest.mark.parametrize(
    "period",
    ["2026", "2026H1", "2026Q2", "2026-05", "2026-05-10..2026-05-10", "..2025-12-08", "五届一次"],
)
def test_every_form_of_a_period_is_read(
    statistics: StatisticsPage, office: Office, context: DeskContext, qtbot: QtBot, period: str
) -> None:
    office.add(
        "plenary_session",
        number=1,
        opens=datetime(2026, 1, 5).date(),
        closes=datetime(2026, 1, 8).date(),
    )
    office.add(
        "plenary_session",
        number=2,
        opens=datetime(2027, 1, 5).date(),
        closes=datetime(2027, 1, 8).date(),
    )
    ask(statistics, qtbot, "event.held", period="2024")
    panel = statistics.figures.panel
    panel.period.setText(period)
    with qtbot.waitSignal(statistics.ready):
        qtbot.keyClick(panel.period, Qt.Key.Key_Return)
    expected = figure(
        context.ledger, read_expression("event.held"), period=period_of(context.ledger, period)
    )
    assert panel.error("period") == ""
    assert statistics.figures.result.value.text() == number_text(expected.value)


def test_a_wrong_period_is_told_under_its_field(statistics: StatisticsPage, qtbot: QtBot) -> None:
    ask(statistics, qtbot, "event.held", period="2026Q9")
    panel, result = statistics.figures.panel, statistics.figures.result
    assert "不是期间" in panel.error("period")
    assert result.value.text() == "—"
    assert result.answer() is None
    ask(statistics, qtbot, "event.held", period="2026Q1")
    assert panel.error("period") == ""
    assert result.value.text() == "1"


def test_a_wrong_filter_is_told_under_its_row(statistics: StatisticsPage, qtbot: QtBot) -> None:
    ask(statistics, qtbot, "event.held 类型=读书 胡说=一")
    rows = statistics.figures.panel.filters.rows
    assert rows[0].error() == ""
    assert "没有“胡说”这个筛选项" in rows[1].error()
    ask(statistics, qtbot, "event.held 类型=读书 状态=没有的状态")
    rows = statistics.figures.panel.filters.rows
    assert "没有的状态" in rows[1].error()


def test_a_wrong_group_is_told_under_its_field(statistics: StatisticsPage, qtbot: QtBot) -> None:
    ask(statistics, qtbot, "event.held", by="胡说")
    assert "胡说" in statistics.figures.panel.error("by")


def test_a_value_the_ledger_does_not_have_is_remarked(
    statistics: StatisticsPage, qtbot: QtBot
) -> None:
    ask(statistics, qtbot, "event.held 主办单位=天上办公室")
    assert "天上办公室" in statistics.figures.result.notes()
    assert statistics.figures.result.value.text() == "0"


def test_a_share_shows_its_division(statistics: StatisticsPage, qtbot: QtBot) -> None:
    ask(statistics, qtbot, "event.attendance_rate")
    assert statistics.figures.result.share() == "1 ÷ 2"


def test_a_group_becomes_a_filter(
    statistics: StatisticsPage, year: dict[str, int], qtbot: QtBot
) -> None:
    ask(statistics, qtbot, "event.held", period="2025", by="类型")
    ask(statistics, qtbot, "event.held", by="类型")
    with qtbot.waitSignal(statistics.ready):
        qtbot.keyClick(statistics.figures.result.chart, Qt.Key.Key_Return)
    panel, result = statistics.figures.panel, statistics.figures.result
    assert panel.asking().where == (("类型", ("学习",)),)
    assert panel.expression.text() == "event.held 类型=学习"
    assert result.behind.ids() == [year["2026-05-10"], year["2026-05-11"]]


def test_a_row_of_the_group_table_becomes_a_filter(
    statistics: StatisticsPage, qtbot: QtBot
) -> None:
    ask(statistics, qtbot, "event.held", period="2025", by="类型")
    table = statistics.figures.result.table
    place = table.visualRect(table.record_model.index(0, 0)).center()
    with qtbot.waitSignal(statistics.ready):
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert statistics.figures.panel.asking().where == (("类型", ("读书",)),)


def test_a_record_behind_opens(
    statistics: StatisticsPage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    ask(statistics, qtbot, "event.held", period="2026-03")
    behind = statistics.figures.result.behind
    behind.select_first()
    with qtbot.waitSignal(context.record_asked) as asked:
        qtbot.keyClick(behind, Qt.Key.Key_Return)
    assert asked.args == ["event", year["2026-03-05"]]
    assert behind.record_model.row(0)[2] == "读书2026-03-05"


def test_the_expression_can_be_typed_and_copied(statistics: StatisticsPage, qtbot: QtBot) -> None:
    panel = statistics.figures.panel
    panel.expression.setText("event.held 类型=读书 统计范围=辖区")
    with qtbot.waitSignal(statistics.ready):
        qtbot.keyClick(panel.expression, Qt.Key.Key_Return)
    assert panel.asking().where == (("类型", ("读书",)),)
    assert panel.scope.currentText() == "辖区"
    panel.copy_expression()
    assert QGuiApplication.clipboard().text() == "event.held 类型=读书 统计范围=辖区"


@pytest.mark.parametrize("words", ["nothing.such", "event.held 类型", "event.held 统计范围=全球"])
def test_a_wrong_expression_is_told_under_its_line(
    statistics: StatisticsPage, qtbot: QtBot, words: str
) -> None:
    panel = statistics.figures.panel
    panel.expression.setText(words)
    qtbot.keyClick(panel.expression, Qt.Key.Key_Return)
    assert panel.error("code")


def test_indicators_are_found_by_label_code_and_initials(statistics: StatisticsPage) -> None:
    listing = statistics.figures.panel.indicators
    for words, code in (
        ("出席", "event.attendance_rate"),
        ("attendance_r", "event.attendance_rate"),
        ("cxl", "event.attendance_rate"),
    ):
        listing.search.set_words("")
        listing.search.setText(words)
        listing.search.entered.emit(words)
        listing.search.settled.emit(words)
        assert code in listing.offered()
    assert "venue.active" not in listing.offered()


def test_another_indicator_is_asked_by_choosing_it(
    statistics: StatisticsPage, qtbot: QtBot
) -> None:
    ask(statistics, qtbot, "event.held")
    listing = statistics.figures.panel.indicators
    row = next(i for i in range(listing.list.count()) if listing.list.item(i).text() == "在任委员")
    with qtbot.waitSignal(statistics.ready):
        listing.list.setCurrentRow(row)
    assert statistics.figures.result.value.text() == "1"


def test_a_filter_offers_the_values_that_are_there(
    statistics: StatisticsPage, qtbot: QtBot
) -> None:
    panel = statistics.figures.panel
    panel.filters.add_link.click()
    row = panel.filters.rows[0]
    row.label.setEditText("类型")
    qtbot.keyClick(row.label.lineEdit(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: row.values.choices() == ["学习", "读书"])
    row.values.line.setText("读书, 学习")
    with qtbot.waitSignal(statistics.ready):
        qtbot.keyClick(row.values.line, Qt.Key.Key_Return)
    assert panel.asking().where == (("类型", ("读书", "学习")),)
    assert statistics.figures.result.value.text() == "4"


def test_a_filter_taken_away_counts_no_more(statistics: StatisticsPage, qtbot: QtBot) -> None:
    ask(statistics, qtbot, "event.held 类型=读书")
    panel = statistics.figures.panel
    with qtbot.waitSignal(statistics.ready):
        panel.filters.rows[0].removed.emit()
    assert panel.asking().where == ()
    assert statistics.figures.result.value.text() == "4"


def test_every_label_of_the_records_may_filter(context: DeskContext) -> None:
    labels = labels_for("event.attendances")
    assert labels[0] == "类型"
    assert {"界别", "品牌", "出席情况", "性别"} <= set(labels)


def test_the_menu_of_periods_names_years_quarters_and_sessions(
    context: DeskContext, office: Office
) -> None:
    office.add("plenary_session", number=1)
    words = {choice.name: choice.words for choice in period_choices(context.ledger)}
    assert words["本年"] == "2026"
    assert words["本季"] == "2026Q4"
    assert words["上季"] == "2026Q3"
    assert words["上年"] == "2025"
    assert words["上年同期"] == "2025-01-01..2025-11-22"
    assert "五届一次" in words


def test_only_the_last_question_is_answered(statistics: StatisticsPage, qtbot: QtBot) -> None:
    statistics.show_figure("event.held", period="2025")
    with qtbot.waitSignal(statistics.ready):
        statistics.show_figure("event.held 类型=学习", period="2026")
    answer = statistics.figures.result.answer()
    assert answer is not None
    assert answer.asking == FigureQuestion(where=(("类型", ("学习",)),), period="2026")


def test_a_write_changes_figure_and_table(
    statistics: StatisticsPage, context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    ask(statistics, qtbot, "event.held")
    office.add("event", name="读书会", type="读书", start=datetime(2026, 10, 1, 9), state=HELD)
    with qtbot.waitSignal(statistics.ready):
        context.changed.emit(None)
    assert statistics.figures.result.value.text() == "5"
    show_quarter(statistics, qtbot)
    assert len(statistics.quarter.open_items.items()) == 2


def test_the_quarter_table_is_that_of_the_ledger(
    statistics: StatisticsPage, context: DeskContext, qtbot: QtBot
) -> None:
    show_quarter(statistics, qtbot)
    model = statistics.quarter.view.cells
    expected = quarter_table(context.ledger, quarter_of(TODAY))
    assert statistics.quarter.table() == expected
    for place, row in enumerate(expected.rows):
        shown = [model.index(place, c).data() for c in range(model.columnCount())]
        assert shown[:FIRST_NUMBER] == [row.group, row.label, row.unit]
        assert shown[FIRST_NUMBER:DIFFERENCE] == [number_text(n) for n in row.values]
        assert shown[DIFFERENCE] == difference_text(row.year_to_date, row.last_year_to_date)
    assert list(statistics.quarter.open_items.items()) == list(expected.open_items)


def test_every_number_of_the_table_leads_to_its_records(
    statistics: StatisticsPage, context: DeskContext, qtbot: QtBot
) -> None:
    show_quarter(statistics, qtbot)
    view, table = statistics.quarter.view, statistics.quarter.table()
    assert table is not None
    for place, row in enumerate(table.rows):
        for number, (value, period) in enumerate(zip(row.values, table.periods, strict=True)):
            index = view.cells.index(place, FIRST_NUMBER + number)
            if value is None:
                assert view.cells.cell(index) is None
                continue
            view.setCurrentIndex(index)
            with qtbot.waitSignal(context.records_asked) as asked:
                qtbot.keyClick(view, Qt.Key.Key_Return)
            expected = records_behind(
                context.ledger, read_expression(row.expression), period=period
            )
            assert asked.args[:2] == [expected[0], expected[1]]


def test_a_click_on_a_number_leads_to_its_records(
    statistics: StatisticsPage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    show_quarter(statistics, qtbot)
    view = statistics.quarter.view
    row = next(i for i, row in enumerate(view.cells.rows) if row.expression == "event.held")
    index = view.cells.index(row, FIRST_NUMBER)
    view.scrollTo(index)
    with qtbot.waitSignal(context.records_asked) as asked:
        qtbot.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(index).center()
        )
    assert asked.args == ["event", [year["2026-11-20"]], "各类活动（2026Q4）"]


def test_one_may_go_from_quarter_to_quarter(statistics: StatisticsPage, qtbot: QtBot) -> None:
    show_quarter(statistics, qtbot)
    part = statistics.quarter
    assert not part.today.isVisible()
    for button, name in ((part.on, "2027Q1"), (part.back, "2026Q4"), (part.back, "2026Q3")):
        with qtbot.waitSignal(statistics.ready):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        table = part.table()
        assert table is not None
        assert table.period.name == part.period().name == name
    assert part.open_head.text() == "已齐"
    with qtbot.waitSignal(statistics.ready):
        qtbot.mouseClick(part.today, Qt.MouseButton.LeftButton)
    assert part.period() == quarter_of(TODAY)


def test_what_is_open_leads_to_its_record(
    statistics: StatisticsPage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    show_quarter(statistics, qtbot)
    items = statistics.quarter.open_items
    items.setCurrentIndex(items.model().index(0, 0))
    with qtbot.waitSignal(context.record_asked) as asked:
        qtbot.keyClick(items, Qt.Key.Key_Return)
    assert asked.args == ["event", year["2026-11-20"]]


def test_an_empty_ledger_has_no_records_behind_its_figures(
    context: DeskContext, qtbot: QtBot
) -> None:
    page = StatisticsPage(context)
    see(page, qtbot)
    result = page.figures.result
    assert result.value.text() == "0"
    assert result.behind.ids() == []
    assert result.behind.empty_note.sentence() == "期间内没有记录。"
    with qtbot.waitSignal(page.ready):
        page.show_quarter(quarter(2026, 1))
    assert page.quarter.open_head.text() == "已齐"
