"""A white card on the ground of a page, and a heading with a link at its end."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import ElidedLabel, LinkButton, set_role


class LinkedHeading(QWidget):
    """A heading with a link at its right end.

    Signals:
        followed: The link was chosen.
    """

    followed = Signal()

    def __init__(self, title: str, link: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._title = ElidedLabel(title, self, role="heading", least=80)
        self.link = LinkButton(link, self)
        self.link.followed.connect(self.followed)
        self.link.setVisible(bool(link))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self.link)

    def set_title(self, title: str) -> None:
        """Say something else."""
        self._title.setText(title)

    def set_link(self, words: str) -> None:
        """Offer another link; empty offers none."""
        self.link.set_text(words)
        self.link.setVisible(bool(words))


class Card(QFrame):
    """A white card with its blocks from top to bottom."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "card")
        look = theme.current()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(look.px(18), look.px(14), look.px(18), look.px(14))
        self.column.setSpacing(look.px(8))
