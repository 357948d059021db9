"""Alembic's environment: runs on the connection that `zxdesk.store.migrate` hands over."""

from alembic import context

from zxdesk.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=False,
)
context.run_migrations()
