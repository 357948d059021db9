"""What may be printed of a record or of a list is offered, shown and written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

import pytest
from PySide6.QtWidgets import QMenu

from tests.desktop.records.conftest import Open, open_page
from tests.ledgers import Office
from zxdesk.desktop.paper import paper_menu
from zxdesk.desktop.paper.paper_preview import PaperPreview
from zxdesk.desktop.records.specs import BY_KIND
from zxdesk.papers.catalogue import PAPERS
from zxdesk.queries.lists import RecordList
from zxdesk.records import KINDS

__all__ = ["open_page"]


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


def menu_of(menu: QMenu, name: str) -> QMenu:
    """The menu below an entry of a menu, both filled as if they were opened."""
    menu.aboutToShow.emit()
    below = next(a.menu() for a in menu.actions() if a.text().startswith(name))
    assert isinstance(below, QMenu)
    below.aboutToShow.emit()
    return below


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
    page.show_record("event", RecordList(county.ledger, KINDS["event"]).ids(text="读书会")[0])
    page.detail.actions_row.button("minutes").click()
    menu = menu_of(page.detail.actions_row.menu, "打印")
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
    menu = menu_of(page.bar.menu, "打印所见")
    assert words(menu) == ["桌签", "标签", "委员名册（按界别）", "委员名册（按笔画）", "清单"]
    for name in words(menu):
        choose(menu, name)
    assert [paper["name"] for paper in shown] == [f"{name}.pdf" for name in words(menu)]


def test_a_page_without_papers_of_its_own_prints_its_list(open_page: Open) -> None:
    page = open_page("opinion")
    assert words(menu_of(page.bar.menu, "打印所见")) == ["清单"]


def test_a_paper_that_cannot_be_filled_is_explained(
    open_page: Open, county: Office, shown: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Exception] = []
    page = open_page("member")
    monkeypatch.setattr(page.context.presenter, "show_error", told.append)
    unit = county.add("unit", name="县水务局", category="承办单位")
    paper_menu.show_paper(page.context, page, paper_menu.PaperOffer("催办函"), "unit", (unit,))
    assert shown == []
    assert "没有生成催办函" in str(told[0])
