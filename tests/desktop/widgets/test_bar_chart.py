"""What is painted is also said: a screen reader hears every number of a chart."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from zxdesk.desktop.home.sparkline import Sparkline
from zxdesk.desktop.widgets.bar_chart import Bar, BarChart


def heard(widget: QWidget, what: QAccessible.Text) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found.text(what)


def test_every_bar_is_said_and_the_one_the_keys_are_on(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    chart = BarChart(ground)
    chart.set_bars([Bar(f"第{n}类", n * 1000) for n in range(1, 26)])
    name = heard(chart, QAccessible.Text.Name)
    assert name.startswith("条形图，25 条：第1类 1,000，")
    assert name.endswith("第25类 25,000")
    assert heard(chart, QAccessible.Text.Description).startswith("第1类 1,000，第 1 条，共 25 条")
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert heard(chart, QAccessible.Text.Description).startswith("第2类 2,000，第 2 条")
    chart.set_bars([])
    assert heard(chart, QAccessible.Text.Name) == "条形图，没有数据"


def test_a_line_says_its_numbers(qtbot: QtBot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    line = Sparkline(ground)
    line.set_values([3, 5, 89.4])
    assert heard(line, QAccessible.Text.Name) == "折线，3 个数：3，5，89.4"
