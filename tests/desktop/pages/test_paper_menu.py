"""What may be printed of a record or of a list is offered, shown and written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pytest
from PySide6.QtWidgets import QMenu, QPushButton

from tests.desktop.pages.conftest import Open
from tests.ledgers import Office
from zxdesk.desktop.dialogs.paper_preview import PaperPreview
from zxdesk.desktop.pages import paper_menu
from zxdesk.desktop.pages.specs import BY_KIND
from zxdesk.documents.papers import PAPERS
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """The papers that were shown, written in every form they are offered in."""
    made: list[dict[str, Any]] = []

    def run(*_: object, file_name: str, write: Callable[[Path], object], **more: Any) -> None:
        target = tmp_path / file_name
        write(target, lambda _done, _total: None)
        if more["word"]:
            write(target.with_suffix(".docx"), lambda _done, _total: None)
            assert is_zipfile(target.with_suffix(".docx"))
        made.append({"pdf": target.read_bytes()[:4], "name": file_name, **more})

    monkeypatch.setattr(PaperPreview, "run", run)
    return made


def menu_below(button: QPushButton) -> QMenu:
    button.click()
    menu = button.findChildren(QMenu)[-1]
    assert isinstance(menu, QMenu)
    return menu


def words(menu: QMenu) -> list[str]:
    return [action.text().rstrip("…") for action in menu.actions()]


def choose(menu: QMenu, name: str) -> None:
    next(action for action in menu.actions() if action.text() == f"{name}…").trigger()
    menu.hide()


def test_every_paper_can_be_reached_from_some_page() -> None:
    offered = {
        offer.paper
        for kind in BY_KIND
        for offer in (*paper_menu.of_record(kind), *paper_menu.of_list(kind))
    }
    assert offered == set(PAPERS)


def test_the_pane_offers_what_is_made_for_one_record(
    open_page: Open, county: Office, shown: list[dict[str, Any]]
) -> None:
    page = open_page("event")
    page.show_record(RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0])
    page.detail.action_button("minutes").click()
    menu = menu_below(page.detail.action_button("print"))
    assert words(menu) == ["会议纪要", "协商纪要", "签到表", "出席表", "桌签"]
    for name in ("签到表", "桌签"):
        choose(menu, name)
    assert [paper["pdf"] for paper in shown] == [b"%PDF"] * 3
    assert [paper["word"] for paper in shown] == [True, True, False]
    assert shown[0]["title"].startswith("会议纪要：")


def test_the_page_offers_what_is_made_for_a_list(
    open_page: Open, shown: list[dict[str, Any]]
) -> None:
    page = open_page("member")
    menu = menu_below(page.bar.button("打印"))
    assert words(menu) == ["桌签", "标签", "委员名册（按界别）", "委员名册（按笔画）", "清单"]
    for name in words(menu):
        choose(menu, name)
    assert [paper["name"] for paper in shown] == [f"{name}.pdf" for name in words(menu)]


def test_a_page_without_papers_of_its_own_prints_its_list(open_page: Open) -> None:
    page = open_page("opinion")
    assert words(menu_below(page.bar.button("打印"))) == ["清单"]


def test_a_paper_that_cannot_be_filled_is_explained(
    open_page: Open, county: Office, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    page = open_page("member")
    monkeypatch.setattr(page.context.presenter, "show_error", told.append)
    unit = county.add("unit", name="县水务局", category="承办单位")
    paper_menu.show_paper(page.context, page, paper_menu.Offer("催办函"), "unit", (unit,))
    assert shown == []
    assert "没有生成催办函" in str(told[0])


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ('会议纪要：a/b\\c:*?"<>|\n..', "会议纪要：a b c"),
        ("..", ""),
        ("长" * 200, "长" * 60),
    ],
)
def test_a_title_becomes_the_name_of_a_file(title: str, stem: str) -> None:
    assert paper_menu.file_stem(title) == stem
