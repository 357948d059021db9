"""The pane beside a list: title, chips, facts, and the story of one record."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from zxdesk.desktop.look import theme
from zxdesk.desktop.look.tones import Chip
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.records import detail_blocks as blocks
from zxdesk.desktop.records.action_row import ActionRow
from zxdesk.desktop.records.detail_parts import (
    DetailFact,
    DetailLine,
    DetailLink,
    RecordAction,
    TimelineStep,
)
from zxdesk.desktop.records.table_block import DetailRow, TableBlock
from zxdesk.desktop.widgets.chip import ChipLabel
from zxdesk.desktop.widgets.flow_layout import FlowLayout
from zxdesk.desktop.widgets.scrolled_column import ScrolledColumn


class DetailPane(QFrame):
    """One record, read from top to bottom. Filled block by block after `clear`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setAccessibleName("详情")
        self._title = label("", self, role="title", wrap=True)
        self._title.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._title.hide()
        self.actions_row = ActionRow(self)
        self.actions_row.hide()
        self._body = ScrolledColumn(self, spacing=7)
        self._body.setAccessibleName("详情内容")
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 4, 8)
        column.setSpacing(8)
        head_box = QVBoxLayout()
        head_box.setContentsMargins(0, 0, 14, 0)
        head_box.setSpacing(10)
        # Above the title, whose lines differ in number: the buttons stay where they are.
        head_box.addWidget(self.actions_row)
        head_box.addWidget(self._title)
        column.addLayout(head_box)
        column.addWidget(self._body, 1)
        self.setMinimumWidth(theme.current().px(300))

    def clear(self) -> None:
        """Take everything out."""
        self.set_title("")
        self.set_actions([])
        self._body.clear()

    def show_nothing(self, sentence: str) -> None:
        """Say why there is nothing to see."""
        self.clear()
        note = label(sentence, self, role="muted", wrap=True)
        note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._body.add(note)

    def title(self) -> str:
        """Give the title shown."""
        return self._title.text()

    def set_title(self, text: str) -> None:
        """Name the record."""
        self._title.setText(text)
        self._title.setVisible(bool(text))

    def set_actions(self, actions: Sequence[RecordAction]) -> None:
        """Offer what may be done now."""
        self.actions_row.set_actions(actions)

    def enter(self) -> None:
        """Put the focus on the next step, else on the first button, else on the text."""
        buttons = [b for b in self.actions_row.findChildren(QPushButton) if b.isVisibleTo(self)]
        if not self.actions_row.focus_next_step():
            (buttons[0] if buttons else self._body).setFocus(Qt.FocusReason.TabFocusReason)

    def add_chips(self, chips: Sequence[Chip]) -> None:
        """Add the record's states."""
        box = QWidget(self)
        flow = FlowLayout(box, gap=6)
        for chip in chips:
            flow.addWidget(ChipLabel(chip, box))
        self._body.add(box)

    def add_facts(self, facts: Sequence[DetailFact]) -> None:
        """Add labels and values."""
        self._body.add(blocks.FactGrid(facts, self))

    def add_heading(self, text: str, link: DetailLink | None = None) -> None:
        """Begin a section."""
        self._body.add(blocks.DetailHeading(text, link, self))

    def add_lines(self, lines: Sequence[DetailLine]) -> None:
        """Add lines parted by hairlines."""
        self._body.add(blocks.LineBlock(lines, self))

    def add_links(self, links: Sequence[DetailLink]) -> None:
        """Add links side by side; nothing where there are none."""
        if links:
            self._body.add(blocks.Links(links, self))

    def add_table(
        self, titles: Sequence[str], rows: Sequence[DetailRow], *, numbers: bool = False
    ) -> None:
        """Add a small table of what belongs to the record; numbers stand at the right."""
        self._body.add(TableBlock(titles, rows, self, numbers=numbers))

    def add_text(self, text: str) -> None:
        """Add long text."""
        self._body.add(blocks.ReadingText(text, self))

    def add_note(self, text: str) -> None:
        """Add a quiet sentence."""
        self._body.add(label(text, self, role="muted", wrap=True))

    def add_timeline(self, moments: Sequence[TimelineStep]) -> None:
        """Add the steps of the record's story."""
        self._body.add(blocks.Timeline(moments, self))

    def sizeHint(self) -> QSize:
        """Give the comfortable width."""
        look = theme.current()
        return QSize(look.px(560), look.px(600))
