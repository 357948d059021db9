"""The county's ledger as the command makes it: every row taken, every figure plausible."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from zxdesk.demo.build import LEDGER, build_county
from zxdesk.rules.quotas import spans_of
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import figure, read_expression
from zxdesk.statistics.quotas import quota_standings
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.check import check

NOW = datetime(2026, 11, 22, 9)
# Between which a figure of this year is believed.
PLAUSIBLE = {
    "member.active": (220, 220),
    "proposal.received": (225, 232),
    "proposal.filed": (170, 205),
    "proposal.merged": (16, 16),
    "proposal.after_merge": (154, 189),
    "proposal.reply_rate": (90, 100),
    "proposal.satisfied_rate": (85, 99),
    "proposal.overdue": (1, 12),
    "event.attendance_rate": (80, 95),
    "opinion.items": (120, 165),
    "opinion.reported": (50, 110),
    "opinion.adopted": (25, 80),
    "instruction.items": (15, 60),
    "product.count": (10, 22),
    "speech.count": (38, 38),
}


def clock() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("county")
    files = build_county(made, clock=clock)
    assert [file for file in files if not file.exists()] == []
    return made


@pytest.fixture
def ledger(folder: Path) -> Iterator[Ledger]:
    with open_ledger(folder / LEDGER, writing=False, clock=clock) as opened:
        yield opened


def test_the_ledger_is_sound(ledger: Ledger) -> None:
    assert check(ledger) == []


def test_figures_are_plausible(ledger: Ledger) -> None:
    found = {code: figure(ledger, read_expression(code)).value for code in PLAUSIBLE}
    wrong = {
        code: found[code]
        for code, (least, most) in PLAUSIBLE.items()
        if not least <= (found[code] or 0) <= most
    }
    assert wrong == {}


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_figure_has_something_to_count_in_both_years(ledger: Ledger, year: int) -> None:
    period = spans_of(year, "年")[0]
    codes = [code for code in INDICATORS if not code.startswith("score.")]
    found = {code: figure(ledger, read_expression(code), period=period).value for code in codes}
    assert {code: value for code, value in found.items() if not value} == {}


def test_every_quota_can_be_worked_out(ledger: Ledger) -> None:
    standings = quota_standings(ledger, 2026)
    assert len(standings) > 5
    assert [standing for standing in standings if not standing.expression] == []


def test_parlours_have_stars_for_last_year(ledger: Ledger) -> None:
    with ledger.connection() as connection:
        found = connection.exec_driver_sql("SELECT year, total, stars FROM rating").fetchall()
    assert len(found) == 10
    assert {year for year, _, _ in found} == {2025}
    assert len({stars for _, _, stars in found}) > 1
