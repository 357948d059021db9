"""A committee's rows can be taken away whatever they refer to, of every kind there is."""

import pytest
import sqlalchemy as sa

from tests.ledgers import Office
from zxdesk.records import KINDS, RecordKind
from zxdesk.records.kind import RefList, Through
from zxdesk.store.owned_rows import delete_rows_of, loosened, removal_order


def test_every_kind_is_taken_away_with_its_trees(stocked: Office) -> None:
    ledger = stocked.ledger
    with ledger.write("全部取走") as session, session.receiving(ledger.own_id):
        connection = session.connection()
        for table, column in loosened(removal_order()):
            low, high = connection.execute(
                sa.select(sa.func.min(table.c.id), sa.func.max(table.c.id))
            ).one()
            assert low != high
            # One below the other, whichever of the two is deleted first.
            connection.execute(table.update().where(table.c.id == low).values({column.name: high}))
            connection.execute(table.update().where(table.c.id == high).values({column.name: low}))
        for kind in KINDS.values():
            _link_everything(connection, kind)
        delete_rows_of(connection, ledger.own_id)
        for table in removal_order():
            assert connection.scalar(sa.select(sa.func.count()).select_from(table)) == 0
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall() == []


def _link_everything(connection: sa.Connection, kind: RecordKind) -> None:
    """Have every record refer to every other by each field that takes several."""
    ids = list(connection.scalars(sa.select(kind.table.c.id)))
    for spec in kind.fields.values():
        if isinstance(spec, RefList) and not isinstance(spec, Through):
            targets = list(connection.scalars(sa.select(KINDS[spec.target].table.c.id)))
            connection.execute(spec.table.delete())
            connection.execute(
                spec.table.insert(),
                [{"record_id": i, "target_id": target} for i in ids for target in targets],
            )


def test_another_committees_rows_stay(stocked: Office) -> None:
    ledger = stocked.ledger
    with ledger.write("取走别家的") as session, session.receiving(ledger.own_id + 1):
        delete_rows_of(session.connection(), ledger.own_id + 1)
    with ledger.read() as session:
        for kind in KINDS.values():
            assert session.connection().scalar(sa.select(sa.func.count()).select_from(kind.table))


@pytest.mark.parametrize(
    ("table", "column"), list(loosened(removal_order())), ids=lambda part: part.name
)
def test_what_is_emptied_first_may_be_empty(table: sa.Table, column: sa.Column[object]) -> None:
    assert column.nullable
    assert column.name not in KINDS[table.name].hidden_columns
