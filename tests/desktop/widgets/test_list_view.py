"""The list: columns, order, selection by id."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from zxdesk.desktop.base.settings import Settings
from zxdesk.desktop.widgets.list_view import ListView
from zxdesk.desktop.widgets.record_table import RecordTableModel, Row, SortKey, TableColumn
from zxdesk.desktop.widgets.word_list import WordList


class People:
    """Five people."""

    columns = (
        TableColumn(key="name", title="姓名", width=90),
        TableColumn(key="sector", title="界别", width=120, spare=2),
        TableColumn(key="employer", title="工作单位", kind="title"),
        TableColumn(key="state", title="状态", kind="chip", width=90, spare=1),
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


def shown(view: ListView) -> list[str]:
    """The columns that are shown, from left to right."""
    return [view.record_model.columns[number].key for number in view.columns.order()]


def test_the_selection_stays_with_its_record(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    view.select_id(3)
    source.left.remove(0)
    view.record_model.refresh()
    assert view.current_id() == 3
    assert view.selected_ids() == [3]


def test_a_click_sorts_and_shift_adds_a_key(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    view.sort_by(0)
    assert view.record_model.sort_keys == (SortKey("name"),)
    view.sort_by(1, further=True)
    view.sort_by(1, further=True)
    assert view.record_model.sort_keys == (SortKey("name"), SortKey("sector", True))


def test_spare_columns_give_way_where_room_is_short(source: People, qtbot: QtBot) -> None:
    wide = make(source, Settings(), qtbot, width=800)
    narrow = make(source, Settings(), qtbot, width=300)
    assert shown(wide) == ["name", "sector", "employer", "state"]
    assert shown(narrow) == ["name", "employer"]


def test_columns_are_remembered(source: People, qtbot: QtBot) -> None:
    settings = Settings()
    first = make(source, settings, qtbot)
    first.columns.set_shown("sector", False)
    first.setColumnWidth(0, 144)
    first.horizontalHeader().moveSection(3, 0)
    second = make(source, settings, qtbot)
    assert shown(second) == ["state", "name", "employer"]
    assert second.columnWidth(0) == 144


def test_the_last_column_cannot_be_hidden(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    for column in source.columns:
        view.columns.set_shown(column.key, False)
    assert len(shown(view)) == 1


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
    view.empty_note.findChild(QPushButton).click()
    assert done


@pytest.mark.parametrize(("room", "shown"), [(700, 3), (560, 2)])
def test_spare_columns_go_before_the_title_is_narrow(qtbot: QtBot, room: int, shown: int) -> None:
    columns = [
        TableColumn(key="name", title="名称", kind="title"),
        TableColumn(key="day", title="日期", width=140),
        TableColumn(key="type", title="类型", width=140, spare=2),
    ]
    view = WordList(columns, None, name=f"spare{room}", settings=Settings())
    qtbot.addWidget(view)
    view.set_rows([("关于进一步推动农村生活污水治理的建议", "2026-03-05", "读书")])
    view.resize(room, 300)
    view.show()
    assert len(view.columns.order()) == shown
    assert view.columnWidth(0) == view.viewport().width() - 140 * (shown - 1)
    assert view.columnWidth(0) >= 300


def test_where_nothing_is_spare_no_column_is_pushed_out(qtbot: QtBot) -> None:
    columns = [
        TableColumn(key="name", title="名称", kind="title"),
        TableColumn(key="day", title="日期", width=140),
        TableColumn(key="state", title="状态", width=92),
    ]
    view = WordList(columns, None, name="narrow", settings=Settings())
    qtbot.addWidget(view)
    view.set_rows([("关于进一步推动农村生活污水治理的建议", "2026-03-05", "计划")])
    view.resize(440, 300)
    view.show()
    assert len(view.columns.order()) == 3
    assert view.horizontalScrollBar().maximum() == 0


def test_the_menu_of_columns_says_which_have_no_room(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot, width=420)
    actions = {action.text(): action.isChecked() for action in view.columns.menu().actions()}
    hidden = [c.title for c in source.columns if c.key not in shown(view)]
    assert hidden
    for column in source.columns:
        words = f"{column.title}（放不下）" if column.title in hidden else column.title
        assert actions[words]
    view.columns.set_shown("sector", True)
    assert "sector" in shown(view)


def test_the_menu_of_columns_stays_on_the_screen(source: People, qtbot: QtBot) -> None:
    view = make(source, Settings(), qtbot)
    screen = view.screen().availableGeometry()
    menu = view.columns.menu()
    menu.popup(screen.bottomRight())
    qtbot.waitUntil(menu.isVisible)
    assert screen.contains(menu.geometry())
    menu.close()
