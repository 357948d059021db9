"""登记簿: groups of registers, and the one last shown of each."""

from zxdesk.desktop.records.register_page import RegisterPage
from zxdesk.desktop.shell.main_window import MainWindow


def tabs(page: RegisterPage) -> list[str]:
    return [page.tabs.tabText(place) for place in range(page.tabs.count())]


def register_page(window: MainWindow) -> RegisterPage:
    window.pages.go("register")
    page = window.pages.page("register")
    assert isinstance(page, RegisterPage)
    return page


def test_a_group_offers_its_registers(window: MainWindow) -> None:
    page = register_page(window)
    assert page.current.spec.kind == "suggestion"
    page.groups.setCurrentIndex(1)
    assert tabs(page) == ["媒体报道", "文件", "荣誉"]
    assert page.current.spec.kind == "media"
    assert page.current.isVisible()


def test_a_group_comes_back_to_the_register_last_shown(window: MainWindow) -> None:
    page = register_page(window)
    page.tabs.setCurrentIndex(2)
    assert page.current.spec.kind == "product"
    page.groups.setCurrentIndex(4)
    page.groups.setCurrentIndex(0)
    assert page.current.spec.kind == "product"
    assert page.tabs.currentIndex() == 2


def test_a_register_of_another_group_is_opened(window: MainWindow) -> None:
    page = register_page(window)
    page.open("quota")
    assert page.groups.tabText(page.groups.currentIndex()) == "任务与评定"
    assert page.current.spec.kind == "quota"
    assert page.current.isVisible()
