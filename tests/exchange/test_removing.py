"""A package that should not have been taken in can be taken back, and stays as history."""

import json
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.exchange.reporters import Q3, Q4, Lend, events, hold, send
from tests.ledgers import Office, dump
from zxdesk.errors import RefusedError, UserError
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.kept_packages import kept_packages
from zxdesk.exchange.receiving import receive_package
from zxdesk.exchange.removing import remove_package
from zxdesk.records import KINDS
from zxdesk.statistics.rollup import roll_up
from zxdesk.store import history

COUNTY = "政协云溪县委员会"


def rows_of_others(city: Office) -> int:
    with city.ledger.read() as session:
        return sum(
            session.connection().scalar(
                sa.select(sa.func.count()).where(kind.table.c.owner_id != city.ledger.own_id)
            )
            or 0
            for kind in KINDS.values()
        )


def test_the_only_package_is_taken_back_with_all_its_rows(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        package = send(county, tmp_path)
    receive_package(city.ledger, package)
    removed = remove_package(city.ledger, COUNTY)
    assert (removed.period, removed.number, removed.back_to) == ("2026Q3", 1, None)
    assert removed.told() == f"已撤下 {COUNTY} 2026Q3 第 1 号报送包，它的记录都已取走"
    assert rows_of_others(city) == 0
    assert roll_up(city.ledger, Q3).reported == ()
    assert (kept_packages(city.ledger) / package.name).exists()
    assert check_ledger(city.ledger, deep=True).problems == []
    step = history.listed(city.ledger, limit=1)[0]
    assert (step.label, step.kind) == (f"撤下 {COUNTY} 2026Q3 第 1 号报送包", "fixed")


def test_what_was_taken_back_can_be_received_again(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        package = send(county, tmp_path)
    for _ in range(2):
        receive_package(city.ledger, package)
        remove_package(city.ledger, COUNTY)
    receive_package(city.ledger, package)
    assert events(city, Q3) == 1
    assert len(dump(city.ledger.path)["package"]) == 3
    assert roll_up(city.ledger, Q3).reported == (COUNTY,)


def test_the_rows_go_back_to_the_package_before(lend: Lend, city: Office, tmp_path: Path) -> None:
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path))
        hold(county, "补记")
        receive_package(city.ledger, send(county, tmp_path, reason="补记"))
    assert events(city, Q3) == 2
    removed = remove_package(city.ledger, "云溪", Q3)
    assert removed.back_to == ("2026Q3", 1)
    assert removed.told().endswith("记录回到 2026Q3 第 1 号")
    assert events(city, Q3) == 1


def test_an_earlier_quarters_package_leaves_the_later_ones_rows(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path))
        hold(county, "年终视察", date(2026, 12, 3))
        receive_package(city.ledger, send(county, tmp_path, Q4))
    removed = remove_package(city.ledger, COUNTY, Q3)
    assert removed.untouched
    assert removed.told().endswith("记录仍是 2026Q4 第 1 号的")
    assert events(city, Q4) == 1
    assert (roll_up(city.ledger, Q3).reported, roll_up(city.ledger, Q4).reported) == ((), (COUNTY,))


def test_a_true_package_is_taken_after_a_false_one_was_taken_back(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        true = send(county, tmp_path / "真")
        false = send(county, tmp_path / "假", number=998)
    receive_package(city.ledger, false)
    with pytest.raises(RefusedError, match="比已接收的 2026Q3 第 998 号旧"):
        receive_package(city.ledger, true)
    remove_package(city.ledger, COUNTY)
    assert receive_package(city.ledger, true).number == 1


@pytest.mark.parametrize("spoil", [Path.unlink, lambda file: file.write_bytes(b"x")])
def test_a_kept_package_that_is_lost_is_taken_back_too_and_named(
    spoil: object, lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        first = send(county, tmp_path)
        receive_package(city.ledger, first)
        receive_package(city.ledger, send(county, tmp_path))
    assert callable(spoil)
    spoil(kept_packages(city.ledger) / first.name)
    removed = remove_package(city.ledger, COUNTY)
    assert (removed.back_to, removed.lost) == (None, (first.name,))
    assert f"留存的 {first.name} 不见了或被改动过" in removed.told()
    assert rows_of_others(city) == 0
    receive_package(city.ledger, first)
    assert events(city, Q3) == 1


def test_a_locked_package_before_asks_for_its_password(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path, password="云溪"), password="云溪")
        hold(county, "补记")
        receive_package(city.ledger, send(county, tmp_path, reason="补记"))
    before = dump(city.ledger.path)
    with pytest.raises(RefusedError, match="它有密码"):
        remove_package(city.ledger, COUNTY)
    assert dump(city.ledger.path) == before
    assert remove_package(city.ledger, COUNTY, password="云溪").back_to == ("2026Q3", 1)
    assert events(city, Q3) == 1


def test_nothing_is_taken_back_where_nothing_was_received(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="没有接收过“云溪”的报送包"):
        remove_package(city.ledger, "云溪")
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path))
    with pytest.raises(UserError, match="没有2026Q4的报送包在账"):
        remove_package(city.ledger, "云溪", Q4)
    with pytest.raises(UserError, match=f"请写全称：{COUNTY}"):
        remove_package(city.ledger, "双桥")
    remove_package(city.ledger, "云溪", Q3)
    with pytest.raises(UserError, match="没有任何期间的报送包在账"):
        remove_package(city.ledger, "云溪")


def test_the_log_tells_who_took_it_back(lend: Lend, city: Office, tmp_path: Path) -> None:
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path))
    remove_package(city.ledger, COUNTY)
    with city.ledger.connection() as connection:
        query = "SELECT after FROM change WHERE table_name = 'package' ORDER BY seq DESC LIMIT 1"
        after = json.loads(connection.exec_driver_sql(query).scalar_one())
    assert after["removed_by"] == city.ledger.author
    assert after["removed_at"]
