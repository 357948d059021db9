"""Changes of the schema, run by `zxdesk.store.migrate`."""

from collections.abc import Callable

from alembic import op


def sql(statements: str) -> Callable[[], None]:
    """Make a step of literal SQL: what a version once did is no matter of today's declarations."""

    def upgrade() -> None:
        for statement in statements.split(";\n"):
            if statement.strip():
                op.execute(statement)

    return upgrade
