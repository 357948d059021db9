"""Version 2: listed value retired, as literal SQL."""

from zxdesk.store.migrations import sql

revision, down_revision = "0002", "0001"
upgrade = sql("""
ALTER TABLE listed_value ADD COLUMN retired BOOLEAN;
""")
