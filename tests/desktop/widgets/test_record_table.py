"""The table model: ids first, windows of rows, nothing sorted or filtered here."""

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QObject, Qt

from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.widgets.record_table import RecordTableModel, Row, SortKey, TableColumn

COUNT = 10_000


class Numbers:
    """Rows made from their ids; notes what it is asked for."""

    columns = (
        TableColumn(key="no", title="编号", kind="code"),
        TableColumn(key="name", title="名称", kind="title"),
        TableColumn(key="count", title="人次", align="right", kind="number"),
        TableColumn(key="state", title="状态", kind="chip"),
    )

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.gone: set[int] = set()

    def ids(self, wanted: object, sort: Sequence[SortKey]) -> list[int]:
        limit = wanted if isinstance(wanted, int) else COUNT
        ids = list(range(limit))
        return ids[::-1] if sort and sort[0].descending else ids

    def rows(self, ids: Sequence[int]) -> Sequence[Row | None]:
        self.asked.append(len(ids))
        return [
            None if i in self.gone else (f"HD-{i}", f"活动{i}", i * 1000, "已举办") for i in ids
        ]


@pytest.fixture
def source() -> Numbers:
    return Numbers()


@pytest.fixture
def model(source: Numbers, qapp: QObject) -> RecordTableModel:
    made = RecordTableModel(source, qapp)
    made.set_wanted(None)
    return made


def test_the_model_is_sound(model: RecordTableModel, qtmodeltester: Any) -> None:
    model.set_wanted(20)
    qtmodeltester.check(model)


def test_the_row_count_is_the_true_one(model: RecordTableModel) -> None:
    assert model.rowCount() == COUNT
    assert model.rowCount(model.index(0, 0)) == 0


def test_only_windows_that_are_looked_at_are_fetched(
    model: RecordTableModel, source: Numbers
) -> None:
    assert model.index(COUNT - 1, 1).data() == f"活动{COUNT - 1}"
    assert model.index(0, 1).data() == "活动0"
    assert sum(source.asked) <= 2 * 256


def test_old_windows_are_given_up(model: RecordTableModel, source: Numbers) -> None:
    for row in range(0, COUNT, 256):
        model.index(row, 1).data()
    fetched = len(source.asked)
    model.index(0, 1).data()
    assert len(source.asked) == fetched + 1


def test_sorting_is_left_to_the_source(model: RecordTableModel) -> None:
    model.set_sort([SortKey("no", descending=True)])
    assert model.id_at(0) == COUNT - 1
    assert model.headerData(0, Qt.Orientation.Horizontal) == "编号 ↓"


def test_several_sort_keys_are_numbered(model: RecordTableModel) -> None:
    model.set_sort([SortKey("name"), SortKey("no", descending=True)])
    assert model.headerData(1, Qt.Orientation.Horizontal) == "名称 ↑1"
    assert model.headerData(0, Qt.Orientation.Horizontal) == "编号 ↓2"


def test_a_row_that_is_gone_is_blank(model: RecordTableModel, source: Numbers) -> None:
    source.gone.add(3)
    assert model.index(3, 1).data() == ""


def test_numbers_have_separators_and_states_are_chips(model: RecordTableModel) -> None:
    assert model.index(5, 2).data() == "5,000"
    assert model.index(5, 3).data(RecordTableModel.VALUE_ROLE) == Chip("已举办", "good")


def test_refreshing_without_new_ids_resets_nothing(
    model: RecordTableModel, source: Numbers
) -> None:
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    model.index(0, 1).data()
    model.refresh({0})
    assert not resets
    source.gone.add(0)
    assert model.index(0, 1).data() == ""


def test_rows_are_found_by_id(model: RecordTableModel) -> None:
    assert model.row_of(77) == 77
    assert model.row_of(COUNT) == -1
    assert model.index(77, 0, QModelIndex()).data(RecordTableModel.ID_ROLE) == 77
