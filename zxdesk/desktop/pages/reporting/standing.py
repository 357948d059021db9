"""How a quarter stands: its figures, whether it is closed, what was sent, what changed since."""

from dataclasses import dataclass
from pathlib import Path

from zxdesk.desktop.context import DeskContext, Notice
from zxdesk.desktop.dialogs.files import Files
from zxdesk.exchange.packages import last_package
from zxdesk.queries.paper_kinds import StatisticsContent
from zxdesk.queries.todo import Todo
from zxdesk.records import KINDS, Closing, Package
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import CheckList, check_list, closed_on
from zxdesk.services.report_head import ReportHead, report_head
from zxdesk.statistics import closings
from zxdesk.statistics.closings import ADDED, GONE, RestatedRecord, Restatement
from zxdesk.statistics.reporting import QuarterTable, filled
from zxdesk.store import Changes, Ledger

_KIND_OF = {kind.sheet: kind.name for kind in KINDS.values()}
_TONES = {ADDED: "open", GONE: "overdue"}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A quarter as it stands now.

    Attributes:
        checks: What should be settled before it is closed.
        closing: None while it is open.
        restated: The closed figures that the records no longer give.
        sent: Its last package; None where none was sent.
        head: Who reports.
    """

    table: QuarterTable
    checks: CheckList
    closing: Closing | None
    restated: tuple[Restatement, ...]
    sent: Package | None
    head: ReportHead

    @property
    def period(self) -> Period:
        """The quarter."""
        return self.table.period

    @property
    def next_number(self) -> int:
        """The number its next package gets."""
        return self.sent.number + 1 if self.sent else 1


def standing_of(ledger: Ledger, period: Period) -> Standing:
    """Work out how a quarter stands."""
    closing = closed_on(ledger, period)
    with ledger.read() as session:
        table = filled(session, ledger, period)
        restated = closings.restatements(session, ledger, closing) if closing else []
        sent = last_package(session, period, committee_id=ledger.own_id, received=False)
    return Standing(
        table=table,
        checks=check_list(table, ledger),
        closing=closing,
        restated=tuple(restated),
        sent=sent,
        head=report_head(ledger),
    )


def restated_items(standing: Standing) -> list[Todo]:
    """Give each record that changed a closed figure once, with who did it and when."""
    found: dict[tuple[str, int], RestatedRecord] = {}
    for one in standing.restated:
        for record in one.records:
            found.setdefault((record.kind, record.record_id), record)
    return [_item(record) for record in found.values()]


def _item(record: RestatedRecord) -> Todo:
    who = f"{record.by} {record.at:%m-%d %H:%M}　" if record.at else ""
    kind = _KIND_OF[record.kind] if record.key else ""
    tone = _TONES.get(record.act, "soon")
    return Todo(record.act, f"{who}{record.kind}“{record.title}”", kind, record.record_id, tone)


def write_pdf(content: StatisticsContent, path: Path) -> None:
    """Write a table as paper."""
    from zxdesk.documents.papers import PAPERS

    PAPERS["统计表"].write(content, path)


def announce(context: DeskContext, text: str, *, folder: Path | None = None) -> None:
    """Have everything open refreshed after what is no ordinary step, and say what was done."""
    context.changed.emit(Changes(label=text))
    links = (("打开文件夹", lambda: Files.show(folder)),) if folder else ()
    context.noticed.emit(Notice(text, links=links))
