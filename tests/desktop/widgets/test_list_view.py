"""The list: columns, order, selection by id."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zxdesk.desktop.models.record_table import Column, RecordTableModel, Row, SortKey
from zxdesk.desktop.settings import Settings
from zxdesk.desktop.widgets.list_view import ListView


class People:
    """Five people."""

    columns = (
        Column(key="name", title="姓名", width=90),
        Column(key="sector", title="界别", width=120, spare=2),
        Column(key="employer", title="工作单位", kind="title"),
        Column(key="state", title="状态", kind="chip", width=90, spare=1),
    )

    def __init__(self) -> None:
        self.left = [0, 1, 2, 3, 4]

    def ids(self, _wanted: object, sort: Sequence[SortKey]) -> list[int]:
        return sorted(self.left, reverse=bool(sort and sort[0].descending))

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        return [(f"委员{i}", "经济界", f"公司{i}", "在任") for i in ids]


@pytest.fixture
def source() -> People:
    return People()


def make(source: People, settings: Settings, qtbot: QtBot, *, width: int = 700) -> ListView:
    holder = QWidget()
    qtbot.addWidget(holder)
    model = RecordTableModel(source, holder)
    view = ListView(model, holder, name="people", settings=settings)
    model.set_wanted(None)
    holder.resize(width, 400)
    view.resize(width, 400)
    holder.show()
    view.holder = holder  # type: ignore[attr-defined]
    return view


def test_the_selection_stays_with_its_record(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    view.select_id(3)
    source.left.remove(0)
    view.record_model.refresh()
    assert view.current_id() == 3
    assert view.selected_ids() == [3]


def test_a_click_sorts_and_shift_adds_a_key(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    with qtbot.waitSignal(view.sort_changed) as heard:
        view.sort_by(0)
    view.sort_by(1, further=True)
    view.sort_by(1, further=True)
    assert heard.args == [(SortKey("name"),)]
    assert view.record_model.sort_keys == (SortKey("name"), SortKey("sector", True))


def test_spare_columns_give_way_where_room_is_short(source: People, qtbot: QtBot) -> None:
    wide = make(source, Settings(), qtbot, width=800)
    narrow = make(source, Settings(), qtbot, width=300)
    assert [c.key for c in wide.shown_columns()] == ["name", "sector", "employer", "state"]
    assert [c.key for c in narrow.shown_columns()] == ["name", "employer"]


def test_columns_are_remembered(source: People, qtbot: QtBot) -> None:
    settings = Settings()
    first = make(source, settings, qtbot)
    first.columns.set_shown("sector", False)
    first.setColumnWidth(0, 144)
    first.horizontalHeader().moveSection(3, 0)
    second = make(source, settings, qtbot)
    assert [c.key for c in second.shown_columns()] == ["state", "name", "employer"]
    assert second.columnWidth(0) == 144


def test_the_last_column_cannot_be_hidden(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    for column in source.columns:
        view.columns.set_shown(column.key, False)
    assert len(view.shown_columns()) == 1


def test_rows_are_copied_with_tabs(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    view.select_id(1)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "委员1\t经济界\t公司1\t在任"


def test_return_opens(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    view.select_id(2)
    with qtbot.waitSignal(view.opened) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard.args == [2]


def test_an_empty_list_says_what_helps(source: People, qtbot: QtBot) -> None:
    source.left.clear()
    view = make(source, Settings(), qtbot)
    done: list[bool] = []
    view.set_empty("还没有委员。", "登记委员", lambda: done.append(True))
    assert view.empty_note.isVisible()
    view.empty_note.press()
    assert done
