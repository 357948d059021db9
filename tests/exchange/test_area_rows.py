"""A row of the quarter's table that counts 辖区: a package bears its committee's records alone."""

from pathlib import Path

import sqlalchemy as sa

from tests.exchange.reporters import Q3, Lend, city, city_file, county_file, hold, lend, send
from tests.ledgers import Office
from zxdesk.exchange.receiving import receive_package
from zxdesk.records import KINDS
from zxdesk.statistics.reporting import MAIN, quarter_table

__all__ = ["city", "city_file", "county_file", "lend"]


def add_row(office: Office) -> None:
    table = KINDS["reporting_table"].table
    with office.ledger.read() as session:
        found = session.connection().scalar(sa.select(table.c.id).where(table.c.number == MAIN))
    expression = "event.held 统计范围=辖区"
    office.add(
        "reporting_row", table_id=found, number="90", label="辖区活动", expression=expression
    )


def named(office: Office) -> list[str]:
    return [gap for gap in quarter_table(office.ledger, Q3).gaps if "辖区活动" in gap]


def test_the_area_of_a_county_is_not_that_of_the_city(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    hold(city, "市里的会")
    with lend() as county:
        add_row(county)
        assert named(county) == []
        package = send(county, tmp_path)
    assert receive_package(city.ledger, package).number == 1


def test_a_row_that_counts_received_records_is_named_before_it_is_sent(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    add_row(city)
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path))
    (gap,) = named(city)
    assert gap.startswith("报表行 90 “辖区活动”按辖区统计")
