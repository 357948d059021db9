"""The home page: the year in figures, what is to be done, and what was done last."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from zxdesk.desktop import theme
from zxdesk.desktop.context import DeskContext
from zxdesk.desktop.pages.figures.home_data import (
    BY,
    CARDS,
    MOST_BARS,
    CardFigure,
    HomeData,
    gather,
)
from zxdesk.desktop.pages.figures.home_parts import (
    QuarterBlock,
    QuotaBlock,
    RecentBlock,
    Sheet,
    StartNote,
    Titled,
)
from zxdesk.desktop.pages.figures.kept_figures import KeptFigures
from zxdesk.desktop.pages.figures.latest import Latest
from zxdesk.desktop.pages.figures.quota_tab import open_short
from zxdesk.desktop.pages.figures.todo_view import TodoView
from zxdesk.desktop.pages.figures.wording import number_text
from zxdesk.desktop.widgets.bar_chart import Bar, BarChart
from zxdesk.desktop.widgets.sparkline import Sparkline
from zxdesk.desktop.widgets.stat_card import Stat, StatCard
from zxdesk.desktop.widgets.words import label, set_role
from zxdesk.rules.periods import Period, this_year
from zxdesk.services.due import QUARTER, quarter_to_close
from zxdesk.statistics.figures import Expression, Figure, records_behind
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.saved_figures import KeptFigure
from zxdesk.store import Changes

_CARDS_IN_A_ROW = 830
_WIDE_LINES = 960
_TWO_COLUMNS = 720
_TODO_ROWS = 7
_TYPES_TITLE = "各类活动（本年，场）"
Target = tuple[Expression, Period, str]


class HomePage(QWidget):
    """What a clerk sees first.

    Signals:
        import_requested: Workbooks are to be imported.
        new_requested: A record is to be registered; carries its kind.
        quarter_requested: The reporting table of a quarter is wanted; carries the period.
        figure_requested: A figure is to be looked at closer; carries its expression, a label
            to group by and a period (empty: this year).
        quotas_requested: The quotas are wanted; carries the one to be shown, or None.
        ready: The page shows the ledger as it is.
    """

    import_requested = Signal()
    new_requested = Signal(str)
    quarter_requested = Signal(object)
    figure_requested = Signal(str, str, str)
    quotas_requested = Signal(object)
    ready = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "ground")
        self._context = context
        self._data: HomeData | None = None
        self._fresh = False
        self._latest = Latest(context, self)
        self._latest.answered.connect(self.ready)
        self._behind = Latest(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._work_out)
        self._build()
        context.changed.connect(self.refresh)

    def data(self) -> HomeData | None:
        """Give what is shown; None before it was worked out."""
        return self._data

    def refresh(self, _changes: Changes | None = None) -> None:
        """Work everything out again, once the page is seen."""
        self._fresh = False
        if self.isVisible():
            self._soon.start()

    def _build(self) -> None:
        look = theme.current()
        self._pages = QStackedWidget(self)
        self._scroll = QScrollArea(self._pages)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        content = QWidget(self._scroll)
        set_role(content, "content")
        self._grid = QGridLayout(content)
        gap = look.px(12)
        self._grid.setContentsMargins(look.px(16), look.px(16), look.px(16), look.px(16))
        self._grid.setSpacing(gap)
        self.cards = [self._card(content) for _ in CARDS]
        self.kept = KeptFigures(self._context, content)
        self.kept.followed.connect(self._follow_kept)
        self.kept.figure_asked.connect(
            lambda kept: self.figure_requested.emit(kept.expression, "", kept.period.name)
        )
        self._left = self._todo_sheet(content)
        self._right = self._types_sheet(content)
        self._shape: tuple[int, int] = (0, 0)
        self._arrange(4, 2)
        self._scroll.setWidget(content)
        self.start_note = StartNote(self._pages, read_only=self._context.ledger.read_only)
        self.start_note.import_asked.connect(self.import_requested)
        self.start_note.event_asked.connect(lambda: self.new_requested.emit("event"))
        blank = QWidget(self._pages)
        for page in (blank, self._scroll, self.start_note):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _card(self, parent: QWidget) -> StatCard:
        card = StatCard(Stat(label="", value=""), parent)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        card.followed.connect(self._follow)
        return card

    def _todo_sheet(self, parent: QWidget) -> Sheet:
        sheet = Sheet(parent)
        self.todo_head = Titled("要办的事", "", sheet)
        self.todo_head.followed.connect(self._show_all_todo)
        self.todo = TodoView(sheet, most_rows=_TODO_ROWS)
        self.todo.followed.connect(self._follow_todo)
        self._nothing = label("没有要办的事。", sheet, role="muted")
        self.quarter = QuarterBlock(sheet)
        self.quarter.followed.connect(self._ask_quarter)
        self.quotas = QuotaBlock(sheet)
        self.quotas.all_asked.connect(lambda: self.quotas_requested.emit(None))
        self.quotas.lines.followed.connect(self._follow_quota)
        self.quotas.lines.short_followed.connect(lambda quota: open_short(self._context, quota))
        sheet.column.addWidget(self.todo_head)
        sheet.column.addWidget(self._nothing)
        sheet.column.addWidget(self.todo, 1)
        sheet.column.addWidget(self.quotas)
        sheet.column.addWidget(self.quarter)
        sheet.column.addStretch(0)
        return sheet

    def _types_sheet(self, parent: QWidget) -> Sheet:
        sheet = Sheet(parent)
        self.types_head = Titled(_TYPES_TITLE, "换个口径", sheet)
        self.types_head.followed.connect(
            lambda: self.figure_requested.emit(CARDS[0][0], BY, ""),
        )
        self.types = BarChart(sheet)
        self.types.followed.connect(self._follow)
        self._no_types = label("本年还没有已举办的活动。", sheet, role="muted")
        self.recent = RecentBlock(sheet)
        heading = label("最近", sheet, role="heading")
        heading.setContentsMargins(0, theme.current().px(10), 0, 0)
        for block in (self.types_head, self._no_types, self.types, heading, self.recent):
            sheet.column.addWidget(block)
        sheet.column.addStretch(1)
        return sheet

    def _work_out(self) -> None:
        ledger = self._context.ledger
        self._fresh = True
        self._latest.ask("更新首页", lambda: gather(ledger), self._show)

    def _show(self, data: HomeData) -> None:
        self._data = data
        self._pages.setCurrentWidget(self._scroll if data.started else self.start_note)
        for card, content in zip(self.cards, data.cards, strict=True):
            card.set_stat(stat_of(content))
        self.kept.show_figures(data.kept)
        self.quotas.show_quotas(data.quotas, data.today.year)
        self.todo.set_items(data.todo)
        self.todo.setVisible(bool(data.todo))
        self._nothing.setVisible(not data.todo)
        kinds = {item.kind for item in data.todo}
        self.todo_head.set_link(f"全部 {len(data.todo)}" if len(kinds) == 1 else "")
        self.types.set_bars(bars_of(data.types))
        self.types.setVisible(bool(data.types.groups))
        self._no_types.setVisible(not data.types.groups)
        self.quarter.show_state(data.quarter)
        self.recent.show_steps(data.recent, data.today)

    def _follow(self, target: Target | None) -> None:
        if target is None:
            return
        expression, period, heading = target
        ledger = self._context.ledger
        self._behind.ask(
            "查找记录",
            lambda: records_behind(ledger, expression, period=period),
            lambda found: self._context.show_records(found[0], found[1], heading),
        )

    def _follow_kept(self, kept: KeptFigure) -> None:
        if kept.figure:
            heading = f"{kept.name}（{kept.period.name}）"
            self._follow((kept.figure.expression, kept.period, heading))

    def _follow_quota(self, quota: QuotaStanding) -> None:
        if not quota.whole or quota.problem:
            self.quotas_requested.emit(quota)
            return
        count = quota.standings[0].counts[0]
        year = this_year(date(quota.year, 1, 1))
        self._follow((count.expression, year, f"{quota.name}（{quota.year}）"))

    def _follow_todo(self, kind: str, record_id: int) -> None:
        if kind not in ("quota", QUARTER):
            self._context.show_record(kind, record_id)
        elif self._data and kind == QUARTER:
            self.quarter_requested.emit(quarter_to_close(self._data.today))
        elif self._data:
            quotas = (each for each in self._data.quotas if each.record == (kind, record_id))
            self.quotas_requested.emit(next(quotas, None))

    def _show_all_todo(self) -> None:
        items = self.todo.items()
        if items[0].kind in ("quota", QUARTER):
            self._follow_todo(items[0].kind, 0)
            return
        ids = list(dict.fromkeys(item.record_id for item in items))
        self._context.show_records(items[0].kind, ids, "要办的事")

    def _ask_quarter(self) -> None:
        if self._data:
            self.quarter_requested.emit(self._data.quarter.period)

    def _arrange(self, cards: int, columns: int) -> None:
        if (cards, columns) == self._shape:
            return
        self._shape = (cards, columns)
        for place, card in enumerate(self.cards):
            span = 12 // cards
            self._grid.addWidget(card, place // cards, place % cards * span, 1, span)
        below = len(self.cards) // cards
        self._grid.addWidget(self.kept, below, 0, 1, 12)
        below += 1
        if columns == 2:
            self._grid.addWidget(self._left, below, 0, 1, 7)
            self._grid.addWidget(self._right, below, 7, 1, 5)
        else:
            self._grid.addWidget(self._left, below, 0, 1, 12)
            self._grid.addWidget(self._right, below + 1, 0, 1, 12)
        for column in range(12):
            self._grid.setColumnStretch(column, 1)
        for row in range(6):
            self._grid.setRowStretch(row, 1 if row == below else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the blocks one below the other where room is short."""
        super().resizeEvent(event)
        look = theme.current()
        self._arrange(
            4 if self.width() >= look.px(_CARDS_IN_A_ROW) else 2,
            2 if self.width() >= look.px(_TWO_COLUMNS) else 1,
        )
        # The line gives way, so that last year's figure is never cut.
        line = look.px(96 if self.width() >= look.px(_WIDE_LINES) else 64)
        for small in self.findChildren(Sparkline):
            small.setMaximumWidth(line)

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while the page was not seen."""
        super().showEvent(event)
        if not self._fresh:
            self._soon.start()


def stat_of(content: CardFigure) -> Stat:
    """Give the card of a figure."""
    now, before = content.this_year, content.last_year
    heading = f"{content.title}（{now.period.name}）"
    return Stat(
        label=content.title,
        value=number_text(now.value),
        unit=now.unit,
        before=f"上年同期 {number_text(before.value)}",
        history=content.months,
        definition=now.definition,
        target=(now.expression, now.period, heading),
    )


def bars_of(types: Figure) -> list[Bar]:
    """Give the bars of events by type, the longest first."""
    return [
        Bar(group, value or 0, target=_bar_target(types, group))
        for group, value in types.groups[:MOST_BARS]
    ]


def _bar_target(types: Figure, group: str) -> Target:
    expression = Expression(code=types.expression.code, where=((BY, (group,)),))
    return expression, types.period, f"{group}（{types.period.name}）"
