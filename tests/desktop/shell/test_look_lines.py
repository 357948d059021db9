"""How the pages look where it was measured: heads on one line, columns near, buttons at hand."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.look import theme
from zxdesk.desktop.records.record_page import RecordPage
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.desktop.reporting.quarter_view import LABEL
from zxdesk.desktop.shell import acts
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.statistics_page import StatisticsPage


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_the_head_of_the_quarter_takes_one_line(
    window: MainWindow, qtbot: QtBot, scale: float
) -> None:
    theme.current().set_scale(scale)
    window.pages.go("statistics")
    page = window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    with qtbot.waitSignal(page.quarter.answered, timeout=20_000):
        page.show_quarter(page.quarter.period())
    state = page.quarter.state

    def on_one_line() -> None:
        tops = {
            part.mapTo(state, QPoint(0, part.height() // 2)).y()
            for part in (page.quarter.head, state.close_button, state.send_button)
        }
        assert max(tops) - min(tops) <= 4
        view = page.quarter.view
        rows = view.viewport().height() // view.verticalHeader().defaultSectionSize()
        assert rows >= (16 if scale == 1.0 else 6)

    qtbot.waitUntil(on_one_line)
    view = page.quarter.view
    widest = max(theme.current().metrics().horizontalAdvance(r.label) for r in view.cells.rows)
    assert view.columnWidth(LABEL) <= widest + theme.current().px(30)


def page_of(context: DeskContext, kind: str, qtbot: QtBot) -> RecordPage:
    page = RecordPage(context, BY_KIND[kind], None)
    qtbot.addWidget(page)
    page.resize(1200, 640)
    page.show()
    page.activate()
    return page


def buttons(page: RecordPage) -> list[str]:
    found = page.list.empty_note.findChildren(QPushButton)
    return [each.text() for each in found if not each.isHidden()]


def test_an_empty_list_has_a_button_for_what_its_sentence_says(
    context: DeskContext, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(acts, "import_books", lambda *_: asked.append("import"))
    page = page_of(context, "member", qtbot)
    assert buttons(page) == ["登记委员", "导入表格…"]
    page.list.empty_note.findChildren(QPushButton)[1].click()
    assert asked == ["import"]
    context.kind_asked.connect(asked.append)
    feedback = page_of(context, "feedback", qtbot)
    assert buttons(feedback)[-1] == "到“提案”"
    feedback.list.empty_note.findChildren(QPushButton)[1].click()
    assert asked == ["import", "proposal"]


def test_a_list_that_is_only_narrowed_offers_no_import(
    context: DeskContext, office: Office, qtbot: QtBot
) -> None:
    office.member("张三")
    page = page_of(context, "member", qtbot)
    page.bar.search.set_words("没有这个人")
    page._search()
    assert buttons(page) == ["清除筛选"]


def test_codes_stand_behind_advanced(window: MainWindow) -> None:
    window.pages.go("statistics")
    page = window.pages.page("statistics")
    assert isinstance(page, StatisticsPage)
    builder = page.figures.panel
    hints = [builder.indicators.list.item(row).toolTip() for row in range(5)]
    assert not any("event." in hint for hint in hints)
    assert not builder.expression.isVisible()
    builder.more.click()
    assert builder.expression.isVisible()
    assert builder.indicators.list.item(0).toolTip().endswith("）")
    builder.more.click()
    assert not builder.codes_shown()
