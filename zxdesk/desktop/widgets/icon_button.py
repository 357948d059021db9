"""A button that is only a sign; its words are said on hover and to a screen reader."""

from PySide6.QtWidgets import QToolButton, QWidget

from zxdesk.desktop.look import icons


def icon_button(
    icon: str, words: str, parent: QWidget, *, hint: str = "", size: int = 16
) -> QToolButton:
    """Make the button.

    Args:
        hint: What is said on hover where that is more than the words.
    """
    made = QToolButton(parent)
    made.setAccessibleName(words)
    made.setToolTip(hint or words)
    icons.put(made, icon, size=size)
    return made
