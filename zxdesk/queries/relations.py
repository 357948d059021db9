"""What a statement works out beforehand, once each, in its WITH list.

A relation gives rows of (id, …): which records of a kind fit, or in which group each stands. Where
a member's service plays a part the rows also bear the days `first` <= day < `until` on which they
hold, so that a relation never asks for the day of the record that is counted and never stands
within another query. Relations refer to one another by name alone: however far a label reaches, the
statement grows by one short relation a link and nothing is nested. (SQLite's parser gives up at a
hundred nested things, Python at a thousand nested calls of the compiler.)
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from itertools import count
from typing import Any

import sqlalchemy as sa

ALWAYS, NEVER = "", "9999-99-99"

Build = Callable[[str], sa.CTE]


@dataclass(frozen=True)
class Relation:
    """One relation: its name, its columns, and whether its rows hold for some days only."""

    name: str
    columns: tuple[sa.ColumnClause[Any], ...]
    timed: bool

    def named(self) -> Any:
        """Give the relation as a query refers to it, each time as rows of their own."""
        columns = (sa.column(c.name, c.type) for c in self.columns)
        return sa.table(self.name, *columns).alias()


class Relations:
    """The relations of one statement, in the order in which they need each other."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Relation] = {}
        self._with: list[sa.CTE] = []
        self._numbers = count()

    def made(self, key: Hashable, word: str, build: Callable[[], Any]) -> Relation:
        """Give the relation of a key, built of a select where it is new.

        Rows with days are kept apart from the query that asks for one day of them: unfolded into
        it they would be worked out for each of its rows.
        """
        return self._known(key, word, lambda name: _kept(build(), name))

    def recursive(self, key: Hashable, word: str, build: Build) -> Relation:
        """Give the relation of a key that refers to itself."""
        return self._known(key, word, build)

    def _known(self, key: Hashable, word: str, build: Build) -> Relation:
        if key not in self._made:
            # What it needs is made while it is built, and stands before it.
            cte = build(f"{word}_{next(self._numbers)}")
            columns = tuple(sa.column(c.name, c.type) for c in cte.c)
            self._made[key] = Relation(cte.name, columns, timed="until" in cte.c)
            self._with.append(cte)
        return self._made[key]

    def before(self, statement: sa.Select[Any]) -> sa.Select[Any]:
        """Give a statement that works the relations out first: one that uses them needs it."""
        return statement.add_cte(*self._with)


def _kept(select: Any, name: str) -> sa.CTE:
    cte: sa.CTE = select.cte(name)
    # SQLite unfolds a CTE that is used once into the query unless it is told not to
    # (https://sqlite.org/lang_with.html, materialization hints).
    return cte.prefix_with("MATERIALIZED") if "until" in cte.c else cte
