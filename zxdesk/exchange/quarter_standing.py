"""How a quarter stands: its figures, whether it is closed, what was sent, what changed since."""

from dataclasses import dataclass

from zxdesk.exchange.kept_packages import last_package
from zxdesk.exchange.packages import next_number
from zxdesk.queries.todo import Todo
from zxdesk.records import KINDS, Closing, Package
from zxdesk.rules.periods import Period
from zxdesk.services.quarters import CheckList, check_list, closed_on
from zxdesk.services.report_head import ReportHead, report_head
from zxdesk.statistics import closings
from zxdesk.statistics.closings import ADDED, GONE, RestatedRecord, Restatement
from zxdesk.statistics.reporting import QuarterTable, filled
from zxdesk.store import Ledger

_KIND_OF = {kind.sheet: kind.name for kind in KINDS.values()}
_TONES = {ADDED: "open", GONE: "overdue"}


@dataclass(frozen=True, kw_only=True)
class QuarterStanding:
    """A quarter as it stands now.

    Attributes:
        checks: What should be settled before it is closed.
        closing: None while it is open.
        restated: The closed figures that the records no longer give.
        sent: Its last package; None where none was sent.
        next_number: The number its next package gets.
        head: Who reports.
    """

    table: QuarterTable
    checks: CheckList
    closing: Closing | None
    restated: tuple[Restatement, ...]
    sent: Package | None
    next_number: int
    head: ReportHead

    @property
    def wants_reason(self) -> bool:
        """Tell whether somebody must say why closed figures are other ones now."""
        return bool(self.restated) and not closings.of_catalogue_alone(self.restated)

    @property
    def period(self) -> Period:
        """The quarter."""
        return self.table.period


def quarter_standing(ledger: Ledger, period: Period) -> QuarterStanding:
    """Work out how a quarter stands."""
    closing = closed_on(ledger, period)
    with ledger.read() as session:
        table = filled(session, ledger, period)
        restated = closings.restatements(session, ledger, closing) if closing else []
        sent = last_package(session, period, committee_id=ledger.own_id, received=False)
    return QuarterStanding(
        table=table,
        checks=check_list(table, ledger),
        closing=closing,
        restated=tuple(restated),
        sent=sent,
        next_number=next_number(ledger, period),
        head=report_head(ledger),
    )


def restated_items(standing: QuarterStanding) -> list[Todo]:
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
