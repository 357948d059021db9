"""Every dialog is whole on the smallest screen the office has, at any size of type."""

from itertools import chain

import pytest
from PySide6.QtWidgets import QDialog

from tests.desktop.shell.every_dialog import further
from tests.desktop.shell.test_access import everything
from tests.ledgers import Office
from zxdesk.desktop.look import theme
from zxdesk.desktop.shell.main_window import MainWindow

# 1366×768 without the task bar and the dialog's own frame.
WIDTH, HEIGHT = 1366 - 16, 768 - 40 - 32


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_no_dialog_needs_more_room_than_the_screen_has(
    window: MainWindow, county: Office, assigned: int, scale: float
) -> None:
    theme.current().set_scale(scale)
    wrong: list[str] = []
    for name, shown in chain(everything(window, county), further(window, county)):
        if isinstance(shown, QDialog):
            least = shown.minimumSizeHint().expandedTo(shown.minimumSize())
            if least.width() > WIDTH or least.height() > HEIGHT:
                wrong.append(f"{name}: {least.width()}×{least.height()}")
    assert not wrong, "\n".join(wrong)
