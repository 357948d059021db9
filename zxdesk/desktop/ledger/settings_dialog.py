"""The settings: who writes, how large and in which colours, and the fonts of papers."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import LabelledField, button, fit, foot, lay_out
from zxdesk.desktop.base.settings import AUTHOR, BUNDLED_FONTS, MODE, SCALE, Settings
from zxdesk.desktop.ledger.office_dialog import OfficeDialog
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label, set_role
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.rules.sorting import ORDERS
from zxdesk.services.name_order import name_order, set_name_order
from zxdesk.store.lock import user_name

_HEIGHT = 710
_SIZES = ("小", "标准", "较大", "大", "特大")
_OFFICE = (
    ("listed_value", "取值表"),
    ("quota", "指标任务"),
    ("rating_scheme", "星级方案"),
    ("plenary_session", "会次"),
    ("unit", "单位"),
    ("programme", "品牌"),
    ("reporting_table", "报表"),
    ("saved_figure", "常用数字"),
)
_OFFICE_HINT = "都可以增、改、停用，每一步能撤销。取值改名时，用到它的记录和指标一并改。"
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
        column.addWidget(self._cards(), 1)
        column.addLayout(foot([], [cancel, save]))
        self._fit()

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
        order = self._names.currentData()
        if order != name_order(self._context.ledger):
            self._context.changed.emit(set_name_order(self._context.ledger, order))

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
        self._names = QComboBox(self)
        for order in ORDERS:
            self._names.addItem(f"按{order}", order)
        self._names.setCurrentIndex(self._names.findData(name_order(self._context.ledger)))
        self._names.setEnabled(not self._context.ledger.read_only)
        self._bundled = QCheckBox(BUNDLED_FONTS.label, self)
        self._bundled.setChecked(settings.get(BUNDLED_FONTS))

    def _cards(self) -> QScrollArea:
        """Give all cards, to be scrolled where large type leaves no room for them."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._content = QWidget()
        set_role(self._content, "content")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(12))
        self._lay_out(column)
        area.setWidget(self._content)
        return area

    def _fit(self) -> None:
        """Be as high as all cards, if the screen is."""
        fit(self, 480, _HEIGHT)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        card = QFrame(self)
        set_role(card, "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(18))
        inner.setSpacing(look.px(12))
        inner.addWidget(LabelledField(AUTHOR.label, self._author, card))
        inner.addWidget(label("修改历史里记这个名字。", card, role="small", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(look.px(16))
        row.addWidget(LabelledField(SCALE.label, self._size, card))
        row.addWidget(LabelledField(MODE.label, self._mode, card))
        inner.addLayout(row)
        inner.addWidget(LabelledField("姓名和名称的次序", self._names, card))
        names = (
            "列表、导出的工作簿和清单都按它排；编号、“第 2 次”“第 10 次”按数的大小。随台账保存。"
        )
        inner.addWidget(label(names, card, role="small", wrap=True))
        inner.addWidget(self._bundled)
        hint = "打勾后，各台电脑印出的公文完全一样；不打勾，优先用本机的方正、仿宋等字体。"
        inner.addWidget(label(hint, card, role="small", wrap=True))
        column.addWidget(card)
        column.addWidget(self._office_card())
        column.addStretch(1)

    def _office_card(self) -> QFrame:
        """Lead to what the office itself decides: records like all others, with their history."""
        look = theme.current()
        card = QFrame(self)
        set_role(card, "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(look.px(20), look.px(16), look.px(20), look.px(18))
        inner.setSpacing(look.px(8))
        inner.addWidget(label("本单位的资料", card, role="heading"))
        links = FlowLayout(gap=look.px(18), line_gap=look.px(6))
        own = LinkButton("名称、编号、期限、工作日…", card)
        own.clicked.connect(self._decide)
        links.addWidget(own)
        for kind, words in _OFFICE:
            link = LinkButton(words, card)
            link.clicked.connect(partial(self._leave_for, kind))
            links.addWidget(link)
        inner.addLayout(links)
        inner.addWidget(label(_OFFICE_HINT, card, role="small", wrap=True))
        return card

    def _decide(self) -> None:
        """Close without keeping what was tried here, and show what the office decides."""
        parent = self.parentWidget()
        self.reject()
        OfficeDialog.run(self._context, parent)

    def _leave_for(self, kind: str) -> None:
        """Close without keeping what was tried here, and show a register."""
        self.reject()
        self._context.show_kind(kind)

    def _try_looks(self) -> None:
        _set_looks(theme.Mode(self._mode.currentData()), float(self._size.currentData()))
        self._fit()

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
