"""Reproduces every figure of three published accounts from ledgers of their records.

The figures stand in `tests/data`: one line for each number in the source (several where the source
names several), with the figure expression, what the ledger holds, and how the source rounds it.
"""

import csv
import re
import shlex
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from types import TracebackType

from tests.reference import jiangsu, lishui, shengzhou
from tests.reference.books import Book
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.plain_book import write_plain_book
from zxdesk.queries.labels import UNFILLED
from zxdesk.records import KINDS
from zxdesk.rules.periods import Period, read_session
from zxdesk.services.ledgers import found_ledger
from zxdesk.services.records import create
from zxdesk.statistics.figures import figure, period_of, read_expression, records_behind
from zxdesk.statistics.quota_standing import QuotaStanding
from zxdesk.statistics.quotas import quota_standings
from zxdesk.store import Ledger

DATA = Path(__file__).parents[1] / "data"
REVIEWS = {
    "lishui_2023": lishui,
    "jiangsu_2022": jiangsu,
    "shengzhou_2024": shengzhou,
}
AT_LEAST, NONE_LEFT, SESSION = "至少", "为零", "会次"
_NUMBER = re.compile(r"([\d.]+)(万?)(多?|余?)(万?)")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One number of a source and how it is reproduced.

    Attributes:
        no: Number of the phrase in the list of all figures; `part` tells several in one apart.
        line: Line of the source.
        number: As the source prints it.
        calc: Y a count or sum, F a number typed on records, S a register, Q a quota or a list of
            values, X not from records; A where the source rounds.
        by: Groups are counted, not the value.
        quota: What makes the figure a quota; its target is the number of the source.
        value: What the ledger gives, before rounding.
        rounding: What the source rounds down to; 至少 where it only names some; 为零 where it
            says that nobody is left out; 会次 where the number is the name of a session year.
    """

    no: str
    part: str
    line: str
    thing: str
    number: str
    unit: str
    calc: str
    ledger: str
    expression: str
    period: str
    by: str
    quota: str
    value: str
    rounding: str
    note: str

    @property
    def id(self) -> str:
        """Name the row in tests and tables."""
        return self.no + self.part

    @property
    def shown_expression(self) -> str:
        """Give the figure with what else is asked of it."""
        more = f" --by {self.by}" if self.by else f" 任务：{self.quota}" if self.quota else ""
        return self.expression + more


@dataclass(frozen=True, kw_only=True)
class Reproduced:
    """What the ledger says.

    Attributes:
        value: The number, or what stands for it.
        number: As the source prints it.
        records: How many records stand behind it.
    """

    value: str
    number: str
    records: int


def read_rows(review: str) -> list[Row]:
    """Read the figures of one account."""
    with (DATA / f"{review}.csv").open(encoding="utf-8", newline="") as file:
        return [Row(**line) for line in csv.DictReader(file)]


def printed(value: int, row: Row, period: Period) -> str:
    """Give what the source would print for a value: its own number where the two agree."""
    agrees = {
        AT_LEAST: lambda: value >= int(row.number),
        NONE_LEFT: lambda: value == 0,
        SESSION: lambda: period.session == read_session(row.number),
    }
    if row.rounding in agrees:
        return row.number if agrees[row.rounding]() else str(value)
    return rounded(value, row.number, int(row.rounding)) if row.rounding else str(value)


def rounded(value: int, like: str, step: int) -> str:
    """Round down to a step and print as the source does: 263 like 260多, 17300 like 1.7万余."""
    match = _NUMBER.fullmatch(like)
    assert match, like
    floor = value // step * step
    _, before, word, after = match.groups()
    return f"{floor / 10_000 if before or after else floor:g}{before}{word}{after}"


class Ledgers:
    """The ledgers of all accounts in one folder; each is made when it is first asked for.

    Attributes:
        folder: Where they and their workbooks lie.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: dict[str, Ledger] = {}
        self._quotas: dict[tuple[str, int], list[QuotaStanding]] = {}
        self._closing = ExitStack()

    def __enter__(self) -> "Ledgers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._closing.close()

    def ledger(self, review: str, name: str) -> Ledger:
        """Give one ledger, filled from its workbook."""
        if name not in self._open:
            module = REVIEWS[review]
            committee, level, make = module.LEDGERS[name]
            file = self.folder / f"{name}.zxd"
            ledger = found_ledger(
                file, committee=committee, level=level, clock=_clock(module.TODAY)
            )
            self._open[name] = self._closing.enter_context(ledger)
            self._fill(ledger, self.workbook(name, make))
            self._set_quotas(ledger, [row for row in read_rows(review) if row.ledger == name])
        return self._open[name]

    def workbook(self, name: str, make: Callable[[], Book]) -> Path:
        """Write the rows of a ledger as the workbook it is imported from."""
        file = self.folder / f"{name}.xlsx"
        write_plain_book(file, make().sheets)
        return file

    def _fill(self, ledger: Ledger, workbook: Path) -> None:
        report = import_books(ledger, [workbook], strict=True)
        assert not report.rejected_rows, [row.rejection for row in report.rejected_rows[:5]]

    def _set_quotas(self, ledger: Ledger, rows: list[Row]) -> None:
        with ledger.write("登记指标任务") as session:
            for row in rows:
                if row.quota:
                    terms = dict(term.split("=", 1) for term in shlex.split(row.quota))
                    values = {"name": row.id, "expression": row.expression} | terms
                    values["target"] = int(values["target"])
                    create(
                        session,
                        KINDS["quota"],
                        values,
                        owner_id=ledger.own_id,
                        today=ledger.today,
                    )

    def reproduce(self, review: str, row: Row) -> Reproduced:
        """Work out what a ledger says to one number of the source."""
        ledger = self.ledger(review, row.ledger)
        if row.quota:
            return self._of_quota(row, ledger)
        expression = read_expression(row.expression)
        period = period_of(ledger, row.period)
        found = figure(ledger, expression, period=period, by=row.by)
        _, ids = records_behind(ledger, expression, period=period)
        groups = [name for name, _ in found.groups if name != UNFILLED]
        value = len(groups) if row.by else found.value
        assert isinstance(value, int)
        return Reproduced(value=str(value), number=printed(value, row, period), records=len(ids))

    def _of_quota(self, row: Row, ledger: Ledger) -> Reproduced:
        year = int(row.period)
        if (row.ledger, year) not in self._quotas:
            self._quotas[row.ledger, year] = quota_standings(ledger, year)
        standing = next(q for q in self._quotas[row.ledger, year] if q.name == row.id)
        assert not standing.problem, standing.problem
        counts = [count for one in standing.standings for count in one.counts]
        records = {
            (kind, record_id)
            for count in counts
            for kind, ids in [records_behind(ledger, count.expression, period=count.period)]
            for record_id in ids
        }
        return Reproduced(
            value=f"{sum(count.reached for count in counts)}/{len(counts)}",
            number=str(min(count.target for count in counts)),
            records=len(records),
        )


def _clock(today: date) -> Callable[[], datetime]:
    return lambda: datetime.combine(today, time(9))


def everything() -> Iterator[tuple[str, Row]]:
    """Give every row with its account."""
    for review in REVIEWS:
        for row in read_rows(review):
            yield review, row
