"""Rating a venue: points proposed from its records, changed by hand where need be, saved."""

from datetime import date

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from zxdesk import text
from zxdesk.desktop.base.context import DeskContext
from zxdesk.desktop.base.dialog_parts import (
    DialogNote,
    LabelledField,
    button,
    explain,
    fit,
    foot,
    lay_out,
)
from zxdesk.desktop.base.question_runner import QuestionRunner
from zxdesk.desktop.look import theme
from zxdesk.desktop.look.words import label, set_role
from zxdesk.desktop.ratings.rating_items import RatingItems, indent
from zxdesk.desktop.widgets.date_edit import WRONG, DateEdit
from zxdesk.queries.lists import RecordList
from zxdesk.queries.values import Values, titles
from zxdesk.records import KINDS
from zxdesk.rules.ratings import total_of
from zxdesk.services.ratings import (
    GivenRating,
    ProposedRating,
    earlier_rating,
    propose_rating,
    save_rating,
)
from zxdesk.store import Ledger

_NO_SCHEME = "还没有星级方案，请先在登记簿的“星级方案”里登记评分项目和星级标准。"
_NO_VENUE = "还没有阵地可以评定。"


class RatingDialog(QDialog):
    """Proposes, takes changes, saves."""

    def __init__(
        self, context: DeskContext, parent: QWidget | None, *, venue: int | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._proposal: ProposedRating | None = None
        self._latest = QuestionRunner(context, self)
        self._note = DialogNote(self)
        self._make_fields(venue)
        self._total = label("", self, role="heading")
        cancel = button("取消", self)
        cancel.clicked.connect(self.reject)
        self.save_button = button("保存评定", self, primary=True)
        self.save_button.clicked.connect(self.save)
        column = lay_out(self, "星级评定", "得分按台账里的记录提议，可以改；依据一并保存。")
        self._lay_out(column)
        column.addLayout(foot([self._total], [cancel, self.save_button]))
        fit(self, 860, 620)
        self._propose()

    @classmethod
    def run(cls, context: DeskContext, parent: QWidget | None, *, venue: int | None = None) -> None:
        """Show the dialog until a rating is saved or given up.

        Args:
            venue: The venue to be rated; any may be chosen.
        """
        dialog = cls(context, parent, venue=venue)
        dialog.exec()
        dialog.deleteLater()

    def total(self) -> str:
        """Give total and stars as they are shown."""
        return self._total.text()

    def save(self) -> None:
        """Save the rating with its total and stars."""
        if self._proposal is None:
            return
        try:
            rated_on = self.rated_on.value()
        except ValueError:
            self.rated_on.set_error(WRONG)
            return
        given = GivenRating(
            venue_id=self._proposal.venue_id,
            scheme_id=self._proposal.scheme_id,
            year=self.year.value(),
            points=self.items.given(),
            rated_by=text.one_line(self.rated_by.text()) or None,
            rated_on=date.fromisoformat(rated_on) if rated_on else None,
            note=text.one_line(self.remark.text()) or None,
        )
        try:
            changes = save_rating(self._context.ledger, given)
        except Exception as error:
            explain(error, self._note, self._context.presenter)
            return
        self._context.wrote(changes, f"{self.venue.currentText()} {self.total()}")
        self.accept()

    def _make_fields(self, venue: int | None) -> None:
        ledger = self._context.ledger
        self.venue, self.scheme = QComboBox(self), QComboBox(self)
        for box, kind in ((self.venue, "venue"), (self.scheme, "rating_scheme")):
            for record_id, name in _offered(ledger, kind):
                box.addItem(name, record_id)
            box.activated.connect(self._propose)
        if venue is not None:
            self.venue.setCurrentIndex(max(self.venue.findData(venue), 0))
        self.year = QSpinBox(self)
        indent(self.year)
        self.year.setRange(1900, 2200)
        self.year.setValue(ledger.today.year)
        self.year.valueChanged.connect(self._propose)
        self.items = RatingItems(self)
        self.items.changed.connect(self._add_up)
        self.rated_by, self.remark = QLineEdit(self), QLineEdit(self)
        self.rated_on = DateEdit(self, today=lambda: ledger.today)
        self.rated_on.set_value(ledger.today)

    def _lay_out(self, column: QVBoxLayout) -> None:
        look = theme.current()
        top, below = QHBoxLayout(), QHBoxLayout()
        for row in (top, below):
            row.setSpacing(look.px(14))
        top.addWidget(LabelledField("阵地", self.venue, self), 4)
        top.addWidget(LabelledField("年度", self.year, self), 1)
        top.addWidget(LabelledField("方案", self.scheme, self), 4)
        below.addWidget(LabelledField("评定单位", self.rated_by, self), 3)
        below.addWidget(LabelledField("评定日期", self.rated_on, self), 3)
        below.addWidget(LabelledField("备注", self.remark, self), 3)
        card = QFrame(self)
        set_role(card, "card")
        inner = QVBoxLayout(card)
        inner.setContentsMargins(look.px(4), look.px(4), look.px(4), look.px(4))
        inner.addWidget(self.items)
        column.addLayout(top)
        column.addWidget(card, 1)
        column.addLayout(below)
        column.addWidget(self._note)

    def _propose(self) -> None:
        venue, scheme = self.venue.currentData(), self.scheme.currentData()
        self.save_button.setEnabled(False)
        if venue is None or scheme is None:
            self._note.say(_NO_SCHEME if scheme is None else _NO_VENUE)
            return
        ledger, year = self._context.ledger, self.year.value()

        def work() -> tuple[ProposedRating, Values | None]:
            proposal = propose_rating(ledger, venue_id=venue, scheme_id=scheme, year=year)
            return proposal, earlier_rating(ledger, venue_id=venue, year=year)

        self._latest.ask("提议得分", work, self._show)

    def _show(self, found: tuple[ProposedRating, Values | None]) -> None:
        self._proposal, earlier = found
        points = earlier["points"] if earlier else ()
        self.items.show_items(
            self._proposal.items, {title: (given, why) for title, given, why in points}
        )
        shown = KINDS["rating"].fields["stars"].type.show(earlier["stars"]) if earlier else ""
        words = f"这一年已经评过（{shown or '未达星级'}），下面是当时的得分，保存后替换。"
        self._note.say(words if earlier else "")
        if earlier:
            self.rated_by.setText(earlier["rated_by"] or "")
            self.remark.setText(earlier["note"] or "")
        self._add_up()
        self.save_button.setEnabled(not self._context.ledger.read_only)

    def _add_up(self) -> None:
        if self._proposal is None:
            return
        points = [given for _, given, _ in self.items.given()]
        stars = self._proposal.stars(points)
        shown = f"{'★' * stars}" if stars else "未达星级"
        self._total.setText(f"总分 {total_of(points)} 分，{shown}")


def _offered(ledger: Ledger, kind: str) -> list[tuple[int, str]]:
    ids = RecordList(ledger, KINDS[kind]).ids()
    with ledger.read() as session:
        names = titles(session, kind, ids)
    return [(record_id, names[record_id]) for record_id in ids]
