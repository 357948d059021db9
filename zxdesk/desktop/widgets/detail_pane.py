"""The pane beside a list: title, chips, facts, and the story of one record."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop import icons, theme
from zxdesk.desktop.tones import Chip
from zxdesk.desktop.widgets import detail_blocks as blocks
from zxdesk.desktop.widgets.chip import ChipLabel
from zxdesk.desktop.widgets.detail_parts import Action, Fact, Line, Link, Moment
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.desktop.widgets.table_block import TableBlock, TableRow
from zxdesk.desktop.widgets.words import label, set_role

_BESIDE_FROM = 460


class DetailPane(QFrame):
    """One record, read from top to bottom. Filled block by block after `clear`.

    Signals:
        followed: A link was followed; carries its target.
        acted: An action was chosen; carries its key.
    """

    followed = Signal(object)
    acted = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setAccessibleName("详情")
        self._title = label("", self, role="title", wrap=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.hide()
        self._actions = QWidget(self)
        self._action_flow = FlowLayout(self._actions, gap=8)
        self._buttons: dict[str, QPushButton] = {}
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(10)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._actions, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setAccessibleName("详情内容")
        self._body = self._new_body()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 4, 8)
        column.setSpacing(8)
        head_box = QVBoxLayout()
        head_box.setContentsMargins(0, 0, 14, 0)
        head_box.addLayout(self._head)
        column.addLayout(head_box)
        column.addWidget(self._scroll, 1)
        self.setMinimumWidth(theme.current().px(300))

    def clear(self) -> None:
        """Take everything out."""
        self.set_title("")
        self.set_actions([])
        self._body = self._new_body()

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self.clear()
        note = label(sentence, self, role="muted", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._insert(note)

    def title(self) -> str:
        """Give the title shown."""
        return self._title.text()

    def set_title(self, text: str) -> None:
        """Name the record."""
        self._title.setText(text)
        self._title.setVisible(bool(text))

    def set_actions(self, actions: Sequence[Action]) -> None:
        """Offer what may be done now."""
        for button in self._buttons.values():
            self._action_flow.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {action.key: self._button(action) for action in actions}
        for button in self._buttons.values():
            self._action_flow.addWidget(button)
            button.show()
        self._actions.setVisible(bool(actions))
        self._fit_head()

    def action_button(self, key: str) -> QPushButton:
        """Give the button of an action."""
        return self._buttons[key]

    def add_chips(self, chips: Sequence[Chip]) -> None:
        """Add the record's states."""
        box = QWidget(self)
        flow = FlowLayout(box, gap=6)
        for chip in chips:
            flow.addWidget(ChipLabel(chip, box))
        self._insert(box)

    def add_facts(self, facts: Sequence[Fact]) -> None:
        """Add labels and values."""
        self._insert(blocks.FactGrid(facts, self, self.followed.emit))

    def add_heading(self, text: str, link: Link | None = None) -> None:
        """Begin a section."""
        self._insert(blocks.Heading(text, link, self, self.followed.emit))

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Add lines parted by hairlines."""
        self._insert(blocks.LineBlock(lines, self, self.followed.emit))

    def add_links(self, links: Sequence[Link]) -> None:
        """Add links side by side; nothing where there are none."""
        if links:
            self._insert(blocks.Links(links, self, self.followed.emit))

    def add_table(
        self, titles: Sequence[str], rows: Sequence[TableRow], *, numbers: bool = False
    ) -> None:
        """Add a small table of what belongs to the record; numbers stand at the right."""
        follow = self.followed.emit
        self._insert(TableBlock(titles, rows, self, follow, numbers=numbers))

    def add_text(self, text: str) -> None:
        """Add long text."""
        self._insert(blocks.ReadingText(text, self))

    def add_note(self, text: str) -> None:
        """Add a quiet sentence."""
        self._insert(label(text, self, role="muted", wrap=True))

    def add_timeline(self, moments: Sequence[Moment]) -> None:
        """Add the steps of the record's story."""
        self._insert(blocks.Timeline(moments, self, self.followed.emit))

    def add_widget(self, widget: QWidget) -> None:
        """Add anything else."""
        self._insert(widget)

    def _new_body(self) -> QVBoxLayout:
        content = QWidget()
        set_role(content, "content")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 2, 14, 12)
        column.setSpacing(7)
        column.addStretch(1)
        self._scroll.setWidget(content)
        return column

    def _insert(self, widget: QWidget) -> None:
        self._body.insertWidget(self._body.count() - 1, widget)

    def _button(self, action: Action) -> QPushButton:
        button = QPushButton("" if action.quiet else action.text, self._actions)
        button.setAccessibleName(action.text)
        if action.primary:
            set_role(button, "primary")
        if action.icon:
            icons.put(button, action.icon, "on_accent" if action.primary else "text", size=16)
        button.setEnabled(not action.refused)
        button.setToolTip(action.refused or (action.text if action.quiet else ""))
        button.clicked.connect(lambda: self.acted.emit(action.key))
        return button

    def _fit_head(self) -> None:
        look = theme.current()
        needed = self._action_flow.sizeHint().width()
        beside = self.width() - needed >= look.px(_BESIDE_FROM) - look.px(220)
        direction = QBoxLayout.Direction
        self._head.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        policy = QSizePolicy.Policy
        self._actions.setSizePolicy(policy.Fixed if beside else policy.Preferred, policy.Minimum)
        self._actions.setMinimumWidth(needed if beside else 0)

    def sizeHint(self) -> QSize:
        """Give the comfortable width."""
        look = theme.current()
        return QSize(look.px(560), look.px(600))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the actions beside or below the title."""
        super().resizeEvent(event)
        self._fit_head()
