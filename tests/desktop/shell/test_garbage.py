"""Garbage ends in the window's thread, whoever made it."""

import gc
import threading

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from zxdesk.desktop.shell import garbage


class Node:
    """One in a cycle; tells in which thread it ended."""

    def __init__(self, ended: list[threading.Thread]) -> None:
        self.itself = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.current_thread())


def test_what_a_worker_leaves_is_collected_in_the_windows_thread(
    qapp: QApplication, qtbot: QtBot
) -> None:
    ended: list[threading.Thread] = []

    def leave() -> None:
        for _ in range(20_000):
            Node(ended)

    with garbage.only_here(qapp):
        worker = threading.Thread(target=leave)
        worker.start()
        worker.join()
        assert not ended
        qtbot.waitUntil(lambda: len(ended) == 20_000)
    assert set(ended) == {threading.main_thread()}
    assert gc.isenabled()


def test_nothing_is_collected_before_it_is_due() -> None:
    gc.collect()
    ended: list[threading.Thread] = []
    gc.disable()
    try:
        Node(ended)
        garbage.collect_what_is_due()
        assert not ended
    finally:
        gc.enable()
