"""The settings: who writes, how large and in which colours, and the fonts of papers."""

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.dialogs.parts import Labelled, button, fit, foot, lay_out
from zxdesk.desktop.settings import AUTHOR, BUNDLED_FONTS, MODE, SCALE, Settings
from zxdesk.desktop.widgets.words import label, set_role
from zxdesk.store.lock import user_name

_SIZES = ("小", "标准", "较大", "大", "特大")
_MODES = (
    ("跟随系统", theme.Mode.SYSTEM),
    ("浅色", theme.Mode.LIGHT),
    ("深色", theme.Mode.DARK),
)


class SettingsDialog(QDialog):
    """What one person can set; looks are tried at once and put back by 取消."""

    def __init__(self, context: DeskContext, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._context = context
        look = theme.current()
        self._before = (look.mode, look.scale)
        self._make_fields()
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        save = button("保存", self, primary=True)
        save.clicked.connect(self.save)
        column = lay_out(self, "设置")
        self._lay_out(column)
        column.addLayout(foot([], [cancel, save]))
        fit(self, 480)

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None) -> None:
        """Show the settings until they are saved or given up."""
        dialog = cls(context, parent)
        dialog.exec()
        dialog.deleteLater()

    def save(self) -> None:
        """Keep what was set."""
        if self._context.attempt(self._keep):
            self.accept()

    def _keep(self) -> None:
        settings, look = self._context.settings, theme.current()
        settings.set(AUTHOR, text.one_line(self._author.text()))
        settings.set(MODE, look.mode.value)
        settings.set(SCALE, look.scale)
        settings.set(BUNDLED_FONTS, self._bundled.isChecked())
        self._context.ledger.author = author_of(settings)

    def _make_fields(self) -> None:
        settings = self._context.settings
        self._author = QLineEdit(settings.get(AUTHOR), self)
        self._author.setPlaceholderText(user_name())
        self._size = QComboBox(self)
        for words, scale in zip(_SIZES, theme.SCALES, strict=True):
            self._size.addItem(f"{words}（{scale:.0%}）", scale)
        self._mode = QComboBox(self)
        for words, mode in _MODES:
            self._mode.addItem(words, mode.value)
        mode, scale = self._before
        self._size.setCurrentIndex(self._size.findData(scale))
        self._mode.setCurrentIndex(self._mode.findData(mode.value))
        self._size.activated.connect(self._try_looks)
        self._mode.activated.connect(self._try_looks)
        self._bundled = QCheckBox(BUNDLED_FONTS.label, self)
        self._bundled.setChecked(settings.get(BUNDLED_FONTS))

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        card = QFrame(self)
        set_role(card, "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(18))
        inner.setSpacing(look.px(12))
        inner.addWidget(Labelled(AUTHOR.label, self._author, card))
        inner.addWidget(label("修改历史里记这个名字。", card, role="small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(Labelled(SCALE.label, self._size, card))
        row.addWidget(Labelled(MODE.label, self._mode, card))
        inner.addLayout(row)
        inner.addWidget(self._bundled)
        hint = "打勾后，各台电脑印出的公文完全一样；不打勾，优先用本机的方正、仿宋等字体。"
        inner.addWidget(label(hint, card, role="small", wrap=True))
        column.addWidget(card)
        column.addStretch(1)

    def _try_looks(self) -> None:
        _set_looks(theme.Mode(self._mode.currentData()), float(self._size.currentData()))
        fit(self, 480)

    def reject(self) -> None:
        """Put the looks back."""
        _set_looks(*self._before)
        super().reject()


def author_of(settings: Settings) -> str:
    """Give the name that stands in the history."""
    return settings.get(AUTHOR) or user_name()


def _set_looks(mode: theme.Mode, scale: float) -> None:
    look = theme.current()
    if look.mode is not mode:
        look.set_mode(mode)
    if look.scale != scale:
        look.set_scale(scale)
