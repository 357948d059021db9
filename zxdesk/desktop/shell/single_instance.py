"""One program a user: a second start hands its ledger to the first and brings that to the front."""

import hashlib
import json
import sys
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from zxdesk.errors import EnvironmentProblem

_PATIENCE_MS = 5000
_SHORT_MS = 500


def _lock_of(folder: Path) -> FileLock:
    return FileLock(str(folder / "program.lock"), thread_local=False)


def is_running(folder: Path) -> bool:
    """Tell whether a program is on this folder already, or it cannot be told."""
    lock = _lock_of(folder)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False


class SingleInstance(QObject):
    """Tells whether this is the first program on this folder, and hears of later ones.

    The lock decides, for the system frees it whatever happens to its holder; the local socket only
    carries the message.

    Signals:
        asked: Another start wants this program; carries the ledger's path, or None.
    """

    asked = Signal(Path)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        digest = hashlib.sha256(str(folder).encode()).hexdigest()
        self._name = f"zxdesk-{digest[:16]}"
        self._lock = _lock_of(folder)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def is_first(self) -> bool:
        """Become the first program, and listen; False where there is one.

        Raises:
            EnvironmentProblem: the user's folder cannot be written.
        """
        try:
            self._lock.acquire(timeout=0)
        except Timeout:
            return False
        except OSError as error:
            folder = Path(self._lock.lock_file).parent
            raise EnvironmentProblem(
                f"用户数据文件夹 {folder} 不能写入，程序没有打开",
                "请检查这个文件夹的权限和磁盘空间",
                code="unwritable",
            ) from error
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def hand_over(self, ledger: Path | None) -> bool:
        """Ask the first program to come forward and open a ledger; False where it is deaf."""
        _let_others_come_forward()
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        words = {"ledger": str(ledger.absolute()) if ledger else None}
        socket.write(json.dumps(words).encode() + b"\n")
        return socket.waitForDisconnected(_PATIENCE_MS)

    def release(self) -> None:
        """Let the next start be the first."""
        self._server.close()
        self._lock.release()

    def _on_connection(self) -> None:
        socket = self._server.nextPendingConnection()
        # The words come with the call; who calls and says nothing is not waited for.
        while not socket.canReadLine() and socket.waitForReadyRead(_SHORT_MS):
            pass
        ledger = _ledger_in(bytes(socket.readLine().data()))
        socket.disconnectFromServer()
        socket.deleteLater()
        self.asked.emit(ledger)


def _ledger_in(words: bytes) -> Path | None:
    try:
        return Path(json.loads(words)["ledger"])
    except (ValueError, KeyError, TypeError):
        return None


def come_forward(window: QWidget | None) -> bool:
    """Bring a window, or the question it is asking, to the front; False where it asks one."""
    asking = QApplication.activeModalWidget()
    front = asking or window
    if front is not None:
        front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
        front.show()
        front.raise_()
        front.activateWindow()
    return asking is None


def _let_others_come_forward() -> None:
    """Give the first program the right to take the foreground, which this start was given."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
