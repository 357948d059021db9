"""The city above the fictional county: a small ledger with what three of its counties sent in.

The county's rows go from ledger to ledger as a receipt leaves them; reading its package again, as
`zxdesk receive` does, takes longer than a demo may.
"""

import random
import shutil
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import col, select

from zxdesk.demo.city.batch import Batch
from zxdesk.demo.city.build import add_year
from zxdesk.demo.city.office import Office, add_registers
from zxdesk.demo.county import COMMITTEE, REGION
from zxdesk.exchange.kept_packages import kept_packages, package_name
from zxdesk.files import make_folder
from zxdesk.records import KINDS, Committee, Package, workbook_kinds
from zxdesk.records.event import HELD
from zxdesk.records.unit import COMMITTEE as COMMITTEES_BELOW
from zxdesk.services.ledgers import found_ledger
from zxdesk.store import Ledger, steps
from zxdesk.store.dialect import dialect_of
from zxdesk.store.ledger import WriteSession
from zxdesk.store.schema import logged_tables, owning_kind

LEDGER = "市级.zxd"
CITY = "云州"
# Counties that have sent a package too, and one that has not.
NEIGHBOURS, SILENT = ("松潭", "雾岭"), "鹭浦"
PARTNER = NEIGHBOURS[0]
SCALE = 0.08
# Parts of records, beside the sheets of the workbook, that a package brings.
_PARTS = ("service", "issue")


def build_city_above(county: Ledger, folder: Path, *, clock: Callable[[], datetime]) -> Path:
    """Make the ledger of the city that has the county's last package and those of two others."""
    path = folder / LEDGER
    with county.read() as session:
        sent = session.exec(select(Package).order_by(col(Package.id).desc())).first()
    assert sent is not None
    name, region = f"政协{CITY}市委员会", f"{CITY}市"
    with found_ledger(path, committee=name, level="市", region=region, clock=clock) as ledger:
        _add_own(ledger)
        make_folder(kept_packages(ledger))
        shutil.copyfile(kept_packages(county) / sent.file, kept_packages(ledger) / sent.file)
        with _receipt(ledger, COMMITTEE, sent) as session:
            owner_id = _register(session, ledger, COMMITTEE, REGION, sent, file=sent.file)
            with session.receiving(owner_id):
                _take_over(county, session.connection(), owner_id)
        shared = _shared(county, sent)
        for place in NEIGHBOURS:
            _receive_neighbour(ledger, place, sent, shared=shared if place == PARTNER else {})
    return path


def _shared(ledger: Ledger, sent: Package) -> dict[str, Any]:
    """Give the last survey of the quarter, which the county made together with a neighbour."""
    event = KINDS["event"].table
    names = ("name", "type", "mode", "start", "end", "state")
    query = (
        sa.select(*(event.c[name] for name in names))
        .where(event.c.type == "调研", event.c.state == HELD)
        .where(event.c.start >= sent.first, event.c.start < sent.last + timedelta(days=1))
        .order_by(event.c.start.desc(), event.c.id)
    )
    with ledger.read() as session:
        found = session.connection().execute(query).mappings().first()
    return dict(found or {})


def _office(ledger: Ledger, place: str, level: str) -> Office:
    rng = random.Random(f"above/{place}")
    return Office(
        place=place, level=level, own=level == "市", scale=SCALE, rng=rng, today=ledger.today
    )


def _fill(session: WriteSession, office: Office, owner_id: int) -> Batch:
    """Put in a committee's registers and the work of last year and this year."""
    batch = Batch(session.connection(), owner_id=owner_id)
    add_registers(office, batch)
    for year in office.years[-2:]:
        add_year(office, batch, year)
    return batch


def _add_own(ledger: Ledger) -> None:
    office = _office(ledger, CITY, "市")
    with ledger.write("录入登记簿和两年的工作") as session:
        batch = _fill(session, office, ledger.own_id)
        for county in (COMMITTEE, *(f"政协{place}县委员会" for place in (*NEIGHBOURS, SILENT))):
            batch.add("unit", name=county, category=COMMITTEES_BELOW)
        batch.flush()


def _receipt(ledger: Ledger, committee: str, sent: Package) -> Any:
    label = f"接收 {committee} {sent.period} 第 {sent.number} 号报送包"
    return ledger.write(label, kind=steps.FIXED)


def _receive_neighbour(
    ledger: Ledger, place: str, sent: Package, *, shared: Mapping[str, Any]
) -> None:
    """Take in a neighbour's rows, of whose package no file is kept.

    Args:
        shared: An event that it reports as well as the county; empty for none.
    """
    committee = f"政协{place}县委员会"
    with _receipt(ledger, committee, sent) as session:
        owner_id = _register(session, ledger, committee, f"{place}县", sent, file="")
        with session.receiving(owner_id):
            batch = _fill(session, _office(ledger, place, "县"), owner_id)
            if shared:
                batch.add("event", number=f"HD-{sent.first.year}-9001", **shared)
                batch.flush()


def _register(
    session: WriteSession, ledger: Ledger, name: str, region: str, sent: Package, *, file: str
) -> int:
    """Enter a committee and its package, which is like the county's."""
    committee = Committee(name=name, level="县", region=region)
    session.add(committee)
    session.flush()
    assert committee.id is not None
    package = sent.model_dump(exclude={"id"}) | {
        "committee_id": committee.id,
        "received": True,
        "handled_at": ledger.clock().replace(microsecond=0),
        "file": file,
    }
    if not file:
        package |= {"file": "", "sha256": package_name(name, sent.period, 1), "manifest": "{}"}
    session.add(Package(**package))
    return committee.id


def _take_over(county: Ledger, connection: sa.Connection, owner_id: int) -> None:
    """Put the county's rows in under ids of this ledger, without what packages leave out."""
    kinds = {kind.name for kind in workbook_kinds()} | set(_PARTS)
    tables = [table for table in logged_tables() if owning_kind(table) in kinds]
    shift = {table.name: _last_id(connection, table) for table in tables}
    # Rows may refer to later ones of their own table.
    dialect_of(connection).check_keys_at_end(connection)
    with county.read() as session:
        for table in tables:
            fixed = _left_out(table)
            if "owner_id" in table.columns:
                fixed["owner_id"] = owner_id
            moved = _moved_columns(table, shift)
            rows = session.connection().execute(table.select().order_by(table.c.id)).mappings()
            taken = [_taken(row, moved) | fixed for row in rows]
            if taken:
                connection.execute(table.insert(), taken)


def _last_id(connection: sa.Connection, table: sa.Table) -> int:
    return connection.scalar(sa.select(sa.func.max(table.c.id))) or 0


def _left_out(table: sa.Table) -> dict[str, Any]:
    kind = KINDS.get(table.name)
    return {f.name: None for f in kind.fields.values() if f.personal} if kind else {}


def _moved_columns(table: sa.Table, shift: Mapping[str, int]) -> dict[str, int]:
    """Give by how much the ids in each column move: the row's own, and those it refers to."""
    moved = {"id": shift[table.name]}
    for column in table.columns:
        for key in column.foreign_keys:
            moved[column.name] = shift.get(key.column.table.name, 0)
    return moved


def _taken(row: Mapping[Any, Any], moved: Mapping[str, int]) -> dict[str, Any]:
    ids = {name: row[name] + by for name, by in moved.items() if row[name] is not None}
    return {**row, **ids}
