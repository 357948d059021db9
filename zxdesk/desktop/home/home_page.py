"""The home page: the year in figures, what is to be done, and what was done last."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
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

from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.figure_links import open_short
from zxdesk.desktop.base.page import Page
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.desktop.home.counties_block import CountiesBlock
from zxdesk.desktop.home.home_parts import QuarterBlock, QuotaBlock, RecentBlock, StartNote
from zxdesk.desktop.home.kept_figures import KeptFigures
from zxdesk.desktop.home.later_menu import offer
from zxdesk.desktop.home.stat_card import StatCard, StatContent
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import LinkButton, label, set_role
from zxdesk.desktop.widgets.bar_chart import Bar, BarChart
from zxdesk.desktop.widgets.card import Card, LinkedHeading
from zxdesk.desktop.widgets.todo_view import TodoView
from zxdesk.queries.todo import REPLY, ROLL, Todo
from zxdesk.rules.periods import Period, quarter_over, this_year
from zxdesk.services.due import QUARTER
from zxdesk.services.overview import (
    BY,
    CARDS,
    MOST_BARS,
    CardFigure,
    Overview,
    gather,
)
from zxdesk.statistics.figures import Expression, Figure, records_behind
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.saved_figures import KeptFigure
from zxdesk.statistics.wording import against_last_year, number_text
from zxdesk.store import Changes

_CARDS_IN_A_ROW = 830
_TWO_COLUMNS = 720
_LEAST_TODO = 5
_TYPES_TITLE = "各类活动（本年，场）"


class HomePage(Page):
    """What a clerk sees first.

    Signals:
        quarter_requested: The reporting table of a quarter is wanted; carries the period.
        received_requested: What the committees below us report for a quarter is wanted.
        figure_requested: A figure is to be looked at closer; carries its expression, a label
            to group by and a period (empty: this year).
        quotas_requested: The quotas are wanted; carries the one to be shown, or None.
        ready: The page shows the ledger as it is.
        history_asked: All that was done is wanted.
        told_due: What is to be done as the ledger is now; carries the list.
    """

    quarter_requested = Signal(Period)
    received_requested = Signal(Period)
    figure_requested = Signal(str, str, str)
    quotas_requested = Signal(QuotaStanding)
    ready = Signal()
    told_due = Signal(list)
    history_asked = Signal()

    def __init__(self, context: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._data: Overview | None = None
        self._all_todo = False
        self._later_shown = False
        self._fresh = False
        self._latest = QuestionRunner(context, self)
        self._latest.answered.connect(self.ready)
        self._behind = QuestionRunner(context, self)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._work_out)
        self._build()

    def data(self) -> Overview | None:
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
        self.cards = [self._card(content, place) for place in range(len(CARDS))]
        self.kept = KeptFigures(self.context, content)
        self.kept.followed.connect(self._follow_kept)
        self.kept.figure_asked.connect(
            lambda kept: self.figure_requested.emit(kept.expression, "", kept.period.name)
        )
        self._todo_card = self._todo_sheet(content)
        self._state = self._state_sheet(content)
        self._types, self._recent = self._types_sheet(content), self._recent_sheet(content)
        self._shape: tuple[int, int] = (0, 0)
        self._arrange(4, 2)
        self._scroll.setWidget(content)
        self.start_note = StartNote(self._pages, read_only=self.context.ledger.read_only)
        acts = self.context.acts
        self.start_note.import_asked.connect(lambda: acts.import_books(self.context, self))
        self.start_note.event_asked.connect(lambda: acts.edit(self.context, self, "event", None))
        blank = QWidget(self._pages)
        for page in (blank, self._scroll, self.start_note):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def _card(self, parent: QWidget, place: int) -> StatCard:
        card = StatCard(StatContent(label="", value=""), parent)
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        card.followed.connect(partial(self._follow_card, place))
        return card

    def _todo_sheet(self, parent: QWidget) -> Card:
        sheet = Card(parent)
        self.todo_head = LinkedHeading("要办的事", "", sheet)
        self.todo_head.followed.connect(self._show_all_todo)
        self.todo = TodoView(sheet, steps=True)
        self.todo.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.todo.followed.connect(self._follow_todo)
        self.todo.stepped.connect(self._step)
        self.todo.menu_asked.connect(self._offer)
        self.later_link = LinkButton("", sheet, follow=self._turn_later)
        self._nothing = label("没有要办的事。", sheet, role="muted")
        for block in (self.todo_head, self._nothing, self.todo, self.later_link):
            sheet.column.addWidget(block)
        sheet.column.addStretch(1)
        return sheet

    def _state_sheet(self, parent: QWidget) -> Card:
        sheet = Card(parent)
        self.quotas = QuotaBlock(sheet)
        self.quotas.all_asked.connect(lambda: self.quotas_requested.emit(None))
        self.quotas.lines.followed.connect(self._follow_quota)
        self.quotas.lines.short_followed.connect(lambda quota: open_short(self.context, quota))
        self.quarter = QuarterBlock(sheet)
        self.quarter.followed.connect(self._ask_quarter)
        self.counties = CountiesBlock(sheet)
        self.counties.followed.connect(self.received_requested)
        sheet.column.addWidget(self.counties)
        sheet.column.addWidget(self.quotas)
        sheet.column.addWidget(self.quarter)
        sheet.column.addStretch(1)
        return sheet

    def _types_sheet(self, parent: QWidget) -> Card:
        sheet = Card(parent)
        self.types_head = LinkedHeading(_TYPES_TITLE, "换个口径", sheet)
        self.types_head.followed.connect(
            lambda: self.figure_requested.emit(CARDS[0][0], BY, ""),
        )
        self.types = BarChart(sheet)
        self.types.followed.connect(self._follow_type)
        self._no_types = label("本年还没有已举办的活动。", sheet, role="muted")
        for block in (self.types_head, self._no_types, self.types):
            sheet.column.addWidget(block)
        sheet.column.addStretch(1)
        return sheet

    def _recent_sheet(self, parent: QWidget) -> Card:
        sheet = Card(parent)
        heading = LinkedHeading("最近", "全部历史", sheet)
        heading.followed.connect(self.history_asked)
        self.recent = RecentBlock(sheet)
        sheet.column.addWidget(heading)
        sheet.column.addWidget(self.recent)
        sheet.column.addStretch(1)
        return sheet

    def _work_out(self) -> None:
        ledger = self.context.ledger
        self._fresh = True
        self._latest.ask("更新首页", lambda: gather(ledger), self._show)

    def _show(self, data: Overview) -> None:
        self._data = data
        self._pages.setCurrentWidget(self._scroll if data.started else self.start_note)
        for card, content in zip(self.cards, data.cards, strict=True):
            card.set_stat(stat_of(content))
        self.kept.show_figures(data.kept)
        self.quotas.show_quotas(data.quotas, data.today.year)
        self.counties.show_counties(data.counties, data.today)
        self._later_shown = self._later_shown and bool(data.later)
        self._show_todo()
        self.types.set_bars(bars_of(data.types))
        self.types.setVisible(bool(data.types.groups))
        self._no_types.setVisible(not data.types.groups)
        self.quarter.show_state(data.quarter)
        self.recent.show_steps(data.recent, data.today)
        if self._fresh:  # else something was written while this was worked out
            self.told_due.emit(list(data.todo))

    def _follow_card(self, place: int) -> None:
        if self._data:
            content = self._data.cards[place]
            shown = content.this_year
            heading = f"{content.title}（{shown.period.name}）"
            self._open_behind(shown.expression, shown.period, heading)

    def _follow_type(self, place: int) -> None:
        if self._data:
            types = self._data.types
            group, _ = types.groups[place]
            expression = Expression(code=types.expression.code, where=((BY, (group,)),))
            self._open_behind(expression, types.period, f"{group}（{types.period.name}）")

    def _open_behind(self, expression: Expression, period: Period, heading: str) -> None:
        ledger = self.context.ledger
        self._behind.ask(
            "查找记录",
            lambda: records_behind(ledger, expression, period=period),
            lambda found: self.context.show_records(found[0], found[1], heading),
        )

    def _follow_kept(self, kept: KeptFigure) -> None:
        if kept.figure:
            heading = f"{kept.name}（{kept.period.name}）"
            self._open_behind(kept.figure.expression, kept.period, heading)

    def _follow_quota(self, quota: QuotaStanding) -> None:
        if not quota.whole or quota.problem:
            self.quotas_requested.emit(quota)
            return
        count = quota.standings[0].counts[0]
        year = this_year(date(quota.year, 1, 1))
        self._open_behind(count.expression, year, f"{quota.name}（{quota.year}）")

    def _follow_todo(self, kind: str, record_id: int) -> None:
        if kind not in ("quota", QUARTER):
            self.context.show_record(kind, record_id)
        elif self._data and kind == QUARTER:
            self.quarter_requested.emit(quarter_over(self._data.today))
        elif self._data:
            quotas = (each for each in self._data.quotas if each.record == (kind, record_id))
            self.quotas_requested.emit(next(quotas, None))

    def _step(self, item: Todo) -> None:
        """Take the next step with a thing to be done."""
        acts, number = self.context.acts, item.record_id
        if self.context.ledger.read_only or not item.step:
            self._follow_todo(item.kind, number)
        elif item.step == REPLY:
            acts.act_on_proposal(self.context, self, number, "reply")
        elif item.step == ROLL:
            self.context.call_roll(number)
        else:
            acts.edit(self.context, self, item.kind, number)

    def _offer(self, item: Todo, place: QPoint) -> None:
        """Show what may be done with a thing to be done, putting it off among it."""
        step = ((item.step, partial(self._step, item)),) if item.step else ()
        look = ("查看", partial(self._follow_todo, item.kind, item.record_id))
        later = self._data.later if self._later_shown and self._data else ()
        found = [(one, day) for one, day in later if replace(one, tag=item.tag) == item]
        thing, until = found[0] if found else (item, None)
        offer(self.context, self, thing, place, acts=(look, *step), until=until)

    def _turn_later(self) -> None:
        """Show what was put off in place of what is to be done, or the other way about."""
        self._later_shown = not self._later_shown
        self._show_todo()

    def _show_all_todo(self) -> None:
        items = self._data.todo if self._data else ()
        if len({item.kind for item in items}) > 1:
            self._all_todo = not self._all_todo
            self._show_todo()
            return
        if items[0].kind in ("quota", QUARTER):
            self._follow_todo(items[0].kind, 0)
            return
        ids = list(dict.fromkeys(item.record_id for item in items))
        self.context.show_records(items[0].kind, ids, "要办的事")

    def _ask_quarter(self) -> None:
        if self._data:
            self.quarter_requested.emit(self._data.quarter.period)

    def _arrange(self, cards: int, columns: int) -> None:
        """Set what is to be done first, then the figures, then what was done."""
        if (cards, columns) == self._shape:
            return
        self._shape = (cards, columns)
        row = self._beside(0, self._todo_card, self._state, columns)
        for place, card in enumerate(self.cards):
            span = 12 // cards
            self._grid.addWidget(card, row + place // cards, place % cards * span, 1, span)
        row += len(self.cards) // cards
        self._grid.addWidget(self.kept, row, 0, 1, 12)
        last = self._beside(row + 1, self._types, self._recent, columns)
        for column in range(12):
            self._grid.setColumnStretch(column, 1)
        for each in range(10):
            self._grid.setRowStretch(each, 1 if each == last else 0)

    def _beside(self, row: int, left: QWidget, right: QWidget, columns: int) -> int:
        """Set two sheets beside each other, or below; give the next row."""
        if columns == 2:
            self._grid.addWidget(left, row, 0, 1, 7)
            self._grid.addWidget(right, row, 7, 1, 5)
            return row + 1
        self._grid.addWidget(left, row, 0, 1, 12)
        self._grid.addWidget(right, row + 1, 0, 1, 12)
        return row + 2

    def _listed(self) -> tuple[Sequence[Todo], int]:
        """Give what is listed, and how many things were put off."""
        if self._data is None:
            return (), 0
        if not self._later_shown:
            return self._data.todo, len(self._data.later)
        return [replace(item, tag=f"{day:%m-%d}") for item, day in self._data.later], 0

    def _show_todo(self) -> None:
        """Show as much as half the window holds, or everything once that was asked for."""
        items, later = self._listed()
        room = max(_LEAST_TODO, self.height() // 2 // self.todo.row_height())
        shown = items if self._all_todo else items[:room]
        if tuple(shown) != self.todo.items():
            self.todo.set_items(shown)
        self.todo.setVisible(bool(items))
        self._nothing.setVisible(not items)
        self.later_link.setVisible(later > 0 or self._later_shown)
        self.later_link.set_text("回到要办的事" if self._later_shown else f"推后的 {later} 件")
        kinds = {item.kind for item in items}
        if len(kinds) == 1 or len(shown) < len(items):
            self.todo_head.set_link(f"全部 {len(items)}")
        else:
            self.todo_head.set_link("收起" if len(items) > room else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the blocks one below the other where room is short."""
        super().resizeEvent(event)
        look = theme.current()
        self._arrange(
            4 if self.width() >= look.px(_CARDS_IN_A_ROW) else 2,
            2 if self.width() >= look.px(_TWO_COLUMNS) else 1,
        )
        self._show_todo()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what was written while the page was not seen."""
        super().showEvent(event)
        if not self._fresh:
            self._soon.start()


def stat_of(content: CardFigure) -> StatContent:
    """Give the card of a figure."""
    now, before = content.this_year, content.last_year
    return StatContent(
        label=content.title,
        value=number_text(now.value),
        unit=now.unit,
        before=against_last_year(now.value, before.value),
        history=content.months,
        definition=now.definition,
    )


def bars_of(types: Figure) -> list[Bar]:
    """Give the bars of events by type, the longest first."""
    return [Bar(group, value or 0) for group, value in types.groups[:MOST_BARS]]
