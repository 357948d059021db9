"""The further reporting tables: every number is a link; the office changes what they are."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.reporting.conftest import Answers, Told, see
from tests.ledgers import Office
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.reporting.reporting_rows_dialog import ReportingRowsDialog
from zxdesk.desktop.reporting.row_form import RowForm, TableForm
from zxdesk.desktop.reporting.tables_tab import TablesTab
from zxdesk.statistics.figures import period_of
from zxdesk.statistics.object_tables import object_table
from zxdesk.statistics.reporting import tables
from zxdesk.store import history


@pytest.fixture
def tab(county: DeskContext, qtbot: QtBot) -> TablesTab:
    """The further tables of the county."""
    parent = QWidget()
    qtbot.addWidget(parent)
    made = TablesTab(county, parent)
    made.setParent(None)
    see(made, qtbot)
    return made


@pytest.fixture
def dialog(county: DeskContext, qtbot: QtBot) -> ReportingRowsDialog:
    """The dialog, with the first table chosen."""
    made = ReportingRowsDialog(county, None, "T1")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def fill_in(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Say what is entered into the next form; it is saved then."""

    def plan(**texts: str) -> None:
        def work(form: QDialog) -> int:
            assert isinstance(form, (RowForm, TableForm))
            for name, text in texts.items():
                field = form.lines[name] if isinstance(form, RowForm) else getattr(form, name)
                field.setText(text)
            form.save()
            return form.result()

        monkeypatch.setattr(QDialog, "exec", work)

    return plan


def show(tab: TablesTab, number: str, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.choose(number)


def rows_of(context: DeskContext, number: str) -> list[str]:
    with context.ledger.read() as session:
        known = tables(session, owner_id=context.ledger.own_id)
    return next([row.label for row in table.rows] for table in known if table.number == number)


def test_every_table_but_the_quarters_is_offered(tab: TablesTab) -> None:
    offered = [tab.tables.itemData(place) for place in range(tab.tables.count())]
    assert offered == ["T2", "T3", "T4", "T5", "T6", "T7", "T8"]


@pytest.mark.parametrize("number", ["T3", "T6"])
def test_a_table_is_that_of_the_ledger(
    tab: TablesTab, county: DeskContext, qtbot: QtBot, number: str
) -> None:
    show(tab, number, qtbot)
    expected = object_table(county.ledger, period_of(county.ledger, "2026"), number)
    shown = [row[-len(expected.table.rows) :] for row in tab.view.texts()]
    assert len(shown) == len(expected.rows)
    for cells, row in zip(shown, expected.rows, strict=True):
        for text, cell in zip(cells, row.cells, strict=True):
            assert text == {None: "—", "": ""}.get(cell.value, str(cell.value))


def test_a_name_opens_its_record_and_a_number_its_records(
    tab: TablesTab, county: DeskContext, qtbot: QtBot
) -> None:
    show(tab, "T6", qtbot)
    view, grid = tab.view, tab.filled().grid
    assert grid is not None
    view.setCurrentIndex(view.cells.index(0, 0))
    with qtbot.waitSignal(county.record_asked, timeout=20_000) as asked:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert asked.args == ["member", 1]
    place = next(i for i, cell in enumerate(grid.rows[0]) if cell.is_number and cell.text == "1")
    view.setCurrentIndex(view.cells.index(0, place))
    with qtbot.waitSignal(county.records_asked, timeout=20_000) as listed:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert len(listed.args[1]) == 1
    assert listed.args[2].startswith("张三")


def test_a_wrong_period_is_told(tab: TablesTab, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tab.answered, timeout=20_000):
        tab.set_period("2026Q9")
    assert "不是期间" in tab.problem()
    assert not tab.export_button.isEnabled()


def test_a_table_is_written_as_a_workbook(
    tab: TablesTab, county: DeskContext, answers: Answers, tmp_path: Path, qtbot: QtBot
) -> None:
    show(tab, "T3", qtbot)
    answers.save = tmp_path / "表.xlsx"
    with qtbot.waitSignal(county.noticed, timeout=20_000):
        qtbot.mouseClick(tab.export_button, Qt.MouseButton.LeftButton)
    sheet = openpyxl.load_workbook(answers.save).worksheets[0]
    assert sheet["A1"].value == "提案情况统计表"


def test_a_row_is_added_as_one_step(
    dialog: ReportingRowsDialog,
    county: DeskContext,
    told: Told,
    fill_in: Callable[..., None],
) -> None:
    before = rows_of(county, "T1")
    fill_in(label="读书会", expression="event.held 类型=读书")
    dialog.rows.buttons["添加…"].click()
    assert rows_of(county, "T1") == [*before, "读书会"]
    assert dialog.rows.list.texts()[-1][1:3] == ("读书会", "event.held 类型=读书")
    assert told.notices[-1].undo
    history.undo(county.ledger)
    assert rows_of(county, "T1") == before


def test_a_row_that_counts_nothing_known_is_not_saved(
    dialog: ReportingRowsDialog, county: DeskContext, fill_in: Callable[..., None]
) -> None:
    before = rows_of(county, "T1")
    fill_in(label="读书会", expression="event.held 胡说=读书")
    dialog.rows.buttons["添加…"].click()
    assert rows_of(county, "T1") == before


def test_what_is_typed_is_tried_out_at_once(county: DeskContext, qtbot: QtBot) -> None:
    form = RowForm(county, None, {"number": "x"}, None, objects="指标")
    qtbot.addWidget(form)
    form.show()
    form.lines["expression"].setText("event.held 胡说=一")
    qtbot.waitUntil(lambda: "胡说" in form.problem(), timeout=10_000)
    form.lines["expression"].setText("event.held")
    qtbot.waitUntil(lambda: form.counted.text().startswith("本季合计"), timeout=10_000)
    assert form.problem() == ""


def test_rows_are_moved_renamed_and_removed(
    dialog: ReportingRowsDialog, county: DeskContext, fill_in: Callable[..., None]
) -> None:
    first, second, *rest = rows_of(county, "T1")
    dialog.rows.list.select_id(0)
    dialog.rows.buttons["下移"].click()
    assert rows_of(county, "T1") == [second, first, *rest]
    fill_in(label="委员人数")
    dialog.rows.buttons["修改…"].click()
    assert rows_of(county, "T1") == [second, "委员人数", *rest]
    dialog.rows.buttons["删除"].click()
    assert rows_of(county, "T1") == [second, *rest]


def test_a_table_is_added_and_removed_but_for_the_quarters(
    dialog: ReportingRowsDialog, county: DeskContext, fill_in: Callable[..., None]
) -> None:
    assert not dialog.tables.buttons["删除"].isEnabled()
    fill_in(title="阵地小表")
    dialog.tables.buttons["添加…"].click()
    dialog.choose_table("T9")
    assert rows_of(county, "T9") == []
    assert dialog.rows.list.empty_note.sentence() == "还没有行。"
    dialog.tables.buttons["删除"].click()
    assert [one.values["number"] for one in dialog.tables.found][-1] == "T8"


def test_a_table_of_figures_of_ones_own_is_shown(
    tab: TablesTab, county: DeskContext, office: Office, qtbot: QtBot
) -> None:
    table = office.add("reporting_table", number="T9", title="小表", position=9)
    office.add(
        "reporting_row", table_id=table, number="T9-01", label="活动", expression="event.held"
    )
    show(tab, "T9", qtbot)
    assert tab.view.texts() == [("", "活动", "场", "2", "2", "0", "0")]
