"""What a committee sends again and again is taken in, whatever its records refer to."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.exchange.reporters import (
    NOW,
    Q3,
    Q4,
    Lend,
    events,
    hold,
    send,
    shorten_table,
)
from tests.ledgers import Office, dump
from zxdesk.errors import RefusedError, UserError
from zxdesk.exchange.kept_packages import kept_packages
from zxdesk.exchange.packages import export_package, next_number
from zxdesk.exchange.receiving import oldest_first, receive_package
from zxdesk.records import KINDS
from zxdesk.statistics.figures import AREA, Expression, figure
from zxdesk.store import backups
from zxdesk.store.check import check
from zxdesk.store.restoring import restore


def test_third_quarter_fourth_quarter_and_a_correction_are_taken_in(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        first = send(county, tmp_path)
        hold(county, "年终视察", date(2026, 12, 3))
        second = send(county, tmp_path, Q4)
        hold(county, "漏记的会", date(2026, 9, 3))
        third = send(county, tmp_path, reason="补记一场会")
    for package in (first, first, second, third, third):
        receive_package(city.ledger, package)
    assert (events(city, Q3), events(city, Q4)) == (2, 1)
    tree = figure(
        city.ledger,
        Expression(code="event.held", where=(("品牌", ("请你来协商",)),), scope=AREA),
        period=Q3,
    )
    assert tree.value == 1
    for kind in ("unit", "programme", "consultation", "proposal"):
        assert len(dump(city.ledger.path)[kind]) >= 2, kind
    assert check(city.ledger, deep=True) == []


def test_an_earlier_quarters_package_that_knows_less_is_refused(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        first = send(county, tmp_path)
        hold(county, "年终视察", date(2026, 12, 3))
        receive_package(city.ledger, send(county, tmp_path, Q4))
        with pytest.raises(
            RefusedError, match=r"比已接收的 2026Q4 第 1 号旧.*请报送单位重新导出 2026Q3"
        ):
            receive_package(city.ledger, first)
        assert events(city, Q4) == 1
        assert receive_package(city.ledger, send(county, tmp_path)).number == 2
    assert (events(city, Q3), events(city, Q4)) == (1, 1)


def test_several_packages_are_taken_in_their_own_order(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        packages = [send(county, tmp_path), send(county, tmp_path), send(county, tmp_path, Q4)]
    spoilt = tmp_path / "坏.zip"
    spoilt.write_bytes(b"no zip")
    assert oldest_first([packages[2], spoilt, packages[1], packages[0]]) == [*packages, spoilt]
    for package in oldest_first(reversed(packages)):
        receive_package(city.ledger, package)


@pytest.mark.parametrize("days", [8, 400])
def test_a_clock_set_back_holds_no_correction_up(
    days: int, lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        receive_package(city.ledger, send(county, tmp_path))
        receive_package(city.ledger, send(county, tmp_path, Q4))
        hold(county, "漏记的会", date(2026, 9, 3))
    with lend(NOW - timedelta(days=days)) as county:
        package = send(county, tmp_path, reason="补记一场会")
        assert receive_package(city.ledger, package).number == 2
    assert events(city, Q3) == 2


def restored(file: Path, backup: Path) -> None:
    restore(backup, file, now=NOW)


def test_a_county_that_restored_a_backup_delivers_the_next_number(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        file = county.ledger.path
        backups.make(file, tmp_path / "备.zxd", now=NOW)
        receive_package(city.ledger, send(county, tmp_path / "出"))
        hold(county, "补记一")
        receive_package(city.ledger, send(county, tmp_path / "出", reason="补记"))
    restored(file, tmp_path / "备.zxd")
    with lend(NOW + timedelta(days=1)) as county:
        hold(county, "重新补记一")
        hold(county, "补记二")
        assert next_number(county.ledger, Q3) == 3
        written = export_package(county.ledger, Q3, tmp_path / "别处", force=True)
        assert (written.number, written.manifest["against"]) == (3, 2)
        changed = {
            (r["label"], r["column"]): (r["old"], r["new"]) for r in written.manifest["restated"]
        }
        assert changed["各类活动", "quarter"] == (2, 3)
        received = receive_package(city.ledger, written.path)
    assert "可能恢复过备份" in received.notes[0]
    assert events(city, Q3) == 3


def test_a_number_is_taken_from_the_folder_where_nothing_else_is_left(
    lend: Lend, tmp_path: Path
) -> None:
    with lend() as county:
        file = county.ledger.path
        backups.make(file, tmp_path / "备.zxd", now=NOW)
        out = send(county, tmp_path / "出").parent
        shutil.rmtree(kept_packages(county.ledger))
    restored(file, tmp_path / "备.zxd")
    with lend() as county:
        assert send(county, out).name == "政协云溪县委员会_2026Q3_2.zip"
        assert len(list(out.iterdir())) == 2


def test_a_refused_number_says_which_one_to_give_and_that_one_is_taken(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        file = county.ledger.path
        backups.make(file, tmp_path / "备.zxd", now=NOW)
        receive_package(city.ledger, send(county, tmp_path / "出"))
        receive_package(city.ledger, send(county, tmp_path / "出"))
        shutil.rmtree(kept_packages(county.ledger))
    restored(file, tmp_path / "备.zxd")
    with lend() as county:
        hold(county, "补记")
        with pytest.raises(RefusedError, match=r"quarter export 2026Q3 --number 3"):
            receive_package(city.ledger, send(county, tmp_path / "新电脑"))
        package = send(county, tmp_path / "新电脑", number=3)
        assert receive_package(city.ledger, package).number == 3
        assert next_number(county.ledger, Q3) == 4
    assert events(city, Q3) == 2


@pytest.mark.parametrize("number", [1, -1, 1000])
def test_a_number_that_is_taken_or_out_of_range_is_refused(
    number: int, lend: Lend, tmp_path: Path
) -> None:
    with lend() as county:
        send(county, tmp_path)
        with pytest.raises(UserError, match=r"编号应从 2 到 999"):
            send(county, tmp_path, number=number)
        assert len(list(tmp_path.glob("*.zip"))) == 1


def test_a_package_that_cannot_be_entered_leaves_nothing_behind(
    lend: Lend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "出"
    with lend() as county:
        send(county, out)

        def fail(*_: object) -> None:
            raise OSError(28, "disk full")

        monkeypatch.setattr("zxdesk.exchange.packages._register", fail)
        with pytest.raises(OSError, match="disk full"):
            send(county, out)
        assert len(list(out.iterdir())) == 1
        assert len(list(kept_packages(county.ledger).iterdir())) == 1


def test_a_file_that_is_called_like_a_package_is_kept(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    kept = kept_packages(city.ledger)
    kept.mkdir()
    (kept / "政协云溪县委员会_2026Q3_1.zip").write_bytes(b"another")
    with lend() as county:
        package = send(county, tmp_path)
    receive_package(city.ledger, package)
    assert (kept / "政协云溪县委员会_2026Q3_1.zip").read_bytes() == b"another"
    assert (kept / "政协云溪县委员会_2026Q3_1（2）.zip").read_bytes() == package.read_bytes()


def test_every_kind_of_the_workbook_is_replaced(
    stocked: Office, city: Office, tmp_path: Path
) -> None:
    shorten_table(stocked.ledger)
    package = send(stocked, tmp_path)
    receive_package(city.ledger, package)
    before = dump(city.ledger.path)
    for kind in KINDS.values():
        if kind.in_workbook:
            assert before[kind.name], kind.name
    receive_package(city.ledger, package)
    after = dump(city.ledger.path)
    assert {name: len(rows) for name, rows in before.items()} == {
        name: len(rows) for name, rows in after.items()
    }


def test_an_issue_whose_reports_are_gone_comes_with_its_adoption(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        for year, level in ((2025, "市"), (2026, "省")):
            issue = county.add("issue", year=year, number="3")
            county.add("adoption", issue_id=issue, level=level, adopted_on=date(2026, 8, 9))
        county.add("opinion", title="增设公交", submitted_on=date(2026, 8, 1), issue_id=issue)
        package = send(county, tmp_path)
    for _ in range(2):
        receive_package(city.ledger, package)
    issues = [row[2:] for row in dump(city.ledger.path)["issue"]]
    assert sorted(issues) == [(2025, "3"), (2026, "3")]
    adopted = Expression(code="opinion.adopted", scope=AREA)
    assert figure(city.ledger, adopted, period=Q3).value == 2


def test_another_package_of_the_same_number_is_refused_though_it_holds_more(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        file = county.ledger.path
        backups.make(file, tmp_path / "备.zxd", now=NOW)
        receive_package(city.ledger, send(county, tmp_path / "出"))
        shutil.rmtree(kept_packages(county.ledger))
    restored(file, tmp_path / "备.zxd")
    before = dump(city.ledger.path)
    with lend(NOW + timedelta(days=1)) as county:
        hold(county, "补记")
        again = send(county, tmp_path / "新电脑")
    with pytest.raises(RefusedError, match=r"第 1 号已经接收过，内容不同.*--number 2"):
        receive_package(city.ledger, again)
    assert dump(city.ledger.path) == before


def test_a_county_that_restored_with_its_clock_set_back_delivers_as_it_is_told(
    lend: Lend, city: Office, tmp_path: Path
) -> None:
    with lend() as county:
        file = county.ledger.path
        backups.make(file, tmp_path / "备.zxd", now=NOW)
        hold(county, "年终视察", date(2026, 12, 3))
        receive_package(city.ledger, send(county, tmp_path / "出", Q4))
    restored(file, tmp_path / "备.zxd")
    with lend(NOW - timedelta(days=8)) as county:
        hold(county, "漏记的会", date(2026, 9, 3))
        with pytest.raises(RefusedError, match=r"比已接收的 2026Q4 第 1 号旧.*先重新报送 2026Q4"):
            receive_package(city.ledger, send(county, tmp_path / "出"))
        receive_package(city.ledger, send(county, tmp_path / "出", Q4, reason="恢复过备份"))
        receive_package(city.ledger, send(county, tmp_path / "出"))
    assert (events(city, Q3), events(city, Q4)) == (2, 0)
