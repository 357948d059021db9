"""The fictional city: its own rows logged, those of counties received, all of it sound."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from zxdesk.demo.city.build import COUNTIES, LEDGER, build_city
from zxdesk.statistics.figures import figure, read_expression
from zxdesk.store import Ledger, open_ledger
from zxdesk.store.check import check

NOW = datetime(2026, 11, 22, 9)
SCALE, PLACES = 0.03, COUNTIES[:2]
# What a city and ten counties have, here a city and two.
FULL = {"event": 100_000, "attendance": 1_000_000, "proposal": 20_000}


def clock() -> datetime:
    return NOW


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    (made,) = build_city(tmp_path_factory.mktemp("city"), clock=clock, scale=SCALE, counties=PLACES)
    return made


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    with open_ledger(file, writing=False, clock=clock) as opened:
        yield opened


def rows(file: Path, query: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(file) as connection:
        found = connection.execute(query).fetchall()
    connection.close()
    return found


def number(ledger: Ledger, words: str) -> float:
    value = figure(ledger, read_expression(words)).value
    assert value is not None
    return value


def test_the_ledger_is_sound(ledger: Ledger) -> None:
    assert check(ledger, deep=True) == []


def test_it_is_the_citys_with_its_counties(file: Path) -> None:
    found = rows(file, "SELECT name, level FROM committee ORDER BY id")
    counties = [(f"政协{place}县委员会", "县") for place in PLACES]
    assert found == [("政协云州市委员会", "市"), *counties]
    assert rows(file, "SELECT count(DISTINCT owner_id) FROM event") == [(3,)]


def test_what_was_received_is_not_in_the_change_log(file: Path) -> None:
    logged = "SELECT row_id FROM change WHERE table_name = 'event'"
    query = f"SELECT DISTINCT owner_id FROM event WHERE id IN ({logged})"
    assert rows(file, query) == [(1,)]


def test_packages_carry_no_personal_data(file: Path) -> None:
    query = "SELECT DISTINCT owner_id = 1 FROM member WHERE phone IS NOT NULL OR birth IS NOT NULL"
    assert rows(file, query) == [(1,)]


@pytest.mark.parametrize("table", FULL)
def test_sizes_follow_the_scale(file: Path, table: str) -> None:
    ((count,),) = rows(file, f"SELECT count(*) FROM {table}")
    assert isinstance(count, int)
    assert count == pytest.approx(FULL[table] * SCALE * 3 / 11, rel=0.3)


def test_a_clerk_can_ask_for_the_city_and_for_all(ledger: Ledger) -> None:
    for words in ("proposal.filed", "event.held", "opinion.items", "product.count"):
        own = number(ledger, words)
        assert 0 < own < number(ledger, f"{words} 统计范围=辖区")


def test_rates_are_plausible(ledger: Ledger) -> None:
    assert 90 <= number(ledger, "proposal.reply_rate 统计范围=辖区") <= 100
    assert 80 <= number(ledger, "event.attendance_rate 统计范围=辖区") <= 95


def test_the_same_rows_are_made_again(file: Path, tmp_path: Path) -> None:
    told: list[str] = []
    (again,) = build_city(tmp_path, clock=clock, scale=SCALE, counties=PLACES, progress=told.append)
    for table in ("member", "event", "attendance", "proposal", "event_organisers"):
        assert rows(file, f"SELECT * FROM {table}") == rows(again, f"SELECT * FROM {table}")
    assert [line for line in told if line.endswith("县")] == [f"{place}县" for place in PLACES]


def test_a_ledger_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_bytes(b"mine")
    assert build_city(tmp_path, clock=clock) == [tmp_path / LEDGER]
    assert (tmp_path / LEDGER).read_bytes() == b"mine"
