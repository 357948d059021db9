"""Version 3: a table of attachments for every kind there was, as literal SQL beside this module."""

from pathlib import Path

from zxdesk.store.migrations import sql

revision, down_revision = "0003", "0002"
_KINDS = """
adoption attendance award consultation document event feedback handling instruction issue
listed_value media member opinion plenary_session problem product programme project proposal
quota rating rating_scheme reporting_row reporting_table saved_figure service speech
suggestion unit venue
"""
_TABLE = Path(__file__).with_suffix(".sql").read_text(encoding="utf-8")
upgrade = sql("".join(_TABLE.format(kind) for kind in _KINDS.split()))
