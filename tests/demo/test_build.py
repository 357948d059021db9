"""The county's ledger as the command makes it: every row taken, every figure plausible."""

import shutil
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tests.sample import clock, demo_made
from zxdesk.demo import build, colleague, upward
from zxdesk.demo.build import BOOK, LEDGER
from zxdesk.demo.county import COMMITTEE
from zxdesk.exchange.importing import import_books
from zxdesk.exchange.merging import merge
from zxdesk.rules.periods import quarter_over
from zxdesk.rules.quotas import spans_of
from zxdesk.statistics.catalogue import INDICATORS
from zxdesk.statistics.figures import figure, read_expression
from zxdesk.statistics.quotas import quota_standings
from zxdesk.statistics.reporting import filled
from zxdesk.statistics.rollup import roll_up
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.check import check

__all__ = ["demo_made"]
Clock = Callable[[], datetime]

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


@pytest.fixture
def ledger(demo_made: Path) -> Iterator[Ledger]:
    with open_ledger(demo_made / LEDGER, writing=False, clock=clock) as opened:
        yield opened


def test_the_ledger_is_sound(ledger: Ledger) -> None:
    assert check(ledger) == []


def test_its_own_workbook_imported_again_changes_nothing(demo_made: Path, tmp_path: Path) -> None:
    file = Path(shutil.copy(demo_made / LEDGER, tmp_path))
    with open_ledger(file, clock=clock) as ledger:
        report = import_books(ledger, [demo_made / BOOK], dry_run=True)
        assert (dict(report.added), dict(report.updated), report.rejected) == ({}, {}, [])
        assert sum(report.unchanged.values()) > 10_000
        ledger._let_go()  # the backup of a close is not what is tried here


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


@pytest.mark.parametrize("name", [upward.LEDGER, colleague.LEDGER])
def test_the_ledgers_beside_it_are_sound(demo_made: Path, name: str) -> None:
    with open_ledger(demo_made / name, writing=False, clock=clock) as ledger:
        assert check(ledger) == []


def test_the_city_has_the_countys_figures_and_lacks_who_has_not_reported(
    demo_made: Path, ledger: Ledger
) -> None:
    period = quarter_over(ledger.today)
    with open_ledger(demo_made / upward.LEDGER, writing=False, clock=clock) as city:
        rolled = roll_up(city, period)
        with city.connection() as connection:
            told = connection.exec_driver_sql("SELECT count(*) FROM member WHERE phone IS NOT NULL")
            assert told.scalar() == len(_own_members(city))
    with ledger.read() as session:
        reported = {row.id: row.values[0] for row in filled(session, ledger, period).rows}
    assert {row.id: row.values[COMMITTEE] for row in rolled.rows} == reported
    assert rolled.reported == tuple(sorted({COMMITTEE, "政协松潭县委员会", "政协雾岭县委员会"}))
    assert rolled.missing == ("政协鹭浦县委员会",)
    assert len(rolled.joint) == 1


def _own_members(city: Ledger) -> list[int]:
    with city.connection() as connection:
        query = "SELECT id FROM member WHERE owner_id = 1"
        return list(connection.exec_driver_sql(query).scalars())


def test_the_colleagues_copy_has_something_of_every_sort_to_merge(
    demo_made: Path, tmp_path: Path
) -> None:
    for name in (LEDGER, colleague.LEDGER):
        shutil.copy(demo_made / name, tmp_path)
    with open_ledger(tmp_path / LEDGER, clock=clock) as ledger:
        plan = merge(ledger, tmp_path / colleague.LEDGER)
        assert (plan.report.added, plan.report.updated) == ({"活动": 1, "出席": 3}, {"委员": 1})
        assert (len(plan.renumbered), len(plan.differences), plan.held_back) == (1, 1, [])
        assert check(ledger) == []
        ledger._let_go()


def test_ledgers_that_are_there_are_kept(
    demo_made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (upward.LEDGER, colleague.LEDGER):
        (tmp_path / name).write_bytes(b"mine")

    def import_nothing(_book: Path, path: Path, clock: Clock) -> None:
        shutil.copy(demo_made / LEDGER, path)
        with open_ledger(path, clock=clock) as ledger:
            build._add_others(ledger, path.parent, clock)
            ledger._let_go()

    monkeypatch.setattr(build, "_import_county", import_nothing)
    build.build_county(tmp_path, clock=clock)
    assert (tmp_path / upward.LEDGER).read_bytes() == b"mine"
    assert (tmp_path / colleague.LEDGER).read_bytes() == b"mine"
