"""What the pane tells of a venue: its year beside the last."""

from zxdesk.desktop.records.detail import RecordStory, ShownRecord, adding, listing
from zxdesk.desktop.records.detail_pane import DetailPane
from zxdesk.desktop.records.stories.linked import tell_records
from zxdesk.desktop.records.table_block import Cell, DetailRow
from zxdesk.rules.periods import Period, this_year
from zxdesk.statistics.figures import Expression, figure, records_behind

_HELD = "event.held"
# What is counted, its unit, and the label by which it belongs to a venue.
_FIGURES = (
    (_HELD, "开展活动", "场", "阵地"),
    ("event.attendances", "委员参加", "人次", "阵地"),
    ("event.public", "群众参加", "人次", "阵地"),
    ("suggestion.count", "意见建议", "条", "来源.阵地"),
    ("problem.count", "问题", "个", "来源.阵地"),
)


def _tell(pane: DetailPane, shown: ShownRecord) -> None:
    this = this_year(shown.context.ledger.today)
    years = (this, this.year_before())
    pane.add_heading("年度情况", adding(shown, "rating", "登记星级", venue_id=shown.record))
    rows = [
        DetailRow((title, *(_value(shown, code, title, unit, label, year) for year in years)))
        for code, title, unit, label in _FIGURES
    ]
    pane.add_table(("", *(f"{year.last.year}年" for year in years)), rows, numbers=True)
    kind, ids = records_behind(shown.context.ledger, _asked(shown, _HELD, "阵地"), period=this)
    tell_records(pane, shown, kind, list(reversed(ids)), f"{this.last.year}年的活动")


def _value(shown: ShownRecord, code: str, title: str, unit: str, label: str, year: Period) -> Cell:
    ledger, expression = shown.context.ledger, _asked(shown, code, label)
    value = figure(ledger, expression, period=year).value
    words = f"{value or 0:,} {unit}"
    if not value:
        return words
    kind, ids = records_behind(ledger, expression, period=year)
    heading = f"{shown.words['name']} {year.last.year}年{title}"
    return listing(shown, words, kind, ids, heading)


def _asked(shown: ShownRecord, code: str, label: str) -> Expression:
    return Expression(code=code, where=((label, (str(shown.values["number"]),)),))


VENUE = RecordStory(tell=_tell, shown_better=("活动",))
