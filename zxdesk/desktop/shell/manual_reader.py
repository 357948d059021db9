"""The manual in a window of its own: chapters at the left, the text, and a line to find words."""

from typing import Any

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import (
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from zxdesk import paths
from zxdesk.desktop.base.dialog_parts import button, fit
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label
from zxdesk.desktop.shell.manual_text import anchor, headings, manual_text
from zxdesk.desktop.widgets.search_field import SearchField

_IMAGE = int(QTextDocument.ResourceType.ImageResource)


class ManualReader(QDialog):
    """Opens at a chapter; everything in it is on this computer."""

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("使用手册")
        self.setModal(False)
        self.chapters = QListWidget(self)
        self.chapters.setAccessibleName("目录")
        self.text = ManualText(self)
        self.search = SearchField("在手册里找…", self)
        self._count = label("", self, role="muted")
        self._fill()
        self._lay_out()
        self.chapters.currentItemChanged.connect(self._open)
        self.search.settled.connect(self.look_for)
        self.search.entered.connect(lambda _words: self.find_next())
        self.search.left_upwards.connect(self.reject)
        self.text.anchorClicked.connect(lambda url: self.show_chapter(url.fragment()))
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        QShortcut(QKeySequence("F3"), self, self.find_next)
        fit(self, 980, 700)

    @classmethod
    def open_at(cls, chapter: str, parent: QWidget | None) -> "ManualReader":
        """Show the manual beside the window it was asked from, which goes on working."""
        found = parent.findChild(ManualReader) if parent else None
        reader = found if isinstance(found, ManualReader) else cls(parent)
        reader.show()
        reader.show_chapter(chapter)
        reader.raise_()
        reader.activateWindow()
        reader.text.setFocus()
        return reader

    def chapter(self) -> str:
        """Give the chapter that is marked in the list."""
        item = self.chapters.currentItem()
        return str(item.data(Qt.ItemDataRole.UserRole)) if item else ""

    def show_chapter(self, words: str) -> bool:
        """Go to the heading of these words; False where there is none."""
        for row in range(self.chapters.count()):
            item = self.chapters.item(row)
            found = str(item.data(Qt.ItemDataRole.UserRole))
            if anchor(found) == anchor(words):
                self.chapters.setCurrentItem(item)
                self.text.show_heading(found)
                return True
        return False

    def look_for(self, words: str) -> None:
        """Go to the first place where words stand, and say in how many they do."""
        count = self.text.toPlainText().casefold().count(words.casefold()) if words else 0
        self._count.setText(f"{count} 处" if words else "")
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if count:
            self.find_next()

    def find_next(self) -> None:
        """Go to the next place, from the last to the first."""
        words = self.search.text()
        if words and not self.text.find(words):
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self.text.find(words)

    def _fill(self) -> None:
        for level, words in headings(manual_text()):
            item = QListWidgetItem(f"{'　' * (level - 1)}{words}", self.chapters)
            item.setData(Qt.ItemDataRole.UserRole, words)
            item.setToolTip(words)

    def _lay_out(self) -> None:
        look = theme.current()
        close = button("关闭", self)
        close.clicked.connect(self.reject)
        head = QHBoxLayout()
        head.setSpacing(look.px(10))
        head.addWidget(self.search)
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(close)
        parts = QSplitter(Qt.Orientation.Horizontal, self)
        parts.addWidget(self.chapters)
        parts.addWidget(self.text)
        parts.setSizes([look.px(240), look.px(720)])
        parts.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.px(16), look.px(14), look.px(16), look.px(14))
        column.setSpacing(look.px(10))
        column.addLayout(head)
        column.addWidget(parts, 1)

    def _open(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.text.show_heading(str(item.data(Qt.ItemDataRole.UserRole)))


class ManualText(QTextBrowser):
    """The text with its pictures, no wider than there is room for."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("手册")
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self._room = QSize()
        self._set_text()
        theme.current().changed.connect(self._set_text)

    def show_heading(self, words: str) -> None:
        """Bring a heading to the top."""
        block = self.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() and block.text().strip() == _plain(words):
                self.moveCursor(QTextCursor.MoveOperation.End)
                self.setTextCursor(QTextCursor(block))
                return
            block = block.next()

    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        """Give a picture of the manual, as wide as the page at most."""
        if kind != _IMAGE:
            return None
        picture = QImage(str(paths.manual() / QUrl(url).toString()))
        widest = max(theme.current().px(200), self.viewport().width() - theme.current().px(40))
        if picture.isNull() or picture.width() <= widest:
            return picture
        return picture.scaledToWidth(widest, Qt.TransformationMode.SmoothTransformation)

    def _set_text(self) -> None:
        place = self.verticalScrollBar().value()
        self.document().setDefaultFont(theme.current().font())
        self.setMarkdown(manual_text())
        self._fit_in()
        self.verticalScrollBar().setValue(place)

    def _fit_in(self) -> None:
        """Let tables be as wide as the page, and lines of commands break."""
        whole = QTextLength(QTextLength.Type.PercentageLength, 100)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                form = frame.format()
                form.setWidth(whole)
                form.setCellPadding(theme.current().px(4))
                frame.setFormat(form)
        breaking = QTextBlockFormat()
        breaking.setNonBreakableLines(False)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(breaking)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the pictures follow the width."""
        super().resizeEvent(event)
        if self.viewport().width() != self._room.width():
            self._room = self.viewport().size()
            self._set_text()


def _plain(words: str) -> str:
    return words.replace("`", "").strip()
