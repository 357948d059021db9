"""Where the links of a table of figures lead: to records behind a number, or to one record."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zxdesk.desktop.base.context import DeskContext
from zxdesk.rules.periods import Period
from zxdesk.statistics.figures import Expression
from zxdesk.statistics.quota_standing import QuotaStanding

if TYPE_CHECKING:
    from zxdesk.desktop.base.live_tab import LiveTab


class CellLink:
    """Where a cell of a table of figures leads."""

    def follow(self, tab: "LiveTab") -> None:
        """Go there from the tab that shows the table."""
        raise NotImplementedError


@dataclass(frozen=True)
class NumberLink(CellLink):
    """A number, and what the page of its records is headed."""

    expression: Expression
    period: Period
    heading: str

    def follow(self, tab: "LiveTab") -> None:
        """List the records behind the number."""
        tab.open_behind(self.expression, self.period, self.heading)


@dataclass(frozen=True)
class RecordLink(CellLink):
    """The record a row is about."""

    kind: str
    record_id: int

    def follow(self, tab: "LiveTab") -> None:
        """Show the record."""
        tab.context.show_record(self.kind, self.record_id)


def open_short(context: DeskContext, quota: QuotaStanding) -> None:
    """List those who are short on their page."""
    short = quota.short
    ids = [one.record_id for one in short]
    context.show_records(short[0].kind, ids, f"{quota.name}（{quota.year}）未完成")
