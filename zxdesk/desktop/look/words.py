"""Labels and links: the words of a page."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its part in the style sheet."""
    set_state(widget, "role", role)


def set_state(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and draw the widget by it."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    # Qt matches selectors by property only while it polishes a widget (Style Sheets Reference).
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def set_wrong(widget: QWidget, wrong: bool) -> None:
    """Mark an input as wrong, or as right again."""
    set_state(widget, "wrong", "true" if wrong else "false")


def label(text: str, parent: QWidget, *, role: str = "", wrap: bool = False) -> QLabel:
    """Make a label of plain text."""
    made = QLabel(text, parent)
    # What people typed may look like markup, which Qt::AutoText would follow.
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        set_role(made, role)
    return made


class ElidedLabel(QLabel):
    """One line that is cut with … where room is short; the full text on hover."""

    def __init__(self, text: str, parent: QWidget, *, role: str = "", least: int = 40) -> None:
        super().__init__(text, parent)
        self._least = least
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if role:
            set_role(self, role)

    def is_cut(self) -> bool:
        """Whether the text does not fit."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    def minimumSizeHint(self) -> QSize:
        """Allow any width down to a few characters."""
        full = super().sizeHint()
        return QSize(min(self._least, full.width()), full.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the full text on hover only where it is cut."""
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.is_cut() else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the text, cut where it must be."""
        painter = QPainter(self)
        rect = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, rect.width()
        )
        self.style().drawItemText(
            painter,
            rect,
            int(self.alignment() | Qt.AlignmentFlag.AlignVCenter),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


class LinkButton(QPushButton):
    """Words that lead somewhere.

    Signals:
        followed: The link was chosen.
    """

    followed = Signal()

    def __init__(
        self,
        text: str,
        parent: QWidget,
        *,
        follow: Callable[[], object] | None = None,
        role: str = "link",
    ) -> None:
        """Make the link.

        Args:
            follow: Where it leads, where nobody listens to `followed`.
        """
        # One & would make the letter behind it a key (QAbstractButton::text).
        super().__init__(text.replace("&", "&&"), parent)
        self._then = follow
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_role(self, role)
        self.clicked.connect(self._follow)

    def set_text(self, text: str) -> None:
        """Change the words."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def _follow(self) -> None:
        # Where it leads, this button may be gone: what is done next is held here.
        then = self._then
        self.followed.emit()
        if then is not None:
            then()

    def minimumSizeHint(self) -> QSize:
        """Never be squeezed flat."""
        return self.sizeHint()
