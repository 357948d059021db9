"""F1 opens the manual where it tells of what is in front; all of it is there, offline."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.desktop.shell.test_access import everything
from tests.ledgers import Office
from zxdesk import paths
from zxdesk.desktop.base.keeping import NameDialog
from zxdesk.desktop.base.key_tips import KeyTips
from zxdesk.desktop.shell import manual_places
from zxdesk.desktop.shell.main_window import MainWindow
from zxdesk.desktop.shell.manual_places import chapter_of
from zxdesk.desktop.shell.manual_reader import ManualReader
from zxdesk.desktop.shell.manual_text import FIGURES, anchor, flowing, headings, manual_text
from zxdesk.desktop.shell.page_stack import ITEMS
from zxdesk.statistics.catalogue import INDICATORS

ROOT = Path(__file__).resolve().parents[3]
WORDS = [words for _, words in headings(manual_text())]


def test_lines_of_a_paragraph_are_joined_and_tables_are_not() -> None:
    page = (
        "# 题\n\n第一行，\n第二行。\n\n- 甲\n  乙\n- abc\n  def\n\n| a |\n| - |\n\n"
        "见 [导](import.md#导出)。\n"
    )
    assert flowing(page).splitlines() == [
        "# 题", "", "第一行，第二行。", "", "- 甲乙", "- abc def", "", "| a |", "| - |", "",
        "见 [导](#导出)。",
    ]  # fmt: skip


def test_every_chapter_that_a_page_or_dialog_leads_to_is_there() -> None:
    led_to = {*manual_places._PAGES.values(), *manual_places._PARTS.values()}
    assert led_to <= set(WORDS)
    assert {item.key for item in ITEMS} <= set(manual_places._PAGES)
    sources = "".join(file.read_text("utf-8") for file in (paths.PACKAGE / "desktop").rglob("*.py"))
    for name in manual_places._PARTS:
        assert f"class {name}(" in sources, name


def test_what_each_indicator_counts_is_told() -> None:
    text = manual_text()
    assert FIGURES in WORDS
    for indicator in INDICATORS.values():
        assert f"{indicator.label}（{indicator.unit}）" in WORDS
        assert indicator.definition in text


def test_links_and_pictures_lead_somewhere() -> None:
    text = manual_text()
    for name in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", text):
        assert (paths.manual() / name).is_file(), name
    for words, target in re.findall(r"(?<!!)\[([^\]]+)\]\(([^)]+)\)", text):
        assert anchor(target) in map(anchor, WORDS), words


def test_every_page_and_dialog_knows_its_chapter(
    window: MainWindow, county: Office, assigned: int
) -> None:
    dialogs = {}
    for name, shown in everything(window, county):
        if shown is not window:
            dialogs[name] = chapter_of(shown.focusWidget() or shown)
    assert set(dialogs.values()) > {"三、导入工作簿", "七、打印", "一、开始使用", "导出"}


@pytest.mark.parametrize(
    ("page", "chapter"), [("proposal", "五、提案和社情民意"), ("event", "四、活动和签到")]
)
def test_f1_opens_the_chapter_of_the_page(
    window: MainWindow, qtbot: QtBot, page: str, chapter: str
) -> None:
    window.pages.go(page)
    qtbot.keyClick(window, Qt.Key.Key_F1)
    reader = window.findChild(ManualReader)
    assert isinstance(reader, ManualReader)
    assert reader.isVisible()
    assert not reader.isModal()
    assert reader.chapter() == chapter
    heading = reader.text.textCursor().block().text()
    assert heading == chapter
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert len(window.findChildren(ManualReader)) == 1
    qtbot.keyClick(reader, Qt.Key.Key_Escape)
    assert reader.isHidden()


def test_f1_in_a_dialog_asks_for_its_chapter(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[QWidget] = []
    tips = KeyTips.install(qapp)
    monkeypatch.setattr(tips, "_help_with", asked.append)
    dialog = NameDialog(None, title="改名", name="旧名", hint="")
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
        dialog.activateWindow()
    tips.watch(dialog.windowHandle())
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_F1)
    assert asked == [dialog]


def test_words_are_found_from_one_place_to_the_next(qtbot: QtBot) -> None:
    reader = ManualReader.open_at("二、窗口", None)
    qtbot.addWidget(reader)
    reader.search.setText("催办函")
    qtbot.waitUntil(lambda: reader._count.text().endswith(" 处"))
    count = int(reader._count.text().split(" ")[0])
    assert count == manual_text().count("催办函") > 0
    first = reader.text.textCursor().position()
    assert reader.text.textCursor().selectedText() == "催办函"
    for _ in range(count):
        reader.find_next()
    assert reader.text.textCursor().position() == first
    reader.search.setText("没有这样的话")
    qtbot.waitUntil(lambda: reader._count.text() == "0 处")


def test_a_picture_is_no_wider_than_the_page(qtbot: QtBot) -> None:
    reader = ManualReader.open_at("八、统计", None)
    qtbot.addWidget(reader)
    reader.resize(700, 500)
    kind = int(QTextDocument.ResourceType.ImageResource)
    picture = reader.text.loadResource(kind, QUrl("pictures/statistics.png"))
    assert 0 < picture.width() <= reader.text.viewport().width()
    qtbot.waitUntil(lambda: reader.text.horizontalScrollBar().maximum() == 0)


def test_the_manual_travels_with_the_wheel_and_the_installer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    included = settings["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    place = "zxdesk/data/manual"
    assert included["docs/pictures"] == f"{place}/pictures"
    for page in ("manual", "import", "install"):
        assert included[f"docs/{page}.md"] == f"{place}/{page}.md"
    spec = (ROOT / "resources" / "installer" / "zxdesk.spec").read_text("utf-8")
    assert 'Path("zxdesk", "data", "manual")' in spec
    assert "resources() + manual() + migrations()" in spec
    assert '"resources", "docs")' in (ROOT / "build_installer.py").read_text("utf-8")
