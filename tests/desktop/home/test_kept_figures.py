"""Kept figures and gauges on the home page, and how a figure gets there."""

from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.desktop.figures.conftest import HELD, Office, see, texts_below
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.keeping import NameDialog
from zxdesk.desktop.home.home_page import HomePage
from zxdesk.desktop.look.words import LinkButton
from zxdesk.desktop.shell.statistics_page import StatisticsPage
from zxdesk.records import KINDS
from zxdesk.services.records import create
from zxdesk.services.saved_figures import keep_figure
from zxdesk.statistics.figures import read_expression
from zxdesk.statistics.saved_figures import kept_figures
from zxdesk.store import Ledger


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """What is typed into the dialogs, one after the other."""
    given: list[str | None] = []

    def ask(_parent: object, **_words: object) -> str | None:
        return given.pop(0)

    monkeypatch.setattr(NameDialog, "ask", ask)
    return given


def keep(ledger: Ledger, *words: str) -> None:
    for number, expression in enumerate(words, 1):
        keep_figure(ledger, name=f"数字{number}", expression=read_expression(expression))


def names(ledger: Ledger) -> list[str]:
    return [kept.name for kept in kept_figures(ledger)]


@pytest.fixture
def page(context: DeskContext, year: dict[str, int], qtbot: QtBot) -> HomePage:
    """A home page with two figures and a broken one."""
    keep(context.ledger, "event.held 类型=读书", "event.attendances", "event.hold")
    page = HomePage(context)
    see(page, qtbot)
    return page


def act(page: HomePage, place: int, words: str) -> None:
    actions = page.kept.items[place].menu.actions()
    next(action for action in actions if action.text().startswith(words)).trigger()


def test_kept_figures_stand_in_their_order_with_their_values(page: HomePage) -> None:
    assert [item.value.text() for item in page.kept.items] == ["2", "1", "—"]
    assert "没有“event.hold”这个指标" in page.kept.items[2].value.toolTip()
    assert page.kept.isVisible()


def test_a_number_opens_its_records(
    page: HomePage, context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    with qtbot.waitSignal(context.records_asked) as asked:
        qtbot.mouseClick(page.kept.items[0].value, Qt.MouseButton.LeftButton)
    assert asked.args == ["event", [year["2026-03-05"], year["2026-11-20"]], "数字1（2026）"]


def test_a_figure_may_be_looked_at_closer(page: HomePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.figure_requested) as asked:
        act(page, 0, "在指标查询里打开")
    assert asked.args == ["event.held 类型=读书", "", "2026"]


def test_figures_are_moved_renamed_and_taken_away(
    page: HomePage, context: DeskContext, answers: list[str | None], qtbot: QtBot
) -> None:
    for place, words in ((1, "往前移"), (0, "从首页去掉")):
        with qtbot.waitSignal(page.ready):
            act(page, place, words)
    assert names(context.ledger) == ["数字1", "数字3"]
    answers += ["数字3", "读书会"]
    with qtbot.waitSignal(page.ready):
        act(page, 0, "改名")
    assert names(context.ledger) == ["读书会", "数字3"]
    answers.append(None)
    act(page, 0, "改名")
    assert names(context.ledger) == ["读书会", "数字3"]


def test_only_moves_that_are_possible_are_offered(page: HomePage) -> None:
    offered = [
        {action.text() for action in item.menu.actions() if action.isEnabled()}
        for item in page.kept.items
    ]
    assert "往前移" not in offered[0]
    assert "往后移" not in offered[2]
    assert {"往前移", "往后移"} <= offered[1]


def test_a_ledger_that_can_only_be_read_offers_no_changes(
    context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    keep(context.ledger, "event.held")
    context.ledger.read_only = "另一台电脑正在使用它"
    page = HomePage(context)
    see(page, qtbot)
    (item,) = page.kept.items
    assert [action.text() for action in item.menu.actions() if action.isEnabled()] == [
        "在指标查询里打开"
    ]


def test_without_kept_figures_their_row_is_not_there(home_page: HomePage) -> None:
    assert not home_page.kept.isVisible()
    assert not home_page.quotas.isVisible()


@pytest.mark.parametrize(("period", "kept"), [("2026", None), ("2025", "2025")])
def test_an_answer_is_kept_under_a_name(
    statistics: StatisticsPage,
    context: DeskContext,
    answers: list[str | None],
    qtbot: QtBot,
    period: str,
    kept: str | None,
) -> None:
    with qtbot.waitSignal(statistics.ready):
        statistics.show_figure("event.held 类型=读书,学习", period=period)
    answers.append("读书和学习")
    with qtbot.waitSignal(context.noticed):
        qtbot.mouseClick(statistics.figures.result.keep, Qt.MouseButton.LeftButton)
    (found,) = kept_figures(context.ledger)
    assert (found.name, found.expression) == ("读书和学习", "event.held 类型=读书,学习")
    assert found.period.name == (kept or "2026")


def test_a_name_that_is_taken_is_asked_for_again(
    statistics: StatisticsPage, context: DeskContext, answers: list[str | None], qtbot: QtBot
) -> None:
    keep(context.ledger, "event.held")
    answers += ["数字1", "", "新的"]
    with qtbot.waitSignal(context.noticed):
        qtbot.mouseClick(statistics.figures.result.keep, Qt.MouseButton.LeftButton)
    assert names(context.ledger) == ["数字1", "新的"]
    answers.append(None)
    qtbot.mouseClick(statistics.figures.result.keep, Qt.MouseButton.LeftButton)
    assert names(context.ledger) == ["数字1", "新的"]


def test_the_dialog_gives_what_is_typed(qtbot: QtBot) -> None:
    dialog = NameDialog(None, title="改名", name="旧名", hint="")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.line, "new")
    assert dialog.line.text() == "new"
    dialog.field.set_error("已经有了")
    assert dialog.field.error() == "已经有了"


@pytest.fixture
def gauges(office: Office, year: dict[str, int]) -> dict[str, int]:
    """A quota of the whole committee that is short, one of two sectors, one that is wrong."""
    sectors = [office.add("unit", name=name) for name in ("经济界", "教育界")]
    start = datetime(2026, 2, 1, 9)
    office.add("event", name="会", start=start, state=HELD, organisers=sectors[:1])
    made = {
        "whole": office.add("quota", name="读书", expression="event.held 类型=读书", target=3),
        "each": office.add("quota", name="界别", each="界别", label="主办单位"),
        "wrong": office.add("quota", name="坏的", expression="event.hold"),
    }
    return made | {"sector": sectors[1]}


def test_gauges_stand_on_the_home_page(
    context: DeskContext, gauges: dict[str, int], qtbot: QtBot
) -> None:
    page = HomePage(context)
    see(page, qtbot)
    labels = texts_below(page.quotas, QLabel)
    assert "任务（2026）：3 项，完成 0 项" in labels
    assert {"读书", "界别", "坏的", "差 1 场"} <= set(labels)
    links = [link.text() for link in page.quotas.findChildren(LinkButton)]
    assert {"2 / 3 场", "1 / 2 个", "差 1 个", "算不出来", "全部任务"} <= set(links)


def test_links_of_the_gauges_lead_on(
    context: DeskContext, gauges: dict[str, int], year: dict[str, int], qtbot: QtBot
) -> None:
    page = HomePage(context)
    see(page, qtbot)
    links = {link.text(): link for link in page.quotas.findChildren(LinkButton)}
    with qtbot.waitSignal(context.records_asked) as asked:
        links["2 / 3 场"].click()
    assert asked.args == ["event", [year["2026-03-05"], year["2026-11-20"]], "读书（2026）"]
    with qtbot.waitSignal(context.records_asked) as short:
        links["差 1 个"].click()
    assert short.args == ["unit", [gauges["sector"]], "界别（2026）未完成"]
    for words, key in (("1 / 2 个", "each"), ("算不出来", "wrong")):
        with qtbot.waitSignal(page.quotas_requested) as wanted:
            links[words].click()
        assert wanted.args[0].record == ("quota", gauges[key])
    with qtbot.waitSignal(page.quotas_requested) as everything:
        links["全部任务"].click()
    assert everything.args == [None]


def test_a_quota_that_is_due_leads_to_the_quotas(
    context: DeskContext, gauges: dict[str, int], qtbot: QtBot
) -> None:
    page = HomePage(context)
    see(page, qtbot)
    texts = [item.text for item in page.todo.items()]
    assert texts.index("任务“读书”（2026）还差 1 场") < texts.index(
        next(text for text in texts if text.startswith("没有出席记录"))
    )
    with qtbot.waitSignal(page.quotas_requested) as wanted:
        page.todo.followed.emit("quota", gauges["whole"])
    assert wanted.args[0].name == "读书"


def test_where_only_quotas_are_due_all_of_them_lead_to_the_quotas(
    context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    office.add("quota", name="读书", expression="event.held 类型=读书")
    page = HomePage(context)
    see(page, qtbot)
    assert page.todo_head.link.text() == "全部 1"
    with qtbot.waitSignal(page.quotas_requested) as wanted:
        page.todo_head.link.click()
    assert wanted.args == [None]


def test_proposals_filed_say_that_those_merged_are_counted_and_how_many_are_left(
    context: DeskContext, year: dict[str, int], qtbot: QtBot
) -> None:
    conclusions = ("立案", "立案", "并案")
    with context.ledger.write("登记提案") as session:
        for serial, conclusion in enumerate(conclusions, 1):
            values = {"term": 5, "session": 5, "serial": str(serial), "subject": f"案由{serial}"}
            filed = {"submitted_on": context.ledger.today, "conclusion": conclusion}
            create(
                session,
                KINDS["proposal"],
                values | filed,
                owner_id=context.ledger.own_id,
                today=context.ledger.today,
            )
    keep(context.ledger, "proposal.filed 类别=未填", "proposal.after_merge")
    page = HomePage(context)
    see(page, qtbot)
    filed, after_merge = (item.value.accessibleName() for item in page.kept.items)
    assert filed == "数字1 3件（含并案），并案后 2 件，上年 0"
    assert after_merge == "数字2 2件，上年同期 0，+2"
