"""One program a user: later starts hand over to the first."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QDialog, QWidget

from zxdesk.desktop.shell.single_instance import SingleInstance, come_forward
from zxdesk.errors import EnvironmentProblem


def pair(folder, qtbot):
    """Two starts on one folder; what the first is asked is noted."""
    first, second = SingleInstance(folder), SingleInstance(folder)
    assert first.is_first()
    assert not second.is_first()
    return first, second


def hand_over(ledger, folder):
    """Hand over as the second start does: from a process that waits for its answer."""
    code = (
        "import sys; from pathlib import Path; from PySide6.QtWidgets import QApplication;"
        "from zxdesk.desktop.shell.single_instance import SingleInstance;"
        "app = QApplication([]); one = SingleInstance(Path(sys.argv[1]));"
        "assert not one.is_first();"
        "sys.exit(not one.hand_over(Path(sys.argv[2]) if sys.argv[2] else None))"
    )
    return subprocess.Popen([sys.executable, "-c", code, str(folder), ledger])


def test_a_second_start_hands_its_ledger_over(tmp_path, qtbot):
    first, _ = pair(tmp_path, qtbot)
    with qtbot.waitSignal(first.asked) as asked:
        second = hand_over(str(tmp_path / "云溪.zxd"), tmp_path)
    assert asked.args == [tmp_path / "云溪.zxd"]
    assert second.wait(30) == 0
    first.release()


def test_a_second_start_without_a_ledger_only_calls(tmp_path, qtbot):
    first, _ = pair(tmp_path, qtbot)
    with qtbot.waitSignal(first.asked) as asked:
        second = hand_over("", tmp_path)
    assert asked.args == [None]
    assert second.wait(30) == 0
    first.release()


def test_nonsense_on_the_line_does_no_harm(tmp_path, qtbot):
    first, _ = pair(tmp_path, qtbot)
    with qtbot.waitSignal(first.asked) as asked:
        socket = QLocalSocket()
        socket.connectToServer(first._name)
        socket.write(b"[]\n")
        socket.flush()
    assert asked.args == [None]
    first.release()


def test_after_the_first_has_ended_the_next_is_first(tmp_path, qtbot):
    first, second = pair(tmp_path, qtbot)
    first.release()
    assert second.is_first()
    second.release()


def test_other_folders_have_other_programs(tmp_path, qtbot):
    (tmp_path / "甲").mkdir()
    (tmp_path / "乙").mkdir()
    one, other = SingleInstance(tmp_path / "甲"), SingleInstance(tmp_path / "乙")
    assert one.is_first()
    assert other.is_first()
    one.release()
    other.release()


def test_a_deaf_first_program_is_noticed(tmp_path, qtbot):
    first, second = pair(tmp_path, qtbot)
    first._server.close()
    assert not second.hand_over(Path("云溪.zxd"))
    first.release()


def test_a_minimised_window_comes_forward(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    assert come_forward(window)
    assert not window.isMinimized()


def test_a_question_comes_forward_and_keeps_its_place(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    question = QDialog(window)
    question.setModal(True)
    question.open()
    assert not come_forward(window)
    question.close()


def test_a_folder_that_cannot_be_written_is_named(tmp_path, qtbot):
    (tmp_path / "挡住").write_text("", encoding="utf-8")
    with pytest.raises(EnvironmentProblem, match=r"挡住 不能写入，程序没有打开"):
        SingleInstance(tmp_path / "挡住").is_first()
