"""Long work off the window's thread."""

import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from zxdesk.desktop.base.tasks import TaskProgress, TaskRunner


@pytest.fixture
def runner(qapp: QObject) -> TaskRunner:
    return TaskRunner(qapp)


def test_the_result_comes_back_on_the_windows_thread(runner: TaskRunner, qtbot: QtBot) -> None:
    threads: dict[str, int] = {}

    def work(_progress: TaskProgress) -> int:
        threads["work"] = threading.get_ident()
        return 42

    def take(result: int) -> None:
        threads["result"] = threading.get_ident()
        threads["value"] = result

    with qtbot.waitSignal(runner.ended):
        runner.run("计算", work, on_result=take, on_error=lambda _: None)
    assert threads["value"] == 42
    assert threads["result"] == threading.get_ident() != threads["work"]


def test_what_goes_wrong_comes_back_too(runner: TaskRunner, qtbot: QtBot) -> None:
    errors: list[Exception] = []

    def work(_progress: TaskProgress) -> None:
        raise ValueError("坏了")

    with qtbot.waitSignal(runner.ended):
        runner.run("计算", work, on_result=lambda _: None, on_error=errors.append)
    assert [str(error) for error in errors] == ["坏了"]


def test_cancelled_work_ends_without_a_result(runner: TaskRunner, qtbot: QtBot) -> None:
    begun = threading.Event()
    heard: list[object] = []

    def work(progress: TaskProgress) -> None:
        begun.set()
        while True:
            progress.report("数", 1, 2)

    with qtbot.waitSignal(runner.ended):
        task = runner.run("计算", work, on_result=heard.append, on_error=heard.append)
        assert begun.wait(5)
        task.cancel()
    assert not heard
    assert not runner.running


def test_progress_is_told(runner: TaskRunner, qtbot: QtBot) -> None:
    moves: list[tuple[str, int, int]] = []

    def work(progress: TaskProgress) -> None:
        progress.report("导入", 3, 10)

    with qtbot.waitSignal(runner.ended):
        task = runner.run("导入", work, on_result=lambda _: None, on_error=lambda _: None)
        task.progress.moved.connect(lambda *move: moves.append(move))
    assert moves in ([("导入", 3, 10)], [])


def test_finishing_waits_for_running_work(runner: TaskRunner) -> None:
    done = threading.Event()

    def work(progress: TaskProgress) -> None:
        while not progress.cancelled:
            pass
        done.set()

    runner.run("等", work, on_result=lambda _: None, on_error=lambda _: None)
    runner.finish()
    assert done.is_set()
