"""Completes the last of several words that stand in one line, parted by signs."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

Index = QModelIndex | QPersistentModelIndex


class LastPartCompleter(QCompleter):
    """Offers what has the last word in it, and puts it behind the words before."""

    def __init__(self, offered: QStringListModel, line: QLineEdit, *, signs: str) -> None:
        super().__init__(offered, line)
        self._line = line
        self._signs = signs
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Give the last word."""
        return [path[self._last_start(path) :].strip()]

    def pathFromIndex(self, index: Index) -> str:
        """Put what was chosen behind the words before."""
        words = self._line.text()
        return words[: self._last_start(words)] + str(index.data())

    def _last_start(self, words: str) -> int:
        return max(words.rfind(sign) for sign in self._signs) + 1
