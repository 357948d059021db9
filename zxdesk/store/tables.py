"""A whole ledger as plain rows, table by table, and a ledger made anew of them.

Everything is in them: received rows, links, settings, the log with its hashes. What can be derived
is not: indexes, triggers, the search index.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from math import isfinite
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col

from zxdesk.errors import EnvironmentProblem
from zxdesk.records import Committee
from zxdesk.store import founding, migrate, steps
from zxdesk.store.check import called, check
from zxdesk.store.dialect import dialect_of
from zxdesk.store.ledger import Ledger
from zxdesk.store.problems import explained
from zxdesk.store.schema import SCHEMA_VERSION, STEP_STATE, all_tables, metadata
from zxdesk.store.search_entries import own_committee

PlainRow = Mapping[str, object]
Tables = Iterable[tuple[str, Iterator[PlainRow]]]
_AT_ONCE = 500
_SURROGATE = re.compile("[\ud800-\udfff]")
_LARGEST = 2**63
_UNREADABLE = "里面有些内容不是它那一列的日期、数字或文字"
_LAST = 2**53  # no ledger gives so high a number, and there is room to count on
_TYPES: dict[type, tuple[type, ...]] = {
    sa.Integer: (int,),
    sa.BigInteger: (int,),
    sa.Boolean: (bool,),
    sa.Float: (float, int),
    sa.Date: (date,),
    sa.DateTime: (datetime,),
}


class Unfit(Exception):
    """Rows are not those of a whole ledger.

    Attributes:
        reason: What is wrong with them, to go on after the name of where they come from.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Stock:
    """What has to be known of a ledger beside its rows.

    Attributes:
        schema: The version of its tables.
        head: Number and hash of its last step.
        last: The last number that was given, by table: that of a deleted row is not given again.
    """

    schema: int
    head: tuple[int, str]
    last: Mapping[str, int]


def stored_tables() -> list[str]:
    """Give the names of all tables that hold what cannot be derived, parents first."""
    return [table.name for table in all_tables() if table is not STEP_STATE]


def stock_of(connection: sa.Connection) -> Stock:
    """Give what has to be known of a ledger beside its rows."""
    given = dialect_of(connection).last_numbers(connection)
    last = {name: given[name] for name in stored_tables() if name in given}
    return Stock(SCHEMA_VERSION, steps.head(connection), last)


def rows_of(connection: sa.Connection, name: str) -> Iterator[PlainRow]:
    """Give the rows of a table as they are stored, in the order of their numbers."""
    found = connection.exec_driver_sql(f'SELECT * FROM "{name}" ORDER BY 1')
    columns = list(found.keys())
    for row in found:
        yield dict(zip(columns, row, strict=True))


def rebuild(
    path: Path,
    stock: Stock,
    tables: Tables,
    *,
    clock: Callable[[], datetime] = datetime.now,
    before_placing: Callable[[], None] = lambda: None,
) -> Ledger:
    """Make a ledger of plain rows and open it for writing; it is looked through deeply before.

    Args:
        before_placing: Does what must be there when the ledger is; it is known to be sound by then.

    Raises:
        Unfit: the rows are not those of a whole ledger; nothing was left.
        EnvironmentProblem: the file exists already, or cannot be made.
    """

    def make(partial: Path) -> None:
        migrate.create(partial, at=stock.schema, fill=lambda to: _fill(to, stock, tables))
        ledger = Ledger(partial, clock=clock)
        try:
            with _unfit_where_unreadable(), explained(partial):
                ledger._open_engines(writing=True, live=True)
                _refuse_unsound(ledger, stock)
            before_placing()
        finally:
            ledger._let_go()

    return founding.placed(path, make, clock=clock)


@contextmanager
def _unfit_where_unreadable() -> Iterator[None]:
    """Say of what cannot be read as what its column holds that it came so, not that it broke."""
    try:
        yield
    except EnvironmentProblem as problem:
        if problem.code != "damaged":
            raise
        raise Unfit(_UNREADABLE) from None
    except ValueError:
        raise Unfit(_UNREADABLE) from None


def _refuse_unsound(made: Ledger, stock: Stock) -> None:
    with made.connection() as connection:
        if steps.head(connection) != stock.head:
            raise Unfit("变更日志不是它所说的那一份")
        _refuse_other_types(connection)
        own = sa.select(col(Committee.id)).where(col(Committee.id) == own_committee(connection))
        if connection.scalar(own) is None:
            raise Unfit("里面没有写明是哪个政协委员会的台账")
    if problems := check(made, deep=True, index=False):
        raise Unfit(problems[0])


def _refuse_other_types(connection: sa.Connection) -> None:
    """Read every value as what its column holds: received rows stand in no log."""
    for name in stored_tables():
        table = metadata.tables[name]
        kinds = [_TYPES.get(type(column.type), (str,)) for column in table.columns]
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(sa.select(table)):
            for value, kind in zip(row, kinds, strict=True):
                if value is not None and not isinstance(value, kind):
                    raise Unfit(f"{_called(name)}里有一行的内容不对")


def _fill(connection: sa.Connection, stock: Stock, tables: Tables) -> None:
    """Enter rows in tables that have no triggers yet: the log comes with them."""
    columns = {
        name: {column["name"] for column in sa.inspect(connection).get_columns(name)}
        for name in sa.inspect(connection).get_table_names()
    }
    missing = columns.keys() - {STEP_STATE.name, "alembic_version"}
    for name, rows in tables:
        if name not in missing:
            raise Unfit(f"里面的“{name}”不是台账的表")
        missing.discard(name)
        _enter(connection, name, columns[name], rows)
    if missing:
        raise Unfit(f"少了{_called(min(missing))}")
    dialect = dialect_of(connection)
    if broken := dialect.broken_keys(connection):
        raise Unfit(f"里面有 {len(broken)} 处关联断开")
    for name, number in stock.last.items():
        if name not in columns or number > _LAST:
            raise Unfit("最后一次编号不对")
        dialect.number_on(connection, name, number)


def _enter(
    connection: sa.Connection, name: str, columns: set[str], rows: Iterator[PlainRow]
) -> None:
    names = sorted(columns)
    marks = ", ".join("?" * len(names))
    quoted = ", ".join(f'"{column}"' for column in names)
    statement = f'INSERT INTO "{name}" ({quoted}) VALUES ({marks})'
    while part := list(islice(rows, _AT_ONCE)):
        if not all(row.keys() == columns and all(map(_is_plain, row.values())) for row in part):
            raise Unfit(f"{_called(name)}里有一行的内容不对")
        try:
            connection.exec_driver_sql(
                statement, [tuple(row[column] for column in names) for row in part]
            )
        except sa.exc.IntegrityError:
            raise Unfit(f"{_called(name)}里有重复或不合规则的行") from None


def _called(name: str) -> str:
    """Name a table as people call it, and the file it stands in."""
    return f"“{called(name)}”（{name}）" if name in metadata.tables else f"“{name}”"


def _is_plain(value: object) -> bool:
    """Tell whether a column takes a value: text, a number of its size, or nothing."""
    if type(value) is int:
        return -_LARGEST <= value < _LARGEST
    if type(value) is float:
        return isfinite(value)
    return value is None or (type(value) is str and not _SURROGATE.search(value))
