"""Attachments leave in a package only where they are asked for, and none of persons."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.exchange.reporters import Q4, Lend, hold, send
from tests.ledgers import Office
from tests.store.attaching import PHOTO, folder, hung
from zxdesk.errors import RefusedError, UserError
from zxdesk.exchange import package_attachments
from zxdesk.exchange.checking import check_ledger
from zxdesk.exchange.package_file import MANIFEST
from zxdesk.exchange.receiving import receive_package
from zxdesk.exchange.removing import remove_package
from zxdesk.records import KINDS
from zxdesk.services.attachments import Pasted, attach, describe

EVENT, MEMBER = KINDS["event"], KINDS["member"]
CARD = b"the card of a member"


@pytest.fixture
def county(lend: Lend) -> Any:
    """A county whose meeting has a photo, and a member a card."""
    with lend() as office:
        event = hold(office, "读书会")
        attach(office.ledger, EVENT, event, [Pasted("合影.png", PHOTO), Pasted("表.txt", b"one")])
        one = hung(office.ledger, event)[0]
        describe(office.ledger, EVENT, event, one.id, note="会后")
        person = office.member("李四")
        attach(office.ledger, MEMBER, person, [Pasted("证.jpg", CARD)])
        yield office


def received(city: Office) -> dict[str, tuple[str, ...]]:
    """What hangs on the meetings that the city has received."""
    with city.ledger.read() as session:
        rows = session.connection().execute(EVENT.table.select()).all()
    return {
        row.name: tuple(f"{one.name} {one.note}".strip() for one in found)
        for row in rows
        if (found := hung(city.ledger, row.id))
    }


def test_they_stay_at_home_unless_asked_for(county: Office, city: Office, tmp_path: Path) -> None:
    package = send(county, tmp_path / "报送")
    with zipfile.ZipFile(package) as archive:
        assert len(archive.namelist()) == 4
        assert "attachments" not in json.loads(archive.read(MANIFEST))
    receive_package(city.ledger, package)
    assert received(city) == {}
    assert not folder(city.ledger).folder.exists()


@pytest.mark.parametrize("password", ["", "云溪2026秋"])
def test_they_arrive_with_their_records(
    county: Office, city: Office, tmp_path: Path, password: str
) -> None:
    package = send(county, tmp_path / "报送", attaching=True, password=password)
    if not password:
        with zipfile.ZipFile(package) as archive:
            assert not any(CARD in archive.read(name) for name in archive.namelist())
    receive_package(city.ledger, package, password=password, dry_run=True)
    assert not folder(city.ledger).folder.exists()
    receive_package(city.ledger, package, password=password)
    assert received(city) == {"读书会": ("合影.png 会后", "表.txt")}
    assert check_ledger(city.ledger, deep=True).problems == []


def test_a_package_taken_back_gives_those_of_the_one_before(
    county: Office, city: Office, tmp_path: Path
) -> None:
    receive_package(city.ledger, send(county, tmp_path / "报送", attaching=True))
    receive_package(city.ledger, send(county, tmp_path / "报送", Q4))
    assert received(city) == {}
    remove_package(city.ledger, "云溪")
    assert received(city) == {"读书会": ("合影.png 会后", "表.txt")}
    assert check_ledger(city.ledger, deep=True).problems == []


Change = Callable[[dict[str, Any], dict[str, bytes]], None]


def other_record(said: dict[str, Any], _: dict[str, bytes]) -> None:
    said["attachments"][0]["key"] = "HD-404"


def of_a_person(said: dict[str, Any], _: dict[str, bytes]) -> None:
    said["attachments"][0]["kind"] = "委员"


def unlisted(said: dict[str, Any], _: dict[str, bytes]) -> None:
    del said["attachments"][0]


def missing(said: dict[str, Any], parts: dict[str, bytes]) -> None:
    name = next(name for name in parts if name.startswith("附件/"))
    del parts[name], said["files"][name]


def altered(_: dict[str, Any], parts: dict[str, bytes]) -> None:
    parts[next(name for name in parts if name.startswith("附件/"))] = b"forged"


def no_list(said: dict[str, Any], _: dict[str, bytes]) -> None:
    said["attachments"] = {"kind": "活动"}


@pytest.mark.parametrize("change", [other_record, of_a_person, unlisted, missing, altered, no_list])
def test_a_forged_package_is_refused(
    county: Office, city: Office, tmp_path: Path, change: Change
) -> None:
    package = send(county, tmp_path / "报送", attaching=True)
    with zipfile.ZipFile(package) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    said = json.loads(parts.pop(MANIFEST))
    change(said, parts)
    forged = Path(shutil.copy(package, tmp_path / package.name))
    with zipfile.ZipFile(forged, "w") as archive:
        for name, data in {**parts, MANIFEST: json.dumps(said).encode()}.items():
            archive.writestr(name, data)
    with pytest.raises(RefusedError, match="台账没有改动"):
        receive_package(city.ledger, forged)
    assert received(city) == {}


def test_more_than_a_package_carries_is_refused(
    county: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package_attachments, "LARGEST", 10)
    with pytest.raises(UserError, match="报送包装不下，没有导出"):
        send(county, tmp_path / "报送", attaching=True)
    assert list((tmp_path / "报送").iterdir()) == []
