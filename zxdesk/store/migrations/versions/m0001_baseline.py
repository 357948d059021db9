"""Baseline: the schema of the first release, as literal SQL beside this module."""

from pathlib import Path

from zxdesk.store.migrations import sql

revision, down_revision = "0001", None
upgrade = sql(Path(__file__).with_suffix(".sql").read_text(encoding="utf-8"))
