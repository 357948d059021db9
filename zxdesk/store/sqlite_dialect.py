"""SQLite's words for what no standard says: the implementation of `dialect.Dialect`."""

import json
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

# How many faults are named; a spoilt file has thousands.
_MOST = 20


class SQLite:
    """How SQLite does it (see `Dialect` for what)."""

    def never_reuse_numbers(self, table: sa.Table) -> None:
        """Say AUTOINCREMENT: without it the next row gets the number of a deleted last one.

        https://sqlite.org/autoinc.html
        """
        table.dialect_options["sqlite"]["autoincrement"] = True

    def last_numbers(self, connection: sa.Connection) -> dict[str, int]:
        """Read the table in which AUTOINCREMENT keeps them."""
        rows = connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")
        return {name: int(number) for name, number in rows}

    def number_on(self, connection: sa.Connection, table: str, last: int) -> None:
        """Write into that table, which has no key that would keep a second line out."""
        connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = ?", (table,))
        connection.exec_driver_sql(
            "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", (table, last)
        )

    def image(self, table: sa.Table, row: str = "") -> str:
        """Use a built-in function: a trigger must not need one of the program's own."""
        prefix = f"{row}." if row else ""
        pairs = ", ".join(f"'{c.name}', {prefix}\"{c.name}\"" for c in table.columns)
        return f"json_object({pairs})"

    def rows_with(
        self,
        connection: sa.Connection,
        table: sa.Table,
        columns: Sequence[str],
        wanted: Sequence[Sequence[object]],
    ) -> list[tuple[int, int]]:
        """Hand all over as one text: an image holds what is stored, no column type may touch it."""
        terms = " AND ".join(
            f"t.\"{name}\" = json_extract(w.value, '$[{place}]')"
            for place, name in enumerate(columns)
        )
        query = f"SELECT w.key, t.id FROM json_each(?) w CROSS JOIN {table.name} t ON {terms}"
        rows = connection.exec_driver_sql(query, (json.dumps(wanted),))
        return [(place, found) for place, found in rows]

    def put_back(
        self, connection: sa.Connection, table: sa.Table, images: Sequence[Mapping[str, object]]
    ) -> None:
        """Write what is stored, untouched by column types.

        REPLACE would be logged as a row deleted and one made (https://sqlite.org/lang_conflict.html).
        """
        names = [column.name for column in table.columns]
        columns = ", ".join(f'"{name}"' for name in names)
        places = ", ".join("?" * len(names))
        assignments = ", ".join(f'"{name}" = excluded."{name}"' for name in names if name != "id")
        connection.exec_driver_sql(
            f"INSERT INTO {table.name} ({columns}) VALUES ({places}) "
            f"ON CONFLICT (id) DO UPDATE SET {assignments}",
            [tuple(image[name] for name in names) for image in images],
        )

    def log_triggers(
        self, table: sa.Table, *, kind: str, record: str, parent: str | None
    ) -> dict[str, str]:
        """Write a row of the log after each change, with the number of the step that is open."""
        old, new = self.image(table, "OLD"), self.image(table, "NEW")
        differs = " OR ".join(f'OLD."{c.name}" IS NOT NEW."{c.name}"' for c in table.columns)
        found = {}
        for event, row, before, after, condition in (
            ("INSERT", "NEW", "NULL", new, ""),
            ("UPDATE", "NEW", old, new, f" AND ({differs})"),
            ("DELETE", "OLD", old, "NULL", ""),
        ):
            name = f"log_{table.name}_{event.lower()}"
            found[name] = (
                f"CREATE TRIGGER {name} AFTER {event} ON {table.name} "
                f"WHEN (SELECT receiving FROM step_state) = 0{condition} BEGIN "
                "INSERT INTO change (step_no, table_name, row_id, kind, record_id, parent_id, "
                f"before, after) SELECT step_no, '{table.name}', {row}.id, '{kind}', "
                f"{row}.{record}, {f'{row}.{parent}' if parent else 'NULL'}, {before}, {after} "
                "FROM step_state; END"
            )
        return found

    def stored_triggers(self, connection: sa.Connection) -> dict[str, str]:
        """Read them as they were written."""
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        return {str(name): str(sql) for name, sql in connection.exec_driver_sql(query)}

    def check_keys_at_end(self, connection: sa.Connection) -> None:
        """Defer them: the pragma ends by itself with the transaction."""
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")

    def broken_keys(self, connection: sa.Connection) -> list[tuple[str, int, str]]:
        """Have every foreign key looked up."""
        rows = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        return [(table, row, target) for table, row, target, _ in rows]

    def structural_faults(self, connection: sa.Connection, *, deep: bool) -> list[str]:
        """Have the pages read; indexes are compared with their tables only where it is deep."""
        return list(self._said(connection, "integrity_check" if deep else "quick_check"))

    def _said(self, connection: sa.Connection, check: str) -> Iterator[str]:
        for line in connection.exec_driver_sql(f"PRAGMA {check}({_MOST})").scalars():
            if line != "ok":
                yield line

    def overwrite_deleted(self, connection: sa.Connection) -> None:
        """Overwrite with zeros what a deleted row took."""
        connection.exec_driver_sql("PRAGMA secure_delete=ON")
