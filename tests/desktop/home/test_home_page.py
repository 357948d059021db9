"""The home page shows the ledger's own figures and leads to the records behind them."""

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import HELD, TODAY, Office, see, texts_below
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.home.home_page import HomePage
from zxdesk.desktop.home.home_parts import quarter_words
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.shell import acts
from zxdesk.queries import todo
from zxdesk.rules.periods import quarter_of, this_year
from zxdesk.services.due import QUARTER
from zxdesk.services.overview import CARDS, gather, same_days_last_year
from zxdesk.statistics.figures import Expression, figure, records_behind
from zxdesk.statistics.wording import against_last_year, number_text


def value_button(home_page: HomePage, place: int) -> LinkButton:
    buttons = home_page.cards[place].findChildren(LinkButton)
    return next(button for button in buttons if button.property("role") == "figure")


def test_the_cards_show_the_figures_of_the_year(home_page: HomePage, context: DeskContext) -> None:
    for place, (code, title) in enumerate(CARDS):
        expression = Expression(code=code)
        now = figure(context.ledger, expression, period=this_year(TODAY))
        before = figure(context.ledger, expression, period=same_days_last_year(TODAY))
        words = texts_below(home_page.cards[place], QLabel)
        assert value_button(home_page, place).text() == number_text(now.value)
        assert title in words
        assert against_last_year(now.value, before.value) in words
        assert home_page.cards[place].toolTip() == now.definition


def test_last_year_ends_at_the_same_day(home_page: HomePage) -> None:
    data = home_page.data()
    assert data is not None
    assert (data.cards[0].this_year.value, data.cards[0].last_year.value) == (4, 1)


def test_the_line_goes_by_month_up_to_this_one(home_page: HomePage) -> None:
    data = home_page.data()
    assert data is not None
    assert data.cards[0].months == (0, 0, 1, 0, 2, 0, 0, 0, 0, 0, 1)


def test_a_card_leads_to_exactly_the_records_behind_it(
    home_page: HomePage, context: DeskContext, qtbot: QtBot
) -> None:
    for place, (code, title) in enumerate(CARDS):
        with qtbot.waitSignal(context.records_asked) as asked:
            qtbot.mouseClick(value_button(home_page, place), Qt.MouseButton.LeftButton)
        kind, ids = records_behind(context.ledger, Expression(code=code))
        assert asked.args == [kind, ids, f"{title}（2026）"]


def test_a_bar_leads_to_the_events_of_its_type(
    home_page: HomePage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    place = QPoint(60, home_page.types.sizeHint().height() // 4)
    with qtbot.waitSignal(context.records_asked) as asked:
        qtbot.mouseClick(home_page.types, Qt.MouseButton.LeftButton, pos=place)
    assert asked.args[0] == "event"
    assert asked.args[2] == "学习（2026）"
    assert asked.args[1] == [year["2026-05-10"], year["2026-05-11"]]


def test_what_is_to_be_done_leads_to_its_record(
    home_page: HomePage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    assert list(home_page.todo.items()) == todo.items(context.ledger)
    row = home_page.todo.visualRect(home_page.todo.model().index(0, 0))
    with qtbot.waitSignal(context.record_asked) as asked:
        qtbot.mouseClick(home_page.todo.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    assert asked.args == ["event", year["2026-11-20"]]


def test_a_quarter_to_be_closed_leads_to_its_table(
    home_page: HomePage, context: DeskContext, qtbot: QtBot
) -> None:
    office = Office(context.ledger)
    event = office.add("event", name="会", start=datetime(2026, 8, 5, 9), state="已举办")
    office.add("attendance", event_id=event, member_id=office.member("程立言"))
    with qtbot.waitSignal(home_page.ready):
        home_page.refresh()
    (item,) = (item for item in home_page.todo.items() if item.kind == QUARTER)
    assert item.text == "2026Q3 还没有结账"
    with qtbot.waitSignal(home_page.quarter_requested) as asked:
        home_page.todo.followed.emit(item.kind, item.record_id)
    assert asked.args[0].name == "2026Q3"


def test_return_opens_what_is_to_be_done(
    home_page: HomePage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    home_page.todo.setCurrentIndex(home_page.todo.model().index(0, 0))
    with qtbot.waitSignal(context.record_asked) as asked:
        qtbot.keyClick(home_page.todo, Qt.Key.Key_Return)
    assert asked.args == ["event", year["2026-11-20"]]


def test_all_that_is_to_be_done_can_be_listed(
    home_page: HomePage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    assert home_page.todo_head.link.text() == "全部 1"
    with qtbot.waitSignal(context.records_asked) as asked:
        qtbot.mouseClick(home_page.todo_head.link, Qt.MouseButton.LeftButton)
    assert asked.args == ["event", [year["2026-11-20"]], "要办的事"]


def test_the_quarter_says_what_is_open_and_leads_to_its_table(
    home_page: HomePage, qtbot: QtBot
) -> None:
    assert home_page.quarter.words() == "1 场活动，0 场已齐；1 项待补"
    link = home_page.quarter.findChildren(LinkButton)[0]
    with qtbot.waitSignal(home_page.quarter_requested) as asked:
        qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert asked.args == [quarter_of(TODAY)]


def test_the_last_steps_stand_newest_first(home_page: HomePage) -> None:
    assert home_page.recent.words()[0] == "登记出席：赵一"


def test_a_write_is_shown(
    home_page: HomePage, context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    office.add("event", name="读书会", type="读书", start=datetime(2026, 6, 1, 9), state=HELD)
    with qtbot.waitSignal(home_page.ready):
        context.changed.emit(None)
    assert value_button(home_page, 0).text() == "5"
    assert home_page.recent.words()[0] == "登记活动：读书会"


def test_a_write_while_the_page_is_hidden_is_shown_once_it_is_seen(
    home_page: HomePage, context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    home_page.hide()
    office.add("event", name="读书会", type="读书", start=datetime(2026, 6, 1, 9), state=HELD)
    context.changed.emit(None)
    assert not context.tasks.running
    with qtbot.waitSignal(home_page.ready):
        home_page.show()
    assert value_button(home_page, 0).text() == "5"


def test_an_empty_ledger_offers_the_two_ways_to_begin(
    context: DeskContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    monkeypatch.setattr(acts, "import_books", lambda *_: begun.append("import"))
    monkeypatch.setattr(acts, "edit", lambda _context, _parent, kind, _id: begun.append(kind))
    page = HomePage(context)
    see(page, qtbot)
    assert page.start_note.isVisible()
    assert not page.cards[0].isVisible()
    qtbot.mouseClick(page.start_note.import_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.start_note.event_button, Qt.MouseButton.LeftButton)
    assert begun == ["import", "event"]


def test_a_ledger_that_can_only_be_read_says_why_nothing_can_be_begun(
    context: DeskContext, qtbot: QtBot
) -> None:
    context.ledger.read_only = "另一台电脑正在使用它"
    page = HomePage(context)
    see(page, qtbot)
    assert not page.start_note.import_button.isEnabled()
    assert "另一台电脑" in page.start_note.event_button.toolTip()


def test_a_ledger_with_people_only_has_sentences_for_what_is_not_there(
    context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    office.member("赵一")
    page = HomePage(context)
    see(page, qtbot)
    words = texts_below(page, QLabel)
    assert "没有要办的事。" in words
    assert "本年还没有已举办的活动。" in words
    assert page.quarter.words() == "本季还没有活动。"
    assert value_button(page, 3).text() == "—"


def test_the_charts_question_can_be_changed(home_page: HomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(home_page.figure_requested) as asked:
        qtbot.mouseClick(home_page.types_head.link, Qt.MouseButton.LeftButton)
    assert asked.args == ["event.held", "类型", ""]


def test_a_finished_quarter_says_so(context: DeskContext, year: dict[str, int]) -> None:
    state = gather(context.ledger).quarter
    done = type(state)(period=state.period, events=3, complete=3, open_items=0)
    assert quarter_words(done) == "3 场活动已齐"


def test_what_is_to_be_done_stands_first_and_is_cut_instead_of_scrolled(
    home_page: HomePage, qtbot: QtBot
) -> None:
    items = [
        todo.Todo(f"{n} 天", f"第 {n} 件", kind, n, "soon") for n in range(1, 31) for kind in "ab"
    ]
    home_page._data = replace(home_page.data(), todo=tuple(items))
    home_page.resize(1270, 640)
    home_page._show_todo()
    few = len(home_page.todo.items())
    assert few < len(items)
    assert home_page.todo_head.link.text() == "全部 60"
    home_page.resize(1270, 1000)
    home_page._show_todo()
    assert len(home_page.todo.items()) > few
    qtbot.waitUntil(lambda: home_page.todo.verticalScrollBar().maximum() == 0)
    assert home_page.todo.mapTo(home_page, QPoint()).y() < home_page.cards[0].y()
    home_page.todo_head.link.click()
    assert len(home_page.todo.items()) == 60
    assert home_page.todo_head.link.text() == "收起"
    home_page.todo_head.link.click()
    assert len(home_page.todo.items()) < 60
